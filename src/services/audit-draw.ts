/**
 * Draws the posts of a weekly audit from the rolling sample, in parts: what a query caught, what names us and no query
 * caught, and all the rest. Within a part every post said has the same chance, however thinly its source is sampled.
 */
import { AUDIT_POSTS, type AuditedPost, drawAudit, type Stratum } from '../core/listening/audit.ts';
import { hash32 } from '../core/listening/hash.ts';
import { withoutExclusions } from '../core/listening/kept-out.ts';
import { makeMatcher } from '../core/match/matcher.ts';
import type { Post } from '../core/post.ts';
import { parseQuery } from '../core/query/parse.ts';
import type { Leaf, Matchable, Matcher, Query } from '../core/query/query.ts';
import { leavesOf } from '../core/query/shape.ts';
import { suggestQuery } from '../core/query/suggest.ts';
import type { SampleBlock } from '../store/sample.ts';
import { matchable } from './ears.ts';
import { unpacked } from './sampler.ts';

export type Part = 'caught' | 'near' | 'far';
/** How the 20 are shared out where every part holds enough: most where a missed complaint is likely. */
const WISHED: Record<Part, number> = { caught: 4, near: 11, far: 5 };
/** Of each part, for posts that their authors delete. */
export const SPARES_OF_EACH = 6;
/** Posts looked at, the newest first. */
export const LOOKED_AT_LIMIT = 300_000;

export type Drawn = { stratum: string; block: SampleBlock; post: Post };
export type Draw = {
  strata: Stratum[];
  posts: Drawn[];
  spares: Drawn[];
  fromAt: Date;
  untilAt: Date;
};

export function partOf(stratum: string): Part {
  const [part] = stratum.split('/');
  return part === 'caught' || part === 'near' ? part : 'far';
}

type Place = { block: SampleBlock; line: number };

/** @param gone `channelId remoteId` of posts taken back  @returns null when there is nothing to draw from */
export async function drawFrom(
  blocks: readonly SampleBlock[],
  gone: ReadonlySet<string>,
  listener: (post: Matchable) => Part,
  seed: string,
): Promise<Draw | null> {
  const thinnest = Math.max(1, ...blocks.map(weightOf));
  const seen = new Set<string>();
  const places = new Map<string, Place>();
  const candidates = new Map<string, string[]>();
  const sizes = new Map<string, number>();
  let [fromMs, untilMs] = [Number.POSITIVE_INFINITY, 0];
  for (const block of blocks) {
    if (seen.size >= LOOKED_AT_LIMIT) break;
    fromMs = Math.min(fromMs, block.fromAt.getTime());
    untilMs = Math.max(untilMs, block.untilAt.getTime());
    for (const [line, post] of (await unpacked(block)).entries()) {
      const id = `${block.channelId} ${post.remoteId}`;
      const name = `${block.network} ${post.remoteId}`;
      if (seen.has(name) || gone.has(id) || post.own || post.text.trim() === '') continue;
      seen.add(name);
      const weight = weightOf(block);
      const key = `${listener(matchable(block.network, post))}/${weight === 1 ? 'whole' : 'sampled'}`;
      sizes.set(key, (sizes.get(key) ?? 0) + weight);
      // Of a minute kept more fully than others just as few are offered, so that no post is likelier than another.
      if (weight > 1 && hash32(`${seed}/thin/${id}`) / 2 ** 32 >= weight / thinnest) continue;
      places.set(id, { block, line });
      const offered = candidates.get(key);
      if (offered === undefined) candidates.set(key, [id]);
      else offered.push(id);
    }
  }
  if (places.size === 0) return null;
  const strata = strataOf(sizes, candidates);
  const drawn = drawAudit(strata, candidates, seed, AUDIT_POSTS);
  const spares = sparesFor(strata, candidates, drawn, seed);
  return {
    strata,
    posts: await fetched(drawn, places),
    spares: await fetched(spares, places),
    fromAt: new Date(fromMs),
    untilAt: new Date(untilMs),
  };
}

/** How many posts one kept post stands for. */
function weightOf({ read, kept }: SampleBlock): number {
  return Math.max(1, read / kept);
}

/** Favoured so that the wished shares come out; a part in two pieces is shared between them by the roots of their sizes. */
function strataOf(sizes: ReadonlyMap<string, number>, candidates: ReadonlyMap<string, readonly string[]>): Stratum[] {
  const keys = [...sizes.keys()].filter(key => (candidates.get(key)?.length ?? 0) > 0).sort();
  const root = (key: string) => Math.sqrt(sizes.get(key) ?? 0);
  return keys.map(key => {
    const part = partOf(key);
    const roots = keys.filter(other => partOf(other) === part).reduce((sum, other) => sum + root(other), 0);
    return { key, posts: Math.round(sizes.get(key) ?? 0), caught: part === 'caught', favour: WISHED[part] / roots };
  });
}

function sparesFor(
  strata: readonly Stratum[],
  candidates: ReadonlyMap<string, readonly string[]>,
  drawn: readonly AuditedPost[],
  seed: string,
): AuditedPost[] {
  const taken = new Set(drawn.map(({ postId }) => postId));
  return strata.flatMap(stratum => {
    const left = (candidates.get(stratum.key) ?? []).filter(id => !taken.has(id));
    return drawAudit([stratum], new Map([[stratum.key, left]]), `${seed}/spare`, SPARES_OF_EACH);
  });
}

async function fetched(drawn: readonly AuditedPost[], places: ReadonlyMap<string, Place>): Promise<Drawn[]> {
  const found: Drawn[] = [];
  for (const { postId, stratum } of drawn) {
    const place = places.get(postId);
    const post = place && (await unpacked(place.block))[place.line];
    if (place !== undefined && post !== undefined) found.push({ stratum, block: place.block, post });
  }
  return found;
}

/** Tells which part a post belongs to, by the queries as they are now and by the brand's own name. */
export function partsBy(queries: readonly Query[], brandName: string): (post: Matchable) => Part {
  const caught = makeMatcher();
  const near = makeMatcher();
  for (const [n, query] of queries.entries()) {
    caught.set(String(n), query);
    const loose = withoutExclusions(query);
    if (loose !== null) near.set(`loose ${n}`, loose);
    for (const [m, leaf] of leavesOf(loose ?? query).entries()) if (namesUs(leaf)) near.set(`leaf ${n} ${m}`, leaf);
  }
  const suggested = parseQuery(suggestQuery({ name: brandName }).text);
  if (suggested.kind === 'query') near.set('name', withoutExclusions(suggested.query) ?? suggested.query);
  const hears = (matcher: Matcher, post: Matchable) => matcher.size > 0 && matcher.match(post).length > 0;
  return post => (hears(caught, post) ? 'caught' : hears(near, post) ? 'near' : 'far');
}

/** What stands for us by itself; a word such as "broken" does not. */
function namesUs({ kind }: Leaf): boolean {
  return kind === 'brand' || kind === 'handle' || kind === 'tag' || kind === 'link';
}
