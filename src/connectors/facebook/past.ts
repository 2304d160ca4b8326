/** What is on the page and in its inbox since a moment, list by list and page by page. Polling and back-fill walk the same way. */
import { z } from 'zod';
import { type Heard, NetworkFailure } from '../connector.ts';
import { dropped, ignored, readJson, readValue } from '../kit/json.ts';
import { type GraphCall, type GraphPage, listPage, listPages } from '../kit/meta/graph.ts';
import { idSchema, instantSchema } from '../kit/meta/values.ts';
import { asPage, type FacebookContext } from './credentials.ts';
import { readEntry } from './read.ts';
import { listedSchema } from './schema.ts';

const POSTS_A_PAGE = '25';
/** People comment under old posts: at least so many pages of posts are looked under, however old these are. */
const PAGES_LOOKED_UNDER = 2;
const PAGES_AT_MOST = 40;
/** Under one post, or in one conversation. */
const PAGES_WITHIN = 20;
const COMMENT_FIELDS = 'id,created_time,from,message,parent{id},attachment{type,media,url,description}';
const COMMENT_ORDER = { filter: 'stream', order: 'reverse_chronological' };
const ATTACHED = 'attachments{type,media_type,media,url,unshimmed_url,description,subattachments}';
const POST_FIELDS = `id,created_time,from,message,${ATTACHED}`;
const MESSAGE_FIELDS = 'id,created_time,from,to,message,sticker,attachments,shares{link}';
const COMMENTS = `comments.filter(stream).order(reverse_chronological).limit(50){${COMMENT_FIELDS}}`;

const LISTS = ['feed', 'tagged', 'conversations', 'ratings'] as const;

/** Where the walk stands. `sinceMs`: what is older is left out. `begunMs`: from where the next walk looks back. */
const walkSchema = z.object({
  sinceMs: z.number(),
  begunMs: z.number(),
  list: z.enum(LISTS),
  pages: z.number(),
  next: z.record(z.string(), z.string()).nullable(),
});
export type Walk = z.infer<typeof walkSchema>;

export function walkFrom(since: Date, now: Date): Walk {
  return { sinceMs: since.getTime(), begunMs: now.getTime(), list: 'feed', pages: 0, next: null };
}

export function isAtStart({ list, pages, next }: Walk): boolean {
  return list === 'feed' && pages === 0 && next === null;
}

/** Null where it cannot be read: the walk begins anew. */
export function walkIn(cursor: string | null): Walk | null {
  const read = cursor === null ? null : readJson(cursor, walkSchema);
  return read?.ok ? read.value : null;
}

/** One page of one list, the oldest of it first: lists begin with the newest. @returns where to go on; null once all lists are through */
export async function step(context: FacebookContext, walk: Walk): Promise<{ heard: Heard[]; next: Walk | null }> {
  const page = await pageOf(context, walk);
  const heard: Heard[] = [];
  for (const entry of page.entries) for await (const one of READ[walk.list](context, walk, entry)) heard.push(one);
  heard.sort((a, b) => atOf(a) - atOf(b));
  const isOver = page.next === null || walk.pages + 1 >= PAGES_AT_MOST || reachesBack(walk, page.entries);
  if (!isOver) return { heard, next: { ...walk, pages: walk.pages + 1, next: page.next } };
  const list = LISTS[LISTS.indexOf(walk.list) + 1];
  return { heard, next: list === undefined ? null : { ...walk, list, pages: 0, next: null } };
}

function atOf(heard: Heard): number {
  const item = heard.kind === 'arrival' ? heard.items[0] : undefined;
  return item?.kind === 'post' ? item.post.at.getTime() : 0;
}

async function pageOf(context: FacebookContext, walk: Walk): Promise<GraphPage> {
  const at = asPage(context.credentials);
  const what = ASKED[walk.list](context.account.remoteId);
  try {
    return await listPage(context, at, { bucket: 'listening', ...what }, walk.next);
  } catch (error) {
    // Rights for the inbox, for reviews and for what is told of us elsewhere are granted apart from those for the page.
    if (walk.list === 'feed' || !(error instanceof NetworkFailure)) throw error;
    if (error.next !== 'refuse' && error.next !== 'gone') throw error;
    context.log('info', `Facebook does not show us ${walk.list}.`, { said: error.said });
    return { entries: [], next: null };
  }
}

