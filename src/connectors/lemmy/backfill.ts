/** The past, by the server's own search: what was said with our words or names, and everything under the same posts. */
import { z } from 'zod';
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { askFor, askPost, askUnder, type ListName } from './api.ts';
import type { LemmyContext } from './credentials.ts';
import { type Entry, heardOf, readEntry } from './parse.ts';
import { placeOf } from './place.ts';
import { idSchema } from './schema.ts';

/** Pages of one word; a word that is said more often is no good word to look for. */
const PAGES_LIMIT = 20;
const THREADS_LIMIT = 200;
const PAGES_UNDER_LIMIT = 10;

type Search = { word: string; list: ListName };

/** Word by word, newest first; the cursor (which search, and its next page) stands after each page with its threads. */
export async function* pastSince(context: LemmyContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  const searches = searchesOf(context.credentials);
  const [first = '0', saved = ''] = (after ?? '').split(' ');
  const threads = new Set<number>();
  for (let i = Number(first) || 0; i < searches.length; i++) {
    const search = searches[i];
    if (search === undefined) return;
    let page = i === Number(first) && saved !== '' ? saved : null;
    for (let pages = 0; pages < PAGES_LIMIT && !context.signal.aborted; pages++) {
      const { entries: values, next } = await askFor(context, search.list, search.word, page);
      const found = values.map(value => readEntry(value, search.list, placeOf(context)));
      const around = await threadsAround(context, values, threads);
      const recent = entriesIn(found).filter(({ at }) => at >= since);
      const isLast = next === null || recent.length < entriesIn(found).length;
      const heard = [
        ...found.flatMap(one => ('post' in one ? [] : [one])),
        ...told([...entriesIn(found), ...around], since),
      ];
      const place = isLast ? `${i + 1}` : `${i} ${next}`;
      for (const [at, one] of heard.entries()) yield { ...one, cursor: at === heard.length - 1 ? place : null };
      if (isLast) break;
      page = next;
    }
  }
}

function searchesOf({ words = '', names }: LemmyContext['credentials']): Search[] {
  const said = words.split(',').map(word => word.trim());
  const asked = [...new Set([...said, ...ownNames(names).all])].filter(word => word !== '');
  return asked.flatMap((word): Search[] => [
    { word, list: 'posts' },
    { word, list: 'comments' },
  ]);
}

const placeSchema = z.object({
  post: z.object({ id: idSchema, comments: z.int().optional() }).optional(),
  comment: z.object({ post_id: idSchema }).optional(),
  counts: z.object({ comments: z.int().optional() }).optional(),
});

/** The posts that were found, or stand above comments that were, and all comments below; each once. */
async function threadsAround(context: LemmyContext, found: readonly unknown[], threads: Set<number>): Promise<Entry[]> {
  const around: Entry[] = [];
  for (const value of found) {
    const read = readValue(value, placeSchema);
    const { post, comment, counts } = read.ok ? read.value : {};
    const id = comment?.post_id ?? post?.id;
    if (id === undefined || threads.has(id) || threads.size >= THREADS_LIMIT || context.signal.aborted) continue;
    threads.add(id);
    const isAlone = comment === undefined && (post?.comments ?? counts?.comments) === 0;
    // A found post is at hand; above a found comment it has to be asked for.
    if (!isAlone) around.push(...(await threadOf(context, id, comment === undefined)));
  }
  return around;
}

async function threadOf(context: LemmyContext, id: number, isKnown: boolean): Promise<Entry[]> {
  const place = placeOf(context);
  const post = isKnown ? null : await askPost(context, id);
  const entries = post === null ? [] : entriesIn([readEntry(post, 'posts', place)]);
  for (let page: string | null = null, pages = 0; pages < PAGES_UNDER_LIMIT; pages++) {
    const { entries: values, next } = await askUnder(context, id, page);
    entries.push(...entriesIn(values.map(value => readEntry(value, 'comments', place))));
    if (next === null) break;
    page = next;
  }
  return entries;
}

function entriesIn(read: readonly (Entry | Heard)[]): Entry[] {
  return read.flatMap(one => ('post' in one ? [one] : []));
}

/** Oldest first, each once, so that answers find what they answer. */
function told(entries: readonly Entry[], since: Date): Heard[] {
  const byId = new Map(entries.filter(({ at, isGone }) => at >= since && !isGone).map(one => [one.post.remoteId, one]));
  return [...byId.values()]
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id)
    .map(one => heardOf(one, true));
}
