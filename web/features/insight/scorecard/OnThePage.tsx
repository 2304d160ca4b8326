import {
  AVERAGE_COMPANY_SECONDS,
  EXPECTED_BY,
  LEAVE_UNANSWERED,
  NEVER_REACH,
  WELL_SERVED_RECOMMEND,
} from '../../../../src/core/insight/scorecard.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { FigureTable } from '../FigureTable.tsx';
import { percent, span } from '../numbers.ts';
import { type RowsAsked, RowsLink } from '../RowsLink.tsx';
import { type Slice, writeSlice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import type { Figures } from './Scorecard.tsx';

type Row = {
  key: string;
  name: string;
  /** As it is, for a file. */
  value: number | null;
  shown: string;
  known: string;
  of: number | null;
  /** Where the rows behind it are: turns of a kind, or a part of Insight. */
  behind: { turns: RowsAsked } | { part: string };
};

/** Every figure of the picture, beside what is known of customers, each with the way to its rows. */
export function OnThePage({ figures, slice }: { figures: Figures; slice: Slice }) {
  const words = useInsightWords();
  const { t } = words;
  return (
    <FigureTable
      caption={t('work.inRows', { what: t('score.table') })}
      file="scorecard"
      rows={rowsOf(figures, words)}
      keyOf={({ key }) => key}
      columns={[
        { id: 'figure', label: t('score.figure'), value: row => row.name, kind: 'words' },
        {
          id: 'ours',
          label: t('score.ours'),
          kind: 'number',
          value: row => row.value,
          show: row => <Behind row={row} slice={slice} />,
        },
        { id: 'of', label: t('score.of'), kind: 'number', value: row => row.of },
        { id: 'known', label: t('score.known'), kind: 'words', value: row => row.known },
      ]}
    />
  );
}

function Behind({ row: { behind, shown, name }, slice }: { row: Row; slice: Slice }) {
  if ('turns' in behind) {
    return (
      <RowsLink slice={slice} asked={behind.turns} label={`${name}: ${shown}`}>
        {shown}
      </RowsLink>
    );
  }
  return (
    <RouteLink
      to={{ screen: 'insight', part: behind.part, search: writeSlice(slice) }}
      aria-label={`${name}: ${shown}`}
    >
      {shown}
    </RouteLink>
  );
}

function rowsOf(figures: Figures, { t, language }: InsightWords): Row[] {
  const { met, within, turns, never, medianSeconds, kept, unheard, turnedAround, recommend } = figures;
  const share = (value: number) => percent(value, language);
  const likely = (value: number, { low, high }: { low: number; high: number }) =>
    t('score.likely', { share: share(value), low: share(low), high: share(high) });
  const row = (
    key: string,
    name: string,
    value: number | null,
    more: Omit<Row, 'key' | 'name' | 'value' | 'shown'> & { shown?: string },
  ): Row[] => (value === null ? [] : [{ key, name, value, shown: share(value), ...more }]);
  const answered = within.flatMap(one => {
    const wanted = EXPECTED_BY.get(one.seconds);
    const known = wanted === undefined ? '–' : t('score.wanted', { share: share(wanted) });
    const behind = { turns: { outcome: 'answered', toSeconds: one.seconds } } as const;
    const name = t('score.within', { time: span(one.seconds, language) });
    return row(`within ${one.seconds}`, name, one.share, { of: turns, known, behind });
  });
  const average = t('score.averageTakes', { time: span(AVERAGE_COMPANY_SECONDS, language) });
  return [
    ...row('met', t('exp.name'), met?.share ?? null, {
      ...(met && { shown: likely(met.share, met) }),
      ...{ of: turns, known: '–', behind: { part: 'expectation' } },
    }),
    ...answered,
    ...row('median', t('score.median'), medianSeconds, {
      ...(medianSeconds !== null && { shown: span(medianSeconds, language) }),
      ...{ of: turns, known: average, behind: { turns: { outcome: 'answered', toSeconds: medianSeconds ?? 0 } } },
    }),
    ...row('never', t('score.never'), turns === 0 ? null : never / turns, {
      of: turns,
      known: t('score.leave', { share: share(LEAVE_UNANSWERED) }),
      behind: { turns: { outcome: 'unanswered' } },
    }),
    ...row('kept', t('score.kept'), kept?.share ?? null, {
      ...{ of: kept?.of ?? null, known: '–', behind: { turns: { standing: 'kept' } } },
    }),
    ...row('unheard', t('score.unheardRate'), unheard?.rate ?? null, {
      ...(unheard && { shown: likely(unheard.rate, unheard) }),
      ...{
        of: unheard?.of ?? null,
        known: t('score.neverReach', { share: share(NEVER_REACH) }),
        behind: { part: 'heard' },
      },
    }),
    ...row('turned', t('score.turned'), turnedAround?.share ?? null, {
      ...{ of: turnedAround?.of ?? null, known: '–', behind: { part: 'outcomes' } },
    }),
    ...row('recommend', t('score.recommend'), recommend?.score ?? null, {
      ...(recommend && { shown: String(recommend.score) }),
      of: recommend?.of ?? null,
      known: t('score.wellServed', { share: share(WELL_SERVED_RECOMMEND) }),
      behind: { part: 'outcomes' },
    }),
  ];
}
