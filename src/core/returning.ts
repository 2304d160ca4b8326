import type { PresenceState } from './presence.ts';
import { leftMs, promisedMs, type Waiting } from './urgency.ts';

/** What somebody quiet holds goes back once so much of its promise is left: half is enough for somebody else to read and answer. */
export const QUIET_MARGIN_SHARE = 0.5;

export type Held = Pick<Waiting, 'id' | 'openedAt' | 'dueAt'> & {
  presence: PresenceState;
  /** Since when they are away or off; null: they were never here. */
  quietSince: Date | null;
  /** Null: longer ago than is known. */
  assignedAt: Date | null;
  /** They began to answer, stopped, and left no words. */
  claimRanOut: boolean;
  /** Somebody else is on who could take it. */
  hasOthers: boolean;
};

/**
 * Why this goes back to the others now; null: it stays. Who left with work in hand loses it at once. Who was absent when it was
 * given to them (a colleague meant it for tomorrow), who is away and who let go of it keep it while there is time.
 */
export function returns(held: Held, now: Date): 'off' | 'away' | 'claim' | null {
  if (!held.hasOthers) return null;
  const { presence, quietSince, assignedAt, claimRanOut } = held;
  const isPressing =
    held.dueAt !== null && leftMs(asWaiting(held), now) <= promisedMs(asWaiting(held)) * QUIET_MARGIN_SHARE;
  if (presence === 'off') {
    const leftWithIt = quietSince !== null && (assignedAt === null || assignedAt <= quietSince);
    return leftWithIt || isPressing ? 'off' : null;
  }
  if (presence === 'away') return isPressing ? 'away' : null;
  return claimRanOut && isPressing ? 'claim' : null;
}

function asWaiting({ id, openedAt, dueAt }: Held): Waiting {
  return { id, openedAt, dueAt, priority: 'normal', intents: [] };
}
