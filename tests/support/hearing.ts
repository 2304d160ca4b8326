/** A channel that hears what a test says, and a picture of what the desk then holds, free of ids. */
import { sql } from 'kysely';
import type { Heard } from '../../src/connectors/connector.ts';
import type { Item, Person, Post } from '../../src/core/post.ts';
import { type Batch, type Ingest, type Ingested, makeIngest, type Reached } from '../../src/services/ingest.ts';
import type { Readers } from '../../src/services/readers.ts';
import type { Database, Db } from '../../src/store/db.ts';
import { countedIds, testBrand } from './brand.ts';

export const NOW = new Date('2026-11-22T12:00:00Z');
export const MINUTE_MS = 60_000;

export const ourAccount: Person = {
  remoteId: 'kestrel',
  handle: 'kestrel',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: null,
};

export function person(remoteId: string, name = remoteId): Person {
  return { remoteId, handle: remoteId, name, avatarUrl: null, profileUrl: null };
}

/** A post at so many minutes before noon. Anything may be said otherwise. */
export function post(remoteId: string, author: string, minutesAgo: number, more: Partial<Post> = {}): Post {
  const own = author === ourAccount.remoteId;
  return {
    remoteId,
    at: new Date(NOW.getTime() - minutesAgo * MINUTE_MS),
    author: own ? ourAccount : person(author),
    own,
    key: null,
    visibility: 'public',
    parentRemoteId: null,
    rootRemoteId: null,
    room: null,
    roomWith: null,
    text: `${author} says ${remoteId}`,
    lang: 'en',
    attachments: [],
    url: null,
    addressed: !own,
    warning: null,
    ...more,
  };
}

export function arrival(items: Item[], cursor: string | null = null): Heard {
  return { kind: 'arrival', items, raw: JSON.stringify(items), cursor, lane: 'a' };
}

export function arrivalOf(...posts: Post[]): Heard[] {
  return posts.map(one => arrival([{ kind: 'post', post: one }]));
}

export type TestEar = {
  brandId: number;
  inboxId: string;
  channelId: string;
  makeId: () => string;
  ingest: Ingest;
  /** Hears these posts and items in one batch. */
  hear(...heard: (Post | Item | Heard)[]): Promise<Ingested>;
  batch(heard: readonly Heard[], more?: Partial<Batch>): Batch;
};

let ears = 0;

export async function testEar(
  database: Database,
  options: {
    playsRecording?: boolean;
    now?: () => Date;
    reached?: Reached;
    readers?: Readers;
    brand?: { brandId: number; inboxId: string };
    /** One that is there already. */
    channelId?: string;
  } = {},
): Promise<TestEar> {
  ears += 1;
  const makeId = countedIds(ears * 1_000_000);
  const { brandId, inboxId } = options.brand ?? (await testBrand(database.db));
  const channelId = options.channelId ?? makeId();
  await sql`
    insert into channel (brand_id, id, inbox_id, network, name, account)
    values (${brandId}, ${channelId}, ${inboxId}, 'square', 'Square', ${JSON.stringify(ourAccount)}::jsonb)
    on conflict do nothing`.execute(database.db);
  const now = options.now ?? (() => NOW);
  const { reached, readers } = options;
  const ingest = makeIngest({
    database,
    makeId,
    now,
    ...(reached ? { reached } : {}),
    ...(readers ? { readers } : {}),
  });
  const channel = {
    id: channelId,
    network: 'square',
    account: ourAccount,
    playsRecording: options.playsRecording ?? false,
  };
  const batch = (heard: readonly Heard[], more: Partial<Batch> = {}): Batch => ({
    brandId,
    channel,
    source: 'stream',
    heard,
    cursor: null,
    receivedAt: now(),
    ...more,
  });
  const hear = (...heard: (Post | Item | Heard)[]) => ingest(batch(heard.map(toHeard)));
  return { brandId, inboxId, channelId, makeId, ingest, hear, batch };
}

function toHeard(one: Post | Item | Heard): Heard {
  if (!('kind' in one)) return arrival([{ kind: 'post', post: one }]);
  return one.kind === 'arrival' || one.kind === 'dropped' ? one : arrival([one]);
}

export type Picture = Record<string, unknown>[];

/** Everything on the desk of a brand in words of the network, so that two runs can be compared. */
export async function pictureOf(db: Db, brandId: number): Promise<Picture> {
  const { rows } = await sql<Record<string, unknown>>`
    select c.visibility, t.root_remote_id root, i.remote_id author, i.name, c.status, c.heard, c.preview, c.lang,
      c.message_count n, c.opened_at, c.last_message_at, c.answered_at, c.due_at, c.turn_kind,
      (select jsonb_agg(jsonb_build_object('id', m.remote_id, 'dir', m.direction, 'at', m.at, 'text', m.text,
          'deleted', m.deleted_at, 'by', m.deleted_by, 'delivery', m.delivery, 'seen', m.seen_at, 'media', m.media,
          'sameThread', m.thread_id = c.thread_id) order by m.at, m.remote_id)
        from message m where m.brand_id = c.brand_id and m.conversation_id = c.id) messages,
      (select jsonb_agg(jsonb_build_object('kind', u.kind, 'opened', u.opened_at, 'by', o.remote_id, 'received', u.received_at,
          'due', u.due_at, 'breached', u.breached_at, 'closed', u.closed_at, 'closedBy', k.remote_id, 'outcome', u.outcome)
          order by u.opened_at, o.remote_id)
        from turn u left join message o on o.brand_id = u.brand_id and o.id = u.opened_by
        left join message k on k.brand_id = u.brand_id and k.id = u.closed_by
        where u.brand_id = c.brand_id and u.conversation_id = c.id) turns,
      (select jsonb_build_array(lt.root_remote_id, li.remote_id) from conversation l
        join thread lt on lt.brand_id = l.brand_id and lt.id = l.thread_id
        left join identity li on li.brand_id = l.brand_id and li.id = l.identity_id
        where l.brand_id = c.brand_id and l.id = c.linked_id) linked
    from conversation c
    join thread t on t.brand_id = c.brand_id and t.id = c.thread_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${brandId}
    order by c.visibility, t.root_remote_id collate "C", i.remote_id collate "C" nulls first`.execute(db);
  return rows;
}

/** Reasons and numbers, such as `kept post`. */
export async function ledgerOf(db: Db, brandId: number): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; n: number }>`
    select outcome || ' ' || reason as name, sum(n)::bigint n from ledger where brand_id = ${brandId} and outcome <> 'received'
    group by 1 having sum(n) <> 0 order by 1`.execute(db);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

/** The queue's numbers as the triggers kept them, and as they are. */
export async function talliesOf(db: Db, brandId: number): Promise<{ kept: unknown[]; counted: unknown[] }> {
  const kept = await sql`
    select inbox_id, assignee_id, status, waiting_for_us, n from tally
    where brand_id = ${brandId} and n <> 0 order by 1, 2, 3, 4`.execute(db);
  const counted = await sql`
    select inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000') assignee_id, status,
      turn_id is not null waiting_for_us, count(*)::int n from conversation
    where brand_id = ${brandId} group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
  return { kept: kept.rows, counted: counted.rows };
}
