import type { OutputOf } from '../../../../src/contract/api.ts';
import { FigureTable } from '../FigureTable.tsx';
import { count, percent, range, span } from '../numbers.ts';
import { type RowsAsked, RowsLink } from '../RowsLink.tsx';
import type { Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';

export type PartRow = OutputOf<'readExpectationParts'>['rows'][number];

type TableProps<Row extends PartRow> = {
  caption: string;
  file: string;
  rows: readonly Row[];
  nameOf: (row: Row) => string;
  /** Null: they cannot be opened from here. */
  rowsOf: (row: Row) => { slice: Slice; asked?: RowsAsked } | null;
};

/** The figures of each part beside one another, each with its rows. */
export function PartTable<Row extends PartRow>({ caption, file, rows, nameOf, rowsOf }: TableProps<Row>) {
  const { t, language } = useInsightWords();
  const shared = (share: { share: number; interval: { low: number; high: number } }) => (
    <>
      {percent(share.share, language)}
      <small>{range(share.interval.low, share.interval.high, language)}</small>
    </>
  );
  const number = 'number' as const;
  const opened = (row: Row, n: number, asked: RowsAsked = {}) => {
    const behind = rowsOf(row);
    if (behind === null) return count(n, language);
    return (
      <RowsLink slice={behind.slice} asked={{ ...behind.asked, ...asked }}>
        {count(n, language)}
      </RowsLink>
    );
  };
  return (
    <FigureTable
      caption={caption}
      file={file}
      rows={rows}
      keyOf={row => `${row.key} ${nameOf(row)}`}
      columns={[
        { id: 'name', label: caption, value: nameOf, show: row => <bdi>{nameOf(row)}</bdi> },
        {
          id: 'met',
          label: t('exp.met'),
          kind: number,
          value: row => row.met?.share ?? null,
          show: row => (row.met ? shared(row.met) : t('exp.few')),
        },
        {
          id: 'half_by_seconds',
          label: t('exp.median'),
          kind: number,
          value: row => row.median.seconds,
          show: row => (row.median.seconds === null ? '–' : span(row.median.seconds, language)),
        },
        {
          id: 'within_5_min',
          label: t('exp.withinFive'),
          kind: number,
          value: row => row.withinFive.share,
          show: row => shared(row.withinFive),
        },
        {
          id: 'within_1_h',
          label: t('exp.withinHour'),
          kind: number,
          value: row => row.withinHour.share,
          show: row => shared(row.withinHour),
        },
        {
          id: 'never',
          label: t('exp.never'),
          kind: number,
          value: row => row.never,
          show: row => opened(row, row.never, { outcome: 'unanswered' }),
        },
        {
          id: 'waiting',
          label: t('exp.waits'),
          kind: number,
          value: row => row.waiting,
          show: row => opened(row, row.waiting, { outcome: 'open' }),
        },
        {
          id: 'turns',
          label: t('exp.turns'),
          kind: number,
          value: row => row.turns,
          show: row => opened(row, row.turns),
        },
      ]}
    />
  );
}
