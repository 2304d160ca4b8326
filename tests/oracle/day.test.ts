/** A day with everything that goes wrong in it, and then the world counted again by other means. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { apply, slotName, type View } from '../../src/core/apply.ts';
import { announce } from '../../src/services/announce.ts';
import { confirmSent } from '../../src/services/confirm.ts';
import { CRASH_POINTS, type CrashPoint } from '../../src/services/ingest.ts';
import { settle } from '../../src/services/settle.ts';
import { loadConversationViews, lockConversations } from '../../src/store/conversations.ts';
import { lastSeq, readEvents } from '../../src/store/events.ts';
import { loadMessageViews } from '../../src/store/messages.ts';
import { insertClosing, loadTurnViews } from '../../src/store/turns.ts';
import { testBrand } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { Crash } from '../support/crash.ts';
import { freshDatabase } from '../support/database.ts';
import { arrival, ledgerOf, type TestEar, talliesOf, testEar } from '../support/hearing.ts';
import { type Closing, recount } from './recount.ts';
import { DAY_SECONDS, DAY_START, type Deed, makeWorld, type Telling, type World } from './world.ts';

const database = await freshDatabase();
const { db } = database;
after(() => database.drop());

const CHANNELS = 3;
const PROMISE = { first: 15, next: 10 };
const END_MS = DAY_START + DAY_SECONDS * 1000 + 6 * 3_600_000;

/** The desk's side of one day: hears, answers, resolves, dies and begins again. */
type Day = {
  brandId: number;
  ears: TestEar[];
  nowMs: number;
  closings: Closing[];
  heardMs: Map<string, number>;
  told: number;
  snapshots: View[];
  chance: () => number;
};

async function live(seed: number): Promise<{ day: Day; world: World }> {
  const chance = makeChance(seed);
  const world = makeWorld(chance, CHANNELS);
  const brand = await testBrand(db, { firstMinutes: PROMISE.first, nextMinutes: PROMISE.next });
  const day: Day = {
    brandId: brand.brandId,
    ears: [],
    nowMs: DAY_START,
    closings: [],
    heardMs: new Map(),
    told: 0,
    snapshots: [],
    chance,
  };
  let dying: CrashPoint | null = null;
  const reached = (point: CrashPoint) => {
    if (point !== dying) return;
    dying = null;
    throw new Crash(point);
  };
  for (let n = 0; n < CHANNELS; n++)
    day.ears.push(await testEar(database, { brand, now: () => new Date(day.nowMs), reached }));
  for (const step of inSteps(world, chance)) {
    day.nowMs = step.atMs;
    if (step.kind === 'deed') await act(day, step.deed);
    else {
      if (chance() < 0.15) dying = CRASH_POINTS[Math.floor(chance() * CRASH_POINTS.length)] ?? null;
      await hear(day, step.channel, step.tellings);
    }
    if (chance() < 0.05) await sweep(day);
    if (chance() < 0.08) day.snapshots.push(await snapshot(day.brandId));
  }
  day.nowMs = END_MS;
  await sweep(day);
  return { day, world };
}

type Step = { atMs: number } & ({ kind: 'deed'; deed: Deed } | { kind: 'told'; channel: number; tellings: Telling[] });

/** Tellings of a channel gathered into batches of uneven size, shuffled within, among the desk's deeds. */
function inSteps(world: World, chance: () => number): Step[] {
  const steps: Step[] = world.deeds.map(deed => ({ kind: 'deed', atMs: deed.atMs, deed }));
  for (let channel = 0; channel < CHANNELS; channel++) {
    const tellings = world.tellings.filter(one => one.channel === channel).sort((a, b) => a.atMs - b.atMs);
    while (tellings.length > 0) {
      const batch = tellings.splice(0, 1 + Math.floor(chance() * 9));
      const atMs = batch.at(-1)?.atMs ?? 0;
      steps.push({
        kind: 'told',
        atMs,
        channel,
        tellings: batch.sort((a, b) => (JSON.stringify(a.item) < JSON.stringify(b.item) ? -1 : 1)),
      });
    }
  }
  return steps.sort((a, b) => a.atMs - b.atMs);
}

async function hear(day: Day, channel: number, tellings: readonly Telling[]): Promise<void> {
  const ear = day.ears[channel];
  if (ear === undefined) return;
  const batch = ear.batch(tellings.map(({ item }) => arrival([item])));
  for (const { item } of tellings) {
    if (item.kind === 'post' && !day.heardMs.has(item.post.remoteId)) day.heardMs.set(item.post.remoteId, day.nowMs);
  }
  for (;;) {
    try {
      day.told += tellings.length;
      await ear.ingest(batch);
      return;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      // Only a batch that was committed is counted; its cursor did not move, so it comes again.
      if (error.message !== 'committed') day.told -= tellings.length;
    }
  }
}

