/** Who is here: knocks of open desks come in, changes are told to the other desks once, whichever process notices. */
import { type AwayReason, OFF_AFTER_SECONDS, type Presence, type PresenceState, presenceAt } from '../core/presence.ts';
import { appendEvents, type NewEvent } from '../store/events.ts';
import * as store from '../store/presence.ts';
import type { Desk } from './desk.ts';
import { permit, type Who } from './permit.ts';

export type Here = { agentId: string; state: PresenceState; since: string | null; reason: AwayReason | null };
export type KnockBody = {
  /** There was a key or a pointer since the last one. */
  active: boolean;
  /** Away by hand, or back (null); left out: as it was. */
  away?: AwayReason | null | undefined;
  leaving?: boolean | undefined;
};

/** An open desk says that it is there. What it changes is told at once, not with the next look. */
export async function knock(desk: Pick<Desk, 'db' | 'now'>, who: Who, body: KnockBody): Promise<Here> {
  permit(who, 'read');
  const at = desk.now();
  const { brandId, agentId } = who;
  if (body.leaving === true) {
    await store.writeLeft(desk.db, brandId, agentId, at);
    await tellPresence(desk, { brandId, agentId });
    return { agentId, state: 'off', since: at.toISOString(), reason: null };
  }
  const { active, away } = body;
  const knocked = { brandId, agentId, at, active, away, gapSeconds: OFF_AFTER_SECONDS };
  const { told, ...beats } = await store.writeKnock(desk.db, knocked);
  const mine = presenceAt(beats, at);
  if (toldOf(mine) !== told) await tellPresence(desk, { brandId, agentId });
  return hereOf(agentId, mine);
}

/** Everybody of the brand, as they are now. */
export async function listPresence(desk: Pick<Desk, 'db' | 'now'>, who: Who): Promise<Here[]> {
  permit(who, 'read');
  const now = desk.now();
  const beats = await store.listBeats(desk.db, who.brandId);
  return beats.map(one => hereOf(one.agentId, presenceAt(one.beats, now)));
}

function hereOf(agentId: string, { state, since, reason }: Presence): Here {
  return { agentId, state, since: since?.toISOString() ?? null, reason };
}

/** The state, and the reason behind it after a space. */
function toldOf({ state, reason }: Presence): string {
  return reason === null ? state : `${state} ${reason}`;
}

const TOLD_AT_ONCE = 500;
/**
 * Writes an event for everybody whose standing is another than desks were told. Any number of processes may do so at once.
 * @param only one colleague; everybody without it
 * @returns how many changes were told
 */
export async function tellPresence(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  only: { brandId: number; agentId: string } | null = null,
): Promise<number> {
  const at = now();
  // Some times a second, and at night in vain.
  if (only === null && !(await store.mayHaveToTell(db, at, OFF_AFTER_SECONDS))) return 0;
  return db.transaction().execute(async tx => {
    const beats = await store.lockBeats(tx, { only, limit: TOLD_AT_ONCE, now: at, offSeconds: OFF_AFTER_SECONDS });
    const changes = beats.flatMap(one => {
      const presence = presenceAt(one.beats, at);
      const { state, reason } = presence;
      const told = toldOf(presence);
      return told === one.told ? [] : [{ ...one, state, reason, told }];
    });
    await store.writeTold(tx, changes);
    const events = changes.map(
      ({ brandId, agentId, state, reason }): NewEvent => ({
        brandId,
        at,
        inboxId: null,
        conversationId: null,
        actorId: agentId,
        data: { kind: 'presence.changed', agentId, state, reason },
      }),
    );
    await appendEvents(tx, events);
    return changes.length;
  });
}
