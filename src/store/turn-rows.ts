/** The rows behind every figure, and the figures of today. */
import { sql } from 'kysely';
import { type Turn, turnView } from '../core/turn.ts';
import type { TurnOutcome, TurnView } from '../core/view.ts';
import type { Db } from './db.ts';
import { turnColumns } from './turns.ts';

export type TurnRow = TurnView & {
  openedByRemoteId: string | null;
  closedByRemoteId: string | null;
  /** From opening to answer; null for turns that no answer closed. */
  responseSeconds: number | null;
  /** Null: not yet known, or never promised. */
  kept: boolean | null;
};

export type TurnsAsked = {
  brandId: number;
  scope: readonly string[] | null;
  since: Date | null;
  until: Date | null;
  outcome: TurnOutcome | 'open' | null;
  after: { at: string; id: string } | null;
  limit: number;
};

/** By opening, oldest first. */
export async function listTurns(db: Db, asked: TurnsAsked): Promise<TurnRow[]> {
  const { brandId, scope, since, until, outcome, after, limit } = asked;
  const wanted =
    outcome === null ? sql`true` : outcome === 'open' ? sql`t.outcome is null` : sql`t.outcome = ${outcome}`;
  const further = after === null ? sql`true` : sql`(t.opened_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<Turn & { openedByRemoteId: string | null; closedByRemoteId: string | null }>`
    with page as (
      select t.* from turn t
      where t.brand_id = ${brandId} and ${wanted} and ${further}
        and (${since}::timestamptz is null or t.opened_at >= ${since}) and (${until}::timestamptz is null or t.opened_at < ${until})
        and (${scope}::uuid[] is null or t.inbox_id = any(${scope}::uuid[]))
      order by t.opened_at, t.id limit ${limit})
    select ${turnColumns}, opener.remote_id "openedByRemoteId", closer.remote_id "closedByRemoteId" from page t
    left join message opener on opener.brand_id = t.brand_id and opener.id = t.opened_by
    left join message closer on closer.brand_id = t.brand_id and closer.id = t.closed_by
    order by t.opened_at, t.id`.execute(db);
  return rows.map(({ openedByRemoteId, closedByRemoteId, ...turn }) => ({
    ...turnView(turn),
    openedByRemoteId,
    closedByRemoteId,
    responseSeconds: responseSeconds(turn),
    kept: isKept(turn),
  }));
}

function responseSeconds({ outcome, openedAt, closedAt }: Turn): number | null {
  return outcome === 'answered' && closedAt !== null ? (closedAt.getTime() - openedAt.getTime()) / 1000 : null;
}

/** Late is late, by a millisecond too. What needed no answer or was taken back was no promise to keep. */
function isKept({ outcome, closedAt, dueAt, breachedAt }: Turn): boolean | null {
  if (dueAt === null || outcome === 'not_needed' || outcome === 'withdrawn') return null;
  if (outcome === 'unanswered') return false;
  if (outcome === 'answered' && closedAt !== null) return closedAt <= dueAt;
  return breachedAt === null ? null : false;
}

export type Today = { due: number; kept: number; waiting: number; late: number };

/** Promises that came due since midnight UTC and how many were kept; who waits now, and who has waited too long. */
export async function readToday(
  db: Db,
  { brandId, scope, now, midnight }: { brandId: number; scope: readonly string[] | null; now: Date; midnight: Date },
): Promise<Today> {
  const { rows } = await sql<Today>`
    with due as (
      select count(*) as due, count(*) filter (where outcome = 'answered' and closed_at <= due_at) as kept from turn
      where brand_id = ${brandId} and due_at >= ${midnight} and due_at <= ${now}
        and (outcome is null or outcome in ('answered', 'unanswered'))
        and (${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[]))),
    waits as (
      select coalesce(sum(n), 0)::bigint as waiting from tally
      where brand_id = ${brandId} and waiting_for_us and (${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[]))),
    late as (
      select count(*) as late from conversation
      where brand_id = ${brandId} and turn_id is not null and status in ('open', 'waiting', 'snoozed')
        and coalesce(due_at, '9999-12-31 00:00:00+00') < ${now} and (${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[])))
    select due, kept, waiting, late from due, waits, late`.execute(db);
  return rows[0] ?? { due: 0, kept: 0, waiting: 0, late: 0 };
}

/** Tags in use within the inboxes, most used first. */
export async function listTagsInUse(
  db: Db,
  brandId: number,
  scope: readonly string[] | null,
  limit: number,
): Promise<{ tag: string; n: number }[]> {
  const { rows } = await sql<{ tag: string; n: number }>`
    select tag, sum(n)::bigint as n from tag_tally
    where brand_id = ${brandId} and (${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[]))
    group by tag having sum(n) > 0 order by sum(n) desc, tag limit ${limit}`.execute(db);
  return rows;
}