async function act(day: Day, deed: Deed): Promise<void> {
  const now = new Date(day.nowMs);
  const makeId = day.ears[0]?.makeId ?? (() => '');
  const of = deed.kind === 'answer' ? deed.to : deed.of;
  const channelId = day.ears[deed.channel]?.channelId ?? '';
  const { rows } = await sql<{ conversationId: string; threadId: string }>`
    select conversation_id "conversationId", thread_id "threadId" from message
    where brand_id = ${day.brandId} and channel_id = ${channelId} and remote_id = ${of}`.execute(db);
  const place = rows[0];
  const { brandId } = day;
  if (deed.kind === 'resolve') {
    if (place === undefined) return;
    const { conversationId } = place;
    day.closings.push({ channel: deed.channel, of, atMs: day.nowMs, outcome: deed.outcome });
    return db.transaction().execute(async tx => {
      const was = await lockConversations(tx, brandId, [conversationId]);
      await insertClosing(tx, brandId, {
        id: makeId(),
        conversationId,
        at: now,
        outcome: deed.outcome,
        reason: null,
        agentId: null,
      });
      const settled = await settle(tx, brandId, [conversationId], now, { makeId, since: now });
      await announce(tx, { brandId, actorId: null, at: now, was, changes: [], settled });
    });
  }
  // What has not been heard cannot be answered from here; on the network such an answer reads as typed elsewhere.
  if (place === undefined) return;
  await answer(day, deed, place, channelId, now, makeId);
}

async function answer(
  day: Day,
  deed: Extract<Deed, { kind: 'answer' }>,
  place: { conversationId: string; threadId: string },
  channelId: string,
  now: Date,
  makeId: () => string,
): Promise<void> {
  const { brandId } = day;
  const n = Number(deed.key.slice(-12));
  const state = deed.fate === 'failed' ? 'failed' : deed.fate === 'sent' ? 'sending' : 'unsure';
  await db.transaction().execute(async tx => {
    const was = await lockConversations(tx, brandId, [place.conversationId]);
    await sql`
      insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, parent_remote_id, at,
        received_at, text, delivery)
      values (${brandId}, ${deed.key}, ${place.conversationId}, ${channelId}, ${place.threadId}, 'out', 'public', ${deed.to}, ${now},
        ${now}, ${`from here ${n}`}, ${state})`.execute(tx);
    const change = { kind: 'message.added', conversationId: place.conversationId, messageId: deed.key } as const;
    await announce(tx, { brandId, actorId: null, at: now, was, changes: [change] });
  });
  if (deed.fate !== 'sent') return;
  const remoteId = `n${deed.channel}/${n}`;
  await db.transaction().execute(tx =>
    confirmSent(tx, {
      brandId,
      messageId: deed.key,
      remoteId,
      at: new Date(deed.atMs),
      url: null,
      foundByLookup: false,
      now,
      makeId,
    }),
  );
}

/** What the clock does: counts what came due. */
async function sweep(day: Day): Promise<void> {
  const now = new Date(day.nowMs);
  const { brandId } = day;
  await db.transaction().execute(async tx => {
    const { rows } = await sql<{ id: string }>`
      select conversation_id id from turn where brand_id = ${brandId} and wake_at <= ${now} and outcome is null
        and breached_at is null`.execute(tx);
    const makeId = day.ears[0]?.makeId ?? (() => '');
    const settled = await settle(
      tx,
      brandId,
      rows.map(({ id }) => id),
      now,
      { makeId, since: now },
    );
    const was = new Map(settled.map(one => [one.conversationId, one.was]));
    await announce(tx, { brandId, actorId: null, at: now, was, changes: [], settled });
  });
}

/** All that is held, read from the tables as the desk would. */
async function snapshot(brandId: number): Promise<View> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      const seq = await lastSeq(tx);
      const { rows } = await sql<{ id: string; messages: string[] }>`
        select c.id, array(select m.id from message m where m.brand_id = c.brand_id and m.conversation_id = c.id order by m.at, m.id) messages
        from conversation c where c.brand_id = ${brandId}`.execute(tx);
      const conversations = Object.fromEntries(
        await loadConversationViews(
          tx,
          brandId,
          rows.map(({ id }) => id),
        ),
      );
      const open: Record<string, View['open'][string]> = {};
      for (const { id, messages } of rows) {
        const views = await loadMessageViews(tx, brandId, messages);
        open[id] = {
          messages: messages.flatMap(one => views.get(one) ?? []),
          turns: await loadTurnViews(tx, brandId, id),
        };
      }
      const tally = await sql<{
        inboxId: string;
        assigneeId: string | null;
        status: 'open';
        waitingForUs: boolean;
        n: number;
      }>`
        select inbox_id "inboxId", nullif(assignee_id, '00000000-0000-0000-0000-000000000000') "assigneeId", status,
          waiting_for_us "waitingForUs", n from tally where brand_id = ${brandId} and n <> 0`.execute(tx);
      return { seq, conversations, counts: Object.fromEntries(tally.rows.map(row => [slotName(row), row.n])), open };
    });
}

