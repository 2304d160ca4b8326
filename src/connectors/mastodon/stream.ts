/**
 * The stream, where a server has one. It remembers nothing: what was written to us, and by us, since it was last heard
 * is asked for first, so that it goes on where it stopped.
 */
import { type Heard, NetworkFailure } from '../connector.ts';
import { listensOnly, type MastodonContext } from './credentials.ts';
import { type Told, through } from './doors.ts';
import { aheadOf, readMark, writeMark } from './mark.ts';
import { merged } from './merged.ts';
import { missedSince } from './missed.ts';
import { NOTIFICATIONS, timeOfEntry } from './notification.ts';
import { idIn, pageOf } from './page.ts';
import { heardOf, type Place } from './parse.ts';
import { placeOf } from './place.ts';
import { timelinesOf } from './timelines.ts';

/** Ends when the signal aborts; throws a classed failure when the stream breaks. Without one it stays open and says nothing: the rounds do the hearing. */
export async function* openStream(context: MastodonContext, after: string | null): AsyncGenerator<Heard> {
  if (context.signal.aborted) return;
  if (listensOnly(context.credentials) || context.credentials.about?.streaming == null) return untilStopped(context);
  // Asked before the doors are tried: whether our sign-in still counts is not the door-keeper's to say.
  const newest = await pageOf(context, NOTIFICATIONS, null).catch(error => {
    if (context.signal.aborted) return null;
    throw error;
  });
  if (newest === null) return;
  const [top] = newest.entries;
  const aheadMs = aheadOf(newest.answer, context.now());
  const place: Place = { ...placeOf(context), aheadMs };
  const nowThere = new Date(context.now().getTime() + aheadMs);
  let mark = readMark(after) ?? { at: timeOfEntry(top) ?? nowThere, id: idIn(top) ?? '' };
  const stop = new AbortController();
  const isOpen = Promise.withResolvers<void>();
  const live = merged([
    through(context, place, { stream: 'user' }, stop.signal, isOpen.resolve),
    ...timelinesOf(context.credentials).map(({ stream }) => ifOpen(context, place, stream, stop.signal)),
  ]);
  const first = live.next();
  first.catch(() => {});
  try {
    // Listening begins before the look back, so that nothing falls between the two.
    await Promise.race([isOpen.promise, first]);
    if (readMark(after) !== null) {
      for (const { heard, mark: reached } of await missedSince(context, place, mark)) {
        if (reached !== null && reached.at >= mark.at) mark = reached;
        yield { ...heard, cursor: writeMark(mark) };
      }
    }
    for (let next = await first; next.done !== true; next = await live.next()) {
      const { frame, raw } = next.value;
      if (frame.mark !== null && frame.mark.at >= mark.at) mark = frame.mark;
      yield heardOf(frame.parsed, raw, writeMark(mark));
    }
  } finally {
    stop.abort();
    live.return(undefined).catch(() => {});
  }
}

/** A timeline that is kept closed must not keep us from hearing who writes to us. */
async function* ifOpen(
  context: MastodonContext,
  place: Place,
  stream: Record<string, string>,
  stop: AbortSignal,
): AsyncGenerator<Told> {
  try {
    yield* through(context, place, stream, stop);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'refuse') throw error;
    context.log('info', 'An open timeline does not stream; it is asked instead', { said: error.said ?? error.message });
  }
}

async function untilStopped({ signal }: MastodonContext): Promise<void> {
  await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
