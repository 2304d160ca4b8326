/** Who is here: knocks of open desks come in, changes are told to the other desks once, whichever process notices. */
import {
  type AwayReason,
  BEAT_SECONDS,
  OFF_AFTER_SECONDS,
  type Presence,
  type PresenceState,
  presenceAt,
} from '../core/presence.ts';
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
  if (body.leaving === true) await store.writeLeft(desk.db, brandId, agentId, at);
  else {
    const { active, away } = body;
    await store.writeKnock(desk.db, { brandId, agentId, at, active, away, gapSeconds: OFF_AFTER_SECONDS });
  }
  await tellPresence(desk, { brandId, agentId });
  const mine = (await listPresence(desk, who)).find(one => one.agentId === agentId);
  if (mine === undefined) throw new Error(`${agentId} knocked and is not there`);
  return mine;
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

const TOLD_AT_ONCE = 500;
/** Told again after so many knocks' time even if nobody asked: a change of reason while away. */
export const PRESENCE_EVERY_MS = (BEAT_SECONDS * 1000) / 30;

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
  return db.transaction().execute(async tx => {
    const beats = await store.lockBeats(tx, { only, limit: TOLD_AT_ONCE, now: at, offSeconds: OFF_AFTER_SECONDS });
    const changes = beats.flatMap(one => {
      const { state, reason } = presenceAt(one.beats, at);
      const told = reason === null ? state : `${state} ${reason}`;
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
