/** Who waits at this moment and which promises were decided today, with what they are told apart by. */
import { sql } from 'kysely';
import type { Slice } from '../../core/insight/slice.ts';
import type { Waiting } from '../../core/team-board.ts';
import type { Db } from '../db.ts';
import { type DecidedAsked, decidedToday, midnights } from '../team-board.ts';
import { turnsWithin } from './told-apart.ts';

/** What the promise is told apart by; `hour` of the day it was opened in. */
export type Traits = { teamId: string | null; network: string; language: string | null; hour: number };
export type WaitingTurn = Waiting & Traits & { turnId: string };
export type DecidedTurns = Traits & { kept: number; broken: number };

/** By due time, those without a promise last. */
export async function listWaitingTurns(db: Db, slice: Slice, most: number): Promise<WaitingTurn[]> {
  const { rows } = await sql<WaitingTurn>`
    select c.id, t.id "turnId", c.team_id "teamId", ch.network, t.lang "language",
      extract(hour from t.opened_at at time zone ${slice.timeZone})::int as hour, c.assignee_id "assigneeId",
      case when c.claimed_until > ${slice.now} then c.claimed_by end "claimedBy",
      extract(epoch from t.opened_at)::float8 * 1000 "turnOpenedAtMs", extract(epoch from t.due_at)::float8 * 1000 "dueAtMs",
      (t.policy->>'minutes')::float8 minutes, t.warned
    from (select t.*, ch.network channel_network from ${turnsWithin(slice, slice)} and t.outcome is null
      order by t.due_at nulls last, t.id limit ${most}) t
    join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
    order by t.due_at nulls last, t.id`.execute(db);
  return rows;
}

export async function countDecidedTurns(
  db: Db,
  slice: Slice,
  { now, since }: Pick<DecidedAsked, 'now' | 'since'>,
): Promise<DecidedTurns[]> {
  const first = new Date(Math.min(now.getTime(), ...since.map(({ at }) => at.getTime())));
  const { kept, broken } = decidedToday(now);
  const { rows } = await sql<DecidedTurns>`
    with z as (${midnights(since)})
    select t.team_id "teamId", t.network, t.lang "language",
      extract(hour from t.opened_at at time zone ${slice.timeZone})::int as hour,
      (count(*) filter (where ${kept}))::int kept, (count(*) filter (where ${broken}))::int broken
    from (select t.*, ch.network from ${turnsWithin(slice, slice)} and t.due_at >= ${first}
      and (t.due_at <= ${now} or t.outcome = 'answered') and (t.outcome is null or t.outcome in ('answered', 'unanswered'))) t
    join z on z.team_id is not distinct from t.team_id
    group by 1, 2, 3, 4`.execute(db);
  return rows.filter(row => row.kept + row.broken > 0);
}