function withOpened(view: View, id: string): View {
  return { ...view, open: { ...view.open, [id]: { messages: [], turns: [] } } };
}

function comparable(view: View) {
  const counts = Object.fromEntries(Object.entries(view.counts).filter(([, n]) => n !== 0));
  return { conversations: view.conversations, counts, open: view.open };
}

for (const seed of [1, 2, 3]) {
  test(`day ${seed}: every post in one place, every reply once, every turn and breach as counted second by second`, async () => {
    const { day, world } = await live(seed);
    const delivered = world.posts;
    const closings = day.closings;
    const expected = recount(delivered, closings, day.heardMs, PROMISE, END_MS);
    const actual = await deskOf(day);
    assert.deepEqual(actual.places, expected.places);
    assert.deepEqual(actual.turns, expected.turns);

    const ledger = await ledgerOf(db, day.brandId);
    assert.equal(
      Object.values(ledger).reduce((a, b) => a + b, 0),
      day.told,
    );
    const { kept, counted } = await talliesOf(db, day.brandId);
    assert.deepEqual(kept, counted);

    const lost = world.deeds.filter(deed => deed.kind === 'answer' && (deed.fate === 'lost' || deed.fate === 'failed'));
    const keys = new Set(lost.map(deed => deed.kind === 'answer' && deed.key));
    for (const { key, delivery } of actual.unconfirmed)
      assert.ok(keys.has(key) && delivery !== 'sent', `${key} is ${delivery}`);
  });

  test(`day ${seed}: a snapshot and its later events are the later snapshot, from wherever one begins`, async () => {
    const { day } = await live(seed + 100);
    const end = await snapshot(day.brandId);
    const events = [];
    for (let page = await readEvents(db, 0, { brandId: day.brandId }); page.length > 0; ) {
      events.push(...page);
      page = await readEvents(db, page.at(-1)?.seq ?? 0, { brandId: day.brandId });
    }
    assert.ok(day.snapshots.length > 3);
    for (const start of day.snapshots) {
      // Conversations that begin later are followed as if they had been opened at once.
      let followed = start;
      for (const event of events) {
        const { conversationId: id, data } = event;
        const begins =
          event.seq > followed.seq &&
          id !== null &&
          !(id in followed.conversations) &&
          data.kind !== 'conversation.removed';
        if (begins) followed = withOpened(followed, id);
        followed = apply(followed, event);
      }
      assert.deepEqual(comparable(followed), comparable(end));
    }
  });
}

async function deskOf(day: Day) {
  const { rows } = await sql<{
    name: string;
    posts: string[];
    turns: { openedBy: string; outcome: string | null; closedMs: number | null; breached: boolean }[] | null;
    unconfirmed: { key: string; delivery: string }[] | null;
  }>`
    select n.name,
      array(select m.remote_id from message m where m.brand_id = c.brand_id and m.conversation_id = c.id and m.remote_id is not null
        order by m.at, m.remote_id) posts,
      (select json_agg(json_build_object('openedBy', o.remote_id, 'outcome', t.outcome, 'closedMs', extract(epoch from t.closed_at) * 1000,
          'breached', t.breached_at is not null) order by t.opened_at)
        from turn t join message o on o.brand_id = t.brand_id and o.id = t.opened_by
        where t.brand_id = c.brand_id and t.conversation_id = c.id) turns,
      (select json_agg(json_build_object('key', m.id, 'delivery', m.delivery)) from message m
        where m.brand_id = c.brand_id and m.conversation_id = c.id and m.remote_id is null) unconfirmed
    from conversation c
    join thread th on th.brand_id = c.brand_id and th.id = c.thread_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    cross join lateral (select array_position(${day.ears.map(ear => ear.channelId)}::uuid[], c.channel_id) - 1 || '/' || th.root_remote_id || '/' || coalesce(i.remote_id, '') as name) n
    where c.brand_id = ${day.brandId}`.execute(db);
  return {
    places: Object.fromEntries(rows.map(row => [row.name, row.posts])),
    turns: Object.fromEntries(rows.map(row => [row.name, row.turns ?? []])),
    unconfirmed: rows.flatMap(row => row.unconfirmed ?? []),
  };
}
