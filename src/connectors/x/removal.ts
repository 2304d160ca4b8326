/** A post that was taken away. */
import { momentIn, textIn } from './legacy.ts';
import type { Parsed } from './parse.ts';
import { timeOf } from './snowflake.ts';

export function removal(remoteId: string, at: Date, by: 'author' | 'network' = 'author'): Parsed {
  return { items: [{ kind: 'remove', remoteId, at, by }], lane: remoteId };
}

/** When it happened, as far as the event tells; else when it came, or the moment of what it is about, than which it was not earlier. */
export function momentOf(event: Record<string, unknown>, id: string, receivedAt?: Date): Date {
  const told = momentIn(event) ?? textIn(event['date_time']);
  const at = told === null ? null : new Date(told);
  return at === null || Number.isNaN(at.getTime()) ? (receivedAt ?? timeOf(id) ?? new Date(0)) : at;
}
