/**
 * Who is here. An open desk knocks every half minute and says whether anybody touched it since; nothing else is asked, and
 * nothing needs to be pressed. Away by hand goes before what the knocks say.
 */

/** How often an open desk knocks. */
export const BEAT_SECONDS = 30;
/** So long without a knock, and nobody is there: three were missed. */
export const OFF_AFTER_SECONDS = 100;
/** So long without key or pointer on an open desk, and they are away: a long answer is written with fewer pauses than this. */
export const AWAY_AFTER_MINUTES = 10;

/** Why somebody says they are away. */
export const AWAY_REASONS = ['break', 'meeting', 'training', 'other'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

export type PresenceState = 'on' | 'away' | 'off';
export type Presence = {
  state: PresenceState;
  /** When that began; null: they were never here. */
  since: Date | null;
  /** Said by themselves; null where the clock says it. */
  reason: AwayReason | null;
};

/** What is known of one colleague in one brand. */
export type Beats = {
  /** The last knock; null: never, or they signed out. */
  beatAt: Date | null;
  leftAt: Date | null;
  /** Since when knocks have come without a gap. */
  onSince: Date;
  inputAt: Date;
  awayReason: AwayReason | null;
  awaySince: Date | null;
};

export function presenceAt(beats: Beats | null, now: Date): Presence {
  if (beats === null) return { state: 'off', since: null, reason: null };
  const { beatAt, leftAt, inputAt, awayReason, awaySince, onSince } = beats;
  if (beatAt === null) return { state: 'off', since: leftAt, reason: null };
  if (now.getTime() - beatAt.getTime() > OFF_AFTER_SECONDS * 1000) return { state: 'off', since: beatAt, reason: null };
  if (awayReason !== null) return { state: 'away', since: awaySince, reason: awayReason };
  const idleAt = inputAt.getTime() + AWAY_AFTER_MINUTES * 60_000;
  if (now.getTime() > idleAt) return { state: 'away', since: new Date(idleAt), reason: null };
  return { state: 'on', since: onSince, reason: null };
}
