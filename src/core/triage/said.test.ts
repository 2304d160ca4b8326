import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadingsView } from './reading.ts';
import { checkSaid, intentNames, keepSaid, labelOf, partOf, type Said, UNREAD, withSaid } from './said.ts';

const read: ReadingsView = {
  ...UNREAD,
  language: 'en',
  languageSure: 0.9,
  sentiment: 'neutral',
  chances: [0.2, 0.7, 0.1],
  intents: [
    { name: 'complaint', sure: 0.8 },
    { name: 'request', sure: 0.6 },
    { name: 'request.refund', sure: 0.5 },
  ],
  urgency: 1,
};
const say = (...said: Said[]) =>
  said[0] === undefined ? read : withSaid(read, said[0].aspect, partOf(read, said[0].aspect), said);
const intentsAfter = (from: ReadingsView, add: string[], remove: string[] = []) =>
  withSaid(from, 'intents', partOf(from, 'intents'), [{ aspect: 'intents', value: { add, remove } }]).intents.map(
    ({ name }) => name,
  );

test('what a person says stands in the place of what was read, and everything else stays', () => {
  const after = say({ aspect: 'sentiment', value: 'negative' });
  assert.deepEqual([after.sentiment, after.chances, after.said], ['negative', [1, 0, 0], ['sentiment']]);
  assert.deepEqual({ ...after, sentiment: 'neutral', chances: read.chances, said: [] }, read);
});

test('of two who say it, the later counts; nothing said, and it is as it was read', () => {
  const after = say({ aspect: 'urgency', value: 3 }, { aspect: 'urgency', value: 0 });
  assert.equal(after.urgency, 0);
  assert.deepEqual(withSaid(after, 'urgency', partOf(read, 'urgency'), []), read);
});

test('intents are added and taken away one by one, and those said last hold', () => {
  const after = say(
    { aspect: 'intents', value: { add: ['thanks'], remove: ['complaint'] } },
    { aspect: 'intents', value: { add: ['complaint'], remove: ['thanks'] } },
  );
  assert.deepEqual(after.intents.map(({ name }) => name).sort(), ['complaint', 'request', 'request.refund']);
});

test('a kind of request never stands without the request, nor the danger without its kind', () => {
  assert.deepEqual(intentsAfter(read, [], ['request']), ['complaint']);
  assert.deepEqual(intentsAfter(UNREAD, ['request.booking']), ['request.booking', 'request']);
  const danger = { ...UNREAD, intents: ['danger', 'legal', 'safety'].map(name => ({ name, sure: 1 })) };
  assert.deepEqual(intentsAfter(danger, [], ['legal']), ['danger', 'safety']);
  assert.deepEqual(intentsAfter(danger, [], ['legal', 'safety']), []);
  assert.deepEqual(intentsAfter(danger, [], ['danger']), []);
  assert.deepEqual(intentsAfter(UNREAD, ['threat']), ['threat', 'danger']);
});

test('read again, what people have set stays and the rest is new', () => {
  const before = say({ aspect: 'language', value: 'nl' });
  const again = keepSaid({ ...read, language: 'af', sentiment: 'positive' }, before);
  assert.deepEqual(
    [again.language, again.languageSure, again.sentiment, again.said],
    ['nl', 1, 'positive', ['language']],
  );
  assert.equal(keepSaid(read, null), read);
});

test('an intent nobody has here is refused in words; a kind of request the company made is not', () => {
  const warranty: Said = { aspect: 'intents', value: { add: ['request.warranty'], remove: [] } };
  assert.throws(() => checkSaid(warranty, []), { code: 'not_valid', message: /request\.warranty/ });
  assert.equal(checkSaid(warranty, ['warranty']), warranty);
  assert.throws(() => checkSaid({ aspect: 'intents', value: { add: [], remove: [] } }, []), { code: 'not_valid' });
  const both: Said = { aspect: 'intents', value: { add: ['thanks'], remove: ['thanks'] } };
  assert.throws(() => checkSaid(both, []), { code: 'not_valid' });
  assert.equal(intentNames(['refund']).filter(name => name === 'request.refund').length, 1);
});

test('a label names what a post is; a mood nobody read is none', () => {
  assert.deepEqual(labelOf(read, 'intents'), ['complaint', 'request', 'request.refund']);
  assert.deepEqual([labelOf(read, 'noise'), labelOf(UNREAD, 'sentiment')], [['none'], null]);
});
