import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { queuePlace } from '../../src/core/queue-place.ts';
import {
  DANGERS,
  NOISES,
  type Noise,
  SENTIMENTS,
  type Sentiment,
  URGENCIES,
  type Urgency,
} from '../../src/core/triage/reading.ts';
import { PRIORITIES, type Priority, type Status } from '../../src/core/view.ts';
import { listConversations, type QueueQuery } from '../../src/services/inbox.ts';
import type { Who } from '../../src/services/permit.ts';
import type { Db } from '../../src/store/db.ts';
import { type Place, type QueueFilter, readStretch, type Stretch } from '../../src/store/queue.ts';
import { countedIds } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { freshDatabase } from '../support/database.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const WEEK_MS = 7 * 86_400_000;
const STATUSES: readonly Status[] = ['open', 'waiting', 'snoozed', 'resolved'];
const id = countedIds(5_000_000);
const inboxes = [id(), id(), id(), id()];
const channels = [id(), id(), id(), id(), id()];
const agents = [id(), id(), id()];
const contacts = [id(), id(), id()];

type Row = {
  id: string;
  inboxId: string;
  channelId: string;
  network: string;
  status: Status;
  assigneeId: string | null;
  heard: boolean;
  lang: string | null;
  tags: string[];
  contactId: string;
  lastMessageAt: Date;
  dueAt: Date | null;
  waits: boolean;
  noise: Noise | null;
  sentiment: Sentiment | null;
  intents: string[];
  priority: Priority;
  urgency: Urgency | null;
  risk: number | null;
};

/** A company in which every combination occurs, with ties in every order. */
function makeRows(many: number): Row[] {
  const chance = makeChance(7);
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  return Array.from({ length: many }, () => {
    const waits = chance() < 0.4;
    const channel = Math.floor(chance() * channels.length);
    const status = one(STATUSES);
    return {
      id: id(),
      inboxId: one(inboxes),
      channelId: channels[channel] as string,
      network: channel < 2 ? 'square' : 'circle',
      status: waits && status === 'resolved' ? 'open' : status,
      assigneeId: chance() < 0.5 ? null : one(agents),
      heard: chance() < 0.2,
      lang: one(['en', 'en-GB', 'el', 'de', null]),
      tags: ['refund', 'vip', 'late'].filter(() => chance() < 0.2),
      contactId: one(contacts),
      lastMessageAt: new Date(START + Math.floor(chance() * 60) * 60_000 + Math.floor(chance() ** 2 * 90) * WEEK_MS),
      dueAt: waits && chance() < 0.8 ? new Date(START + Math.floor(chance() * 60) * 60_000) : null,
      waits,
      noise: chance() < 0.15 ? one(NOISES) : null,
      sentiment: one([...SENTIMENTS, null]),
      intents: ['danger', ...DANGERS, 'complaint', 'leaving', 'request.refund'].filter(() => chance() < 0.1),
      priority: one(PRIORITIES),
      urgency: one([...URGENCIES, null]),
      risk: chance() < 0.5 ? null : Math.floor(chance() * 101),
    };
  });
}

