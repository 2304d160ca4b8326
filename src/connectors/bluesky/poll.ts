/** The safety net beside the stream, and the only way to direct messages: notifications and the log of the rooms. */
import { z } from 'zod';
import { type Heard, NetworkFailure, type Page } from '../connector.ts';
import { readJson } from '../kit/json.ts';
import { isBefore, notifications } from './backfill.ts';
import { chatLog } from './chat-log.ts';
import { type BlueskyContext, listensOnly } from './credentials.ts';

export const POLL_SECONDS = 60;
/** Notifications may be indexed a little out of order. */
const OVERLAP_MS = 60_000;
/** Pages read back in one round; a gap longer than this is the back-fill's. */
const PAGES_LIMIT = 50;

/**
 * `read`: notifications up to this time are read. While a round is under way, `top` is the newest it saw, `page` where
 * it stands and `pages` how many it read. `chat`: the place in the log of rooms.
 */
const cursorSchema = z.object({
  read: z.string().max(64).nullable(),
  top: z.string().max(64).nullable(),
  page: z.string().max(2_000).nullable(),
  pages: z.int().min(0),
  chat: z.string().max(2_000).nullable(),
});
type Cursor = z.infer<typeof cursorSchema>;

export async function pollPage(context: BlueskyContext, after: string | null): Promise<Page> {
  if (listensOnly(context.credentials)) return { heard: [], cursor: after, more: false };
  const read = after === null ? null : readJson(after, cursorSchema);
  const cursor: Cursor = read?.ok ? read.value : { read: null, top: null, page: null, pages: 0, chat: null };
  const posts = await postsAfter(context, cursor);
  // A round of notifications is finished first; the rooms follow with its last page.
  if (posts.more) return { heard: posts.heard, cursor: JSON.stringify(posts.cursor), more: true };
  const rooms = await roomsAfter(context, cursor.chat, posts.heard.length > 0);
  return {
    heard: [...posts.heard, ...rooms.heard],
    cursor: JSON.stringify({ ...posts.cursor, chat: rooms.cursor }),
    more: rooms.more,
  };
}

type Round = { heard: Heard[]; cursor: Cursor; more: boolean };

/** Newest first, back to what is read already; the first round ever reads one page, the rest is the back-fill's. */
async function postsAfter(context: BlueskyContext, cursor: Cursor): Promise<Round> {
  if (context.credentials.hasAppView === false) return { heard: [], cursor, more: false };
  const { heard, times, next } = await notifications(context, cursor.page ?? '');
  // Where nothing of the first page concerned us, reading begins at its end: later pages are older still.
  const top = cursor.top ?? newest(times) ?? cursor.read ?? timeIn(next) ?? context.now().toISOString();
  const hasMore = next !== undefined && next !== cursor.page && cursor.pages < PAGES_LIMIT;
  const more = hasMore && cursor.read !== null && !reachesBack(times, next, cursor.read);
  if (more) return { heard, cursor: { ...cursor, top, page: next, pages: cursor.pages + 1 }, more };
  return { heard, cursor: { ...cursor, read: top, top: null, page: null, pages: 0 }, more: false };
}

/** A page may hold nothing that concerns us and still not be the last: its end says how far back it goes. */
function reachesBack(times: readonly string[], next: string, read: string): boolean {
  const until = new Date(Date.parse(read) - OVERLAP_MS);
  return isBefore(next, until) || times.some(time => Date.parse(time) <= until.getTime());
}

function timeIn(cursor: string | undefined): string | null {
  return cursor !== undefined && /^\d{4}-/.test(cursor) && !Number.isNaN(Date.parse(cursor)) ? cursor : null;
}

/**
 * Not every sign-in may read direct messages; everything else goes on without them.
 * @param hasNews posts wait to be handed on: they must not wait for a service of another kind
 */
async function roomsAfter(
  context: BlueskyContext,
  after: string | null,
  hasNews: boolean,
): Promise<{ heard: Heard[]; cursor: string | null; more: boolean }> {
  const none = { heard: [], cursor: after, more: false };
  if (context.credentials.hasAppView === false) return none;
  try {
    return await chatLog(context, after);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
    if (error.next !== 'refuse' && !hasNews) throw error;
    context.log('debug', 'Direct messages are not to be read now', { said: error.said ?? error.message });
    return none;
  }
}

function newest(times: readonly string[]): string | null {
  return times.reduce<string | null>(
    (latest, time) => (latest === null || Date.parse(time) > Date.parse(latest) ? time : latest),
    null,
  );
}
