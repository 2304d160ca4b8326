/** What a rule wants done, done: each action as a part of one transaction, refused exactly as a colleague's deed would be. */
import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { RuleAction } from '../core/rule.ts';
import type { RuleCommand } from '../core/rule-run.ts';
import type { MessageView } from '../core/view.ts';
import { lockConversationRows } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { listMembers } from '../store/members.ts';
import { insertNoteRow } from '../store/own-messages.ts';
import { writeSuggestedReply } from '../store/rule-effects.ts';
import { writeAssignee } from '../store/status.ts';
import type { Change } from './announce.ts';
import { refuseIfBlind } from './assign.ts';
import { changed, type Done, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import { joinSettled } from './macro.ts';
import { moderating } from './moderate.ts';
import { personIn } from './note.ts';
import { notify, type Told } from './notify.ts';
import { prioritising, promising, teaming } from './prioritise.ts';
import type { Settled } from './settle.ts';
import type { Speaking } from './speaking.ts';
import { tagging } from './tag.ts';

export type RuleActing = {
  tx: Tx;
  desk: Desk & Pick<Speaking, 'connectors' | 'seal'>;
  brandId: number;
  at: Date;
  /** Names the happening, so that the same person is told of it once: the event's number. */
  seq: number;
  /** The customer's message it is about. */
  message: MessageView | null;
};

export type RuleDone = Done & { did: string[]; failed: string | null };

/** All actions of one rule on a conversation that is held. What cannot be done is said, and the rest is done all the same. */
export async function actOn(
  acting: RuleActing,
  conversationId: string,
  { rule, actions }: RuleCommand,
): Promise<RuleDone> {
  const changes: Change[] = [];
  const settled = new Map<string, Settled>();
  const did: string[] = [];
  const failed: string[] = [];
  for (const action of actions) {
    const row = (await lockConversationRows(acting.tx, acting.brandId, [conversationId])).get(conversationId);
    if (row === undefined) break;
    try {
      const done = await workOf(acting, rule, action)(acting.tx, row, acting.at);
      changes.push(...done.changes);
      for (const one of done.settled ?? [])
        settled.set(one.conversationId, joinSettled(settled.get(one.conversationId), one));
      did.push(action.kind);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push(error.message);
    }
  }
  return { changes, settled: [...settled.values()], did, failed: failed.length === 0 ? null : failed.join(' ') };
}

function workOf(acting: RuleActing, rule: RuleCommand['rule'], action: RuleAction): Work {
  const { desk, brandId } = acting;
  switch (action.kind) {
    case 'tag':
      return tagging(desk, { brandId }, before => [...before, ...action.tags]);
    case 'untag': {
      const gone = new Set(action.tags.map(tag => tag.toLowerCase()));
      return tagging(desk, { brandId }, before => before.filter(tag => !gone.has(tag.toLowerCase())));
    }
    case 'priority':
      return prioritising(desk, { brandId }, action.priority);
    case 'team':
      return teaming(desk, { brandId }, action.teamId);
    case 'assign':
      return (tx, row) => assignByRule(tx, acting, rule, row, action.agentId);
    case 'note':
      return (tx, row) => noteByRule(tx, acting, rule, row, action.text);
    case 'policy':
      return promising(desk, { brandId }, action.policyId);
    case 'draft':
      return (tx, row) => suggest(tx, acting, rule, row, action.savedReplyId);
    case 'hide':
      return hiding(acting, rule);
    case 'notify':
      return (tx, row) => tellByRule(tx, acting, rule, row, action.whom);
  }
}

async function assignByRule(
  tx: Tx,
  acting: RuleActing,
  rule: RuleCommand['rule'],
  row: Conversation,
  agentId: string | null,
): Promise<Done> {
  if (row.assigneeId === agentId) return { changes: [] };
  if (agentId !== null) await refuseIfBlind(tx, acting, agentId, row.inboxId);
  await writeAssignee(tx, acting.brandId, row.id, agentId);
  if (agentId !== null) await tellAll(tx, acting, rule, row, 'assigned', [agentId]);
  return { changes: [changed(row.id, 'assigned')] };
}

async function noteByRule(
  tx: Tx,
  { brandId, desk, at }: RuleActing,
  { name: ruleName }: RuleCommand['rule'],
  row: Conversation,
  text: string,
): Promise<Done> {
  const id = desk.makeId();
  const { id: conversationId, channelId, threadId } = row;
  const place = { conversationId, channelId, threadId, agentId: null };
  await insertNoteRow(tx, brandId, { ...place, id, at, text, mentions: [], ruleName });
  return { changes: [{ kind: 'message.added', conversationId, messageId: id }] };
}

async function suggest(
  tx: Tx,
  { brandId, at }: RuleActing,
  rule: RuleCommand['rule'],
  row: Conversation,
  savedReplyId: string,
): Promise<Done> {
  const suggested = { savedReplyId, ruleName: rule.name };
  if (!(isUuid(savedReplyId) && (await writeSuggestedReply(tx, brandId, row.id, suggested, at))))
    throw new Refusal('not_valid', 'Its saved reply is gone. Choose another.');
  return { changes: [changed(row.id, 'suggested', savedReplyId)] };
}

/** As a colleague would: the same refusals, the same trace, the rule answerable for it. */
function hiding({ desk, brandId, message }: RuleActing, rule: RuleCommand['rule']): Work {
  if (message === null)
    throw new Refusal('not_valid', 'Only what a customer writes can be hidden. Let it act when a customer writes.');
  return moderating(desk, { brandId }, { rule }, message.id, { deed: 'hide' });
}

async function tellByRule(
  tx: Tx,
  acting: RuleActing,
  rule: RuleCommand['rule'],
  row: Conversation,
  whom: Extract<RuleAction, { kind: 'notify' }>['whom'],
): Promise<Done> {
  const members = await listMembers(tx, acting.brandId);
  const leads = members.filter(({ role }) => role === 'lead' || role === 'owner').map(({ id }) => id);
  // What nobody has is told to those who can give it to somebody.
  const assignee = row.assigneeId === null ? leads : [row.assigneeId];
  const told = whom.kind === 'agent' ? [whom.agentId] : whom.kind === 'leads' ? leads : assignee;
  await tellAll(tx, acting, rule, row, 'rule', told);
  return { changes: [] };
}

async function tellAll(
  tx: Tx,
  { brandId, at, seq, desk }: RuleActing,
  rule: RuleCommand['rule'],
  row: Conversation,
  kind: Told['kind'],
  agentIds: readonly string[],
): Promise<void> {
  const parts = { ...(await personIn(tx, brandId, row)), words: rule.name };
  const about = { kind, cause: `rule ${rule.id} ${seq}`, conversationId: row.id, fromId: null, parts };
  await notify(
    tx,
    { brandId, at, makeId: desk.makeId },
    agentIds.map(agentId => ({ ...about, agentId })),
  );
}
