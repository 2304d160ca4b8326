import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { networkName } from '../../../ui/networks.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import { One } from '../Card.tsx';
import figure from '../Figure.module.css';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';
import { VoiceTable } from './Voices.tsx';

type Props = { crisis: CrisisView; which: string; onBack: () => void };

/** The posts behind a figure, each leading to its conversation. */
export function PostList({ crisis, which, onBack }: Props) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('crisisPosts', { brand: brand.id, id: crisis.id, query: queryFor(which) });
  return (
    <One>
      <p className={styles.back}>
        <LinkButton onClick={onBack}>
          <Icon name="back" size={16} /> <bdi>{oneLine(crisis.name)}</bdi>
        </LinkButton>
      </p>
      <h2 className={styles.listTitle}>{titleOf(which, t)}</h2>
      <AskedView asked={asked} again={again}>
        {({ rows, isMore }) => (
          <>
            <p className={figure.says}>
              {t('crisis.posts', { n: rows.length })} {isMore && t('crisis.isMore')}
            </p>
            {rows.length > 0 && <VoiceTable rows={rows} caption={titleOf(which, t)} file="crisis-posts" />}
          </>
        )}
      </AskedView>
    </One>
  );
}

const ONLY = ['waiting', 'broken', 'never', 'answered'] as const;

/** As it stands in the address: `network bluesky`, `alike ID`, `at INSTANT MINUTES`, `waiting`, `all`. */
function queryFor(which: string) {
  const [kind = '', value = '', minutes = '0'] = which.split(' ');
  const only = ONLY.find(one => one === kind);
  if (only) return { only };
  if (kind === 'network') return { network: value };
  if (kind === 'alike') return { alike: value };
  if (kind === 'at') return { from: value, to: new Date(Date.parse(value) + Number(minutes) * 60_000).toISOString() };
  return {};
}

function titleOf(which: string, t: ReturnType<typeof useInsightWords>['t']): string {
  const [kind = '', value = ''] = which.split(' ');
  const only = ONLY.find(one => one === kind);
  if (only) return t(`crisis.posts.${only}`);
  if (kind === 'network') return t('crisis.posts.network', { network: networkName(value) });
  if (kind === 'alike') return t('crisis.posts.alike');
  return kind === 'at' ? t('crisis.posts.peak') : t('crisis.posts.all');
}
