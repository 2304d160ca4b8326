/** The promises of whole matters. */
import { sql } from 'kysely';
import type { MatterTurn, Pause, Resolution } from '../core/resolution.ts';
import { times } from './conversations.ts';
import type { Db, Tx } from './db.ts';

const columns = sql`
  r.id, r.conversation_id "conversationId", r.inbox_id "inboxId", r.opened_at "openedAt", r.policy, r.due_at "dueAt",
  r.wake_at "wakeAt", r.warned, r.breached_at "breachedAt", r.resolved_at "resolvedAt"`;

/** Of each of these conversations the one that runs, else the latest. */
export async function latestResolutions(
  tx: Tx,
  brandId: number,
  conversationIds: readonly string[],
): Promise<Map<string, Resolution>> {
  const { rows } = await sql<Resolution>`
    select distinct on (r.conversation_id) ${columns} from resolution r
    where r.brand_id = ${brandId} and r.conversation_id = any(${conversationIds}::uuid[])
    order by r.conversation_id, (r.resolved_at is null) desc, r.opened_at desc, r.id desc`.execute(tx);
  return new Map(rows.map(row => [row.conversationId, row]));
}

const ENDLESS = '9999-12-31 00:00:00+00';

export type Asked = { conversationId: string; since: Date };

/** Turns opened since the matter began. */
export async function turnsOfMatters(
  tx: Db | Tx,
  brandId: number,
  asked: readonly Asked[],
): Promise<(MatterTurn & { conversationId: string })[]> {
  const { rows } = await sql<MatterTurn & { conversationId: string }>`
    select t.conversation_id "conversationId", t.opened_at "openedAt", t.closed_at "closedAt", t.outcome
    from unnest(${asked.map(one => one.conversationId)}::uuid[], ${times(asked, one => one.since)}::timestamptz[]) a (id, since)
    join turn t on t.brand_id = ${brandId} and t.conversation_id = a.id and t.opened_at >= a.since
    order by t.opened_at`.execute(tx);
  return rows;
}

/** Each ends at its time, or as soon as the customer writes; at once where they had written and it was heard only then. */
export async function pausesOf(
  tx: Db | Tx,
  brandId: number,
  conversationIds: readonly string[],
): Promise<(Pause & { conversationId: string })[]> {
  const { rows } = await sql<Pause & { conversationId: string }>`
    select p.conversation_id "conversationId", p.from_at "from", least(nullif(p.until_at, ${ENDLESS}::timestamptz), said.at) "until"
    from pause p
    left join lateral (
      select min(greatest(m.at, p.from_at)) at from message m
      where m.brand_id = p.brand_id and m.conversation_id = p.conversation_id and m.direction = 'in' and (m.at > p.from_at or m.received_at > p.from_at)) said on true
    where p.brand_id = ${brandId} and p.conversation_id = any(${conversationIds}::uuid[])
    order by p.from_at`.execute(tx);
  return rows;
}

export async function writeResolutions(tx: Tx, brandId: number, rows: readonly Resolution[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into resolution (brand_id, id, conversation_id, inbox_id, opened_at, policy, due_at, wake_at, warned, breached_at, resolved_at)
    select ${brandId}, * from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.conversationId)}::uuid[], ${rows.map(row => row.inboxId)}::uuid[],
      ${times(rows, row => row.openedAt)}::timestamptz[], ${rows.map(row => JSON.stringify(row.policy))}::jsonb[],
      ${times(rows, row => row.dueAt)}::timestamptz[], ${times(rows, row => row.wakeAt)}::timestamptz[],
      ${rows.map(row => row.warned)}::float8[], ${times(rows, row => row.breachedAt)}::timestamptz[],
      ${times(rows, row => row.resolvedAt)}::timestamptz[])
    on conflict (brand_id, id) do update set
      opened_at = excluded.opened_at, policy = excluded.policy, due_at = excluded.due_at, wake_at = excluded.wake_at,
      warned = excluded.warned, breached_at = excluded.breached_at, resolved_at = excluded.resolved_at`.execute(tx);
}

export async function removeResolutions(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from resolution where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

export type Shown = { conversationId: string; shown: object | null };

/** What the conversations show of it; null: nothing is promised. */
export async function writeResolutionsShown(tx: Tx, brandId: number, rows: readonly Shown[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update conversation c set resolution = n.shown, version = c.version + 1
    from unnest(${rows.map(row => row.conversationId)}::uuid[],
      ${rows.map(row => row.shown && JSON.stringify(row.shown))}::jsonb[]) n (id, shown)
    where c.brand_id = ${brandId} and c.id = n.id`.execute(tx);
}

export type DueMatter = { brandId: number; conversationId: string };

/** Those whose time has come, with their conversations locked. */
export async function lockDueMatters(tx: Tx, now: Date, limit: number): Promise<DueMatter[]> {
  const { rows } = await sql<DueMatter>`
    select r.brand_id "brandId", r.conversation_id "conversationId"
    from resolution r join conversation c on c.brand_id = r.brand_id and c.id = r.conversation_id
    where r.wake_at <= ${now} and r.wake_at is not null and r.resolved_at is null and r.breached_at is null
    order by r.wake_at limit ${limit}
    for update of c skip locked`.execute(tx);
  return rows;
}

/** A colleague says that we wait for the customer, until then at the latest; null: until they write. */
export async function insertPause(
  tx: Tx,
  brandId: number,
  pause: { id: string; conversationId: string; from: Date; until: Date | null; agentId: string | null },
): Promise<void> {
  await sql`
    insert into pause (brand_id, id, conversation_id, from_at, until_at, reason, agent_id)
    values (${brandId}, ${pause.id}, ${pause.conversationId}, ${pause.from}, coalesce(${pause.until}::timestamptz, ${ENDLESS}::timestamptz), 'customer', ${pause.agentId})`.execute(
    tx,
  );
}

/** Whatever held its clock holds it no more. */
export async function endPauses(tx: Tx, brandId: number, conversationId: string, at: Date): Promise<void> {
  await sql`
    update pause set until_at = greatest(from_at, ${at}::timestamptz)
    where brand_id = ${brandId} and conversation_id = ${conversationId} and until_at > ${at}`.execute(tx);
}
