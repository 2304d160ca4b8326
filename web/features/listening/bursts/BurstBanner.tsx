import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { dayOf, rounded } from '../figures/percent.ts';
import { nameOf, type QueryRow } from '../QueryList.tsx';
import type { Burst } from './use-bursts.ts';

/** Above the queries while something is spoken of much more than usual. */
export function BurstBanner({ bursts, queries }: { bursts: readonly Burst[]; queries: readonly QueryRow[] }) {
  const { t, rich, language } = useWords();
  const [loudest] = bursts;
  if (loudest === undefined) return null;
  const query = queries.find(({ id }) => id === loudest.queryId);
  const what = query === undefined ? t('burst.addressed') : nameOf(query);
  const times = rounded(loudest.times, language);
  return (
    <Banner
      meaning="soon"
      icon="flame"
      acts={
        <>
          <RouteLink to={{ screen: 'listening', query: 'bursts' }}>{t('burst.look')}</RouteLink>
          <RouteLink to={{ screen: 'insight', part: 'crisis', search: '' }}>{t('burst.crisis')}</RouteLink>
        </>
      }
    >
      {rich('burst.banner', { what: <bdi key="what">{what}</bdi>, times, at: dayOf(loudest.beganAt, language, true) })}
    </Banner>
  );
}
