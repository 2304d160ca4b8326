import type { OutputOf } from '../../../../src/contract/api.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { count, percent, span } from '../numbers.ts';
import { useInsightWords } from '../words.ts';

type Staffing = NonNullable<OutputOf<'openCrisis'>['staffing']>;

/** More people are needed in a crisis than are on: how many, and against what arrives. @param crisisId leads there, where it is not shown on its own page */
export function Short({ staffing, crisisId }: { staffing: Staffing; crisisId?: string }) {
  const { t, language } = useInsightWords();
  const { arrivalsPerHour, usualPerHour, on, needed, share, promiseMinutes, waiting } = staffing;
  const more = Math.round(arrivalsPerHour - usualPerHour);
  const values = {
    more: count(more, language),
    arrivals: count(arrivalsPerHour, language),
    on,
    needed,
    share: percent(share, language),
    promise: span(promiseMinutes * 60, language),
    waiting,
  };
  return (
    <Banner
      meaning="broken"
      icon="warn"
      acts={
        crisisId === undefined ? (
          <RouteLink to={{ screen: 'team' }}>{t('crisis.toTeam')}</RouteLink>
        ) : (
          <RouteLink to={{ screen: 'insight', part: 'crisis', search: `crisis=${crisisId}` }}>
            {t('crisis.toCrisis')}
          </RouteLink>
        )
      }
    >
      {t(more > 0 ? 'crisis.short' : 'crisis.shortWaiting', values)} {t('crisis.shortShare', values)}
    </Banner>
  );
}
