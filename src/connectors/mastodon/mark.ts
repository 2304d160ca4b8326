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

/** How far their clock runs ahead of ours; 0 unless it says something else altogether. */
export function aheadOf({ headers }: Pick<GuardedResponse, 'headers'>, now: Date): number {
  const aheadMs = Date.parse(headers.get('date') ?? '') - now.getTime();
  return Math.abs(aheadMs) > CLOCKS_APART_MS ? aheadMs : 0;
}
