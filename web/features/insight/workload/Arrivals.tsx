import { go } from '../../../routes.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Chart } from '../charts/Chart.tsx';
import { HeatMap, hour, weekdays } from '../charts/HeatMap.tsx';
import figure from '../Figure.module.css';
import { RowsLink, rowsSearch } from '../RowsLink.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { oneDecimal } from './amounts.ts';

/** When customers write, by hour and weekday. */
export function Arrivals({ slice }: { slice: Slice }) {
  const { t, language } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readArrivals', { brand: brand.id, query: queryOf(slice) });
  const days = weekdays(language).long;
  return (
    <section className={figure.first}>
      <h2>{t('work.title')}</h2>
      <AskedView asked={asked} again={again}>
        {({ rows, turns, busiest }) =>
          busiest === null ? (
            <Empty icon="insight" title={t('insight.none')}>
              {t('insight.noneLead')}
            </Empty>
          ) : (
            <Chart
              title={t('work.when')}
              aside={t('work.whenAside')}
              says={t('work.whenSays', {
                day: days[Math.floor(busiest.slot / 24)] ?? '',
                hour: hour(busiest.slot % 24),
                n: oneDecimal(busiest.average, language),
              })}
              definition="arrivals"
              table={{
                caption: t('work.when'),
                file: 'arrivals-by-hour',
                rows,
                keyOf: row => String(row.slot),
                columns: [
                  { id: 'day', label: t('work.day'), value: row => days[Math.floor(row.slot / 24)] ?? '' },
                  { id: 'hour', label: t('work.hour'), value: row => hour(row.slot % 24) },
                  { id: 'turns', label: t('work.turns'), kind: 'number', value: row => row.count },
                  {
                    id: 'an_hour',
                    label: t('work.average'),
                    kind: 'number',
                    value: row => row.average,
                    show: row => oneDecimal(row.average, language),
                  },
                ],
              }}
              opens={<RowsLink slice={slice}>{t('insight.rows', { n: turns })}</RowsLink>}
            >
              {() => (
                <HeatMap
                  name={t('work.when')}
                  values={rows.map(row => (row.hours > 0 ? row.average : null))}
                  tell={(value, slot) =>
                    t('work.turnsInHour', { n: rows[slot]?.count ?? 0, average: oneDecimal(value, language) })
                  }
                  most={t('work.anHour', { n: oneDecimal(busiest.average, language) })}
                  onOpen={slot => go({ screen: 'insight', part: 'rows', search: rowsSearch(slice, { slot }) })}
                />
              )}
            </Chart>
          )
        }
      </AskedView>
    </section>
  );
}
