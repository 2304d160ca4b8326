/** Every figure opens its rows: the turns of a slice, narrowed to those it was counted from. */
import type { TurnRow, TurnsWanted } from '../../core/insight/turn-row.ts';
import { readCursor, writeCursor } from '../../core/page-cursor.ts';
import { countTurnRows, listTurnRows } from '../../store/reports/turn-rows.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

export type TurnRowsQuery = SliceQuery & TurnsWanted & { after?: string | undefined; limit: number };
export type TurnRowsPage = Range & { total: number; rows: TurnRow[]; next: string | null };

/** Newest first. Whose answers they were is asked by leads. */
export async function listTurnsBehind(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { after, limit, outcome, standing, fromSeconds, toSeconds, slot, hour, live, agent, ...query }: TurnRowsQuery,
): Promise<TurnRowsPage> {
  if (agent !== undefined && agent !== who.agentId) permit(who, 'lead');
  const wanted = { outcome, standing, fromSeconds, toSeconds, slot, hour, live, agent };
  const slice = await sliceOf(desk, who, query);
  const from = after === undefined ? null : readCursor(after, ['turn'] as const);
  return inSnapshot(desk.db, async tx => {
    const found = await listTurnRows(tx, slice, { wanted, after: from, limit: limit + 1 });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const isMore = found.length > limit && last !== undefined;
    return {
      ...rangeOf(slice),
      total: await countTurnRows(tx, slice, wanted),
      rows,
      next: isMore ? writeCursor({ stretch: 'turn', at: last.openedAt, id: last.id }) : null,
    };
  });
}
