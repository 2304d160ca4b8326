import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LabelSource, labelsOf } from './labels.ts';
import { partOf, type Said, UNREAD } from './said.ts';

let seq = 0;
const source = (messageId: string, said: Said, more: Partial<LabelSource> = {}): LabelSource => ({
  id: `c${++seq}`,
  seq,
  messageId,
  said,
  was: null,
  isDeed: false,
  weight: 1,
  agentId: 'nadia',
  at: new Date(seq * 1000),
  text: `text of ${messageId}`,
  readings: null,
  ...more,
});
const bad: Said = { aspect: 'sentiment', value: 'negative' };
const good: Said = { aspect: 'sentiment', value: 'positive' };
const shown = (aspect: Said['aspect'], sources: LabelSource[]) =>
  labelsOf(aspect, sources).map(({ messageId, value, by }) => `${messageId} ${value.join('+')} ${by}`);

test('of one person the last word on a message counts, and two who differ are both heard', () => {
  const said = [source('m1', bad), source('m1', good), source('m1', bad, { agentId: 'omar' })];
  assert.deepEqual(shown('sentiment', said), ['m1 positive nadia', 'm1 negative omar']);
});

test('what follows from deeds counts only where nobody has said anything', () => {
  const spam: Said = { aspect: 'noise', value: 'promotion' };
  const clean: Said = { aspect: 'noise', value: null };
  const said = [
    source('m1', spam, { isDeed: true }),
    source('m1', clean),
    source('m2', spam, { isDeed: true, weight: 0.3 }),
  ];
  assert.deepEqual(shown('noise', said), ['m1 none nadia', 'm2 promotion nadia']);
});

test('of intents, all that hold after the last correction are one label', () => {
  const was = partOf({ ...UNREAD, intents: [{ name: 'question', sure: 0.6 }] }, 'intents');
  const said = [
    source('m1', { aspect: 'intents', value: { add: ['complaint'], remove: [] } }, { was }),
    source('m1', { aspect: 'intents', value: { add: [], remove: ['question'] } }, { was, agentId: 'omar' }),
  ];
  assert.deepEqual(shown('intents', said), ['m1 complaint omar']);
  assert.deepEqual(shown('intents', said.slice(0, 1)), ['m1 complaint+question nadia']);
  const danger: Said = { aspect: 'intents', value: { add: ['legal', 'thanks'], remove: [] } };
  assert.deepEqual(shown('intents', [source('m2', danger)]), ['m2 thanks nadia'], 'nobody teaches dangers');
});
