/** What one would take instead: the naive reader, one big regular expression, an Aho–Corasick automaton. */
import AhoCorasick from 'modern-ahocorasick/fast';
import type { Query } from '../src/core/query/query.ts';
import { naiveMatch } from '../tests/listening/naive/query.ts';
import { postOf } from './match-posts.ts';

/** Posts a second of processor time. */
export type Speed = number;

const LEAST_MS = 1_500;

export function perCpuSecond(posts: number, run: () => void): Speed {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return posts / ((user + system) / 1e6);
}

/** Every query against every post, one by one. */
export function naiveSpeed(texts: readonly string[], queries: readonly Query[]): Speed {
  return timeboxed(texts, text => {
    const post = postOf(text);
    queries.forEach((query, i) => {
      naiveMatch(post, String(i), query);
    });
  });
}

/** Finds words, verifies nothing. */
export function regExpSpeed(texts: readonly string[], words: readonly string[]): Speed {
  const any = new RegExp(`\\b(?:${words.map(word => RegExp.escape(word)).join('|')})\\b`, 'giu');
  return timeboxed(texts, text => text.match(any));
}

/** Finds words, verifies nothing. */
export function automatonSpeed(texts: readonly string[], words: readonly string[]): Speed {
  const automaton = new AhoCorasick(words);
  return timeboxed(texts, text => automaton.search(text.toLowerCase()));
}

function timeboxed(texts: readonly string[], hear: (text: string) => unknown): Speed {
  let posts = 0;
  const endsAtMs = performance.now() + LEAST_MS;
  return (
    perCpuSecond(1, () => {
      for (let i = 0; performance.now() < endsAtMs; i = (i + 1) % texts.length) {
        hear(texts[i] ?? '');
        posts += 1;
      }
    }) * posts
  );
}
