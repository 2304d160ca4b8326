/** What stands around a status: what it answers, and what answers it. */
import type { Heard } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { ask, failureOf, isFine } from './api.ts';
import type { MastodonContext } from './credentials.ts';
import { heardOf, itemsOfStatus, type Place } from './parse.ts';
import { contextSchema } from './schema.ts';

export type Around = { ancestors: unknown[]; descendants: unknown[] };

/** None where it is gone or closed to us. */
export async function aroundOf(context: MastodonContext, id: string, bucket?: string): Promise<Around> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}/context`;
  const answer = await ask(context, { path, ...(bucket === undefined ? {} : { bucket }) }, true);
  if (isFine(answer)) return expect(answer.json(), contextSchema, false);
  const failure = failureOf(answer, false, context.now());
  if (failure.next === 'gone' || failure.next === 'refuse') return { ancestors: [], descendants: [] };
  throw failure;
}

export function heardStatus(value: unknown, place: Place, seenAt: Date, isTold = false): Heard {
  return heardOf(itemsOfStatus(value, place, seenAt, isTold), JSON.stringify(value), null);
}
