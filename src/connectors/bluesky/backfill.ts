/** What the network still tells of the past: who wrote to us, what we wrote, and the threads both belong to. */
import type { Heard } from '../connector.ts';
import { expect, readValue } from '../kit/json.ts';
import { POST } from './address.ts';
import type { BlueskyContext } from './credentials.ts';
import { placeOf } from './place.ts';
import { notificationSchema, notificationsSchema, recordsSchema, threadSchema } from './schema.ts';
import { postsInThread, readOwnRecord, readView } from './views.ts';
import { ask, call, failureOf, isFine } from './xrpc.ts';

const PAGE = 100;
/** Pages of one kind; a hundred posts each. */
const PAGES_LIMIT = 200;
/** How deep a thread is read below its first post; the AppView allows 1,000. */
const THREAD_DEPTH = 20;
/** What concerns us among the notifications: likes and follows are nobody's question. */
export const REASONS = ['mention', 'reply', 'quote'];

type Stage = 'notifications' | 'own';

/**
 * Newest first, page by page; the cursor stands after a whole page with its threads. Everything is told that was
 * written since, some of it more than once.
 */
export async function* since(context: BlueskyContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  const [stage = 'notifications', saved = ''] = (after ?? '').split(' ');
  const threads = new Set<string>();
  if (stage !== 'own' && context.credentials.hasAppView !== false)
    yield* pages(context, 'notifications', stage === 'notifications' ? saved : '', since, threads);
  yield* pages(context, 'own', stage === 'own' ? saved : '', since, threads);
}

async function* pages(
  context: BlueskyContext,
  stage: Stage,
  saved: string,
  since: Date,
  threads: Set<string>,
): AsyncGenerator<Heard> {
  let cursor = saved;
  for (let page = 0; page < PAGES_LIMIT && !context.signal.aborted; page++) {
    const { heard, next } = stage === 'own' ? await ownPage(context, cursor) : await notificationsPage(context, cursor);
    const recent = heard.filter(one => isSince(one, since));
    const around = await aroundThem(context, recent, threads);
    const isLast = next === undefined || next === cursor || recent.length < heard.length || isBefore(next, since);
    const all = [...recent, ...around];
    const place = isLast ? null : `${stage} ${next}`;
    for (const [i, one] of all.entries()) yield { ...one, cursor: i === all.length - 1 ? place : null };
    // An empty page may be followed by full ones: what concerns nobody is left out after the page is cut.
    if (isLast) return;
    cursor = next;
  }
}

async function notificationsPage(context: BlueskyContext, cursor: string) {
  const page = await notifications(context, cursor);
  return { heard: page.heard, next: page.next };
}

/** A page of what was written to us, newest first. */
export async function notifications(
  context: BlueskyContext,
  cursor: string,
): Promise<{ heard: Heard[]; times: string[]; next: string | undefined }> {
  const page = await call(
    context,
    {
      name: 'app.bsky.notification.listNotifications',
      query: { limit: String(PAGE), reasons: REASONS, ...(cursor === '' ? {} : { cursor }) },
    },
    notificationsSchema,
  );
  const place = placeOf(context);
  const times: string[] = [];
  const heard = page.notifications.flatMap(one => {
    const read = readValue(one, notificationSchema);
    if (read.ok) times.push(read.value.indexedAt);
    // Servers that do not know the filter send everything.
    return read.ok && !REASONS.includes(read.value.reason) ? [] : [readView(one, place)];
  });
  return { heard, times, next: page.cursor };
}

/** Our own posts, from the account's own server: no AppView is needed for them. */
async function ownPage(context: BlueskyContext, cursor: string) {
  const page = await call(
    context,
    {
      name: 'com.atproto.repo.listRecords',
      query: {
        repo: context.account.remoteId,
        collection: POST,
        limit: String(PAGE),
        ...(cursor === '' ? {} : { cursor }),
      },
    },
    recordsSchema,
  );
  const place = placeOf(context);
  const seenAt = context.now();
  return { heard: page.records.map(one => readOwnRecord(one, seenAt, place)), next: page.cursor };
}

/** The threads that posts belong to, each once. */
async function aroundThem(context: BlueskyContext, heard: Heard[], threads: Set<string>): Promise<Heard[]> {
  if (context.credentials.hasAppView === false) return [];
  const found: Heard[] = [];
  for (const one of heard) {
    for (const root of rootsOf(one)) {
      if (threads.has(root) || context.signal.aborted) continue;
      threads.add(root);
      found.push(...(await threadOf(context, root)));
    }
  }
  return found;
}

/** Every post of a thread as it stands; none where it is gone or closed to us. */
async function threadOf(context: BlueskyContext, root: string): Promise<Heard[]> {
  const query = { uri: root, depth: String(THREAD_DEPTH), parentHeight: '0' };
  const answer = await ask(context, { name: 'app.bsky.feed.getPostThread', query }, true);
  if (!isFine(answer)) {
    const failure = failureOf(answer, false, context.now());
    if (failure.next === 'gone' || failure.next === 'refuse') return [];
    throw failure;
  }
  const { thread } = expect(answer.json(), threadSchema, false);
  const place = placeOf(context);
  return Array.from(postsInThread(thread), post => readView(post, place));
}

function rootsOf(heard: Heard): string[] {
  if (heard.kind !== 'arrival') return [];
  return heard.items.flatMap(item => (item.kind === 'post' ? [item.post.rootRemoteId ?? item.post.remoteId] : []));
}

/** Places among notifications are times. Others say nothing here. */
export function isBefore(cursor: string, since: Date): boolean {
  const at = /^\d{4}-/.test(cursor) ? Date.parse(cursor) : Number.NaN;
  return at < since.getTime();
}

function isSince(heard: Heard, since: Date): boolean {
  if (heard.kind !== 'arrival') return true;
  return heard.items.some(item => item.kind !== 'post' || item.post.at >= since);
}
