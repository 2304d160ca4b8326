/** Nobody’s data is put before everybody by mistake. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../src/core/refusal.ts';
import { handOff } from '../../src/services/hand-off.ts';
import { reply } from '../../src/services/reply.ts';
import { complaint, testDesk } from '../support/desk.ts';

const CALL = '+30 210 555 0199, 4111 1111 1111 1111';

function shows(words: RegExp) {
  return (error: unknown) =>
    error instanceof Refusal &&
    error.code === 'shows_personal' &&
    words.test(error.message) &&
    !/4111/.test(error.message);
}

test('a public answer that shows personal data is stopped, says what and where, and never repeats it', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await assert.rejects(
    reply(d.desk, who, id, { visibility: 'public', text: CALL }),
    shows(/a phone number and a card number to everybody/),
  );
  await assert.rejects(reply(d.desk, who, id, { visibility: 'public', text: CALL }), (error: Refusal) => {
    const found = error.details['found'] as { kind: string; start: number; end: number }[];
    assert.deepEqual(
      found.map(({ kind, start, end }) => [kind, CALL.slice(start, end)]),
      [
        ['phone', '+30 210 555 0199'],
        ['card', '4111 1111 1111 1111'],
      ],
    );
    return true;
  });
});

test('it leaves when a person says so, and a colleague’s answer is still a matter of its own', async t => {
  const d = await testDesk(t);
  const [ada, bob] = [await d.colleague('Ada'), await d.colleague('Bob')];
  const id = await d.hear(complaint());
  await reply(d.desk, bob, id, { visibility: 'public', text: 'Hello' });
  const text = 'Write to thea@home.example';
  await assert.rejects(
    reply(d.desk, ada, id, { visibility: 'public', text, anyway: true }),
    shows(/an e-mail address/),
  );
  await assert.rejects(
    reply(d.desk, ada, id, { visibility: 'public', text, personal: true }),
    (error: unknown) => error instanceof Refusal && error.code === 'colleague_answered',
  );
  const { message } = await reply(d.desk, ada, id, { visibility: 'public', text, personal: true, anyway: true });
  assert.equal(message.text, text);
});

test('in private anything may be said, and what only looks so stops nobody', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await reply(d.desk, who, id, { visibility: 'private', text: CALL });
  const { message } = await reply(d.desk, who, id, {
    visibility: 'public',
    text: 'Since 2014, 100 of 250 at 9:30',
  });
  assert.equal(message.visibility, 'public');
});

test('words put up by hand are looked at as well', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await assert.rejects(handOff(d.desk, who, id, { text: CALL }), shows(/a phone number/));
});
