/** One step of a promise, done as a part of a larger transaction: who is told, who loses it, who gets it. */
import type { Because } from '../core/because.ts';
import type { Conversation } from '../core/conversation.ts';
import {
  type EscalationDid,
  type EscalationMark,
  type EscalationWhat,
  markName,
  type WhyNothing,
} from '../core/escalation.ts';
import type { EscalationFacts } from '../core/escalation-facts.ts';
import type { MakeId } from '../core/id.ts';
import { presenceAt } from '../core/presence.ts';
import { bestFor } from '../core/routing.ts';
import type { Db, Tx } from '../store/db.ts';
import type { Subject } from '../store/escalations.ts';
import { listMembers } from '../store/members.ts';
import { listBeats, writeGiven } from '../store/presence.ts';
import { findWork, hasAnswerUnderWay } from '../store/routing.ts';
import { writeAssignee } from '../store/status.ts';
import { findWebhook } from '../store/webhooks.ts';
import type { Change } from './announce.ts';
import { loadHands, workOf } from './hands.ts';
import { personIn } from './note.ts';
import { notify } from './notify.ts';
import { queueMail } from './queue-mail.ts';
import { queueWebhook } from './queue-webhook.ts';

export type Escalating = {
  db: Db;
  tx: Tx;
  makeId: MakeId;
  brandId: number;
  at: Date;
  canMail: boolean;
  publicUrl: string;
};
export type Command = { what: EscalationWhat; policy: { id: string; name: string }; mark: EscalationMark };
export type Escalated = { did: EscalationDid; changes: Change[] };

/** @param row held to the end of the transaction, as it stands now */
export async function escalate(
  acting: Escalating,
  row: Conversation,
  subject: Subject,
  command: Command,
): Promise<Escalated> {
  const { did, why = [] } = await deed(acting, row, subject, command);
  const { policy, mark } = command;
  const { thing } = subject;
  const isMoved = did.kind === 'handed_back' || did.kind === 'given';
  // That nobody was there to be told, and that whoever has it is here, is no news.
  if (did.kind === 'nothing' && QUIETLY.includes(did.why)) return { did, changes: [] };
  const because: Because[] = [
    {
      kind: 'escalated',
      policy: { id: policy.id, name: policy.name },
      thing,
      mark,
      did,
      agentId: isMoved ? row.assigneeId : null,
    },
    ...why,
  ];
  const change = isMoved ? 'assigned' : 'escalated';
  return {
    did,
    changes: [{ kind: 'conversation.changed', conversationId: row.id, change, reason: null, because }],
  };
}

const QUIETLY: readonly WhyNothing[] = ['nobody', 'here'];

type Deed = { did: EscalationDid; why?: Because[] };

function nothing(why: WhyNothing): Deed {
  return { did: { kind: 'nothing', why } };
}

function deed(acting: Escalating, row: Conversation, subject: Subject, command: Command): Promise<Deed> {
  const { what } = command;
  switch (what.kind) {
    case 'warn_agent':
      return tell(acting, row, subject, command, writerOf(row, acting.at) ?? row.assigneeId);
    case 'tell_leads':
      return tellLeads(acting, row, subject, command);
    case 'hand_back':
      return handBack(acting, row, what.onlyIfAway);
    case 'next_agent':
      return giveToNext(acting, row, subject, command);
    case 'webhook':
      return callOut(acting, row, subject, command, what.webhookId);
    case 'mail':
      return write(acting, row, subject, command, what);
  }
}

/** Who is answering it this minute. */
function writerOf({ claimedBy, claimedUntil }: Conversation, at: Date): string | null {
  return claimedUntil !== null && claimedUntil > at ? claimedBy : null;
}

async function tell(
  acting: Escalating,
  row: Conversation,
  subject: Subject,
  command: Command,
  agentId: string | null,
): Promise<Deed> {
  return agentId === null ? nothing('nobody') : tellAll(acting, row, subject, command, [agentId]);
}

async function tellLeads(acting: Escalating, row: Conversation, subject: Subject, command: Command): Promise<Deed> {
  const leads = (await leadsOf(acting)).map(({ id }) => id);
  return tellAll(acting, row, subject, command, leads);
}

async function leadsOf({ tx, brandId }: Escalating) {
  return (await listMembers(tx, brandId)).filter(({ role }) => role === 'lead' || role === 'owner');
}

