/** What stands around a status: what it answers, and what answers it. */
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { ask, dataOf, failureOf, isFine } from './api.ts';
import type { MastodonContext } from './credentials.ts';
import { heardOf, itemsOfStatus, type Place } from './parse.ts';
import { contextSchema } from './schema.ts';

export type Around = { ancestors: unknown[]; descendants: unknown[] };

/** Null where it is gone or closed to us. */
export async function aroundIfOpen(context: MastodonContext, id: string, bucket?: string): Promise<Around | null> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}/context`;
  const answer = await ask(context, { path, ...(bucket === undefined ? {} : { bucket }) }, true);
  if (isFine(answer)) {
    const read = readValue(dataOf(answer), contextSchema);
    return read.ok ? read.value : null;
  }
  const failure = failureOf(answer, false, context.now());
  if (failure.next === 'gone' || failure.next === 'refuse') return null;
  throw failure;
}

/** @param isForUs known to be, whatever it says itself */
export function heardStatus(value: unknown, place: Place, seenAt: Date, isForUs = false): Heard {
  return heardOf(itemsOfStatus(value, place, seenAt, { at: seenAt, isForUs }), JSON.stringify(value), null);
}
