/** How much of what a query hears is meant, by what people said of its matches, and which words would keep the rest out. */
import { withoutExclusions } from '../core/listening/kept-out.ts';
import {
  type Exclusion,
  JUDGED_POSTS_LIMIT,
  type Precision,
  precisionOf,
  suggestExclusions,
} from '../core/listening/precision.ts';
import type { Leaf, Query } from '../core/query/query.ts';
import { leavesOf } from '../core/query/shape.ts';
import type { Db } from '../store/db.ts';
import { listJudged } from '../store/listening-finds.ts';
import { findQuery } from '../store/queries.ts';
import { notFound, permit, type Who } from './permit.ts';
import { treeOf } from './queries.ts';

export type QueryPrecision = Omit<Precision, 'words'> & { exclusions: Omit<Exclusion, 'words' | 'score'>[] };

/** Of the matches that are kept. */
export async function precisionOfQuery({ db }: { db: Db }, who: Who, id: string): Promise<QueryPrecision> {
  permit(who, 'read_channels');
  const row = await findQuery(db, who.brandId, id);
  if (row === null) throw notFound('listening query');
  const judged = await listJudged(db, who.brandId, row.id, 2 * JUDGED_POSTS_LIMIT);
  const noise = judged.filter(({ mark }) => mark === 'noise').map(({ text }) => text);
  const meant = judged.filter(({ mark }) => mark === 'ours').map(({ text }) => text);
  const tree = treeOf(row);
  const { words: _, ...precision } = precisionOf(judged.length, noise.length);
  // Without posts that were meant, a word of every match would look like a word of the noise.
  const found =
    meant.length === 0 ? [] : suggestExclusions(noise, meant, { keep: tree === null ? [] : lookedFor(tree) });
  return { ...precision, exclusions: found.map(({ words: _, score: __, ...exclusion }) => exclusion) };
}

/** Words the query looks for: to leave one of them out would leave out what is meant. */
export function lookedFor(query: Query): string[] {
  return leavesOf(withoutExclusions(query) ?? query).flatMap(wordsOfLeaf);
}

function wordsOfLeaf(leaf: Leaf): string[] {
  switch (leaf.kind) {
    case 'word':
      return [leaf.word.text];
    case 'phrase':
      return leaf.words.map(({ text }) => text);
    case 'near':
      return [...leaf.left, ...leaf.right].flat().map(({ text }) => text);
    case 'brand':
      return [leaf.name];
    case 'handle':
      return [leaf.handle];
    case 'tag':
      return [leaf.tag];
    default:
      return [];
  }
}
