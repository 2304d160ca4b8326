import { Card } from '../Card.tsx';
import { FigureTable } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import type { View } from './view.ts';

/** How the need changes where fewer or more come than the forecast has. */
export function Levels({ plan }: { plan: NonNullable<View['plan']> }) {
  const { t, language } = useInsightWords();
  const { mean, interval } = plan.arrivals;
  const n = (value: number) => count(value, language);
  return (
    <Card
      title={t('staff.levels')}
      says={t('staff.levelsSays', { low: n(interval.low), high: n(interval.high), mean: n(mean) })}
    >
      <FigureTable
        caption={t('def.staffNeeded.name')}
        file="staffing-levels"
        rows={plan.levels}
        keyOf={row => row.level}
        columns={[
          {
            id: 'level',
            label: t('staff.level'),
            value: row => row.level,
            show: row => t(`staff.level.${row.level}`),
            kind: 'words',
          },
          {
            id: 'arrivals',
            label: t('staff.level.turns'),
            value: row => row.arrivals,
            show: row => n(row.arrivals),
            kind: 'number',
          },
          { id: 'peak', label: t('staff.level.peak'), value: row => row.peak, kind: 'number' },
          {
            id: 'hours',
            label: t('staff.level.hours'),
            value: row => row.hours,
            show: row => n(row.hours),
            kind: 'number',
          },
          {
            id: 'shifts',
            label: t('staff.level.shifts'),
            value: row => row.shifts,
            show: row => n(row.shifts),
            kind: 'number',
          },
        ]}
      />
    </Card>
  );
}
