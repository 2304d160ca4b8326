/** Calls that only name what happened, while the network cannot be asked for it: nothing is lost, doubled or left waiting, and nothing beside it is held up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Connector } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import { replyTold, telling, timeOf } from '../../src/connectors/threads/fake/views.ts';
import { openThreadsFake } from '../../src/connectors/threads/fake.ts';
import { threads } from '../../src/connectors/threads/index.ts';
import { atEnd } from '../support/at-end.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeWorld } from './world.ts';

const NAMED = 40;
const GONE = 3;
const HOUR_MS = 3_600_000;

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('what Threads told by its id alone while it was away is fetched when it is back, once, beside all that needed no fetching', async t => {
  const clock = { now: new Date('2026-11-20T14:00:00Z') };
  const fake = await openThreadsFake(() => clock.now);
  atEnd(t, fake.close);
  const connector = threads as Connector;
  const contexts = makeContexts({
    connectors: [connector],
    allowPrivate: [fake.origin],
    userAgent: 'Heed storm',
    home: { url: fake.origin, seal: text => text },
    now: () => clock.now,
    log: () => {},
  });
  atEnd(t, contexts.close);
  const tongue = { connector, credentials: fake.credentials, account: fake.account };
  const world = await makeWorld(database, tongue, clock.now, contexts.open);
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
    world.clock.now = clock.now;
  };
  const { us, customer, write, erase } = fake.town;
  const root = write({ by: us, text: 'The new grinder is here.' });
  const ours = Array.from({ length: NAMED }, (_, i) => write({ by: us, text: `ours ${i}`, parent: root }));
  const theirs = Array.from({ length: NAMED }, (_, i) => write({ by: customer, text: `theirs ${i}`, parent: root }));
  const body = ours.flatMap((note, i) => {
    const { id, by, at } = note;
    const named = { id, media_type: 'TEXT_POST', username: by.username, timestamp: timeOf(at) };
    const other = theirs[i];
    assert.ok(other);
    return [telling('interaction', 'publish', named, us, at), telling('moderate', 'replies', replyTold(other), us, at)];
  });
  const bad = telling('moderate', 'replies', { text: 'nobody’s' }, us, clock.now);
  const call = () => world.call(fake.calls([...body.slice(0, NAMED), bad, ...body.slice(NAMED)], clock.now), 'up');

  await fake.shut();
  assert.ok(await call());
  const heardAtOnce = (await world.messages()).map(({ remoteId }) => remoteId);
  assert.deepEqual(heardAtOnce, theirs.map(({ id }) => id).toSorted(), 'what told itself was heard');
  assert.equal(await world.waiting(), NAMED);
  for (let hour = 0; hour < 5; hour++) {
    pass(HOUR_MS);
    await world.catchUp();
    clock.now = world.clock.now;
  }
  assert.equal(await world.waiting(), NAMED, 'asked for and not to be had');

  await fake.reopen();
  for (const { id } of ours.slice(0, GONE)) erase(id);
  // Told once more, as networks do.
  assert.ok(await call());
  for (let hour = 0; hour < 5; hour++) {
    pass(HOUR_MS);
    await world.catchUp();
    clock.now = world.clock.now;
  }
  assert.equal(await world.waiting(), 0);
  const rows = await world.messages();
  const wanted = [...ours.slice(GONE), ...theirs].map(({ id, text, by }) => [id, text, by === us]);
  assert.deepEqual(
    rows.map(({ remoteId, text, isOurs }) => [remoteId, text, isOurs]),
    wanted.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  let total = { received: 0, failed: 0 };
  for (const { day, received, kept, ignored, failed } of await world.ledger()) {
    assert.equal(received, kept + ignored + failed, day);
    total = { received: total.received + received, failed: total.failed + failed };
  }
  assert.deepEqual(total, { received: 2 * (body.length + 1), failed: 1 });
});
