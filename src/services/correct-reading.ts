/** A person corrects what was read off a message: it holds at once, over every later reading, and is taken back exactly. */
import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { preview } from '../core/text.ts';
import { requestNames } from '../core/triage/own-words.ts';
import { viewOf } from '../core/triage/read.ts';
import { type Aspect, intentWords, type ReadingsView } from '../core/triage/reading.ts';
import { checkSaid, type Part, partOf, type Said, UNREAD, withSaid } from '../core/triage/said.ts';
import type { ConversationView } from '../core/view.ts';
import { loadConversationViews, summariseConversations } from '../store/conversations.ts';
import * as store from '../store/corrections.ts';
import type { Tx } from '../store/db.ts';
import { wantLearning } from '../store/learning.ts';
import { describeRow } from '../store/regroup.ts';
import { readTriageSettings } from '../store/triage-settings.ts';
import { lockForWho, tell } from './change.ts';
import { type CorrectionView, viewOfCorrection } from './corrections.ts';
import type { Desk } from './desk.ts';
import type { LearntNow } from './learn.ts';
import { isLearnt } from './learn-aspects.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { readStored } from './read-stored.ts';
import { settle } from './settle.ts';

export type Correcting = Desk & {
  /** Learns what waits, where that is quick; null: it is learnt soon. */
  learnNow: (brandId: number, aspect: Aspect) => Promise<LearntNow | null>;
};

export type Corrected = {
  /** Null: that was said already. */
  correction: CorrectionView | null;
  readings: ReadingsView;
  conversation: ConversationView;
  learnt: LearntNow | null;
};

/** What one person says of one aspect of one message, after another; more is no conversation. */
const SAID_LIMIT = 50;

/** Says what one aspect of a message is. The brand learns from it at once, where that is quick. */
export async function correctReading(desk: Correcting, who: Who, messageId: string, wish: Said): Promise<Corrected> {
  permit(who, 'answer');
  const said = checkSaid(wish, requestNames((await readTriageSettings(desk.db, who.brandId)).settings));
  const { aspect } = said;
  const done = await desk.db.transaction().execute(async tx => {
    const { row, message } = await holdMessage(tx, who, messageId);
    const at = desk.now();
    const before = await standing(tx, who.brandId, message.id, aspect);
    const view = message.readings ?? unread(message);
    if (isSaidAgain(before.rows, who, said)) return answerOf(tx, who, row.id, null, view);
    if (before.rows.length >= SAID_LIMIT)
      throw new Refusal('too_many', 'This has been corrected too often. Take a correction back first.');
    const was = before.rows.length === 0 ? message.readings && partOf(message.readings, aspect) : before.was;
    const id = desk.makeId();
    const correction = { id, messageId: message.id, said, was, deed: null, weight: 1, agentId: who.agentId, at };
    await store.insertCorrections(tx, who.brandId, [correction]);
    const after = withSaid(view, aspect, was ?? partOf(view, aspect), [...before.rows.map(one => one.said), said]);
    await write(tx, desk, who, row, message.id, after, at);
    if (isLearnt(aspect)) await wantLearning(tx, who.brandId, [aspect], at);
    return answerOf(tx, who, row.id, id, after);
  });
  return {
    ...done,
    learnt: done.correction === null || !isLearnt(aspect) ? null : await desk.learnNow(who.brandId, aspect),
  };
}

