import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rehearsal } from '../../src/connectors/rehearsal/index.ts';
import { composingOf } from '../../src/services/composing.ts';
import { voicedFor } from '../../src/services/voice.ts';

const handOff = () => 'https://square.example/post';
const { outbound = {} } = rehearsal;
const either = {
  ...rehearsal,
  outbound: { ...outbound, handOff },
  listensOnly: (credentials: unknown) => credentials === 'no account',
};

test('a channel without an account says nothing, and keeps the hand-off', () => {
  assert.deepEqual(voicedFor(either, 'no account').outbound, { handOff });
  const { canReply, canDirect, canPrivateReply, handOff: offers } = composingOf(either, 'no account');
  assert.deepEqual(
    { canReply, canDirect, canPrivateReply, offers },
    { canReply: false, canDirect: false, canPrivateReply: false, offers: true },
  );
});

test('the same network with an account answers', () => {
  assert.equal(voicedFor(either, 'an account'), either);
  assert.ok(composingOf(either, 'an account').canReply);
});

test('a network that needs an account everywhere is left as it is', () => {
  assert.equal(voicedFor(rehearsal, 'anything'), rehearsal);
});
