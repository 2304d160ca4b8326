/** What customers' messages and conversations were about, day by day (UTC): whole days, from what is kept by day. */
import { type RawBuilder, sql } from 'kysely';
import { type Filters, NONE, type Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { wantedAmong } from './told-apart.ts';

/** `day` as `2026-11-23`; `topic` '' stands for all messages, or all conversations, of that day. */
export type TopicDay = { day: string; topic: string; n: number };
/** `intents`: of messages, by when they were written. `tags`: of conversations, by when they were opened. */
export type TopicKind = 'intents' | 'tags';

/** What these days cannot be told apart by. */
export const TOPIC_FILTERS = [
  'network',
  'channel',
  'inbox',
  'language',
  'visibility',
] as const satisfies readonly (keyof Filters)[];

/** @param days the first day, and the one after the last, as `2026-11-23` */
export async function readTopicDays(
  db: Db,
  slice: Slice,
  kind: TopicKind,
  days: { from: string; until: string },
): Promise<TopicDay[]> {
  const [table, topic] = kind === 'intents' ? [sql`topic_day`, sql`d.topic`] : [sql`tag_day`, sql`d.tag`];
  const { rows } = await sql<TopicDay>`
    select to_char(day, 'YYYY-MM-DD') as day, topic, n from (
    select d.day, ${topic} as topic, sum(d.n)::int as n
    from ${table} d join channel ch on ch.brand_id = d.brand_id and ch.id = d.channel_id
    where d.brand_id = ${slice.brandId} and d.day >= ${days.from}::date and d.day < ${days.until}::date and ${wantedOf(slice, kind)}
    group by 1, 2 having sum(d.n) > 0) counted order by day, topic`.execute(db);
  return rows;
}

export type TopicRow = {
  id: string;
  conversationId: string;
  network: string;
  at: Date;
  text: string;
  name: string | null;
  handle: string | null;
};

/** The messages read so, newest first; of a tag, the first message of each conversation. */
export async function listTopicRows(
  db: Db,
  slice: Slice,
  of: { kind: TopicKind; topic: string; from: Date; until: Date },
  page: { after: { at: string; id: string } | null; limit: number },
): Promise<TopicRow[]> {
  const { after, limit } = page;
  const further = (at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    after === null ? sql`true` : sql`(${at}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const told = sql`ch.network, m.text, i.name, i.handle`;
  if (of.kind === 'intents') {
    const { rows } = await sql<TopicRow>`
      select m.id, m.conversation_id "conversationId", m.at, ${told} from message m
      join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
      join channel ch on ch.brand_id = m.brand_id and ch.id = m.channel_id
      left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
      where m.brand_id = ${slice.brandId} and m.at >= ${of.from} and m.at < ${of.until} and m.direction = 'in' and m.deleted_at is null
        and coalesce(m.readings->>'noise', '') = '' and m.intents @> array[${of.topic}]::text[] and ${further(sql`m.at`, sql`m.id`)}
        and ${conditionsOf(slice, { channel: sql`m.channel_id`, inbox: sql`c.inbox_id`, visibility: sql`m.visibility`, language: sql`m.lang` })}
      order by m.at desc, m.id desc limit ${limit}`.execute(db);
    return rows;
  }
  const { rows } = await sql<TopicRow>`
    select c.id, c.id "conversationId", c.opened_at "at", ch.network, c.preview as text, i.name, i.handle from conversation c
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${slice.brandId} and c.opened_at >= ${of.from} and c.opened_at < ${of.until} and c.tags @> array[${of.topic}]::text[]
      and ${further(sql`c.opened_at`, sql`c.id`)}
      and ${conditionsOf(slice, { channel: sql`c.channel_id`, inbox: sql`c.inbox_id`, visibility: sql`c.visibility`, language: null })}
    order by c.opened_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}

function wantedOf(slice: Slice, kind: TopicKind): RawBuilder<unknown> {
  const language = kind === 'tags' ? null : sql`nullif(d.lang, '')`;
  return conditionsOf(slice, {
    channel: sql`d.channel_id`,
    inbox: sql`d.inbox_id`,
    visibility: sql`d.visibility`,
    language,
  });
}

type Columns = Record<'channel' | 'inbox' | 'visibility', RawBuilder<unknown>> & {
  language: RawBuilder<unknown> | null;
};

function conditionsOf(slice: Slice, { channel, inbox, visibility, language }: Columns): RawBuilder<unknown> {
  return wantedAmong(slice, inbox, {
    network: sql`ch.network`,
    channel: sql`${channel}::text`,
    visibility,
    ...(language === null ? {} : { language: sql`coalesce(${language}, ${NONE})` }),
  });
}