async function store(db: Db, rows: readonly Row[]): Promise<void> {
  await sql`insert into brand (slug, name) values ('kestrel', 'Kestrel'), ('heron', 'Heron')`.execute(db);
  for (const inboxId of inboxes)
    await sql`insert into inbox (brand_id, id, name) values (1, ${inboxId}, 'Care')`.execute(db);
  for (const [n, channelId] of channels.entries()) {
    await sql`insert into channel (brand_id, id, inbox_id, network, name, account)
      values (1, ${channelId}, ${inboxes[0]}, ${n < 2 ? 'square' : 'circle'}, 'Channel', '{}')`.execute(db);
  }
  for (const row of rows) {
    const threadId = id();
    await sql`insert into thread (brand_id, id, channel_id, root_remote_id, visibility)
      values (1, ${threadId}, ${row.channelId}, ${threadId}, 'public')`.execute(db);
    const turnId = row.waits ? id() : null;
    await sql`insert into conversation (brand_id, id, inbox_id, channel_id, thread_id, visibility, contact_id, status, assignee_id, heard,
        preview, lang, tags, opened_at, last_message_at, snoozed_until, turn_id, turn_kind, turn_opened_at, due_at, noise, sentiment, intents, priority, urgency, risk)
      values (1, ${row.id}, ${row.inboxId}, ${row.channelId}, ${threadId}, 'public', ${row.contactId}, ${row.status}, ${row.assigneeId},
        ${row.heard}, '', ${row.lang}, ${row.tags}::text[], ${row.lastMessageAt}, ${row.lastMessageAt},
        ${row.status === 'snoozed' ? row.lastMessageAt : null}, ${turnId}, ${row.waits ? 'first' : null},
        ${row.waits ? row.lastMessageAt : null}, ${row.dueAt},
        ${row.noise}, ${row.sentiment}, ${row.intents}::text[], ${row.priority}, ${row.urgency}, ${row.risk})`.execute(
      db,
    );
  }
}

/** The same question asked of the list, row by row. */
function expected(rows: readonly Row[], filter: QueueFilter, stretch: Stretch): string[] {
  const fits = (row: Row) =>
    (filter.scope === null || filter.scope.includes(row.inboxId)) &&
    filter.statuses.includes(row.status) &&
    (filter.view !== 'mine' || row.assigneeId === filter.agentId) &&
    (filter.view !== 'team' || (row.assigneeId !== null && row.assigneeId !== filter.agentId)) &&
    (filter.view !== 'unassigned' || row.assigneeId === null) &&
    (filter.waiting === null || filter.waiting === row.waits) &&
    (filter.network === null || filter.network === row.network) &&
    (filter.channelId === null || filter.channelId === row.channelId) &&
    (filter.inboxId === null || filter.inboxId === row.inboxId) &&
    (filter.lang === null || row.lang?.split('-')[0] === filter.lang) &&
    (filter.tag === null || row.tags.includes(filter.tag)) &&
    (filter.heard === null || filter.heard === row.heard) &&
    (filter.contactId === null || filter.contactId === row.contactId) &&
    (filter.sentiment === null || filter.sentiment === row.sentiment) &&
    (filter.intent === null || row.intents.includes(filter.intent)) &&
    (filter.noise === null || filter.noise === (row.noise !== null));
  const stands = {
    due: (row: Row) => row.waits && row.noise === null,
    noise: (row: Row) => row.waits && row.noise !== null,
    rest: (row: Row) => !row.waits,
    newest: () => true,
  }[stretch];
  const isOfWaiting = stretch === 'due' || stretch === 'noise';
  const key = (row: Row) =>
    isOfWaiting ? queuePlace({ ...row, openedAt: row.lastMessageAt }) : -row.lastMessageAt.getTime();
  const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : 1) * (isOfWaiting ? 1 : -1);
  return rows
    .filter(row => fits(row) && stands(row))
    .sort((a, b) => key(a) - key(b) || byId(a, b))
    .map(row => row.id);
}

const NO_FILTER: QueueFilter = {
  brandId: 1,
  scope: null,
  agentId: agents[0] as string,
  view: 'all',
  statuses: ['open', 'waiting', 'snoozed'],
  waiting: null,
  network: null,
  channelId: null,
  inboxId: null,
  lang: null,
  tag: null,
  heard: null,
  contactId: null,
  teamId: null,
  sentiment: null,
  intent: null,
  noise: null,
};

async function readAll(
  db: Db,
  filter: QueueFilter,
  stretch: Stretch,
  pageSize: number,
  walkRows: number,
): Promise<string[]> {
  const ids: string[] = [];
  let after: Place | null = null;
  for (;;) {
    const page: Place[] = await readStretch(db, filter, stretch, after, pageSize, walkRows);
    ids.push(...page.map(place => place.id));
    if (page.length < pageSize) return ids;
    after = page.at(-1) ?? null;
  }
}

