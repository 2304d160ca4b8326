/** Without an account nobody may ask Bluesky for the past; what its stream still holds of the last minutes can be read again. */
import type { Heard } from '../connector.ts';
import type { BlueskyContext } from './credentials.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { openStream } from './stream.ts';

/** Half an hour is some 100,000 posts, and is read in about a minute. */
export const LATELY_MINUTES = 30;
const MINUTE_MS = 60_000;

/** Oldest first; ends where it meets the time at which it began. */
export async function* lately(context: BlueskyContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  const begun = context.now();
  const at = new Date(Math.max(begun.getTime() - LATELY_MINUTES * MINUTE_MS, since.getTime()));
  const from = after ?? writeCursor({ kind: 'jetstream', position: at.getTime() * 1000, at, host: '' });
  for await (const heard of openStream(context, from)) {
    yield heard;
    const reached = readCursor(heard.cursor);
    if (reached !== null && reached.at >= begun) return;
  }
}
