import type { Because } from '../core/because.ts';
import { type Presence, presenceAt } from '../core/presence.ts';
import { returns } from '../core/returning.ts';
import { writeClaim } from '../store/claims.ts';
import { slotOfRow } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { listBeats } from '../store/presence.ts';
import * as store from '../store/routing.ts';
import { writeAssignee } from '../store/status.ts';
import { listWorking } from '../store/working.ts';
import { announce, type Change } from './announce.ts';
import type { Desk } from './desk.ts';

const HELD_AT_ONCE = 200;

/**
 * Takes what waits from those who went quiet, each once whatever number of processes look, with an event that says from whom and
 * why. @returns how many went back
 */
export async function returnQuiet({ db, now }: Pick<Desk, 'db' | 'now'>, brandId: number): Promise<number> {
  const at = now();
  const presences = new Map(
    (await listBeats(db, brandId)).map(({ agentId, beats }) => [agentId, presenceAt(beats, at)]),
  );
  const quiet = [...presences].filter(([, { state }]) => state !== 'on').map(([agentId]) => agentId);
  const held = await store.listHeld(db, { brandId, quiet, now: at, limit: HELD_AT_ONCE });
  if (held.length === 0) return 0;
  const isOn = await whoIsOn(db, brandId, presences);
  const going = held.flatMap(row => {
    const why = returns({ ...row, ...quietOf(row, presences, at), hasOthers: isOn(row) }, at);
    return why === null ? [] : [{ row, why }];
  });
  if (going.length === 0) return 0;
  return db.transaction().execute(tx => takeBack(tx, brandId, going, at));
}

function quietOf(row: store.HeldRow, presences: ReadonlyMap<string, Presence>, at: Date) {
  const { state: presence, since: quietSince } = presences.get(row.assigneeId) ?? { state: 'off', since: null };
  const claimRanOut = row.claimedBy === row.assigneeId && row.claimedUntil !== null && row.claimedUntil <= at;
  return { presence, quietSince, claimRanOut };
}

type Going = { row: store.HeldRow; why: 'off' | 'away' | 'claim' };

async function takeBack(tx: Tx, brandId: number, going: readonly Going[], at: Date): Promise<number> {
  const was = new Map();
  const changes: Change[] = [];
  for (const { row, why } of going) {
    const locked = await store.takeHeld(tx, brandId, row.id, row.assigneeId);
    if (locked === null) continue;
    await writeAssignee(tx, brandId, row.id, null);
    if (locked.claimedBy === row.assigneeId) await writeClaim(tx, brandId, row.id, null);
    was.set(row.id, slotOfRow(locked));
    const leftMinutes = row.dueAt === null ? null : Math.floor((row.dueAt.getTime() - at.getTime()) / 60_000);
    const because: Because[] = [{ kind: 'quiet', agentId: row.assigneeId, why, leftMinutes }];
    changes.push({ kind: 'conversation.changed', conversationId: row.id, change: 'assigned', reason: null, because });
  }
  if (changes.length > 0) await announce(tx, { brandId, actorId: null, at, was, changes });
  return changes.length;
}

/** Whether somebody of the team, or of the brand where there is none, is on and could take it. */
async function whoIsOn(
  db: Desk['db'],
  brandId: number,
  presences: ReadonlyMap<string, Presence>,
): Promise<(row: store.HeldRow) => boolean> {
  const on = (await listWorking(db, brandId)).filter(({ agentId }) => presences.get(agentId)?.state === 'on');
  return ({ teamId, assigneeId }) =>
    on.some(({ agentId, teams }) => agentId !== assigneeId && (teamId === null || teams.includes(teamId)));
}
