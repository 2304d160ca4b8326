import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import { reply } from '../../src/services/reply.ts';
import { resealChannel, sealedOf } from '../../src/store/channels.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { failing } from '../support/street.ts';

/** A desk whose network renews credentials, and an answer ready to leave. */
async function expiring(t: TestContext) {
  const d = await testDesk(t);
  const asked: unknown[] = [];
  const how = { refresh: async (): Promise<unknown> => ({ token: 'new' }) };
  d.street.connector.connect.refresh = context => {
    asked.push(context.credentials);
    return how.refresh();
  };
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  const { message } = await reply(d.desk, who, id, { visibility: 'public', text: 'Sorry!' });
  d.pass(UNDO_SECONDS);
  const place = { brandId: d.ear.brandId, channelId: d.ear.channelId };
  const kept = async () => {
    const sealed = await sealedOf(d.database.db, place.brandId, place.channelId);
    return sealed && d.desk.seal.unseal(sealed, place);
  };
  const state = async () => (await d.message(message.id))?.delivery?.state;
  const said = async () => (await d.message(message.id))?.delivery?.said;
  const mend = () => sql`update channel set state = 'active', said = null`.execute(d.database.db);
  return { d, asked, how, kept, state, said, mend, place, send: () => d.deliver(message.id) };
}

test('a token that runs out in the middle of a send is renewed, kept, and the answer leaves once', async t => {
  const { d, asked, kept, state, send } = await expiring(t);
  d.street.next = [failing('reauthorise', 'Token has expired')];
  await send();
  assert.equal(await state(), 'sent');
  assert.equal(d.street.posts.length, 1);
  assert.equal(asked.length, 1);
  assert.deepEqual(await kept(), { token: 'new' });
});

test('credentials that somebody else renewed meanwhile are taken, not renewed a second time', async t => {
  const { d, asked, state, place, send } = await expiring(t);
  d.street.next = [
    () => {
      // The one who listens was faster.
      const fresh = d.desk.seal.seal({ token: 'from the listener' }, place);
      return resealChannel(d.database.db, place.brandId, place.channelId, fresh).then(() =>
        failing('reauthorise', 'Token has expired')(),
      );
    },
  ];
  await send();
  assert.equal(await state(), 'sent');
  assert.equal(asked.length, 0);
});

test('a network that cannot be asked for new credentials is asked later; the channel stays whole', async t => {
  const { d, how, state, send } = await expiring(t);
  d.street.next = [failing('reauthorise', 'Token has expired')];
  how.refresh = async () => {
    throw new NetworkFailure('unsure', 'The connection broke.');
  };
  await send();
  assert.equal(await state(), 'queued');
  assert.equal(d.street.posts.length, 0);
});

test('a sign-in that cannot be renewed breaks the channel; the answer waits for a person, a day at most, and leaves once', async t => {
  const { d, how, state, said, mend, send } = await expiring(t);
  d.street.next = [failing('reauthorise', 'Token has been revoked')];
  how.refresh = async () => {
    throw new NetworkFailure('reauthorise', 'No.');
  };
  await send();
  assert.deepEqual([await state(), await said()], ['queued', 'Token has been revoked']);
  d.pass(60);
  await send();
  assert.deepEqual([await state(), await said()], ['queued', SIGNED_OUT]);
  assert.equal(d.street.asked.length, 1, 'a channel that is broken is not asked again');
  await mend();
  d.pass(60);
  await send();
  assert.equal(await state(), 'sent');
  assert.equal(d.street.posts.length, 1);
});

test('an answer that waited longer than a day for a sign-in fails, and a person decides', async t => {
  const { d, how, state, said, send } = await expiring(t);
  d.street.next = [failing('reauthorise', 'Token has been revoked')];
  how.refresh = async () => {
    throw new NetworkFailure('reauthorise', 'No.');
  };
  await send();
  d.pass(25 * 3_600);
  await send();
  assert.equal(await state(), 'failed');
  assert.match((await said()) ?? '', /has lost its connection. Mend it under Channels, then try again/);
});

const SIGNED_OUT = 'It waits until somebody signs the channel in again, under Channels.';
