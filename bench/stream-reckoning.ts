/** What of an hour had to be heard, by the naive reader and the frames alone; and in what a desk differs from it. */
import type pg from 'pg';
import type { Query } from '../src/core/query/query.ts';
import { naiveMatch } from '../tests/listening/naive/query.ts';
import type { Hour } from './stream-events.ts';

export type Expected = {
  /** Items of all events: an edit is a post and an edit. */
  items: number;
  /** By remote id. */
  matches: Map<string, { queryIds: Set<string>; text: string; isGone: boolean; index: number }>;
};

type Commit = {
  operation: string;
  collection: string;
  rkey: string;
  record?: { text: string; langs?: string[]; embed?: { images?: unknown } };
};

const POST = 'app.bsky.feed.post';

export function reckon(hour: Hour, queries: ReadonlyMap<string, Query>): Expected {
  const expected: Expected = { items: 0, matches: new Map() };
  const known = new Map<string, string[]>();
  for (let index = 0; index < hour.count; index++) {
    const { did, commit } = JSON.parse(hour.frame(index)) as { did: string; commit?: Commit };
    expected.items += 1;
    if (commit?.collection !== POST) continue;
    const remoteId = `at://${did}/${POST}/${commit.rkey}`;
    const found = expected.matches.get(remoteId);
    if (commit.operation === 'delete') {
      if (found !== undefined) Object.assign(found, { isGone: true, text: '' });
      continue;
    }
    if (commit.operation === 'update') expected.items += 1;
    const { record } = commit;
    if (record === undefined) continue;
    const queryIds = heardBy(record, queries, known);
    if (found !== undefined) {
      for (const id of queryIds) found.queryIds.add(id);
      if (!found.isGone) found.text = record.text;
    } else if (queryIds.length > 0) {
      expected.matches.set(remoteId, { queryIds: new Set(queryIds), text: record.text, isGone: false, index });
    }
  }
  return expected;
}

/** The same words are read once. */
function heardBy(
  { text, langs, embed }: NonNullable<Commit['record']>,
  queries: ReadonlyMap<string, Query>,
  known: Map<string, string[]>,
): string[] {
  const post = {
    text,
    title: null,
    authorHandle: null,
    lang: langs?.[0] ?? null,
    network: 'bluesky',
    links: [],
    hasMedia: embed?.images !== undefined,
  };
  const name = `${post.lang} ${post.hasMedia} ${text}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  const heard = [...queries].flatMap(([id, query]) => (naiveMatch(post, id, query) === null ? [] : [id]));
  known.set(name, heard);
  return heard;
}

export type Books = { received: number; kept: number; ignored: number; failed: number };
export type Compared = { wrong: string[]; found: number; books: Books };

const SHOWN = 10;
/** Of one event. */
const ITEMS_AT_MOST = 2;

/** @param sent frames on all lines together */
export async function compare(pool: pg.Pool, expected: Expected, sent: number): Promise<Compared> {
  const wrong: string[] = [];
  const { rows } = await pool.query<{ remoteId: string; text: string; isGone: boolean; queryIds: string[] }>(`
    select remote_id "remoteId", post ->> 'text' "text", deleted_at is not null "isGone",
      array(select q.query_id::text from listening_match_query q where q.brand_id = m.brand_id and q.match_id = m.id) "queryIds"
    from listening_match m`);
  const here = new Map(rows.map(row => [row.remoteId, row]));
  if (here.size !== rows.length) wrong.push(`${rows.length - here.size} matches stand there twice`);
  const missing = [...expected.matches.keys()].filter(id => !here.has(id));
  const tooMany = [...here.keys()].filter(id => !expected.matches.has(id));
  if (missing.length > 0) wrong.push(`${missing.length} matches are missing: ${missing.slice(0, SHOWN).join(' ')}`);
  if (tooMany.length > 0) wrong.push(`${tooMany.length} matches are too many: ${tooMany.slice(0, SHOWN).join(' ')}`);
  for (const [id, { text, isGone, queryIds }] of expected.matches) {
    const row = here.get(id);
    if (row === undefined) continue;
    const same = row.queryIds.length === queryIds.size && row.queryIds.every(one => queryIds.has(one));
    if (!same) wrong.push(`${id} was heard by other queries`);
    if (row.isGone !== isGone)
      wrong.push(`${id} ${isGone ? 'was deleted and is shown' : 'was not deleted and is gone'}`);
    if (!isGone && row.text !== text) wrong.push(`${id} says something else`);
  }
  const pairs = [...expected.matches.values()].reduce((sum, { queryIds }) => sum + queryIds.size, 0);
  const counted = await one(pool, 'select coalesce(sum(matched), 0)::int n from listening_count');
  if (counted !== pairs) wrong.push(`${counted} counted instead of ${pairs}`);
  const twice = await one(
    pool,
    `select count(*)::int n from (select 1 from event where kind = 'message.added' group by data -> 'message' ->> 'id' having count(*) > 1) t`,
  );
  if (twice > 0) wrong.push(`${twice} messages were announced twice`);
  const books = await booksOf(pool);
  if (books.received !== books.kept + books.ignored + books.failed) wrong.push('the books do not balance');
  if (books.failed > 0) wrong.push(`${books.failed} could not be read`);
  if (books.received < expected.items) wrong.push(`${expected.items - books.received} events never came in`);
  if (books.received > sent * ITEMS_AT_MOST) wrong.push('more came in than was sent');
  return { wrong: wrong.slice(0, SHOWN * 2), found: rows.length, books };
}

async function one(pool: pg.Pool, query: string): Promise<number> {
  return (await pool.query<{ n: number }>(query)).rows[0]?.n ?? 0;
}

export async function booksOf(pool: pg.Pool): Promise<Books> {
  const { rows } = await pool.query<{ outcome: keyof Books; n: number }>(
    'select outcome, sum(n)::int n from ledger group by outcome',
  );
  const books: Books = { received: 0, kept: 0, ignored: 0, failed: 0 };
  for (const { outcome, n } of rows) books[outcome] = n;
  return books;
}
