import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Chart } from '../charts/Chart.tsx';
import { Trend } from '../charts/Trend.tsx';
import { count } from '../numbers.ts';
import { instantWords } from '../post-columns.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { Without } from '../Without.tsx';
import { useInsightWords } from '../words.ts';
import type { OnOpen } from './Workload.tsx';

/** Who waited at the end of each half hour, hour or day. */
export function Backlog({ slice, onOpen }: { slice: Slice; onOpen: OnOpen }) {
  const { t, language } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readBacklog', { brand: brand.id, query: queryOf(slice) });
  return (
    <AskedView asked={asked} again={again}>
      {({ rows, most, stepMinutes, timeZone, without }) => {
        const isDays = stepMinutes >= 1440;
        const format = new Intl.DateTimeFormat(language, {
          timeZone,
          ...(isDays
            ? ({ day: 'numeric', month: 'short' } as const)
            : ({ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const)),
        });
        const name = (at: string) => format.format(new Date(at));
        const isNone = most === null || (most.waiting === 0 && (rows.at(-1)?.waiting ?? 0) === 0);
        const says = isNone
          ? t('work.backlogNone')
          : t('work.backlogSays', {
              now: rows.at(-1)?.waiting ?? 0,
              most: most.waiting,
              at: instantWords(most.at, language, timeZone),
            });
        return (
          <div>
            <Chart
              title={t('work.backlog')}
              says={says}
              definition="backlog"
              table={{
                caption: t('work.backlog'),
                file: 'backlog',
                rows,
                keyOf: row => row.at,
                columns: [
                  { id: 'from', label: t('work.at'), value: row => row.at, show: row => name(row.at) },
                  { id: 'opened', label: t('work.opened'), kind: 'number', value: row => row.opened },
                  { id: 'closed', label: t('work.closed'), kind: 'number', value: row => row.closed },
                  { id: 'waiting', label: t('work.waiting'), kind: 'number', value: row => row.waiting },
                ],
              }}
              opens={
                !isNone && <LinkButton onClick={() => onOpen(`waited:${most.at}`)}>{t('work.openMost')}</LinkButton>
              }
            >
              {width => (
                <Trend
                  width={width}
                  name={t('work.backlog')}
                  write={value => count(Math.round(value), language)}
                  points={rows.map(row => ({ key: row.at, words: name(row.at), value: row.waiting }))}
                />
              )}
            </Chart>
            <Without filters={without} />
          </div>
        );
      }}
    </AskedView>
  );
}