test('every page of every filter holds exactly the rows that fit, in order, whichever way they are fetched', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const rows = makeRows(900);
  await store(database.db, rows);
  const filters: Partial<QueueFilter>[] = [
    {},
    { statuses: STATUSES },
    { statuses: ['resolved'] },
    { statuses: ['snoozed'], view: 'mine' },
    { view: 'mine', statuses: STATUSES },
    { view: 'team', tag: 'vip' },
    { view: 'unassigned', lang: 'en' },
    { waiting: true, network: 'square' },
    { waiting: false, network: 'circle', statuses: STATUSES },
    { scope: [inboxes[1] as string, inboxes[2] as string] },
    { scope: [inboxes[1] as string], tag: 'late', statuses: STATUSES },
    { scope: [] },
    { inboxId: inboxes[3] as string, channelId: channels[4] as string, statuses: STATUSES },
    { heard: true, tag: 'refund', lang: 'el', statuses: STATUSES },
    { heard: false, view: 'team', statuses: ['waiting'] },
    { contactId: contacts[0] as string, statuses: STATUSES },
    { contactId: contacts[1] as string, scope: [inboxes[0] as string] },
    { sentiment: 'negative', statuses: STATUSES },
    { intent: 'danger', view: 'unassigned' },
    { intent: 'request.refund', noise: false, lang: 'en', statuses: STATUSES },
    { intent: 'nobody means it', statuses: STATUSES },
    { noise: true, statuses: STATUSES },
    { noise: false, sentiment: 'positive', inboxId: inboxes[1] as string },
    { tag: 'nobody uses it' },
    { brandId: 2 },
  ];
  for (const more of filters) {
    const filter = { ...NO_FILTER, ...more };
    for (const stretch of ['due', 'noise', 'rest', 'newest'] as const) {
      const wanted = more.brandId === 2 ? [] : expected(rows, filter, stretch);
      for (const [pageSize, walkRows] of [
        [7, 6000],
        [7, 1],
        [50, 6000],
      ] as const) {
        const found = await readAll(database.db, filter, stretch, pageSize, walkRows);
        assert.deepEqual(found, wanted, `${JSON.stringify(more)} ${stretch} by ${pageSize}, walking ${walkRows}`);
      }
    }
  }
});

test('the queue shows those who wait by time left, noise behind them, then the rest by their last word, page after page without a gap', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const rows = makeRows(300);
  await store(database.db, rows);
  const who: Who = { agentId: agents[1] as string, brandId: 1, reach: { role: 'agent', inboxes: 'all' } };
  const filter = { ...NO_FILTER, agentId: who.agentId };
  const wanted = (['due', 'noise', 'rest'] as const).flatMap(stretch => expected(rows, filter, stretch));
  const query: QueueQuery = { view: 'all', status: 'active', sort: 'due', limit: 9 };
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await listConversations(database, who, { ...query, after });
    found.push(...page.rows.map(row => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  assert.deepEqual(found, wanted);
});

test('a cursor of another list, from nowhere or in another shape is refused in words', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const who: Who = { agentId: agents[1] as string, brandId: 1, reach: { role: 'agent', inboxes: 'all' } };
  const query: QueueQuery = { view: 'all', status: 'active', sort: 'due', limit: 9 };
  const good = `due~2026-01-01T00:00:00.000000Z~${id()}`;
  await listConversations(database, who, { ...query, after: good });
  for (const after of [
    '',
    'x',
    good.replace('due', 'newest'),
    good.replace('2026', '9999999'),
    good.replace('01-01', '02-31'),
    `${good}'`,
  ]) {
    await assert.rejects(
      async () => listConversations(database, who, { ...query, after }),
      { code: 'not_valid' },
      after,
    );
  }
  const future = `due~9999-12-31T23:59:59.999999Z~${id()}`;
  assert.deepEqual((await listConversations(database, who, { ...query, after: future })).rows, []);
});
