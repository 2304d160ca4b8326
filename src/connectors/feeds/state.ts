/** What is remembered of each feed between two looks; all of it stands in the cursor. */
import { z } from 'zod';
import { readJson } from '../kit/json.ts';
import { hash } from './parse.ts';

const address = z.string().max(2_000);
/** Entries remembered of one feed, those that have fallen out of it too. */
export const KNOWN_LIMIT = 1_000;
/** Pages whose posts are known, so that comments find them. */
export const PAGES_LIMIT = 200;
const ID_WIDTH = 8;
const MARK_WIDTH = 6;

const feedSchema = z.object({
  /** Where it is asked for now: feeds move. */
  url: address,
  etag: z.string().max(1_000).nullable(),
  modified: z.string().max(200).nullable(),
  /** Milliseconds since 1970. */
  dueAt: z.number(),
  hints: z.object({
    ttlMinutes: z.number().nullable(),
    skipHours: z.array(z.number()).max(24),
    skipDays: z.array(z.string().max(20)).max(7),
  }),
  /** Of each entry the beginning of its id's hash and a mark of its words, newest first. */
  known: z
    .string()
    .max(KNOWN_LIMIT * (ID_WIDTH + MARK_WIDTH))
    .nullable(),
  /** Failures one after the other. */
  failures: z.int().min(0),
  isGone: z.boolean(),
});
export type FeedState = z.infer<typeof feedSchema>;

const stateSchema = z.object({
  feeds: z.record(address, feedSchema),
  pages: z.array(z.tuple([address, z.string().max(500)])).max(PAGES_LIMIT),
});
export type State = z.infer<typeof stateSchema>;

/** @param addresses the feeds of the channel; others that were remembered are forgotten */
export function stateFrom(cursor: string | null, addresses: readonly string[]): State {
  const read = cursor === null ? null : readJson(cursor, stateSchema);
  const before: State = read?.ok ? read.value : { feeds: {}, pages: [] };
  const feeds = addresses.map(url => [url, before.feeds[url] ?? untouched(url)] as const);
  return { feeds: Object.fromEntries(feeds), pages: before.pages };
}

function untouched(url: string): FeedState {
  const hints = { ttlMinutes: null, skipHours: [], skipDays: [] };
  return { url, etag: null, modified: null, dueAt: 0, hints, known: null, failures: 0, isGone: false };
}

/** By id: the mark of what each known entry said. */
export function marksIn({ known }: FeedState): { of(id: string): string | null } {
  const marks = new Map<string, string>();
  for (let i = 0; i < (known?.length ?? 0); i += ID_WIDTH + MARK_WIDTH)
    marks.set(known?.slice(i, i + ID_WIDTH) ?? '', known?.slice(i + ID_WIDTH, i + ID_WIDTH + MARK_WIDTH) ?? '');
  return { of: id => marks.get(shortOf(id)) ?? null };
}

/** @param seen newest first */
export function withKnown({ known }: FeedState, seen: readonly { id: string; mark: string }[]): string {
  const news = new Map(seen.map(({ id, mark }) => [shortOf(id), mark]));
  for (let i = 0; i < (known?.length ?? 0); i += ID_WIDTH + MARK_WIDTH) {
    const id = known?.slice(i, i + ID_WIDTH) ?? '';
    if (!news.has(id)) news.set(id, known?.slice(i + ID_WIDTH, i + ID_WIDTH + MARK_WIDTH) ?? '');
  }
  return [...news]
    .slice(0, KNOWN_LIMIT)
    .map(([id, mark]) => id + mark)
    .join('');
}

/** @param found address of a page and the post that stands there, oldest first */
export function withPages(pages: State['pages'], found: readonly (readonly [string, string])[]): State['pages'] {
  const all = new Map([...pages, ...found]);
  return [...all].slice(-PAGES_LIMIT);
}

function shortOf(id: string): string {
  return hash([id]).slice(0, ID_WIDTH);
}
