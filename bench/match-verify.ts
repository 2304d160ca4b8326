/** Holds the matcher against the naive reader over real posts: everything it hears, and a sample of what it does not. */
import { makeMatcher } from '../src/core/match/matcher.ts';
import type { Match, Query } from '../src/core/query/query.ts';
import { naiveMatch } from '../tests/listening/naive/query.ts';
import { postOf } from './match-posts.ts';

/** Of the queries that heard nothing, so many are asked for each post; all of them for every so many posts. */
const SILENT = 3;
const ALL_EVERY = 2_000;

export type Verified = { posts: number; compared: number; heard: number; differences: string[] };

export function verify(texts: readonly string[], queries: readonly Query[], chance: () => number): Verified {
  const matcher = makeMatcher();
  queries.forEach((query, i) => {
    matcher.set(String(i), query);
  });
  const verified: Verified = { posts: texts.length, compared: 0, heard: 0, differences: [] };
  texts.forEach((text, n) => {
    const post = { ...postOf(text), lang: n % 3 === 0 ? 'en' : null };
    const heard = new Map(matcher.match(post).map(match => [match.queryId, match]));
    const some = n % ALL_EVERY === 0 ? queries.keys() : sample(queries.length, chance);
    for (const id of new Set([...heard.keys(), ...[...some].map(String)])) {
      const query = queries[Number(id)];
      if (query === undefined) continue;
      verified.compared += 1;
      const naive = naiveMatch(post, id, query);
      if (naive !== null) verified.heard += 1;
      if (!isSame(naive, heard.get(id) ?? null))
        verified.differences.push(`${JSON.stringify(query)} in ${JSON.stringify(text)}`);
    }
  });
  return verified;
}

function sample(count: number, chance: () => number): number[] {
  return Array.from({ length: SILENT }, () => Math.floor(chance() * count));
}

function isSame(a: Match | null, b: Match | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
