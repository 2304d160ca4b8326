import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { isElsewhere, type Network, type Way } from './network.ts';
import { useOutsideWords } from './outside-words.ts';

/** What would stop the person at the very end, said at the beginning. */
export function Hindrances({ network, way }: { network: Network; way: Way }) {
  const { t } = useWords();
  const outside = useOutsideWords();
  const why = network.hindrance ?? way.hindrance;
  if (why !== null) return <Banner meaning="soon">{outside(why)}</Banner>;
  if (!isElsewhere(way, location.origin)) return null;
  const { origin } = new URL(way.returnsTo ?? '');
  return (
    <Banner meaning="soon" acts={<a href={origin + location.pathname}>{t('connect.openThere')}</a>}>
      {t('connect.elsewhere', { address: origin, here: location.origin })}
    </Banner>
  );
}
