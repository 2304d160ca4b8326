/** What is shown of a network that calls us, and to whom. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Connector, Hook } from '../../src/connectors/connector.ts';
import { makeChannelHealth } from '../../src/services/channel-health.ts';
import type { CallAt } from '../../src/services/hook-facts.ts';
import { leaseOf } from '../../src/services/listen.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { noteHook } from '../../src/store/channel-hooks.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { takeLeases } from '../../src/store/leases.ts';
import { bird, birdAccount } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const seal = makeSeal('a key for tests');
const makeId = countedIds();
const NOON = new Date('2026-11-22T12:00:00Z');
const now = () => NOON;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const watch: Hook<unknown>['watch'] = {
  everySeconds: 300,
  keep: async () => ({ kind: 'stands' }),
  byHand: at => [
    { text: 'Open the page of the app.', url: 'https://birds.example/apps' },
    { text: 'Enter the secret.', copy: at.secret },
  ],
};
const poll = { everySeconds: 60, page: async () => ({ heard: [], cursor: null, more: false }) };
const callAt: CallAt = ({ brandId, channelId }) => ({
  url: `https://desk.example/hooks/${brandId}/${channelId}`,
  secret: 'hush',
});

async function here(more: Partial<Connector['inbound']> = {}, watches = true, at: CallAt | undefined = callAt) {
  const { db } = database;
  const brand = await testBrand(db);
  const { brandId, inboxId } = brand;
  const id = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId: id });
  await insertChannel(db, { brandId, id, inboxId, network: 'bird', name: 'Bird', account: birdAccount, sealed });
  await takeLeases(db, [leaseOf({ id })], 'one', 60);
  const hook: Hook<unknown> = {
    signed: 'body',
    verify: () => ({ kind: 'refused', why: 'a test' }),
    parse: () => [],
    ...(watches && watch !== undefined ? { watch } : {}),
  };
  const connectors = new Map([['bird', bird({ inbound: { hook, ...more } })]]);
  const health = makeChannelHealth({ db, connectors, seal, now, ...(at && { callAt: at }) });
  return {
    look: async (role: 'owner' | 'lead' | 'agent') => (await health.open(brand.who(role), id)).hook ?? assert.fail(),
    troubles: async () => (await health.troubles(brand.who('lead'))).map(({ kind }) => kind),
    note: (state: 'stands' | 'byHand' | 'failing', minutesAgo: number) =>
      db.transaction().execute(tx => {
        const at = new Date(NOON.getTime() - minutesAgo * 60_000);
        return noteHook(tx, brandId, id, { state, why: 'why', at, isBegun: false, missedSince: null });
      }),
    url: `https://desk.example/hooks/${brandId}/${id}`,
  };
}

test('address and secret are shown, the secret and the steps that hold it to owners alone', async () => {
  const { look, note, url } = await here();
  assert.deepEqual((await look('owner')).state, 'unseen');
  await note('byHand', 5);
  const owner = await look('owner');
  assert.deepEqual([owner.state, owner.url, owner.secret], ['byHand', url, 'hush']);
  assert.deepEqual(owner.steps, [
    { text: 'Open the page of the app.', url: 'https://birds.example/apps', copy: null },
    { text: 'Enter the secret.', url: null, copy: 'hush' },
  ]);
  for (const role of ['lead', 'agent'] as const) {
    const seen = await look(role);
    assert.equal(JSON.stringify(seen).includes('hush'), false);
    assert.equal(seen.url, url);
  }
});

test('what stands needs no steps; what nobody can look at says so', async () => {
  const { look, note } = await here();
  await note('stands', 5);
  assert.deepEqual((await look('owner')).steps, []);
  const plain = await here({}, false);
  assert.equal((await plain.look('owner')).state, 'unwatched');
});

test('a Heed without an address on the internet says so, and whether it asks instead', async () => {
  const asks = await (await here({ poll }, true, () => null)).look('owner');
  assert.deepEqual([asks.state, asks.isAsked, asks.url, asks.secret], ['unreachable', true, null, null]);
  assert.equal((await (await here({}, true, () => null)).look('owner')).isAsked, false);
});

test('a network that should call and does not is a thing to see to', async () => {
  const { note, troubles } = await here();
  await note('stands', 90);
  assert.deepEqual(await troubles(), []);
  await note('failing', 5);
  assert.deepEqual(await troubles(), ['uncalled'], 'it was last seen to call an hour and a half ago');
  await note('stands', 1);
  await note('failing', 0);
  assert.deepEqual(await troubles(), [], 'a failure of a minute is none');
  await note('byHand', 1);
  assert.deepEqual(await troubles(), ['uncalled']);
});

test('a network that only calls is not heard by a Heed that nobody outside can reach', async () => {
  assert.deepEqual(await (await here({}, true, () => null)).troubles(), ['uncalled']);
  assert.deepEqual(await (await here({ poll }, true, () => null)).troubles(), []);
});

test('where it is asked as well, what has to be entered by hand is no trouble', async () => {
  const { note, troubles } = await here({ poll });
  await note('byHand', 90);
  assert.deepEqual(await troubles(), []);
});
