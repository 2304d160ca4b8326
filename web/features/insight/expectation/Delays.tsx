import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import { FigureTable } from '../FigureTable.tsx';
import { count, percent, range, span } from '../numbers.ts';
import { RowsLink } from '../RowsLink.tsx';
import { Small } from '../Small.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';

type Delays = OutputOf<'readHearingAndHandling'>;
type Delay = Delays['hearing'] & { part: 'hearing' | 'handling' };

/** Where the time goes: until we heard, and from there until the answer. */
export function HearingAndHandling({ slice }: { slice: Slice }) {
  const { t, language } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readHearingAndHandling', { brand: brand.id, query: queryOf(slice) });
  const time = (seconds: number | null) => (seconds === null ? '–' : span(seconds, language));
  return (
    <AskedView asked={asked} again={again}>
      {({ hearing, handling }) => {
        const rows: Delay[] = [
          { ...hearing, part: 'hearing' },
          { ...handling, part: 'handling' },
        ];
        const says = t(handling.turns === 0 ? 'exp.delaysHeard' : 'exp.delaysSays', {
          hearing: time(hearing.median.seconds),
          handling: time(handling.median.seconds),
        });
        return (
          <Card title={t('exp.delays')} says={hearing.turns > 0 ? says : null} definition="delays">
            {hearing.turns === 0 ? (
              <Small>{t('exp.delaysNone')}</Small>
            ) : (
              <FigureTable
                caption={t('exp.delays')}
                file="hearing-and-handling"
                rows={rows}
                keyOf={({ part }) => part}
                columns={[
                  { id: 'part', label: t('exp.part'), value: row => row.part, show: row => t(`exp.${row.part}`) },
                  {
                    id: 'half_by_seconds',
                    label: t('exp.median'),
                    kind: 'number',
                    value: row => row.median.seconds,
                    show: row => time(row.median.seconds),
                  },
                  {
                    id: 'nine_in_ten_by_seconds',
                    label: t('exp.ninth'),
                    kind: 'number',
                    value: row => row.ninth.seconds,
                    show: row => time(row.ninth.seconds),
                  },
                  {
                    id: 'within_1_min',
                    label: t('exp.withinMinute'),
                    kind: 'number',
                    value: row => row.withinMinute.share,
                    show: row => (
                      <>
                        {percent(row.withinMinute.share, language)}
                        <small>{range(row.withinMinute.low, row.withinMinute.high, language)}</small>
                      </>
                    ),
                  },
                  {
                    id: 'turns',
                    label: t('exp.turns'),
                    kind: 'number',
                    value: row => row.turns,
                    show: row => (
                      <RowsLink
                        slice={slice}
                        asked={{ live: true, ...(row.part === 'handling' && { outcome: 'answered' as const }) }}
                      >
                        {count(row.turns, language)}
                      </RowsLink>
                    ),
                  },
                ]}
              />
            )}
          </Card>
        );
      }}
    </AskedView>
  );
}
