/** What was said in a crisis' time, on the desk and among what queries heard, and what became of the conversations. */
import { sql } from 'kysely';
import type { CrisisTurn } from '../../core/crisis/review.ts';
import type { Db } from '../db.ts';

export type SaidRow = {
  id: string;
  at: Date;
  network: string;
  /** With the network. */
  author: string;
  name: string | null;
  handle: string | null;
  followers: number | null;
  text: string;
  url: string | null;
  remoteId: string;
  conversationId: string | null;
  sentiment: string | null;
};

/** Customers' messages of a stretch of time, the newest where there are more than `most`. */
export async function messagesBetween(db: Db, brandId: number, from: Date, to: Date, most: number): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`
    select m.id, m.at, ch.network, ch.network || ' ' || i.remote_id as author, i.name, i.handle,
      (i.profile->>'followers')::int followers, m.text, m.url, coalesce(m.remote_id, m.id::text) "remoteId",
      m.conversation_id "conversationId", m.readings->>'sentiment' as sentiment
    from message m
    join channel ch on ch.brand_id = m.brand_id and ch.id = m.channel_id
    join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
    where m.brand_id = ${brandId} and m.at >= ${from} and m.at <= ${to} and m.direction = 'in' and m.deleted_at is null
    order by m.at desc, m.id desc limit ${most}`.execute(db);
  return rows;
}

/** What these queries heard in that time. */
export async function matchesBetween(
  db: Db,
  brandId: number,
  queryIds: readonly string[],
  from: Date,
  to: Date,
  most: number,
): Promise<SaidRow[]> {
  if (queryIds.length === 0) return [];
  const { rows } = await sql<SaidRow>`
    select distinct on (m.posted_at, m.id) m.id, m.posted_at as at, m.network, m.network || ' ' || (m.post->'author'->>'remoteId') as author,
      m.post->'author'->>'name' as name, m.post->'author'->>'handle' as handle,
      coalesce((m.post->'author'->'profile'->>'followers')::int, (i.profile->>'followers')::int) followers,
      m.post->>'text' as text, m.post->>'url' as url, m.remote_id "remoteId", d.conversation_id "conversationId", d.readings->>'sentiment' as sentiment
    from listening_match_query q join listening_match m on m.brand_id = q.brand_id and m.id = q.match_id
    left join identity i on i.brand_id = m.brand_id and i.network = m.network and i.remote_id = m.post->'author'->>'remoteId'
    left join message d on d.brand_id = m.brand_id and d.channel_id = m.channel_id and d.remote_id = m.remote_id
    where q.brand_id = ${brandId} and q.query_id = any(${queryIds}::uuid[]) and q.posted_at >= ${from} and q.posted_at <= ${to}
      and m.deleted_at is null and coalesce(m.mark, '') <> 'noise'
    order by m.posted_at desc, m.id desc limit ${most}`.execute(db);
  return rows;
}

/** A conversation as a holding reply asks about it. */
export type WaitingRow = {
  id: string;
  inboxId: string;
  contactId: string | null;
  channelId: string;
  network: string;
  visibility: 'public' | 'private';
  lang: string | null;
  isWaiting: boolean;
  isTold: boolean;
  isClaimed: boolean;
  isBroken: boolean;
  intents: string[];
  sentiment: string | null;
  turnOpenedAt: Date | null;
  dueAt: Date | null;
  name: string | null;
  handle: string | null;
  remoteId: string | null;
  preview: string;
};

/** @param scope inboxes the caller may see; null: all */
export async function waitingRows(
  db: Db,
  brandId: number,
  ids: readonly string[],
  now: Date,
  scope: readonly string[] | null = null,
): Promise<WaitingRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<WaitingRow>`
    select c.id, c.inbox_id "inboxId", c.contact_id "contactId", c.channel_id "channelId", ch.network, c.visibility, c.lang,
      c.turn_id is not null "isWaiting", c.breached_at is not null "isBroken",
      coalesce(c.claimed_until > ${now}, false) "isClaimed",
      c.intents, c.sentiment, c.turn_opened_at "turnOpenedAt", c.due_at "dueAt", i.name, i.handle, i.remote_id "remoteId", c.preview,
      exists (select from message m where m.brand_id = c.brand_id and (m.conversation_id = c.id or m.also_answers_id = c.id)
        and m.direction = 'out' and m.holding and m.deleted_at is null
        and m.delivery in ('queued', 'sending', 'sent', 'unsure', 'handed', 'held') and m.at >= c.turn_opened_at)
      or exists (select from holding_target g join holding_reply h on h.brand_id = g.brand_id and h.id = g.holding_id
        where g.brand_id = c.brand_id and g.conversation_id = c.id and g.state = 'planned' and h.state in ('waiting', 'sending')) "isTold"
    from conversation c
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${brandId} and c.id = any(${ids}::uuid[])
      and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
    order by c.turn_opened_at nulls last, c.id`.execute(db);
  return rows;
}

/** Turns of these conversations from a little before the crisis on. */
export async function turnsOf(
  db: Db,
  brandId: number,
  ids: readonly string[],
  from: Date,
  to: Date,
): Promise<CrisisTurn[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<
    Omit<CrisisTurn, 'openedAtMs' | 'closedAtMs' | 'breachedAtMs'> &
      Record<'openedAt' | 'closedAt' | 'breachedAt', Date | null>
  >`
    select t.conversation_id "conversationId", t.opened_at "openedAt", t.closed_at "closedAt", t.breached_at "breachedAt", t.outcome
    from turn t where t.brand_id = ${brandId} and t.conversation_id = any(${ids}::uuid[])
      and t.opened_at <= ${to} and (t.closed_at is null or t.closed_at >= ${from}) order by t.opened_at, t.id`.execute(
    db,
  );
  return rows.map(({ conversationId, outcome, openedAt, closedAt, breachedAt }) => ({
    conversationId,
    outcome,
    openedAtMs: openedAt?.getTime() ?? 0,
    closedAtMs: closedAt?.getTime() ?? null,
    breachedAtMs: breachedAt?.getTime() ?? null,
  }));
}

/** Turns opened in the last minutes, and the promise that most of those who wait were given. */
export async function arrivalsNow(
  db: Db,
  brandId: number,
  since: Date,
  until: Date,
): Promise<{ opened: number; promiseMinutes: number | null }> {
  const { rows } = await sql<{ opened: number; promiseMinutes: number | null }>`
    select count(*)::int opened,
      percentile_disc(0.5) within group (order by (t.policy->>'minutes')::float8) filter (where t.policy is not null) "promiseMinutes"
    from turn t join channel c on c.brand_id = t.brand_id and c.id = t.channel_id
    where t.brand_id = ${brandId} and t.opened_at > ${since} and t.opened_at <= ${until} and c.network <> 'archive'`.execute(
    db,
  );
  return rows[0] ?? { opened: 0, promiseMinutes: null };
}
