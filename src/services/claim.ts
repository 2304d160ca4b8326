import type { Because } from '../core/because.ts';
import type { Conversation } from '../core/conversation.ts';
import { Refusal } from '../core/refusal.ts';
import { type Hand, nextFor } from '../core/routing.ts';
import type { SkillKind } from '../core/skill.ts';
import type { ConversationView } from '../core/view.ts';
import { agentName, writeClaim } from '../store/claims.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import { noteAtIt } from '../store/handling.ts';
import { type Asked, listFree, takeFree } from '../store/routing.ts';
import { changeConversation, changed, tell } from './change.ts';
import type { Desk } from './desk.ts';
import { loadHands, workOf } from './hands.ts';
import { inboxScope, permit, type Who } from './permit.ts';

/** How long a claim holds without being renewed: longer than a thought, shorter than a coffee. */
export const CLAIM_SECONDS = 120;

/** "I am answering this one." Again while it is mine: renewed. Refused with who and until when while a colleague is. */
export function claim(desk: Desk, who: Who, id: string): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, async (tx, row, at) => {
    await refuseIfClaimed(tx, who, row, at);
    await writeClaim(tx, who.brandId, id, { agentId: who.agentId, until: claimEnd(at) });
    await noteAtIt(tx, { brandId: who.brandId, agentId: who.agentId, conversationId: id, at }, 'acts');
    return { changes: [changed(id, 'claimed')] };
  });
}

/** Gives up my claim; a lead may end anybody's. What nobody claims stays as it is. */
export function release(desk: Desk, who: Who, id: string): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, async (tx, row, at) => {
    if (row.claimedBy === null) return { changes: [] };
    if (who.reach.role === 'agent' || who.reach.role === 'partner') await refuseIfClaimed(tx, who, row, at);
    await writeClaim(tx, who.brandId, id, null);
    return { changes: [changed(id, 'released')] };
  });
}

/**
 * Claims the most urgent conversation that waits, is mine or nobody's, and is for me: my languages, networks and teams; one
 * whom I know goes a little before. Null when nobody waits.
 */
export async function next(
  desk: Desk,
  who: Who,
  not: readonly string[],
): Promise<{ conversation: ConversationView | null }> {
  permit(who, 'answer');
  return desk.db.transaction().execute(async tx => {
    const at = desk.now();
    const { brandId, agentId } = who;
    const served = await serve(tx, who, not, at);
    if (served === null) return { conversation: null };
    const { row, because } = served;
    await writeClaim(tx, brandId, row.id, { agentId, until: claimEnd(at) });
    await noteAtIt(tx, { brandId, agentId, conversationId: row.id, at }, 'acts');
    const conversation = (await loadConversationViews(tx, brandId, [row.id])).get(row.id) ?? null;
    const change = { kind: 'conversation.changed', conversationId: row.id, change: 'claimed', reason: null } as const;
    await tell(tx, who, row, at, { changes: [{ ...change, because }] });
    return { conversation };
  });
}

/** Looked at for one; more than colleagues could take away in the same moment. */
const LOOKED_AT = 60;

/** What others are taking at this moment is passed over, so that two agents never get the same. */
async function serve(
  tx: Tx,
  who: Who,
  not: readonly string[],
  now: Date,
): Promise<{ row: Conversation; because: Because[] } | null> {
  const { brandId, agentId } = who;
  const hands = await loadHands(tx, brandId, now);
  const known = hands.find(hand => hand.agentId === agentId);
  if (known === undefined) return null;
  const me: Hand = { ...known, presence: 'on', inHours: true };
  const all = hands.map(hand => (hand.agentId === agentId ? me : hand));
  const teams = me.teams.length === 0 ? null : me.teams;
  const asked = {
    brandId,
    agentId,
    now,
    scope: inboxScope(who),
    not,
    noise: false,
    pushed: false,
    after: null,
    limit: LOOKED_AT,
  };
  const mine: Asked = { ...asked, teams, languages: named(me, 'language'), networks: named(me, 'network') };
  const any: Asked = { ...asked, teams: null, languages: null, networks: null };
  // First what is theirs; then what nobody here is made for, and what other teams would be late with; noise when nothing else waits.
  for (const wanted of [mine, any, { ...mine, noise: true }, { ...any, noise: true }]) {
    const work = (await listFree(tx, wanted)).map(workOf);
    for (const { workId, because } of nextFor(me, work, all, now)) {
      const row = await takeFree(tx, wanted, workId);
      if (row !== null) return { row, because };
    }
  }
  return null;
}

/** Null: they named none, and take any. */
function named({ skills }: Hand, kind: SkillKind): string[] | null {
  const values = skills.filter(skill => skill.kind === kind).map(({ value }) => value);
  return values.length === 0 ? null : values;
}

/** Throws while a colleague holds it. */
export async function refuseIfClaimed(db: Db, who: Who, row: Conversation, at: Date): Promise<void> {
  const { claimedBy, claimedUntil } = row;
  if (claimedBy === null || claimedUntil === null || claimedBy === who.agentId || claimedUntil <= at) return;
  const name = await agentName(db, claimedBy);
  const seconds = Math.ceil((claimedUntil.getTime() - at.getTime()) / 1000);
  const wait = seconds > 60 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;
  throw new Refusal(
    'claimed_by_colleague',
    `${name} is answering this one. It is free again in ${wait} at the latest.`,
    {
      agentId: claimedBy,
      name,
      until: claimedUntil.toISOString(),
    },
  );
}

function claimEnd(at: Date): Date {
  return new Date(at.getTime() + CLAIM_SECONDS * 1000);
}