/** Whoever was told of this turn at this moment already is not told again, whichever step asks for it. */
async function tellAll(
  { tx, brandId, at, makeId }: Escalating,
  row: Conversation,
  subject: Subject,
  { mark, policy }: Command,
  agentIds: readonly string[],
): Promise<Deed> {
  const dueAt = subject.dueAt === null ? {} : { dueAt: subject.dueAt.toISOString() };
  const parts = { ...(await personIn(tx, brandId, row)), words: policy.name, ...dueAt };
  const cause = `escalated ${subject.id} ${markName(mark)}`;
  const kind = mark.kind === 'warned' ? 'warned' : 'breached';
  const about = { kind, cause, conversationId: row.id, fromId: null, parts } as const;
  const told = await notify(
    tx,
    { brandId, at, makeId },
    agentIds.map(agentId => ({ ...about, agentId })),
  );
  return told.length === 0 ? nothing('nobody') : { did: { kind: 'told', agentIds: told } };
}

/** Why it may not change hands now; null: it may. */
async function whyNot({ tx, brandId, at }: Escalating, row: Conversation): Promise<Deed | null> {
  if (writerOf(row, at) !== null) return nothing('writing');
  return (await hasAnswerUnderWay(tx, brandId, row.id, at)) ? nothing('answered') : null;
}

async function handBack(acting: Escalating, row: Conversation, onlyIfAway: boolean): Promise<Deed> {
  const { tx, brandId, at } = acting;
  const { assigneeId } = row;
  if (assigneeId === null) return nothing('nobody');
  const hindrance = await whyNot(acting, row);
  if (hindrance !== null) return hindrance;
  if (onlyIfAway) {
    const beats = (await listBeats(tx, brandId)).find(({ agentId }) => agentId === assigneeId)?.beats ?? null;
    if (presenceAt(beats, at).state === 'on') return nothing('here');
  }
  await writeAssignee(tx, brandId, row.id, null);
  return { did: { kind: 'handed_back', agentId: assigneeId } };
}

async function giveToNext(acting: Escalating, row: Conversation, subject: Subject, command: Command): Promise<Deed> {
  const { tx, brandId, at } = acting;
  const hindrance = await whyNot(acting, row);
  if (hindrance !== null) return hindrance;
  const work = await findWork(tx, brandId, row.id, at);
  if (work === null) return nothing('answered');
  const hands = await loadHands(tx, brandId, at);
  const given = bestFor({ ...workOf(work), lostBy: row.assigneeId ?? work.lostBy }, hands, at);
  if (given === null) return nothing('full');
  await writeAssignee(tx, brandId, row.id, given.agentId);
  await writeGiven(tx, brandId, [given.agentId], at);
  await tellAll(acting, row, subject, command, [given.agentId]);
  return { did: { kind: 'given', agentId: given.agentId }, why: given.because };
}

async function callOut(
  acting: Escalating,
  row: Conversation,
  subject: Subject,
  command: Command,
  webhookId: string,
): Promise<Deed> {
  const { tx, brandId, at, makeId } = acting;
  const webhook = await findWebhook(tx, brandId, webhookId);
  if (webhook === null || webhook.state !== 'on') return nothing('no_webhook');
  await queueWebhook(tx, { brandId, at, makeId }, webhookId, {
    type: 'promise.escalated',
    data: factsOf(acting, row, subject, command),
  });
  return { did: { kind: 'webhook', name: webhook.name } };
}

async function write(
  acting: Escalating,
  row: Conversation,
  subject: Subject,
  command: Command,
  { leads, addresses }: Extract<EscalationWhat, { kind: 'mail' }>,
): Promise<Deed> {
  if (!acting.canMail) return nothing('no_mail_server');
  const theirs = leads ? (await leadsOf(acting)).map(({ email }) => email) : [];
  const all = [...new Set([...theirs, ...addresses].map(address => address.trim().toLowerCase()))];
  if (all.length === 0) return nothing('nobody');
  await queueMail(acting.tx, acting, all, factsOf(acting, row, subject, command), subject.id);
  return { did: { kind: 'mail', to: all.length } };
}

/** What leaves the house: facts and the way back, and not a word of the customer's. */
function factsOf(
  { brandId, publicUrl }: Escalating,
  row: Conversation,
  { thing, dueAt, breachedAt }: Subject,
  { policy, mark }: Command,
): EscalationFacts {
  return {
    brandId,
    conversationId: row.id,
    url: `${publicUrl}/c/${row.id}`,
    inboxId: row.inboxId,
    teamId: row.teamId,
    assigneeId: row.assigneeId,
    visibility: row.visibility,
    priority: row.priority,
    policy: { id: policy.id, name: policy.name },
    promise: thing === 'turn' ? 'answer' : 'resolution',
    moment: mark,
    dueAt: dueAt?.toISOString() ?? null,
    brokenAt: breachedAt?.toISOString() ?? null,
  };
}
