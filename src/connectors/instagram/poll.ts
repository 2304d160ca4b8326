/**
 * Rounds through what Instagram lets us look at: the safety net beneath the hook, and the only way to hear where nobody can call us. One
 * request a page. Of what is not new, only the number of comments is asked for.
 */
import { z } from 'zod';
import type { Heard, Page } from '../connector.ts';
import { readJson, readValue } from '../kit/json.ts';
import { idInPath } from '../kit/meta/graph.ts';
import { COMMENT_TREE, list, MEDIA_FIELDS, orNothing } from './api.ts';
import { commentsIn } from './comment-tree.ts';
import type { InstagramContext } from './credentials.ts';
import { type Found, hashtagPage, listenedTo } from './hashtags.ts';
import { placeOf } from './place.ts';
import { heardOwnMedia } from './reread.ts';
import { roomsPage } from './rooms.ts';
import { mediaItemSchema } from './schema.ts';
import { tagsPage } from './tags.ts';

export const POLL_SECONDS = 120;
/** Where the hook brings everything, the net is seldom looked into. */
const CALLED_ROUND_SECONDS = 15 * 60;
/** A first round reads so far back; `backfill` reads the rest. */
const FIRST_ROUND_MS = 24 * 3_600_000;
/** What was written while the last round was on its way is looked at again. */
const OVERLAP_MS = 5 * 60_000;
const MEDIA_LOOKED_AT = 50;
const COMMENTS_A_PAGE = 50;
/** Pages of comments read back for one medium in one round. */
const PAGES_LIMIT = 20;
const COUNTS_LIMIT = 200;

const moreSchema = z.record(z.string(), z.string()).nullable();
const taskSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('comments'),
    media: z.string(),
    permalink: z.string().nullable(),
    more: moreSchema,
    pages: z.number(),
  }),
  z.object({ kind: z.literal('tags'), more: moreSchema, pages: z.number() }),
  z.object({ kind: z.literal('hashtag'), tag: z.string(), more: moreSchema, pages: z.number() }),
  z.object({ kind: z.literal('rooms'), more: moreSchema, pages: z.number() }),
]);
const cursorSchema = z.object({
  /** Everything until then was heard. */
  until: z.coerce.date(),
  /** When the round under way was begun; null between rounds. */
  begun: z.coerce.date().nullable(),
  tasks: z.array(taskSchema).max(1_000),
  /** Comments a medium had when they were last read. */
  counts: z.record(z.string(), z.number()),
  /** Hashtags by what they are called, so that each is looked for once. */
  tags: z.record(z.string(), z.string()).default({}),
});
type Cursor = z.infer<typeof cursorSchema>;
type Task = z.infer<typeof taskSchema>;

export async function pollPage(context: InstagramContext, after: string | null): Promise<Page> {
  const read = after === null ? null : readJson(after, cursorSchema);
  const now = context.now();
  const cursor: Cursor = read?.ok
    ? read.value
    : { until: new Date(now.getTime() - FIRST_ROUND_MS), begun: null, tasks: [], counts: {}, tags: {} };
  if (cursor.begun !== null) return goOn(context, cursor);
  const sinceSeconds = (now.getTime() - cursor.until.getTime()) / 1000;
  if (read?.ok && context.callAt !== null && sinceSeconds < CALLED_ROUND_SECONDS)
    return { heard: [], cursor: after, more: false };
  return begin(context, { ...cursor, begun: now });
}

/** Our own media, and how many comments each has. */
async function begin(context: InstagramContext, cursor: Cursor): Promise<Page> {
  const place = placeOf(context);
  const { entries } = await list(context, {
    path: `/${idInPath(context.account.remoteId)}/media`,
    query: { fields: MEDIA_FIELDS, limit: String(MEDIA_LOOKED_AT) },
  });
  const since = sinceOf(cursor);
  const heard: Heard[] = [];
  const tasks: Task[] = [];
  const counts: Record<string, number> = {};
  for (const entry of entries) {
    const media = readValue(entry, mediaItemSchema);
    if (!media.ok || media.value.timestamp >= since) heard.push(heardOwnMedia(entry, place));
    if (!media.ok) continue;
    const { id, permalink, comments_count: count } = media.value;
    counts[id] = count ?? -1;
    const isSame = count != null && (count === cursor.counts[id] || (count === 0 && cursor.counts[id] === undefined));
    if (!isSame) tasks.push({ kind: 'comments', media: id, permalink, more: null, pages: 0 });
  }
  tasks.push({ kind: 'tags', more: null, pages: 0 }, { kind: 'rooms', more: null, pages: 0 });
  for (const tag of listenedTo(context)) tasks.push({ kind: 'hashtag', tag, more: null, pages: 0 });
  const kept = Object.entries(counts).slice(0, COUNTS_LIMIT);
  return { heard, cursor: JSON.stringify({ ...cursor, tasks, counts: Object.fromEntries(kept) }), more: true };
}

/** One request of the round. */
async function goOn(context: InstagramContext, cursor: Cursor): Promise<Page> {
  const [task, ...rest] = cursor.tasks;
  if (task === undefined) {
    const until = cursor.begun ?? cursor.until;
    return { heard: [], cursor: JSON.stringify({ ...cursor, until, begun: null }), more: false };
  }
  const page = await pageOf(context, task, cursor);
  const isMore = page.more !== null && page.pages < PAGES_LIMIT;
  const tasks = isMore ? [{ ...task, more: page.more, pages: page.pages }, ...rest] : rest;
  const isOver = tasks.length === 0;
  const known = page.tags === undefined ? cursor : { ...cursor, tags: { ...cursor.tags, ...page.tags } };
  const next = isOver ? { ...known, tasks, until: cursor.begun ?? cursor.until, begun: null } : { ...known, tasks };
  return { heard: page.heard, cursor: JSON.stringify(next), more: !isOver };
}

type Turned = Found & { pages: number };

async function pageOf(context: InstagramContext, task: Task, cursor: Cursor): Promise<Turned> {
  const since = sinceOf(cursor);
  const pages = task.pages + 1;
  if (task.kind === 'tags') return { ...(await tagsPage(context, since, task.more)), pages };
  if (task.kind === 'hashtag') return { ...(await hashtagPage(context, since, task, cursor)), pages };
  if (task.kind === 'rooms') return { ...(await roomsPage(context, since, task.more)), pages };
  const path = `/${idInPath(task.media)}/comments`;
  const query = { fields: COMMENT_TREE, limit: String(COMMENTS_A_PAGE) };
  // A medium that was deleted meanwhile, or takes no comments, must not keep the others from being heard.
  const page = await orNothing(() => list(context, { path, query }, task.more));
  if (page === null) return { heard: [], more: null, pages };
  const heard = await commentsIn(context, page.entries, { mediaId: task.media, permalink: task.permalink, since });
  return { heard, more: page.next, pages };
}

function sinceOf({ until }: Cursor): Date {
  return new Date(until.getTime() - OVERLAP_MS);
}