/** Takes a correction back: what others said of it stays; else it is again what was read, exactly. */
export async function undoCorrection(desk: Correcting, who: Who, id: string): Promise<Corrected> {
  permit(who, 'answer');
  const done = await desk.db.transaction().execute(async tx => {
    const asked = { brandId: who.brandId, scope: null, id, limit: 1 };
    const [seen] = isUuid(id) ? await store.listCorrections(tx, asked) : [];
    if (seen === undefined || seen.deed !== null) throw notFound('correction');
    const { row, message } = await holdMessage(tx, who, seen.messageId, 'correction');
    const at = desk.now();
    const { aspect } = seen.said;
    const before = await standing(tx, who.brandId, message.id, aspect);
    const view = message.readings ?? unread(message);
    if (!before.rows.some(one => one.id === id))
      return { ...(await answerOf(tx, who, row.id, id, view)), aspect, news: false };
    await store.undoCorrection(tx, who.brandId, id, who.agentId, at);
    const left = before.rows.filter(one => one.id !== id).map(one => one.said);
    // Its words have changed since: what was read of the old ones says nothing any more.
    const isStale = before.was === null || (message.editedAt !== null && message.editedAt > seen.at);
    const read = left.length === 0 && isStale ? await readNow(desk, tx, who, message.id, aspect) : before.was;
    const after = withSaid(view, aspect, read ?? partOf(UNREAD, aspect), left);
    await write(tx, desk, who, row, message.id, after, at);
    if (isLearnt(aspect)) await wantLearning(tx, who.brandId, [aspect], at);
    return { ...(await answerOf(tx, who, row.id, id, after)), aspect, news: true };
  });
  const { aspect, news, ...answer } = done;
  return { ...answer, learnt: news && isLearnt(aspect) ? await desk.learnNow(who.brandId, aspect) : null };
}

/** The message with its conversation held; what the caller may not see is not there. */
async function holdMessage(tx: Tx, who: Who, messageId: string, what = 'message') {
  const seen = isUuid(messageId) ? await store.findReadMessage(tx, who.brandId, messageId) : null;
  if (seen === null) throw notFound(what);
  permitInbox(who, seen.inboxId, what);
  const row = await lockForWho(tx, who, seen.conversationId);
  // As it stands now that nobody else changes it.
  const message = await store.findReadMessage(tx, who.brandId, messageId);
  if (message === null || message.conversationId !== row.id)
    throw new Refusal('changed_since', 'The message has just moved to another conversation. Try again.');
  if (message.direction !== 'in') throw new Refusal('not_valid', 'Only what customers wrote is read.');
  if (message.deletedAt !== null) throw new Refusal('too_late', 'Its author took this message back.');
  return { row, message };
}

async function standing(tx: Tx, brandId: number, messageId: string, aspect: Aspect) {
  const rows = await store.standingSaid(tx, brandId, messageId, aspect);
  return { rows, was: rows[0]?.was ?? null };
}

type Stands = Awaited<ReturnType<typeof standing>>['rows'];

/** The last word was the same person's, and the same. */
function isSaidAgain(rows: Stands, who: Who, said: Said): boolean {
  const last = rows.at(-1);
  return last?.agentId === who.agentId && JSON.stringify(last.said.value) === JSON.stringify(said.value);
}

/** A message nobody has read knows only the words that policies go by. */
function unread({ intents }: store.ReadMessage): ReadingsView {
  return { ...UNREAD, intents: intents.map(name => ({ name, sure: 1 })) };
}

async function readNow(desk: Correcting, tx: Tx, who: Who, messageId: string, aspect: Aspect): Promise<Part | null> {
  const read = await readStored(tx, desk, who.brandId, messageId);
  return read === null ? null : partOf(viewOf(read), aspect);
}

/** The message, what its conversation says of it, and what was promised by it. */
async function write(
  tx: Tx,
  { makeId }: Pick<Desk, 'makeId'>,
  who: Who,
  row: Conversation,
  messageId: string,
  readings: ReadingsView,
  at: Date,
): Promise<void> {
  const { brandId } = who;
  await store.writeReadings(tx, brandId, [{ id: messageId, readings, intents: intentWords(readings) }]);
  for (const one of await summariseConversations(tx, brandId, [row.id])) {
    await describeRow(tx, brandId, one.id, { ...one, preview: preview(one.text ?? '') });
  }
  const settled = await settle(tx, brandId, [row.id], at, { makeId });
  const change = { kind: 'message.changed', conversationId: row.id, messageId, change: 'read' } as const;
  await tell(tx, who, row, at, { changes: [change], settled });
}

async function answerOf(tx: Tx, who: Who, conversationId: string, id: string | null, readings: ReadingsView) {
  const conversation = (await loadConversationViews(tx, who.brandId, [conversationId])).get(conversationId);
  if (conversation === undefined) throw new Error(`the conversation ${conversationId} vanished while it was locked`);
  const [row] = id === null ? [] : await store.listCorrections(tx, { brandId: who.brandId, scope: null, id, limit: 1 });
  return { correction: row === undefined ? null : viewOfCorrection(row), readings, conversation };
}
