/** Dangers that must reach a person: our own published posts that nobody looked at while the rules were written, or others of that shape. */
import { readFileSync } from 'node:fs';
import type { Shipped } from '../src/core/triage/read.ts';
import { read, untaught } from './triage-brand.ts';
import { type Folder, filesCalled, textOf } from './triage-folder.ts';
import type { Measured } from './triage-moods.ts';

const PUBLISHED = new URL('../tests/triage/danger.jsonl', import.meta.url);

type Post = { text: string; dangers: string[]; isHeld: boolean };

export function measureDangers(folder: Folder, shipped: Shipped): Measured {
  const files = filesCalled(folder, 'danger', ['.jsonl']);
  const posts = files.length > 0 ? files.flatMap(file => folder.rows(file, postOf) ?? []) : published();
  const held = posts.filter(({ isHeld }) => isHeld);
  const readers = untaught(shipped);
  const alarmed = held.map(({ text, dangers }) => ({
    dangers,
    isHeard: read(text, readers).intents.some(({ value }) => value === 'danger'),
  }));
  const dangerous = alarmed.filter(({ dangers }) => dangers.length > 0);
  const harmless = alarmed.filter(({ dangers }) => dangers.length === 0);
  if (dangerous.length === 0) return { figures: {}, notes: [] };
  const heard = dangerous.filter(({ isHeard }) => isHeard).length;
  const wrong = harmless.filter(({ isHeard }) => isHeard).length;
  return {
    figures: { danger_recall: heard / dangerous.length },
    notes: [
      `Dangers (${files.length > 0 ? files.join(', ') : 'tests/triage/danger.jsonl, the held-back half'}): ${heard} of ${dangerous.length} heard; ${wrong} of ${harmless.length} posts that only look alike raise an alarm.`,
    ],
  };
}

/** Of a set without that word every post is held back; `dev` and `train` were looked at. */
function postOf(row: Readonly<Record<string, unknown>>): Post | null {
  const [text, dangers] = [textOf(row), row['dangers']];
  if (text === null || !Array.isArray(dangers)) return null;
  return { text, dangers: dangers.map(String), isHeld: row['fold'] !== 'dev' && row['fold'] !== 'train' };
}

function published(): Post[] {
  const lines = readFileSync(PUBLISHED, 'utf8').trim().split('\n');
  return lines.map(line => postOf(JSON.parse(line))).filter(post => post !== null);
}
