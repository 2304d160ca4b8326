/** The past, by the search of Hacker News: what was said with our words or by our people, and the threads it stands in. */
import type { Heard } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { type HackerContext, placesOf } from './credentials.ts';
import { readHit, storyOf } from './parse.ts';
import { hitsSchema } from './schema.ts';

const HITS_PER_PAGE = 200;
/** Pages of one word; a word that is said more often is no good word to look for. */
const PAGES_LIMIT = 25;
const THREADS_LIMIT = 300;
const HITS_LIMIT_BYTES = 16 * 1024 * 1024;

/** Newest first, word by word; the cursor (which search, and up to which second it is still to be read) stands after each page. */
export async function* pastSince(context: HackerContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  const searches = searchesOf(context.credentials);
  const { index, until } = placeFrom(after);
  const stories = new Set<number>();
  for (let i = index; i < searches.length; i++) {
    const search = searches[i];
    if (search !== undefined)
      yield* hitsOf(context, search, { index: i, since, until: i === index ? until : null }, stories);
  }
}

type Search = { query: string; tags: string };
type Span = { index: number; since: Date; until: number | null };

function searchesOf({ words = '', names }: HackerContext['credentials']): Search[] {
  const own = ownNames(names).all;
  const said = words.split(',').map(word => word.trim());
  const asked = [...new Set([...said, ...own])].filter(word => word !== '');
  return [
    ...asked.map(word => ({ query: `"${word.replaceAll('"', ' ')}"`, tags: '(story,comment,poll)' })),
    ...own.map(name => ({ query: '', tags: `(story,comment,poll),author_${name}` })),
  ];
}

function placeFrom(after: string | null): { index: number; until: number | null } {
  const [index = '0', until] = (after ?? '').split(' ');
  const number = Number(index);
  return { index: Number.isSafeInteger(number) ? number : 0, until: Number(until) || null };
}

async function* hitsOf(
  context: HackerContext,
  search: Search,
  { index, since, until }: Span,
  stories: Set<number>,
): AsyncGenerator<Heard> {
  let upTo = until;
  for (let page = 0; page < PAGES_LIMIT && !context.signal.aborted; page++) {
    const hits = await hitsBetween(context, search, since, upTo);
    const around = await threadsOf(context, hits, since, stories);
    const oldest = hits.reduce<number | null>((less, hit) => Math.min(less ?? secondOf(hit), secondOf(hit)), null);
    // Within one second there is no order to go on by: the second before it comes next.
    const next = oldest === null ? null : oldest === upTo ? oldest - 1 : oldest;
    const isLast = hits.length < HITS_PER_PAGE || next === null;
    const place = isLast ? `${index + 1}` : `${index} ${next}`;
    const names = ownNames(context.credentials.names);
    const heard = inOrder([...hits, ...around]).map(hit => readHit(hit, names));
    for (const [i, one] of heard.entries()) yield { ...one, cursor: i === heard.length - 1 ? place : null };
    if (isLast) return;
    upTo = next;
  }
}

/** Every comment under the stories that were found, each story once. */
async function threadsOf(
  context: HackerContext,
  hits: readonly unknown[],
  since: Date,
  stories: Set<number>,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const hit of hits) {
    const story = storyOf(hit);
    if (story === null || stories.has(story) || stories.size >= THREADS_LIMIT) continue;
    stories.add(story);
    found.push(...(await hitsBetween(context, { query: '', tags: `(story,comment),story_${story}` }, since, null)));
  }
  return found;
}

async function hitsBetween(
  context: HackerContext,
  { query, tags }: Search,
  since: Date,
  until: number | null,
): Promise<unknown[]> {
  const from = `created_at_i>=${Math.floor(since.getTime() / 1000)}`;
  const numericFilters = until === null ? from : `${from},created_at_i<=${until}`;
  const asked = new URLSearchParams({ query, tags, numericFilters, hitsPerPage: String(HITS_PER_PAGE), page: '0' });
  const { search } = placesOf(context.credentials);
  const answer = await context.fetch(`${search}/api/v1/search_by_date?${asked}`, {
    bucket: 'search',
    maxBytes: HITS_LIMIT_BYTES,
  });
  return expect(answer.json(), hitsSchema, false).hits;
}

/** A post before its answers, so that they find it; each once. */
function inOrder(hits: readonly unknown[]): unknown[] {
  const byId = new Map(hits.map(hit => [numberOf(hit), hit]));
  return [...byId].sort(([a], [b]) => a - b).map(([, hit]) => hit);
}

function numberOf(hit: unknown): number {
  return Number(fieldOf(hit, 'objectID')) || 0;
}

function secondOf(hit: unknown): number {
  return Number(fieldOf(hit, 'created_at_i')) || 0;
}

function fieldOf(hit: unknown, name: string): unknown {
  return typeof hit === 'object' && hit !== null ? (hit as Record<string, unknown>)[name] : undefined;
}
