/** Made-up posts that show a query at work: some it hears, some it nearly hears. */
import type { Leaf, Matchable, Query, Word } from './query.ts';
import { leavesOf, normal } from './shape.ts';

export type Example = { post: Matchable; heard: boolean };

const EXAMPLES_LIMIT = 3;

/**
 * @param query as the parser gives it
 * @param hears the matcher itself, so that no example can be wrong
 * @returns empty where no post is found that is heard, as for a query that contradicts itself
 */
export function examplesOf(query: Query, hears: (post: Matchable) => boolean): Example[] {
  const sides = query.kind === 'or' ? query.any : [query];
  const heard = sides
    .flatMap(side => [postFor(side, true), postFor(side, false)].find(hears) ?? [])
    .slice(0, EXAMPLES_LIMIT);
  if (heard.length === 0) return [];
  const missed = nearMisses(query)
    .filter(post => post.text !== '' && !hears(post))
    .slice(0, EXAMPLES_LIMIT);
  return [...heard.map(post => ({ post, heard: true })), ...missed.map(post => ({ post, heard: false }))];
}

/** With what must not occur, and with one of what must occur left away. */
function nearMisses(query: Query): Matchable[] {
  if (query.kind === 'or') return query.any.flatMap(nearMisses);
  if (query.kind !== 'and') return [];
  const asked = query.all.filter(part => part.kind !== 'not');
  const spoilt = query.all.flatMap(part =>
    part.kind === 'not' ? [postFor({ kind: 'and', all: [...asked, first(part.without)] })] : [],
  );
  const lacking =
    asked.length < 2 ? [] : asked.map((_, i) => postFor({ kind: 'and', all: asked.filter((_, k) => k !== i) }));
  return [...spoilt, ...lacking];
}

/** The first way in which a part can be fulfilled. */
function first(query: Query): Query {
  return query.kind === 'or' && query.any[0] !== undefined ? first(query.any[0]) : query;
}

/** @param hurried names as they are most often written by people in a hurry */
function postFor(query: Query, hurried = true): Matchable {
  const leaves = neededLeaves(normal(query));
  const of = <Kind extends Leaf['kind']>(kind: Kind) =>
    leaves.find((leaf): leaf is Extract<Leaf, { kind: Kind }> => leaf.kind === kind);
  return {
    text: leaves
      .map(leaf => textFor(leaf, hurried))
      .filter(text => text !== '')
      .join(' … '),
    title: null,
    authorHandle: of('from')?.handle ?? null,
    lang: of('lang')?.lang ?? null,
    network: of('network')?.network ?? 'rehearsal',
    links: leaves.flatMap(leaf => (leaf.kind === 'link' ? [`https://${leaf.host}${leaf.path ?? '/'}`] : [])),
    hasMedia: leaves.some(leaf => leaf.kind === 'has' && leaf.what === 'media'),
  };
}

function neededLeaves(query: Query): Leaf[] {
  if (query.kind === 'not') return [];
  if (query.kind === 'or') return neededLeaves(first(query));
  return query.kind === 'and' ? query.all.flatMap(neededLeaves) : leavesOf(query);
}

function textFor(leaf: Leaf, hurried: boolean): string {
  switch (leaf.kind) {
    case 'word':
      return written([leaf.word]);
    case 'phrase':
      return written(leaf.words);
    case 'near': {
      const [left, right] = [leaf.left, leaf.right].map(side => written(side[0] ?? []));
      return `${left} ${right}`;
    }
    case 'brand':
      return hurried ? leaf.name.toLowerCase().replaceAll(' ', '') : leaf.name;
    case 'handle':
      return `@${leaf.handle}`;
    case 'tag':
      return `#${leaf.tag}`;
    case 'link':
      return leaf.host;
    case 'has':
      return leaf.what === 'question' ? '?' : '';
    default:
      return '';
  }
}

function written(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}
