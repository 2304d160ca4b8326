/** The rounds: who mentions the account, what it wrote elsewhere, its direct messages. Each list goes on where it stopped. */
import { z } from 'zod';
import { type Heard, NetworkFailure, type Page } from '../connector.ts';
import { readJson } from '../kit/json.ts';
import { listensOnly, type XContext } from './credentials.ts';
import { messagePage } from './messages.ts';
import { shortlyBefore, withoutMs } from './search.ts';
import { byAge, newest, timeOf } from './snowflake.ts';
import { type From, TIMELINES, type Timeline, timelinePage } from './timelines.ts';

export const POLL_SECONDS = 60;
/** Where nothing was read yet: the past is the back-fill's. */
const FIRST_LOOK_MS = 24 * 3_600_000;
/** X may list a post a little later than one with a higher number. */
const OVERLAP_MS = 60_000;
/** X allows fifteen looks in a quarter of an hour; where it calls us, fewer are needed. */
const DMS_EVERY_MS = 75_000;
const DMS_EVERY_WHEN_CALLED_MS = 5 * 60_000;
/** Every message looked at is paid for once a day: first the newest few, more only where none of them is known. */
const FEW = 5;
const MANY = 50;

/** `top`: the newest known. `next`: in the middle of a walk back from `reached` to `since`, where it began with these. */
const walkSchema = z.object({
  top: z.string().nullable(),
  next: z.string().nullable(),
  reached: z.string().nullable(),
  since: z.object({ sinceId: z.string().optional(), startTime: z.string().optional() }).nullable(),
  atMs: z.number().nullable(),
});
type Walk = z.infer<typeof walkSchema>;
const placeSchema = z.object({ mentions: walkSchema, own: walkSchema, dms: walkSchema });
type Place = z.infer<typeof placeSchema>;

const NOWHERE: Walk = { top: null, next: null, reached: null, since: null, atMs: null };

export async function pollPage(context: XContext, after: string | null): Promise<Page> {
  const read = after === null ? null : readJson(after, placeSchema);
  const place: Place = read?.ok ? { ...read.value } : { mentions: NOWHERE, own: NOWHERE, dms: NOWHERE };
  const isBegun = Object.values(place).some(({ next }) => next !== null);
  const heard: Heard[] = [];
  const failures: NetworkFailure[] = [];
  for (const which of listensOnly(context.credentials) ? [] : LISTS) {
    const walk = place[which];
    if (isBegun && walk.next === null) continue;
    try {
      const step = await (which === 'dms' ? messageStep(context, walk) : timelineStep(context, which, walk));
      heard.push(...step.heard);
      place[which] = step.walk;
    } catch (error) {
      place[which] = afterFailure(context, which, walk, error);
      if (place[which] === walk) failures.push(error as NetworkFailure);
    }
  }
  const [failure] = failures;
  // What one list brought is not lost because another could not be had.
  if (failure !== undefined && heard.length === 0) throw failure;
  const more = failure === undefined && Object.values(place).some(({ next }) => next !== null);
  return { heard, cursor: JSON.stringify(place), more };
}

const LISTS = [...TIMELINES, 'dms'] as const;

type Step = { heard: Heard[]; walk: Walk };

/** Where the list goes on; the same walk where it cannot be said. Throws where nothing can be had any more. */
function afterFailure(context: XContext, which: (typeof LISTS)[number], walk: Walk, error: unknown): Walk {
  if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
  if (error.next !== 'refuse') return walk;
  // X has forgotten the page where we stopped: begin again from the newest one known.
  if (walk.next !== null) return { ...walk, next: null, reached: null, since: null };
  if (which !== 'dms') return walk;
  // Where the account may not read its messages by this app, who mentions it is heard all the same.
  context.log('warn', 'X does not let this app read direct messages', { said: error.said ?? error.message });
  return { ...walk, atMs: context.now().getTime() };
}

async function timelineStep(context: XContext, which: Timeline, walk: Walk): Promise<Step> {
  const since = walk.since ?? from(walk, context.now());
  const page = await timelinePage(context, which, { ...since, ...(walk.next === null ? {} : { token: walk.next }) });
  const reached = newest(walk.reached, page.top);
  if (page.next !== null && page.next !== walk.next)
    return { heard: page.heard, walk: { ...walk, next: page.next, reached, since } };
  return { heard: page.heard, walk: { ...NOWHERE, top: newest(walk.top, reached) } };
}

/** Whatever came within the last minutes is read once more: its neighbours may have come late. */
function from({ top }: Walk, now: Date): Omit<From, 'token'> {
  if (top === null) return { startTime: withoutMs(new Date(now.getTime() - FIRST_LOOK_MS)) };
  const at = timeOf(top);
  const isFresh = at !== null && now.getTime() - at.getTime() < 2 * OVERLAP_MS;
  return { sinceId: isFresh ? shortlyBefore(top, OVERLAP_MS) : top };
}

async function messageStep(context: XContext, walk: Walk): Promise<Step> {
  const nowMs = context.now().getTime();
  const everyMs = context.callAt === null ? DMS_EVERY_MS : DMS_EVERY_WHEN_CALLED_MS;
  const isDue = walk.atMs === null || nowMs - walk.atMs >= everyMs;
  if (walk.next === null && !isDue) return { heard: [], walk };
  const page = await messagePage(context, { kind: 'all' }, walk.next === null ? FEW : MANY, walk.next);
  const isKnown = ({ id }: { id: string | null }) => id !== null && walk.top !== null && byAge(id, walk.top) <= 0;
  const fresh = page.heard.filter(message => !isKnown(message));
  const reached = newest(walk.reached, page.top);
  const isAtEnd = page.heard.some(isKnown) || page.heard.some(({ id }) => walk.top === null && isPast(id, nowMs));
  const goesOn = !isAtEnd && page.next !== null && page.next !== walk.next;
  const heard = fresh.map(({ one }) => one);
  if (goesOn) return { heard, walk: { ...walk, next: page.next, reached, atMs: nowMs } };
  return { heard, walk: { ...NOWHERE, top: newest(walk.top, reached), atMs: nowMs } };
}

function isPast(id: string | null, nowMs: number): boolean {
  const at = id === null ? null : timeOf(id);
  return at !== null && nowMs - at.getTime() > FIRST_LOOK_MS;
}
