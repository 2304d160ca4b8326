/** The figures `bench triage` prints of noise, on sets of a few made-up posts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureNoise } from '../../bench/triage-noise.ts';
import type { TrainingFolder } from '../../src/dev/training.ts';
import { loadHeads } from '../../src/load-heads.ts';

const SPAM = 'Subscribe to my channel and check out my new song';
const MISSED = 'what a lovely morning';
const CALM = 'The coffee was cold and nobody came';

/** A folder of these files alone. */
function folderOf(files: Record<string, unknown[]>): TrainingFolder {
  return {
    path: 'nowhere',
    rows: <Row>(file: string) => {
      const rows = files[file];
      if (rows === undefined) throw new Error(`${file} is not there.`);
      return rows as Row[];
    },
  };
}

const shipped = { head: loadHeads().head('noise'), manifest: { scores: {} } };

test('recall is averaged over videos, whatever their size; false alarms are counted over all posts of customers', () => {
  const comment = (video: string, text: string, spam: 0 | 1) => ({ video, text, spam, fold: 'test' });
  const data = folderOf({
    'ytspam.jsonl': [
      ...Array.from({ length: 9 }, () => comment('a', SPAM, 1)),
      comment('a', CALM, 0),
      comment('b', SPAM, 1),
      comment('b', MISSED, 1),
      comment('c', CALM, 0),
    ],
    'airline.jsonl': [{ text: CALM }, { text: SPAM }],
    'twcs_threads.jsonl': [
      { text: CALM, inbound: true },
      { text: SPAM, inbound: false },
      { text: null, inbound: true },
    ],
    'complaints.jsonl': [{ text: CALM, complaint: 1 }],
  });
  const { spam_recall, spam_false_alarms, parts } = measureNoise(data, shipped);
  assert.equal(spam_recall, 0.75, 'all of a, half of b; c has none to find');
  assert.equal(spam_false_alarms, 0.25, 'one of four');
  assert.deepEqual(parts, {
    'recall a': 1,
    'recall b': 0.5,
    'false alarms airline': 0.5,
    'false alarms complaints and tweets beside them': 0,
    'false alarms support on Twitter': 0,
  });
});

test('the manifest names the videos the shipped head was trained on, so that they are judged by another', () => {
  const manifest = loadHeads().manifests.find(({ name }) => name === 'noise');
  const videos = Object.keys(manifest?.scores ?? {}).filter(name => /^recall_unseen_\d/.test(name));
  assert.deepEqual(videos, ['recall_unseen_01-Psy', 'recall_unseen_02-KatyPerry', 'recall_unseen_03-LMFAO']);
});
