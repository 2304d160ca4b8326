/** Asking: how the page is heard where Facebook cannot call us, and the net under it where it can. */
import type { Heard, Page } from '../connector.ts';
import { pageOf } from '../kit/public-post.ts';
import type { FacebookContext } from './credentials.ts';
import { isAtStart, step, type Walk, walkFrom, walkIn } from './past.ts';

export const POLL_SECONDS = 180;
/** A list may show what was written a little later than it was written. */
const OVERLAP_MS = 10 * 60_000;
/** Where Facebook calls us, asking is only the net under it: small pages are allowed few requests. */
const REST_MS = 15 * 60_000;
/** How far back the first look goes. */
const FIRST_MS = 24 * 60 * 60_000;

export async function pollPage(context: FacebookContext, after: string | null): Promise<Page> {
  const now = context.now();
  const before = walkIn(after);
  if (after !== null && before !== null && mayWait(context, before, now))
    return { heard: [], cursor: after, more: false };
  const walk = goingOn(before, now);
  const { heard, next } = await step(context, walk);
  const then = next ?? walkFrom(new Date(walk.begunMs - OVERLAP_MS), now);
  return pageOf(heard, JSON.stringify(then), next !== null);
}

/** Between rounds `begunMs` is when the last one ended. */
function mayWait({ callAt }: FacebookContext, walk: Walk, now: Date): boolean {
  const isResting = callAt !== null && isAtStart(walk);
  const agoMs = now.getTime() - walk.begunMs;
  return isResting && agoMs >= 0 && agoMs < REST_MS;
}

/** A round begins when its first page is asked for, not when the one before ended. */
function goingOn(walk: Walk | null, now: Date): Walk {
  if (walk === null) return walkFrom(new Date(now.getTime() - FIRST_MS), now);
  return isAtStart(walk) ? walkFrom(new Date(walk.sinceMs), now) : walk;
}

/** Everything since then; each page's last entry carries where to go on. */
export async function* backfill(context: FacebookContext, since: Date, after: string | null): AsyncIterable<Heard> {
  let walk = walkIn(after) ?? walkFrom(since, context.now());
  for (;;) {
    const { heard, next } = await step(context, walk);
    yield* next === null ? heard : pageOf(heard, JSON.stringify(next), true).heard;
    if (next === null) return;
    walk = next;
  }
}
