import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { maySee } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import type { ConversationView } from '../core/view.ts';
import { writeClaim } from '../store/claims.ts';
import { lockConversations } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import { lockOutOfReach, reachOf, writeAssignee } from '../store/status.ts';
import { announce, type Change } from './announce.ts';
import { changeConversation, changed, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import { insertNote, personIn } from './note.ts';
import { notify } from './notify.ts';
import type { Who } from './permit.ts';

export type Assignment = {
  assigneeId: string | null;
  note?: string | undefined;
  /** They are told once about all of them, by whoever does this. */
  isOneOfMany?: boolean;
};

/** Gives it to a colleague or to nobody, with a word along the way. My own claim goes with it, and the colleague is told. */
export function assign(
  desk: Desk,
  who: Who,
  id: string,
  assignment: Assignment,
): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, assigning(desk, who, assignment));
}

/** The same as part of a larger deed. */
export function assigning(desk: Desk, who: Who, { assigneeId, note = '', isOneOfMany = false }: Assignment): Work {
  return async (tx, row, at) => {
    const { id } = row;
    if (assigneeId !== null) await refuseIfBlind(tx, who, assigneeId, row.inboxId);
    const changes: Change[] = [];
    const words = note.trim();
    if (words !== '') {
      const messageId = await insertNote(tx, desk, who, row, { text: words }, at);
      changes.push({ kind: 'message.added', conversationId: id, messageId });
    }
    if (row.assigneeId !== assigneeId) {
      await writeAssignee(tx, who.brandId, id, assigneeId);
      changes.push(changed(id, 'assigned'));
      if (!isOneOfMany) await tellAssignee(tx, desk, who, row, { assigneeId, words }, at);
    }
    if (assigneeId !== who.agentId && row.claimedBy === who.agentId) {
      await writeClaim(tx, who.brandId, id, null);
      changes.push(changed(id, 'released'));
    }
    return { changes };
  };
}

async function tellAssignee(
  tx: Tx,
  { makeId }: Desk,
  { brandId, agentId }: Who,
  row: Conversation,
  { assigneeId, words }: { assigneeId: string | null; words: string },
  at: Date,
): Promise<void> {
  if (assigneeId === null) return;
  const person = await personIn(tx, brandId, row);
  const parts = { ...person, words: words === '' ? row.preview : words };
  const kind = words === '' ? 'assigned' : 'handed_over';
  // The row's version: given back and given again is another cause.
  const cause = `assigned ${row.id} ${row.version}`;
  const told = { agentId: assigneeId, kind, cause, conversationId: row.id, fromId: agentId, parts } as const;
  await notify(tx, { brandId, at, makeId }, [told]);
}

/** Nobody is given what they may not see. */
export async function refuseIfBlind(
  db: Db,
  who: Pick<Who, 'brandId'>,
  assigneeId: string,
  inboxId: string,
): Promise<void> {
  const reach = isUuid(assigneeId) ? await reachOf(db, who.brandId, assigneeId) : null;
  if (reach === null) throw new Refusal('not_valid', 'There is no such colleague in this brand.');
  if (!maySee(reach, inboxId)) {
    throw new Refusal(
      'not_valid',
      'This colleague does not see this inbox. Choose another, or widen their reach first.',
    );
  }
}

const HANDED_BACK_AT_ONCE = 200;

/** What a colleague had, did not finish and may not see any more is nobody's again: they left, or their reach was cut. */
export async function handBack(desk: Desk, who: Who, agentId: string): Promise<void> {
  for (;;) {
    const handed = await desk.db.transaction().execute(async tx => {
      const ids = await lockOutOfReach(tx, who.brandId, agentId, HANDED_BACK_AT_ONCE);
      const was = await lockConversations(tx, who.brandId, ids);
      for (const id of ids) await writeAssignee(tx, who.brandId, id, null);
      const changes = ids.map(id => changed(id, 'assigned'));
      const announcement = { brandId: who.brandId, actorId: who.agentId, at: desk.now(), was, changes };
      if (ids.length > 0) await announce(tx, announcement);
      return ids.length;
    });
    if (handed < HANDED_BACK_AT_ONCE) return;
  }
}
