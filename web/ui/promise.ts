/** What a promise ring shows at one moment. `left` is the share of the promised time that remains, 0 to 1. */
export type PromiseState =
  | { kind: 'none' }
  | { kind: 'running'; left: number; leftMs: number; soon: boolean }
  | { kind: 'late'; lateMs: number }
  | { kind: 'kept' };

/** Amber begins here: the last fifth of the promised time. */
export const SOON_SHARE = 0.2;

type Promised = { openedAt: string; dueAt: string | null };

/** @param nowMs the server's time in milliseconds since 1970 */
export function promiseState(turn: Promised | null, nowMs: number): PromiseState {
  if (turn?.dueAt == null) return { kind: 'none' };
  const due = Date.parse(turn.dueAt);
  const leftMs = due - nowMs;
  if (leftMs <= 0) return { kind: 'late', lateMs: Math.max(0, -leftMs) };
  const whole = Math.max(1, due - Date.parse(turn.openedAt));
  const left = Math.min(1, leftMs / whole);
  return { kind: 'running', left, leftMs, soon: left <= SOON_SHARE };
}
