/** The posts of a crisis: what was heard and written in its time that holds one of its words. */
import { setImmediate } from 'node:timers/promises';
import { type CrisisPost, isAbout, type Placed, placePosts, wordsOfCrisis } from '../../core/crisis/spread.ts';
import type { CrisisBurst, CrisisRow } from '../../store/crisis/crises.ts';
import { matchesBetween, messagesBetween, type SaidRow } from '../../store/crisis/crisis-posts.ts';
import type { Db } from '../../store/db.ts';
import { named } from './gather-bursts.ts';

/** Of each side, the newest where there are more; the screen says so. */
export const POSTS_LOOKED_AT = 5_000;
/** So long before its beginning, what holds its words belongs to it. */
const BEFORE_MS = 3_600_000;
/** So long after the last burst or the closing, what is said still belongs to it. */
const AFTER_MS = 3_600_000;
/** Words are looked for in so many posts at a time, so that nobody else waits for all of them. */
const AT_ONCE = 250;

export type CrisisPosts = {
  rows: ReadonlyMap<string, SaidRow>;
  placed: Placed[];
  /** Conversations on the desk, in the order of their first post. */
  conversationIds: string[];
  from: Date;
  to: Date;
  /** There was more than is looked at. */
  isMore: boolean;
};

export async function postsOf(
  db: Db,
  crisis: CrisisRow,
  bursts: readonly CrisisBurst[],
  now: Date,
): Promise<CrisisPosts> {
  const { brandId, beganAt } = crisis;
  const to = endOf(crisis, bursts, now);
  const queryIds = [...new Set(bursts.flatMap(({ queryId }) => queryId ?? []))];
  const words = wordsOfCrisis(named(crisis, bursts).words);
  // The first voices speak before anybody can tell that it is a storm.
  const from = words.size === 0 ? beganAt : new Date(beganAt.getTime() - BEFORE_MS);
  const messages = await messagesBetween(db, brandId, from, to, POSTS_LOOKED_AT);
  const matches = await matchesBetween(db, brandId, queryIds, from, to, POSTS_LOOKED_AT);
  const rows = new Map<string, SaidRow>();
  const seen = new Set<string>();
  for (const [n, row] of [...messages, ...matches].entries()) {
    if (n % AT_ONCE === 0) await setImmediate();
    // What was heard and came to the desk is one post.
    const name = `${row.network} ${row.remoteId}`;
    if (seen.has(name) || !isAbout(words, row.text)) continue;
    seen.add(name);
    rows.set(row.id, row);
  }
  const placed = placePosts([...rows.values()].map(postOf));
  const conversationIds = new Set(placed.flatMap(({ post }) => rows.get(post.id)?.conversationId ?? []));
  const isMore = messages.length === POSTS_LOOKED_AT || matches.length === POSTS_LOOKED_AT;
  return { rows, placed, conversationIds: [...conversationIds], from, to, isMore };
}

/** Until now while it goes on; else a little past its last burst or its closing, whichever came first. */
function endOf({ state, closedAt }: CrisisRow, bursts: readonly CrisisBurst[], now: Date): Date {
  if (state === 'watching' || state === 'open') return now;
  const last = Math.max(...bursts.map(({ endedAt }) => (endedAt ?? now).getTime()), Number.NEGATIVE_INFINITY);
  const closed = closedAt?.getTime() ?? now.getTime();
  return new Date(Math.min(now.getTime(), (Number.isFinite(last) ? Math.min(last, closed) : closed) + AFTER_MS));
}

function postOf({ id, at, network, author, text }: SaidRow): CrisisPost {
  return { id, atMs: at.getTime(), network, author, text };
}