const ASKED: Record<Walk['list'], (page: string) => GraphCall> = {
  feed: page => ({ path: `/${page}/feed`, query: { fields: `${POST_FIELDS},${COMMENTS}`, limit: POSTS_A_PAGE } }),
  tagged: page => ({ path: `/${page}/tagged`, query: { fields: POST_FIELDS, limit: POSTS_A_PAGE } }),
  conversations: page => ({
    path: `/${page}/conversations`,
    query: {
      platform: 'messenger',
      fields: `id,updated_time,participants,messages.limit(25){${MESSAGE_FIELDS}}`,
      limit: POSTS_A_PAGE,
    },
  }),
  ratings: page => ({
    path: `/${page}/ratings`,
    query: {
      fields: 'created_time,reviewer,review_text,recommendation_type,rating,open_graph_story{id}',
      limit: POSTS_A_PAGE,
    },
  }),
};

type Read = (context: FacebookContext, walk: Walk, entry: unknown) => AsyncIterable<Heard>;
const READ: Record<Walk['list'], Read> = {
  feed: readPost,
  tagged: (context, walk, entry) => fresh(walk, readEntry({ of: 'post', entry }, context.account)),
  conversations: readConversation,
  ratings: (context, walk, entry) => fresh(walk, readEntry({ of: 'rating', entry }, context.account)),
};

async function* readPost(context: FacebookContext, walk: Walk, entry: unknown): AsyncIterable<Heard> {
  const { comments, ...post } = Object(entry);
  yield* fresh(walk, readEntry({ of: 'post', entry: post }, context.account));
  const id = idSchema.safeParse(post.id);
  if (!id.success) return;
  const root = id.data;
  const what = { path: `/${root}/comments`, query: { ...COMMENT_ORDER, fields: COMMENT_FIELDS } };
  for await (const comment of within(context, walk, what, comments))
    yield* fresh(walk, readEntry({ of: 'comment', root, entry: comment }, context.account));
}

const conversationSchema = z.object({
  id: idSchema,
  participants: z.object({
    data: z.array(z.object({ id: idSchema, name: z.string().max(1_000).nullish().catch(null) })).max(1_000),
  }),
});

async function* readConversation(context: FacebookContext, walk: Walk, entry: unknown): AsyncIterable<Heard> {
  const read = readValue(entry, conversationSchema);
  const them = read.ok ? read.value.participants.data.find(({ id }) => id !== context.account.remoteId) : undefined;
  if (!read.ok) return yield dropped(`conversation ${read.reason}`, JSON.stringify(entry), null);
  // Whoever is gone from Facebook is gone from the conversation.
  if (them === undefined) return yield ignored('a conversation with nobody', JSON.stringify(entry), null);
  const what = { path: `/${read.value.id}/messages`, query: { fields: MESSAGE_FIELDS } };
  const { messages } = Object(entry);
  for await (const message of within(context, walk, what, messages))
    yield* fresh(
      walk,
      readEntry({ of: 'message', room: them.id, name: them.name ?? null, entry: message }, context.account),
    );
}

/** What came along with its post or conversation, newest first, and the rest where that does not reach back far enough. */
async function* within(context: FacebookContext, walk: Walk, what: GraphCall, nested: unknown): AsyncIterable<unknown> {
  const list = listedSchema.parse(nested);
  const entries = list?.data ?? [];
  yield* entries;
  const after = list?.paging?.cursors?.after;
  if (after === undefined || list?.paging?.next == null || isOlder(walk, entries.at(-1))) return;
  const at = asPage(context.credentials);
  for await (const page of listPages(context, at, { ...what, bucket: 'listening' }, PAGES_WITHIN, { after })) {
    yield* page.entries;
    if (isOlder(walk, page.entries.at(-1))) return;
  }
}

/** What came before is left out; what cannot be read is told. */
async function* fresh({ sinceMs }: Walk, heard: Heard): AsyncIterable<Heard> {
  const item = heard.kind === 'arrival' ? heard.items[0] : undefined;
  if (item?.kind === 'post' && item.post.at.getTime() < sinceMs) return;
  yield heard;
}

function reachesBack(walk: Walk, entries: readonly unknown[]): boolean {
  if (walk.list === 'feed' && walk.pages + 1 < PAGES_LOOKED_UNDER) return false;
  return isOlder(walk, entries.at(-1));
}

function isOlder({ sinceMs }: Walk, entry: unknown): boolean {
  const { updated_time, created_time } = Object(entry);
  const at = instantSchema.safeParse(updated_time ?? created_time);
  return at.success && at.data.getTime() < sinceMs;
}
