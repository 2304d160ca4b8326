/** Where we stand among the notifications: the newest one heard, and the server's own time of it. */
import type { GuardedResponse } from '../connector.ts';

export type Mark = { at: Date; id: string };

/** @returns `2026-03-01T12:00:00.000Z 1234` */
export function writeMark({ at, id }: Mark): string {
  return `${at.toISOString()} ${id}`;
}

/** Null for nothing and for what was never ours. */
export function readMark(text: string | null): Mark | null {
  const [, time, id = ''] = /^(\S{20,30}) (.{0,500})$/s.exec(text ?? '') ?? [];
  const at = new Date(time ?? '');
  return Number.isNaN(at.getTime()) ? null : { at, id };
}

/** Nobody's clock is this wrong by accident of the way; it is another clock. */
const CLOCKS_APART_MS = 60_000;

/** What time it is there. Our own clock is used unless theirs says something else altogether. */
export function timeThere({ headers }: Pick<GuardedResponse, 'headers'>, now: Date): Date {
  const there = Date.parse(headers.get('date') ?? '');
  return Math.abs(there - now.getTime()) > CLOCKS_APART_MS ? new Date(there) : now;
}
