/** Every figure opens its rows: the turns of a slice, narrowed to those it was counted from. */
import type { TurnRow, TurnsWanted } from '../../core/insight/turn-row.ts';
import { readCursor, writeCursor } from '../../core/page-cursor.ts';
import { countTurnRows, listTurnRows } from '../../store/reports/turn-rows.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import { listTeams } from '../../store/teams.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import { midnightsOf, zonesOf } from '../team-board.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

/** `today`: decided since midnight, whatever the slice's days. */
export type TurnRowsQuery = SliceQuery &
  Omit<TurnsWanted, 'today'> & {
    today?: 'kept' | 'broken' | undefined;
    after?: string | undefined;
    limit: number;
  };
export type TurnRowsPage = Range & { total: number | null; rows: TurnRow[]; next: string | null };

/** Newest first. Whose answers they were is asked by leads. */
export async function listTurnsBehind(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  {
    after,
    limit,
    outcome,
    standing,
    fromSeconds,
    toSeconds,
    slot,
    hour,
    live,
    now,
    today,
    agent,
    ...query
  }: TurnRowsQuery,
): Promise<TurnRowsPage> {
  if (agent !== undefined && agent !== who.agentId) permit(who, 'lead');
  const asked = await sliceOf(desk, who, query);
  // What is asked of this moment is asked of all that wait, however long ago they wrote.
  const slice = now === undefined && today === undefined ? asked : { ...asked, since: new Date(0), until: asked.now };
  const decided = today && { decided: today, since: await midnightsHere(desk, who, asked.now) };
  const wanted = { outcome, standing, fromSeconds, toSeconds, slot, hour, live, now, today: decided, agent };
  const from = after === undefined ? null : readCursor(after, ['turn'] as const);
  return inSnapshot(desk.db, async tx => {
    const found = await listTurnRows(tx, slice, { wanted, after: from, limit: limit + 1 });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const isMore = found.length > limit && last !== undefined;
    return {
      ...rangeOf(slice),
      total: from === null ? await countTurnRows(tx, slice, wanted) : null,
      rows,
      next: isMore ? writeCursor({ stretch: 'turn', at: last.openedAt, id: last.id }) : null,
    };
  });
}

async function midnightsHere({ db }: Pick<Desk, 'db'>, { brandId }: Who, now: Date) {
  const teams = [...(await listTeams(db, brandId)), { id: null }];
  return midnightsOf(await zonesOf(db, brandId, teams), now);
}
