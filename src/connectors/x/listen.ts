/** What is said with the owner's words: by the stream where the app has one, else by searching every few minutes. */
import { type Heard, NetworkFailure } from '../connector.ts';
import { hasApp, type XContext } from './credentials.ts';
import { isNotSold } from './problem.ts';
import { dropRules, queriesOf, searchable } from './rules.ts';
import { inOrder, search, shortlyBefore } from './search.ts';
import { byAge, idAt, newest } from './snowflake.ts';
import { orEnded, streamed } from './stream.ts';

export const SEARCH_EVERY_MS = 5 * 60_000;
/** What was written just before the last look may not have been there to be found. */
const OVERLAP_MS = 60_000;

/** Where nothing is listened for it stays open and says nothing. */
export async function* openStream(context: XContext, after: string | null): AsyncGenerator<Heard> {
  if (context.signal.aborted) return;
  const { credentials } = context;
  if (queriesOf(credentials).length === 0) {
    if (hasApp(credentials)) await orEnded(context, forgetRules(context));
    return untilStopped(context);
  }
  let place = after;
  try {
    if (hasApp(credentials))
      for await (const heard of streamed(context, after)) {
        place = heard.cursor ?? place;
        yield heard;
      }
  } catch (error) {
    if (!isNotSold(error)) throw error;
    context.log('info', 'The stream is not among what X sells this app; its words are searched for instead', {});
  }
  yield* searched(context, place);
}

/** The same by rounds. Throws where searching is not sold either. */
async function* searched(context: XContext, after: string | null): AsyncGenerator<Heard> {
  let place = after;
  let since = after === null ? context.now() : shortlyBefore(after, OVERLAP_MS);
  while (!context.signal.aborted) {
    const lookedAt = context.now();
    const found: Heard[] = [];
    for (const query of searchable(context))
      found.push(...((await orEnded(context, search(context, query, since))) ?? []));
    for (const heard of inOrder(found)) {
      place = newest(place, heard.cursor);
      yield { ...heard, cursor: place };
    }
    const edge = idAt(new Date(lookedAt.getTime() - OVERLAP_MS));
    since = place === null || byAge(place, edge) > 0 ? edge : place;
    await context.wait(SEARCH_EVERY_MS);
  }
}

/** Rules that stay would be paid for by whichever channel of the app listens. */
async function forgetRules(context: XContext): Promise<void> {
  try {
    await dropRules(context);
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
  }
}

async function untilStopped({ signal }: XContext): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
