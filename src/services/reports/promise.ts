/** Of the promises made in a stretch of time: how many were kept, whole and told apart. */
import { FEW_TURNS } from '../../core/insight/response-figures.ts';
import { type Dimension, type Slice, stretchBefore } from '../../core/insight/slice.ts';
import { stretchesOf } from '../../core/insight/stretches.ts';
import { type Interval, wilson } from '../../core/listening/interval.ts';
import type { Db } from '../../store/db.ts';
import { listInboxes } from '../../store/inboxes.ts';
import { type PromiseCount, readPromises } from '../../store/reports/responses.ts';
import { listTeams } from '../../store/teams.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

/** `due` = `kept` + `broken`; `share` null where nothing came due, `isFew` where too little did for a share. */
export type Kept = {
  due: number;
  kept: number;
  broken: number;
  share: number | null;
  interval: Interval;
  isFew: boolean;
};
export type PromiseReport = Range & {
  whole: Kept;
  before: Kept & { since: string; until: string };
  trend: (Kept & { since: string; until: string })[];
};

export async function readPromiseReport(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: SliceQuery,
): Promise<PromiseReport> {
  const slice = await sliceOf(desk, who, query);
  const before = stretchBefore(slice);
  const [whole, earlier, ...trend] = await Promise.all(
    [slice, before, ...stretchesOf(slice).map(stretch => ({ ...slice, ...stretch }))].map(async one => ({
      since: one.since.toISOString(),
      until: one.until.toISOString(),
      ...keptOf((await readPromises(desk.db, one, null))[0]),
    })),
  );
  return { ...rangeOf(slice), whole: whole ?? keptOf(undefined), before: earlier as PromiseReport['before'], trend };
}

export type KeptPart = Kept & { key: string | null; name: string | null };

export async function readPromiseParts(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { by, ...query }: SliceQuery & { by: Dimension },
): Promise<Range & { by: Dimension; rows: KeptPart[] }> {
  const slice = await sliceOf(desk, who, query);
  const names = await namesOf(desk.db, slice, by);
  const rows = (await readPromises(desk.db, slice, by))
    .filter(({ due }) => due > 0)
    .sort((a, b) => b.due - a.due || ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
    .map(count => ({ key: count.key, name: names.get(count.key ?? '') ?? null, ...keptOf(count) }));
  return { ...rangeOf(slice), by, rows };
}

/** What people call a team or an inbox; the keys of the rest speak for themselves. */
export async function namesOf(db: Db, slice: Slice, by: Dimension): Promise<Map<string, string>> {
  const named =
    by === 'team'
      ? await listTeams(db, slice.brandId)
      : by === 'inbox'
        ? await listInboxes(db, slice.brandId, slice.scope)
        : [];
  return new Map(named.map(({ id, name }) => [id, name]));
}

function keptOf(count: PromiseCount | undefined): Kept {
  const { due = 0, kept = 0, broken = 0 } = count ?? {};
  return {
    due,
    kept,
    broken,
    share: due === 0 ? null : kept / due,
    interval: wilson(kept, due),
    isFew: due < FEW_TURNS,
  };
}
