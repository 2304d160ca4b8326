/** What a team's day is counted from: who waits, nearest promise first, and the promises decided since midnight. */
import { type RawBuilder, sql } from 'kysely';
import type { Decided, Waiting } from '../core/team-board.ts';
import type { Db } from './db.ts';

export type WaitingAsked = { brandId: number; now: Date; most: number };

/**
 * Up to `most` whose promise is still running, nearest first, and up to `most` whose promise is broken, the latest first; in each
 * of the three standings in which somebody can wait.
 */
export async function listWaiting(db: Db, { brandId, now, most }: WaitingAsked): Promise<Waiting[]> {
  const columns = sql`c.id, c.team_id, c.assignee_id, c.turn_id, c.turn_opened_at, c.due_at, c.turn_policy,
    case when c.claimed_until > ${now} then c.claimed_by end claimed_by`;
  const due = sql`coalesce(c.due_at, '9999-12-31 00:00:00+00')`;
  const waits = sql`from conversation c where c.brand_id = ${brandId} and c.status = s.status and c.turn_id is not null`;
  const { rows } = await sql<Waiting>`
    select w.id, w.team_id "teamId", w.assignee_id "assigneeId", w.claimed_by "claimedBy",
      extract(epoch from w.turn_opened_at)::float8 * 1000 "turnOpenedAtMs", extract(epoch from w.due_at)::float8 * 1000 "dueAtMs",
      (w.turn_policy->>'minutes')::float8 minutes, coalesce(t.warned, 0) warned
    from (values ('open'), ('waiting'), ('snoozed')) s (status)
    cross join lateral (
      (select ${columns} ${waits} and ${due} > ${now} order by ${due}, c.id limit ${most})
      union all
      (select ${columns} ${waits} and ${due} <= ${now} order by ${due} desc, c.id desc limit ${most})) w
    left join turn t on t.brand_id = ${brandId} and t.id = w.turn_id and w.due_at > ${now}`.execute(db);
  return rows;
}

export type DecidedAsked = {
  brandId: number;
  now: Date;
  /** When today began, by team; null: for what belongs to none. */
  since: readonly { teamId: string | null; at: Date }[];
  /** No more turns than this are looked at, the newest promises first. */
  most: number;
};

/**
 * Kept: answered today, in time. Broken: came due today and was not answered by then. What still waits counts for whoever it was
 * given to, the rest for whoever closed it.
 */
export async function countDecided(db: Db, { brandId, now, since, most }: DecidedAsked): Promise<Decided[]> {
  const first = new Date(Math.min(now.getTime(), ...since.map(({ at }) => at.getTime())));
  const { kept, broken } = decidedToday(now);
  const { rows } = await sql<Decided>`
    with t as materialized (
      select conversation_id, due_at, closed_at, outcome, closed_agent_id from turn
      where brand_id = ${brandId} and due_at >= ${first} and (due_at <= ${now} or outcome = 'answered')
        and (outcome is null or outcome in ('answered', 'unanswered'))
      order by due_at desc limit ${most}),
    z as (${midnights(since)})
    select c.team_id "teamId", case when t.outcome is null then c.assignee_id else t.closed_agent_id end "agentId",
      (count(*) filter (where ${kept}))::int kept, (count(*) filter (where ${broken}))::int broken
    from t join conversation c on c.brand_id = ${brandId} and c.id = t.conversation_id
    join z on z.team_id is not distinct from c.team_id
    group by 1, 2`.execute(db);
  return rows;
}

/** The conditions of a turn `t` whose team's day began at `z.since`. */
export function decidedToday(now: Date): { kept: RawBuilder<unknown>; broken: RawBuilder<unknown> } {
  return {
    kept: sql`(t.outcome = 'answered' and t.closed_at <= t.due_at and t.closed_at >= z.since)`,
    broken: sql`(t.due_at >= z.since and t.due_at <= ${now}
      and (t.outcome is null or t.outcome = 'unanswered' or (t.outcome = 'answered' and t.closed_at > t.due_at)))`,
  };
}

/** When today began, by team, as rows `team_id`, `since`. */
export function midnights(since: DecidedAsked['since']): RawBuilder<unknown> {
  const [teams, begins] = [since.map(({ teamId }) => teamId), since.map(({ at }) => at.toISOString())];
  return sql`select * from unnest(${teams}::uuid[], ${begins}::timestamptz[]) z (team_id, since)`;
}
