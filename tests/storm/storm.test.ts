/**
 * A webhook storm on every network that calls us: batches of a thousand changes, out of order and told twice, one of each unreadable;
 * told again for 36 hours while our server is away, dies before it read what it stored, or before its answer got out.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectors } from '../../src/connectors/index.ts';
import { verified } from '../../src/connectors/kit/signature.ts';
import { makeChance } from '../support/chance.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { BEGAN_AT, batchesOf, type Change, type Fate, makeSky, truthOf } from './sky.ts';
import { type Tongue, tongues } from './tongues.ts';
import { HOOK_SECRET, makeWorld, type Weather, type World } from './world.ts';

const MINUTE_MS = 60_000;
/** In so many minutes everything happens; it is told for a day and a half. */
const SPEAKS_MINUTES = 12 * 60;

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('every network that calls us is in the storm', () => {
  const calling = connectors.filter(({ inbound }) => inbound.hook !== undefined).map(({ id }) => id);
  assert.deepEqual(tongues.map(({ connector }) => connector.id).toSorted(), calling.toSorted());
});

for (const tongue of tongues)
  test(`${tongue.connector.name}: after the storm every message is there once, as it was left, and the books balance`, async () => {
    const { changes, batches } = skyOf(tongue);
    const world = await makeWorld(database, tongue, BEGAN_AT);
    const taken = await storm(world, tongue, batches);
    assert.equal(taken.dropped, 0, 'within 36 hours every call was taken');
    assert.ok(
      taken.refused > 0 && taken.unread > 0 && taken.unanswered > 0,
      'our server was away at all the wrong moments',
    );
    await stands(world, tongue, changes);
    await balances(world, tongue, taken.stored, batches);
  });

function skyOf(tongue: Tongue): { changes: Change[]; batches: Change[][] } {
  const isBatched = tongue.most > 1;
  const changes = makeSky(tongue, isBatched ? (tongue.knows.has('edit') ? 850 : 1_300) : 120, 20_261_120);
  return {
    changes,
    batches: batchesOf(changes, isBatched ? [tongue.most - 2, ...Array.from({ length: 40 }, () => 25)] : [1], 42),
  };
}

/** Away for four hours and then for most of a day, unlucky in between, well again at last. */
function weatherAt(minute: number, chance: () => number): Weather {
  const hour = minute / 60;
  if ((hour >= 1 && hour < 5) || (hour >= 9 && hour < 25)) return 'down';
  const luck = hour < 25 ? chance() : 1;
  return luck < 0.12 ? 'diesUnread' : luck < 0.3 ? 'diesUnanswered' : luck < 0.36 ? 'down' : 'up';
}

type Taken = { stored: Change[][]; dropped: number; refused: number; unread: number; unanswered: number };

/** Each call is tried again as the network's documents say, until it is answered with a yes. */
async function storm(world: World, tongue: Tongue, batches: readonly Change[][]): Promise<Taken> {
  const chance = makeChance(7);
  const taken: Taken = { stored: [], dropped: 0, refused: 0, unread: 0, unanswered: 0 };
  const apart = SPEAKS_MINUTES / batches.length;
  const calls = batches.map((batch, i) => ({ batch, began: i * apart, tries: 0, due: i * apart }));
  while (calls.length > 0) {
    calls.sort((a, b) => a.due - b.due);
    const [call] = calls;
    if (call === undefined) break;
    world.clock.now = new Date(Math.max(world.clock.now.getTime(), BEGAN_AT.getTime() + call.due * MINUTE_MS));
    const weather = weatherAt(call.due, chance);
    const isTaken = await world.call(tongue.says(call.batch, world.clock.now, HOOK_SECRET), weather);
    if (weather === 'down') taken.refused += 1;
    else taken.stored.push(call.batch);
    if (weather === 'diesUnread') taken.unread += 1;
    if (weather === 'diesUnanswered') taken.unanswered += 1;
    // Started again, it reads what it had not.
    if (weather === 'up' && chance() < 0.5) await world.catchUp();
    call.tries += 1;
    const next = tongue.triesAfterMinutes[call.tries];
    if (isTaken || next === undefined) calls.shift();
    else call.due = call.began + next;
    if (!isTaken && next === undefined) taken.dropped += 1;
  }
  await world.catchUp();
  assert.equal(await world.waiting(), 0, 'nothing stored is left unread');
  return taken;
}

/** Held against the naive count, message by message. */
async function stands(world: World, tongue: Tongue, changes: readonly Change[]): Promise<void> {
  const wanted = new Map<string, Fate>();
  const truth = truthOf(changes);
  for (const change of changes) {
    const fate = truth.get(change.of);
    if ((change.kind === 'post' || change.kind === 'ours') && fate) wanted.set(idOf(tongue, change), fate);
  }
  const rows = await world.messages();
  assert.deepEqual(
    rows.map(({ remoteId }) => remoteId),
    [...wanted.keys()].toSorted(inBytes),
    'each once, and no other',
  );
  const differing = rows.flatMap(({ remoteId, ...row }) => {
    const fate = wanted.get(remoteId);
    const expected = fate && { ...fate, text: fate.isRemoved ? '' : fate.text };
    return JSON.stringify(sorted(row)) === JSON.stringify(sorted(expected ?? {})) ? [] : [{ remoteId, row, expected }];
  });
  assert.deepEqual(differing.slice(0, 5), [], 'last words, deletions and fates');
}

function sorted(row: object): object {
  return Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => inBytes(a, b)));
}

function inBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** received = kept + ignored + failed on every day, and what was received is what we said yes to, or read before we could. */
async function balances(
  world: World,
  tongue: Tongue,
  stored: readonly Change[][],
  batches: readonly Change[][],
): Promise<void> {
  const days = await world.ledger();
  assert.ok(days.length >= 2, 'over more than one day');
  for (const { day, received, kept, ignored, failed } of days) assert.equal(received, kept + ignored + failed, day);
  const total = (name: 'received' | 'failed') => days.reduce((sum, day) => sum + day[name], 0);
  const items = stored.flat().reduce((sum, change) => sum + itemsIn(tongue, change), 0);
  assert.equal(total('received'), items, 'as many as the network told and we took');
  const bad = batches.flat().filter(({ kind }) => kind === 'bad');
  assert.equal(
    total('failed'),
    new Set(bad.map(({ of }) => of)).size,
    'the unreadable one of each batch, counted once however often it came',
  );
}

function heardAlone(tongue: Tongue, change: Change) {
  const { bytes } = tongue.says([change], BEGAN_AT, HOOK_SECRET);
  const { hook } = tongue.connector.inbound;
  return (
    hook?.parse(verified(bytes), tongue.connector.credentials.parse(tongue.credentials), tongue.account, BEGAN_AT) ?? []
  );
}

/** As the connector names the post when it comes alone. */
function idOf(tongue: Tongue, change: Change): string {
  const [heard] = heardAlone(tongue, change);
  const item = heard?.kind === 'arrival' ? heard.items[0] : undefined;
  assert.ok(item?.kind === 'post', `${tongue.connector.id} does not read ${change.kind} ${change.of}`);
  return item.post.remoteId;
}

function itemsIn(tongue: Tongue, change: Change): number {
  return heardAlone(tongue, change).reduce((sum, one) => sum + (one.kind === 'arrival' ? one.items.length : 1), 0);
}
