/** The posts of a crisis: what was heard and written in its time that holds one of its words. */
import { setImmediate } from 'node:timers/promises';
import { isAbout, makePlacing, type Placed, wordsOfCrisis } from '../../core/crisis/spread.ts';
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
/** To see who says the same costs more. */
const PLACED_AT_ONCE = 40;

export type CrisisPosts = {
  /** Oldest first. */
  rows: ReadonlyMap<string, SaidRow>;
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
  const about: SaidRow[] = [];
  const seen = new Set<string>();
  for (const [n, row] of [...messages, ...matches].entries()) {
    if (n % AT_ONCE === 0) await setImmediate();
    // What was heard and came to the desk is one post.
    const name = `${row.network} ${row.remoteId}`;
    if (seen.has(name) || !isAbout(words, row.text)) continue;
    seen.add(name);
    about.push(row);
  }
  about.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const rows = new Map(about.map(row => [row.id, row]));
  const conversationIds = new Set(about.flatMap(({ conversationId }) => conversationId ?? []));
  const isMore = messages.length === POSTS_LOOKED_AT || matches.length === POSTS_LOOKED_AT;
  return { rows, conversationIds: [...conversationIds], from, to, isMore };
}

/** Which of them say the same, and who spoke for the first time; nobody else waits for all of them. */
export async function placePosts({ rows }: Pick<CrisisPosts, 'rows'>): Promise<Placed[]> {
  const place = makePlacing(rows.size);
  const placed: Placed[] = [];
  for (const { id, at, network, author, text } of rows.values()) {
    if (placed.length % PLACED_AT_ONCE === 0) await setImmediate();
    placed.push(place({ id, atMs: at.getTime(), network, author, text }));
  }
  return placed;
}

/** Until now while it goes on; else a little past its last burst or its closing, whichever came first. */
function endOf({ state, closedAt }: CrisisRow, bursts: readonly CrisisBurst[], now: Date): Date {
  if (state === 'watching' || state === 'open') return now;
  const last = Math.max(...bursts.map(({ endedAt }) => (endedAt ?? now).getTime()), Number.NEGATIVE_INFINITY);
  const closed = closedAt?.getTime() ?? now.getTime();
  return new Date(Math.min(now.getTime(), (Number.isFinite(last) ? Math.min(last, closed) : closed) + AFTER_MS));
}
