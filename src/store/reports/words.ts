/** A bounded sample of what people wrote: the last posts of every hour, so that a month costs no more than a week of few. */
import { type RawBuilder, sql } from 'kysely';
import { NONE, type Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { wantedAmong } from './told-apart.ts';

export type SampledPost = {
  id: string;
  /** Null: only overheard, it stands in no conversation. */
  conversationId: string | null;
  network: string;
  at: Date;
  text: string;
  /** Whoever wrote it: the same person, the same word. */
  by: string;
  name: string | null;
  handle: string | null;
};

export type SampleAsked = { from: Date; until: Date; perHour: number };

/** Of an hour so many are looked at, whatever is asked for: who asks for a rare language is told of fewer. */
const LOOKED_AT = 60;

/** What customers wrote to the inbox. */
export async function sampleMessages(db: Db, slice: Slice, asked: SampleAsked): Promise<SampledPost[]> {
  const { rows } = await sql<SampledPost>`
    select m.id, m.conversation_id "conversationId", m.network, m.at, m.text, coalesce(m.identity_id::text, m.id::text) "by", i.name, i.handle
    from ${hoursOf(asked)} cross join lateral (
      select m.*, ch.network from (
        select * from message m where m.brand_id = ${slice.brandId} and m.at >= hour and m.at < least(hour + interval '1 hour', ${asked.until}::timestamptz)
        order by m.at desc limit ${LOOKED_AT}) m
      join channel ch on ch.brand_id = m.brand_id and ch.id = m.channel_id
      join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
      where m.direction = 'in' and m.deleted_at is null and coalesce(m.readings->>'noise', '') = ''
        and ${wantedOf(slice, { channel: sql`m.channel_id`, inbox: sql`c.inbox_id`, visibility: sql`m.visibility`, language: sql`m.lang` })}
      order by m.at desc, m.id limit ${asked.perHour}) m
    left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id`.execute(db);
  return rows;
}

/** What queries heard and nobody marked as not about us; what came to the inbox as well is left to it. */
export async function sampleMatches(db: Db, slice: Slice, asked: SampleAsked): Promise<SampledPost[]> {
  const { rows } = await sql<SampledPost>`
    select l.id, null::uuid "conversationId", l.network, l.posted_at "at", l.post->>'text' "text",
      l.network || ' ' || coalesce(l.post#>>'{author,remoteId}', l.id::text) "by", l.post#>>'{author,name}' "name", l.post#>>'{author,handle}' "handle"
    from ${hoursOf(asked)} cross join lateral (
      select l.* from (
        select * from listening_match l where l.brand_id = ${slice.brandId} and l.posted_at >= hour
          and l.posted_at < least(hour + interval '1 hour', ${asked.until}::timestamptz)
        order by l.posted_at desc limit ${LOOKED_AT}) l
      join channel ch on ch.brand_id = l.brand_id and ch.id = l.channel_id
      where l.deleted_at is null and l.mark is distinct from 'noise'
        and not exists (select from message m where m.brand_id = l.brand_id and m.channel_id = l.channel_id and m.remote_id = l.remote_id)
        and ${wantedOf(slice, { channel: sql`l.channel_id`, inbox: sql`ch.inbox_id`, visibility: sql`'public'`, language: sql`l.post->>'lang'` })}
      order by l.posted_at desc, l.id limit ${asked.perHour}) l`.execute(db);
  return rows;
}

function hoursOf({ from, until }: SampleAsked): RawBuilder<unknown> {
  return sql`generate_series(${from}::timestamptz, ${until}::timestamptz - interval '1 microsecond', interval '1 hour') hour`;
}

type Columns = Record<'channel' | 'inbox' | 'visibility' | 'language', RawBuilder<unknown>>;

function wantedOf(slice: Slice, { channel, inbox, visibility, language }: Columns): RawBuilder<unknown> {
  return wantedAmong(slice, inbox, {
    network: sql`ch.network`,
    channel: sql`${channel}::text`,
    visibility,
    language: sql`coalesce(${language}, ${NONE})`,
  });
}
