/** Who has what under way, and what an answer took whoever wrote it. */
import { sql } from 'kysely';
import { REST_MINUTES } from '../core/insight/handling.ts';
import type { Db, Tx } from './db.ts';

export type Under = { brandId: number; agentId: string; conversationId: string; at: Date };

const MINUTE_MS = 60_000;
/** A stretch older than this belongs to no answer any more. */
const STRETCH_HOURS = 24;

/**
 * A sign that a colleague is at it: the stretch they are in goes on, or one begins. Looking at a conversation counts only while somebody
 * waits there, or in its other room, for an answer that is not on its way yet.
 */
export async function noteAtIt(db: Db, under: Under, sign: 'looks' | 'acts'): Promise<void> {
  const { brandId, agentId, conversationId, at } = under;
  const waits = sql`exists (
    select from conversation c where c.brand_id = ${brandId} and c.turn_id is not null
      and (c.id = ${conversationId} or c.id = (select linked_id from conversation where brand_id = ${brandId} and id = ${conversationId}))
      and not exists (select from message m where m.brand_id = ${brandId} and m.conversation_id = c.id and m.at >= c.turn_opened_at
        and m.direction = 'out' and not m.holding and m.delivery in ('queued', 'sending', 'unsure', 'handed', 'held')))`;
  await sql`
    with goes_on as (
      update handling_stretch set seen_at = greatest(seen_at, ${at})
      where brand_id = ${brandId} and agent_id = ${agentId} and conversation_id = ${conversationId} and message_id is null and not ended
        and seen_at >= ${restedSince(at)} and ${sign === 'acts' ? sql`true` : waits}
      returning began_at)
    insert into handling_stretch (brand_id, agent_id, conversation_id, began_at, seen_at)
    select ${brandId}, ${agentId}, c.id, ${at}, ${at} from conversation c
    where c.brand_id = ${brandId} and c.id = ${conversationId} and not exists (select from goes_on)
      and ${sign === 'acts' ? sql`true` : waits}
    on conflict do nothing`.execute(db);
}

/** They went on to something else. What they have begun to write stays under way. */
export async function noteLeft(db: Db, { brandId, agentId, conversationId, at }: Under): Promise<void> {
  await sql`
    update handling_stretch set seen_at = greatest(seen_at, ${at}), ended = not exists (
      select from draft d where d.brand_id = ${brandId} and d.conversation_id = ${conversationId} and d.agent_id = ${agentId} and d.mode <> 'note')
    where brand_id = ${brandId} and agent_id = ${agentId} and conversation_id = ${conversationId} and message_id is null and not ended
      and seen_at >= ${restedSince(at)}`.execute(db);
}

function restedSince(at: Date): Date {
  return new Date(at.getTime() - REST_MINUTES * MINUTE_MS);
}

/**
 * An answer is sent off: every stretch of its author's since the customer wrote becomes part of it. Nothing is written where no stretch is
 * known, as when a program answers. Call it after the message is there, in its transaction.
 * @param conversationId the conversation the colleague had before them; the answer may stand in its other room
 */
export async function noteSentOff(tx: Tx, under: Under & { messageId: string }): Promise<void> {
  const { brandId, agentId, conversationId, messageId, at } = under;
  await sql`
    update handling_stretch set seen_at = greatest(seen_at, ${at})
    where brand_id = ${brandId} and agent_id = ${agentId} and conversation_id = ${conversationId} and message_id is null and not ended
      and seen_at >= ${restedSince(at)}`.execute(tx);
  const since = new Date(at.getTime() - STRETCH_HOURS * 3_600_000);
  await sql`
    with place as (
      select c.*, coalesce(c.turn_id, o.turn_id) as waiting_id, coalesce(c.turn_kind, o.turn_kind) as waiting_kind,
        greatest(t.received_at, ${since}::timestamptz) as waits_since,
        coalesce((select (i.profile->>'followers')::bigint from identity i where i.brand_id = c.brand_id and i.id = c.identity_id), -1) as followers
      from message m
      join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
      left join conversation o on o.brand_id = m.brand_id and o.id = m.also_answers_id
      left join turn t on t.brand_id = m.brand_id and t.id = coalesce(c.turn_id, o.turn_id)
      where m.brand_id = ${brandId} and m.id = ${messageId}
    ), taken as (
      update handling_stretch s set message_id = ${messageId} from place p
      where s.brand_id = ${brandId} and s.agent_id = ${agentId} and s.conversation_id = any(array[${conversationId}::uuid, p.id, p.linked_id])
        and s.message_id is null and s.seen_at >= p.waits_since and s.began_at <= ${at}
      returning greatest(s.began_at, p.waits_since) as began_at, greatest(s.seen_at, p.waits_since) as seen_at
    ), mine as (
      select range_agg(tstzrange(began_at, seen_at)) as spans, min(began_at) as began_at from taken
    ), before as (
      select range_agg(tstzrange(s.began_at, s.seen_at)) as spans from handling_stretch s, mine
      where s.brand_id = ${brandId} and s.agent_id = ${agentId} and s.message_id is not null and s.message_id <> ${messageId}
        and s.seen_at > mine.began_at and s.began_at < ${at}
    ), sums as (
      select mine.began_at,
        (select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0)::float8 from unnest(mine.spans) r) as seconds,
        (select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0)::float8
          from unnest(mine.spans - coalesce(before.spans, '{}'::tstzmultirange)) r) as fresh_seconds
      from mine, before where mine.began_at is not null
    ), beside as (
      select count(distinct s.conversation_id)::smallint as others from handling_stretch s, place p
      where s.brand_id = ${brandId} and s.agent_id = ${agentId} and s.message_id is null and not s.ended
        and s.seen_at >= ${restedSince(at)} and s.conversation_id <> all(array[${conversationId}::uuid, p.id])
    )
    insert into handling (brand_id, message_id, conversation_id, agent_id, turn_id, began_at, sent_at, seconds, fresh_seconds, at_once,
      inbox_id, channel_id, team_id, lang, visibility, heard, kind, complaint, reach)
    select ${brandId}, ${messageId}, p.id, ${agentId}, p.waiting_id, s.began_at, ${at}, s.seconds, least(s.fresh_seconds, s.seconds), 1 + b.others,
      p.inbox_id, p.channel_id, p.team_id, p.lang, p.visibility, p.heard, p.waiting_kind, 'complaint' = any(p.intents),
      case when p.followers < 0 then 0 when p.followers < 100 then 1 when p.followers < 1000 then 2 when p.followers < 10000 then 3
        when p.followers < 100000 then 4 else 5 end
    from place p, sums s, beside b`.execute(tx);
}

/** Stretches that became part of no answer, and those whose answers are long gone. @returns how many */
export async function forgetStretches(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from handling_stretch where seen_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
