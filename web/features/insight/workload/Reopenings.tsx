import type { OutputOf } from '../../../../src/contract/api.ts';
import { weekOf } from '../../../../src/core/listening/unheard.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { dayOf } from '../../listening/figures/percent.ts';
import { Card } from '../Card.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { percent } from '../numbers.ts';
import { queryOf, type Slice } from '../slice.ts';
import { Without } from '../Without.tsx';
import { useInsightWords } from '../words.ts';
import type { OnOpen } from './Workload.tsx';

type Day = OutputOf<'readReopenings'>['days'][number];

/** What was resolved and was not over. */
export function Reopenings({ slice, onOpen }: { slice: Slice; onOpen: OnOpen }) {
  const { t, language } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readReopenings', { brand: brand.id, query: queryOf(slice) });
  return (
    <Card title={t('work.again')} definition="reopened">
      <AskedView asked={asked} again={again}>
        {({ resolved, share, pending, days, without }) =>
          resolved === 0 ? (
            <p className={figure.says}>{t('work.againNone')}</p>
          ) : (
            <>
              <p className={figure.number}>
                {share.share === null || share.isSmall ? `${share.hits} / ${share.of}` : Math.round(share.share * 100)}
                {share.share !== null && !share.isSmall && <small>%</small>}
              </p>
              <p className={figure.says}>
                {t('work.againSays', { n: share.hits, of: share.of })} {share.isSmall && t('work.againFew')}{' '}
                {!share.isSmall && share.interval !== null && (
                  <span className={figure.interval}>
                    {t('insight.between', {
                      low: percent(share.interval.low, language),
                      high: percent(share.interval.high, language),
                    })}
                  </span>
                )}{' '}
                {t('work.againPending', { n: pending })}
              </p>
              <FigureTable
                caption={t('work.inRows', { what: t('work.again') })}
                file="reopenings"
                rows={byWeek(days)}
                keyOf={row => row.week}
                columns={[
                  { id: 'week', label: t('work.week'), value: row => row.week, show: row => dayOf(row.week, language) },
                  { id: 'resolved', label: t('work.resolved'), kind: 'number', value: row => row.resolved },
                  { id: 'again', label: t('work.againCol'), kind: 'number', value: row => row.again },
                  { id: 'known', label: t('work.knownCol'), kind: 'number', value: row => row.known },
                ]}
              />
              <p className={figure.opens}>
                <LinkButton onClick={() => onOpen('again')}>{t('work.openAgain')}</LinkButton>
              </p>
              <Without filters={without} />
            </>
          )
        }
      </AskedView>
    </Card>
  );
}

/** Days of a week together, by its Monday. */
function byWeek(days: readonly Day[]): (Omit<Day, 'day'> & { week: string })[] {
  return [...Map.groupBy(days, ({ day }) => weekOf(new Date(day)))].map(([week, all]) => {
    const sum = (name: 'resolved' | 'again' | 'known' | 'knownAgain') => all.reduce((n, day) => n + day[name], 0);
    return {
      week,
      resolved: sum('resolved'),
      again: sum('again'),
      known: sum('known'),
      knownAgain: sum('knownAgain'),
    };
  });
}
