/** The past: comments below our media with their answers, media we are tagged in, talks. Medium by medium, the oldest first. */
import { z } from 'zod';
import type { Heard } from '../connector.ts';
import { readJson, readValue } from '../kit/json.ts';
import { idInPath } from '../kit/meta/graph.ts';
import { COMMENT_TREE, list, MEDIA_FIELDS, orNothing } from './api.ts';
import { commentsIn } from './comment-tree.ts';
import type { InstagramContext } from './credentials.ts';
import { placeOf } from './place.ts';
import { heardOwnMedia } from './reread.ts';
import { roomsPage } from './rooms.ts';
import { type MediaItem, mediaItemSchema } from './schema.ts';
import { tagsPage } from './tags.ts';

/** People go on writing below older media. */
const MEDIA_PAGES = 4;
const PAGES_LIMIT = 100;

const placeSchema = z.object({ done: z.enum(['media', 'tags', 'rooms']), media: z.string().optional() });

/** @param after the last medium, or the last list, that was read whole */
export async function* since(context: InstagramContext, from: Date, after: string | null): AsyncIterable<Heard> {
  const read = after === null ? null : readJson(after, placeSchema);
  const done = read?.ok ? read.value : null;
  if (done === null || (done.done === 'media' && done.media !== undefined))
    yield* underMedia(context, from, done?.media ?? null);
  if (done === null || done.done === 'media') yield* allOf(context, from, tagsPage, 'tags');
  if (done === null || done.done !== 'rooms') yield* allOf(context, from, roomsPage, 'rooms');
}

async function* underMedia(context: InstagramContext, from: Date, after: string | null): AsyncIterable<Heard> {
  const all = (await ownMedia(context)).sort((a, b) => a.media.timestamp.getTime() - b.media.timestamp.getTime());
  const doneAt = all.findIndex(({ media }) => media.id === after);
  for (const { media, entry } of all.slice(doneAt + 1)) {
    const heard: Heard[] = media.timestamp < from ? [] : [heardOwnMedia(entry, placeOf(context))];
    if (media.comments_count !== 0) heard.push(...(await below(context, media, from)));
    yield* endingWith(heard.sort(byTime), JSON.stringify({ done: 'media', media: media.id }));
  }
}

async function ownMedia(context: InstagramContext): Promise<{ media: MediaItem; entry: unknown }[]> {
  const found: { media: MediaItem; entry: unknown }[] = [];
  let more: Record<string, string> | null = null;
  for (let page = 0; page < MEDIA_PAGES; page++) {
    const path = `/${idInPath(context.account.remoteId)}/media`;
    const next = await list(context, { path, query: { fields: MEDIA_FIELDS } }, more);
    for (const entry of next.entries) {
      const media = readValue(entry, mediaItemSchema);
      if (media.ok) found.push({ media: media.value, entry });
    }
    more = next.next;
    if (more === null) break;
  }
  return found;
}

async function below(context: InstagramContext, { id, permalink }: MediaItem, from: Date): Promise<Heard[]> {
  const heard: Heard[] = [];
  let more: Record<string, string> | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const what = { path: `/${idInPath(id)}/comments`, query: { fields: COMMENT_TREE, limit: '50' } };
    const next = await orNothing(() => list(context, what, more));
    if (next === null) break;
    heard.push(...(await commentsIn(context, next.entries, { mediaId: id, permalink, since: from })));
    more = next.next;
    if (more === null) break;
  }
  return heard;
}

async function* allOf(
  context: InstagramContext,
  from: Date,
  pageOf: typeof tagsPage,
  done: 'tags' | 'rooms',
): AsyncIterable<Heard> {
  const heard: Heard[] = [];
  let more: Record<string, string> | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const next = await pageOf(context, from, more);
    heard.push(...next.heard);
    more = next.more;
    if (more === null) break;
  }
  yield* endingWith(heard.sort(byTime), JSON.stringify({ done }));
}

/** Where it is taken up again is told with the last of what belongs together. */
function* endingWith(heard: Heard[], cursor: string): Iterable<Heard> {
  for (const [i, one] of heard.entries()) yield i === heard.length - 1 ? { ...one, cursor } : one;
}

function byTime(one: Heard, other: Heard): number {
  return timeOf(one) - timeOf(other);
}

function timeOf(heard: Heard): number {
  const item = heard.kind === 'arrival' ? heard.items[0] : undefined;
  return item?.kind === 'post' ? item.post.at.getTime() : 0;
}
