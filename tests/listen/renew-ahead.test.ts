/** Sign-ins that can only be renewed while they live. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Connector, NetworkFailure } from '../../src/connectors/connector.ts';
import { keepRenewing, RENEW_AHEAD_DAYS } from '../../src/services/renew-ahead.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { channelsToHear, insertChannel, sealedOf } from '../../src/store/channels.ts';
import { bird, birdAccount, openBirdContext } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { freshDatabase } from '../support/database.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-22T12:00:00Z');
const seal = makeSeal('a key for tests');
type Credentials = { server: string; token: string; endsAt: string };

/** A channel whose sign-in ends so many days from now, looked at `looks` times, six hours apart. */
async function looked(t: TestContext, endsInDays: number, looks: number, answers: (Credentials | Error)[]) {
  const database = await freshDatabase();
  t.after(() => database.drop());
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const channelId = countedIds()();
  const credentials = { server: 'birds.example', token: 'tok-1', endsAt: at(endsInDays) };
  const sealed = seal.seal(credentials, { brandId, channelId });
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name: 'Bird',
    account: birdAccount,
    sealed,
  });
  const channel = (await channelsToHear(db)).find(({ id }) => id === channelId) ?? assert.fail('no channel');
  const [stop, asked, warned] = [new AbortController(), [] as unknown[], [] as string[]];
  const connector: Connector = bird();
  connector.connect.life = ({ endsAt }: Credentials) => ({ kind: 'renewing', endsAt: new Date(endsAt) });
  connector.connect.refresh = async context => {
    asked.push((context.credentials as Credentials).token);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const clock = { now: NOW, looks: 0 };
  const wait = async (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
    clock.looks += 1;
    if (clock.looks >= looks) stop.abort();
  };
  const context = openBirdContext({
    channelId,
    brandId,
    network: 'bird',
    credentials,
    account: birdAccount,
    signal: stop.signal,
  });
  const needs = {
    db,
    seal,
    wait,
    now: () => clock.now,
    log: (_: string, message: string) => void warned.push(message),
  };
  await keepRenewing({ needs, channel, connector, context, signal: stop.signal });
  const kept = await sealedOf(db, brandId, channelId);
  const { token } = seal.unseal(kept ?? assert.fail('left'), { brandId, channelId }) as Credentials;
  return { asked, warned, token, held: (context.credentials as Credentials).token };
}

function at(days: number): string {
  return new Date(NOW.getTime() + days * DAY_MS).toISOString();
}

const renewed = { server: 'birds.example', token: 'tok-2', endsAt: at(60) };

test('a sign-in is renewed some days before it ends, once, and the new one is used from then on', async t => {
  const { asked, token, held } = await looked(t, RENEW_AHEAD_DAYS + 1, 12, [renewed]);
  assert.deepEqual(asked, ['tok-1']);
  assert.deepEqual([token, held], ['tok-2', 'tok-2']);
});

test('one that lasts longer is left alone', async t => {
  assert.deepEqual((await looked(t, RENEW_AHEAD_DAYS + 20, 12, [])).asked, []);
});

test('a network that refuses or is away changes nothing, and is asked again', async t => {
  const no = new NetworkFailure('refuse', 'This token is too young.');
  const { asked, warned, token } = await looked(t, RENEW_AHEAD_DAYS - 1, 3, [
    no,
    new NetworkFailure('retry', 'It is busy.'),
    renewed,
  ]);
  assert.deepEqual(asked, ['tok-1', 'tok-1', 'tok-1']);
  assert.equal(token, 'tok-2');
  assert.equal(warned.length, 2);
});

test('what has ended is for a person', async t => {
  assert.deepEqual((await looked(t, -1, 3, [renewed])).asked, []);
});
