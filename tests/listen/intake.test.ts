import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Heard } from '../../src/connectors/connector.ts';
import { type Gather, makeGather } from '../../src/services/gather.ts';
import type { Batch, Ingested } from '../../src/services/ingest.ts';
import { IN_FLIGHT_LIMIT, IN_FLIGHT_LIMIT_UNITS, makeIntake } from '../../src/services/intake.ts';
import { birdAccount, song } from '../support/bird.ts';

const counts: Ingested = { received: 1, kept: 1, ignored: 0, failed: 0, withMedia: [] };

function intakeOver(gather: Gather) {
  return makeIntake({
    brandId: 1,
    channel: { id: 'c', network: 'bird', account: birdAccount, playsRecording: false },
    source: 'stream',
    gather,
    hear: () => new Map(),
    now: () => new Date(0),
    onKept: () => {},
  });
}

/** A gather that commits only when told to. */
function heldGather() {
  const held: (() => void)[] = [];
  const gather: Gather = {
    add: () => new Promise(resolve => held.push(() => resolve(counts))),
    drain: async () => {},
  };
  return { gather, held };
}

async function pushUntilFull(push: () => Promise<void>, most: number): Promise<number> {
  for (let n = 1; n <= most; n++) {
    const waits = await Promise.race([
      push().then(() => false),
      new Promise(resolve => setImmediate(() => resolve(true))),
    ]);
    if (waits) return n;
  }
  return most + 1;
}

test('a source waits while as many as allowed are on their way, and goes on when one is committed', async () => {
  const { gather, held } = heldGather();
  const intake = intakeOver(gather);
  const n = await pushUntilFull(() => intake.push([song('x', null)], null), IN_FLIGHT_LIMIT + 10);
  assert.equal(n, IN_FLIGHT_LIMIT);
  let goesOn = false;
  const next = intake.push([song('y', null)], null).then(() => {
    goesOn = true;
  });
  await new Promise(setImmediate);
  assert.equal(goesOn, false);
  for (const commit of held.splice(0, 2)) commit();
  await next;
  for (const commit of held) commit();
  await intake.drain();
});

test('large posts fill it sooner: it is bounded in size as well as in number', async () => {
  const { gather } = heldGather();
  const intake = intakeOver(gather);
  const large: Heard = { kind: 'dropped', reason: 'too long', raw: 'x'.repeat(1_000_000), cursor: null };
  const n = await pushUntilFull(() => intake.push([large], null), 100);
  assert.equal(n, IN_FLIGHT_LIMIT_UNITS / 1_000_000);
});

test('after a batch that failed nothing more of the same reading is taken, so that the cursor never passes what was lost', async () => {
  const cursors: (string | null)[] = [];
  let isDown = true;
  const ingestAll = async (batches: readonly Batch[]) => {
    if (isDown) {
      isDown = false;
      throw new Error('the database is away');
    }
    cursors.push(...batches.map(({ cursor }) => cursor));
    return batches.map(() => counts);
  };
  const gather = makeGather(ingestAll, async () => {});
  const reading = intakeOver(gather);
  const pushes = ['1', '2', '3'].map(cursor => reading.push([song(cursor, cursor)], cursor));
  await Promise.allSettled(pushes);
  await assert.rejects(reading.drain(), /database is away/);
  await assert.rejects(reading.push([song('4', '4')], '4'), /database is away/);
  await gather.drain();
  assert.deepEqual(cursors, []);
  const channel = { id: 'c', network: 'bird', account: birdAccount, playsRecording: false };
  const late = {
    brandId: 1,
    channel,
    source: 'stream',
    heard: [song('5', '5')],
    cursor: '5',
    receivedAt: new Date(0),
  } as const;
  isDown = true;
  const sameReading = {};
  await assert.rejects(gather.add(late, sameReading));
  await assert.rejects(gather.add(late, sameReading), /database is away/, 'a push already under way when it failed');
  const again = intakeOver(gather);
  await again.push([song('1', '1')], '1');
  await again.drain();
  assert.deepEqual(cursors, ['1']);
});

test('what threads hear late and in any order goes on in the order it came', async () => {
  const added: (string | null)[] = [];
  const answers: (() => void)[] = [];
  let isBusy = true;
  const add: Gather['add'] = async ({ cursor }) => {
    added.push(cursor);
    return counts;
  };
  const intake = makeIntake({
    brandId: 1,
    channel: { id: 'c', network: 'bird', account: birdAccount, playsRecording: false },
    source: 'stream',
    gather: { add, drain: async () => {} },
    hear: () => (isBusy ? new Promise(resolve => answers.push(() => resolve(new Map()))) : new Map()),
    now: () => new Date(0),
    onKept: () => {},
  });
  for (const cursor of ['1', '2', '3']) await intake.push([song('x', null)], cursor);
  isBusy = false;
  await intake.push([song('x', null)], '4');
  for (const answer of answers.toReversed()) {
    assert.deepEqual(added, []);
    answer();
    await new Promise(setImmediate);
  }
  await intake.push([song('x', null)], '5');
  await intake.drain();
  assert.deepEqual(added, ['1', '2', '3', '4', '5']);
});
