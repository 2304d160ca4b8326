/** The words a brand has taught: found anew in the posts it was taught with, so that none outlives its post. */
import { setImmediate } from 'node:timers/promises';
import { fold } from '../core/text.ts';
import { type Head, pushesOf } from '../core/triage/head.ts';
import { decodeHead } from '../core/triage/head-file.ts';
import type { Aspect } from '../core/triage/reading.ts';
import { headBytes } from '../store/brand-heads.ts';
import type { Db } from '../store/db.ts';
import { listLabels } from '../store/labels.ts';
import { plainReaders, type Readers } from './readers.ts';

export type LearntWords = { value: string; words: { text: string; weight: number }[] }[];

const WORDS_SHOWN = 12;
/** Posts looked through, the newest first. */
const POSTS_LOOKED_AT = 300;
/** A word of one post alone may be its author's. */
const POSTS_WITH_WORD = 2;
/** Less than this was not learnt. */
const LEAST_LEARNT = 0.05;
const REMEMBERED = 100;

export type WordsOf = (brandId: number, aspect: Aspect, version: number) => Promise<LearntWords>;

export function makeWordsOf({ db, readers = plainReaders }: { db: Db; readers?: Readers }): WordsOf {
  const remembered = new Map<string, LearntWords>();
  return async (brandId, aspect, version) => {
    const rows = await listLabels(db, { brandId, aspect, people: POSTS_LOOKED_AT, deeds: 0 });
    const key = [brandId, aspect, version, rows.length, rows[0]?.seq ?? 0, rows.at(-1)?.seq ?? 0].join(' ');
    const before = remembered.get(key);
    if (before !== undefined) return before;
    const bytes = await headBytes(db, brandId, aspect, version);
    if (bytes === null) return [];
    const shipped = (await readers.of(db, brandId)).shipped.heads[aspect] ?? null;
    const words = await wordsIn(decodeHead(bytes), shipped, [...new Set(rows.map(({ text }) => text))]);
    remembered.set(key, words);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return words;
  };
}

type Found = { text: string; weight: number; posts: number };

async function wordsIn(head: Head, shipped: Head | null, texts: readonly string[]): Promise<LearntWords> {
  const found = head.classes.map(() => new Map<string, Found>());
  for (const text of texts) {
    for (const [classAt, words] of found.entries()) note(words, head, shipped, text, classAt);
    // Other requests go on in between.
    await setImmediate();
  }
  const strongest = found.map(words =>
    [...words.values()]
      .filter(({ posts }) => posts >= POSTS_WITH_WORD)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, WORDS_SHOWN),
  );
  const most = Math.max(...strongest.map(([first]) => first?.weight ?? 0));
  return head.classes.flatMap((value, at) => {
    const words = (strongest[at] ?? []).map(({ text, weight }) => ({ text, weight: weight / most }));
    return words.length === 0 ? [] : [{ value, words }];
  });
}

/** How much more each word speaks for the class than it did before anybody taught. */
function note(words: Map<string, Found>, head: Head, shipped: Head | null, text: string, classAt: number): void {
  const seen = new Set<string>();
  const placeBefore = shipped?.classes.indexOf(head.classes[classAt] ?? '') ?? -1;
  const pushedBefore = shipped === null || placeBefore < 0 ? [] : pushesOf(shipped, text, placeBefore);
  const before = new Map(pushedBefore.map(({ span, weight }) => [span.start, weight]));
  for (const { span, weight: now } of pushesOf(head, text, classAt)) {
    const weight = now - (before.get(span.start) ?? 0);
    if (weight < LEAST_LEARNT) continue;
    const written = text.slice(span.start, span.end);
    const name = fold(written);
    if (seen.has(name)) continue;
    seen.add(name);
    const known = words.get(name);
    // The strongest it ever spoke.
    const most = Math.max(weight, known?.weight ?? 0);
    words.set(name, { text: known?.text ?? written.toLowerCase(), weight: most, posts: (known?.posts ?? 0) + 1 });
  }
}
