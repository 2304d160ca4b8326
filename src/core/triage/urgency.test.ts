import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDanger } from './danger.ts';
import { LONG_WAIT_MS, REACH_FROM, readUrgency, type UrgencyAsked } from './urgency.ts';

function urgencyOf(text: string, facts: Partial<UrgencyAsked> = {}) {
  const asked = { intents: ['request'], waitingMs: 0, repeated: 0, followers: null, isPublic: true, ...facts };
  return readUrgency({ text, dangers: readDanger(text), ...asked });
}

test('danger is for now, in the words that said so', () => {
  const text = 'my kettle is on fire';
  const { value, reasons } = urgencyOf(text, { intents: [] });
  assert.equal(value, 3);
  const [reason] = reasons;
  assert.ok(reason?.kind === 'fact' && reason.fact === 'danger_rule');
  assert.deepEqual(
    reason.spans?.map(({ start, end }) => text.slice(start, end)),
    ['fire'],
  );
});

test('somebody in their own account is for this hour, what others can see is for now', () => {
  assert.equal(urgencyOf('my account was hacked, please help').value, 2);
  assert.equal(urgencyOf('your app shows me another customer’s invoice').value, 3);
});

test('what is lost in minutes is for now, in eight languages', () => {
  for (const text of [
    'boarding in 20 minutes and no seat, please help',
    'I am going to miss my connection, who can rebook me?',
    'stehe am Gate, wer hilft mir?',
    'estoy tirada en la carretera',
    'je vais rater mon avion',
    'sto per perdere il treno',
    'vou perder o voo',
    'θα χάσω το πλοίο',
    'الرحلة تفوتني الحين',
  ]) {
    assert.equal(urgencyOf(text).value, 3, text);
  }
});

test('who cannot reach their money or account is for this hour', () => {
  for (const text of ['I am locked out of my account', 'Mein Konto ist gesperrt', 'no puedo entrar en mi cuenta'])
    assert.equal(urgencyOf(text).value, 2, text);
});

test('haste alone stays an ordinary matter, haste and standing waiting do not', () => {
  assert.equal(urgencyOf('send me the manual asap').value, 1);
  assert.equal(urgencyOf('third day without an answer, I need it today').value, 2);
});

test('waiting, repeating and reach are facts that raise', () => {
  const text = 'where is my order';
  assert.equal(urgencyOf(text).value, 1);
  assert.equal(urgencyOf(text, { waitingMs: LONG_WAIT_MS }).value, 2);
  assert.equal(urgencyOf(text, { repeated: 2 }).value, 1);
  const loud = urgencyOf(text, { intents: ['complaint'], repeated: 2, followers: REACH_FROM });
  assert.equal(loud.value, 2);
  assert.deepEqual(
    loud.reasons.map(reason => (reason.kind === 'fact' ? [reason.fact, reason.count] : reason.kind)),
    [
      ['repeated', 2],
      ['reach', REACH_FROM],
    ],
  );
});

test('thanks, what is solved and ideas can wait', () => {
  assert.equal(urgencyOf('you are stars', { intents: ['praise', 'thanks'] }).value, 0);
  assert.equal(urgencyOf('never mind, it works again', { intents: [] }).value, 0);
  assert.equal(urgencyOf('would be great if you could add a timer').value, 0);
});
