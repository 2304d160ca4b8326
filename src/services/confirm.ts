import type { Sorted } from '../core/hearing.ts';
import type { MakeId } from '../core/id.ts';
import type { Post } from '../core/post.ts';
import { removeAwaiting } from '../store/awaiting.ts';
import { lockConversationRows, removeConversations, slotOfRow } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { addToLedger } from '../store/ledger.ts';
import { type SentAnswer as Answer, countPosts, findAnswer, findHeldPosts, removeMessages } from '../store/messages.ts';
import { promisesOf } from '../store/promises.ts';
import { withSavepoint } from '../store/savepoint.ts';
import { forgetThread } from '../store/threads.ts';
import type { ListeningChannel } from './ingest.ts';
import { movedLines } from './keep-books.ts';
import type { Folded } from './mend-heard.ts';
import { placeHeard } from './place-heard.ts';
import { readBeside, wantedOf } from './read-heard.ts';
import { plainReaders, type Readers } from './readers.ts';
import { type Known, type Load, lookAround, type Needs, sort } from './take-in.ts';
import { writeHeard } from './write-heard.ts';

export type Confirmation = {
  brandId: number;
  messageId: string;
  remoteId: string;
  /** The network's time of the answer: this closes the turn. */
  at: Date;
  url: string | null;
  /** The private room the answer opened or went to, where the network says it. */
  room?: string | null;
  foundByLookup: boolean;
  /** The colleague on whose word it stands there. */
  saidBy?: string | null;
  now: Date;
  makeId: MakeId;
  readers?: Readers | undefined;
};

/**
 * An answer of ours stands on the network: marks it sent at the network's time, folds an echo that was stored beside it
 * into it, joins up customers' replies that were heard before it, moves a private answer into its room, settles and
 * announces. Quietly does nothing if the answer is confirmed already. The last deed of its transaction.
 *
 * It is the same as hearing our own post with our key on it, and goes the same way.
 */
export async function confirmSent(tx: Tx, confirmation: Confirmation): Promise<void> {
  const answer = await findAnswer(tx, confirmation.brandId, confirmation.messageId);
  if (answer === null || answer.remoteId !== null) return;
  await withSavepoint(tx, () => confirm(tx, confirmation, answer)).catch(async error => {
    if (!isTaken(error)) throw error;
    // The stream stored its echo at this very moment: this time it is seen and folded.
    await confirm(tx, confirmation, answer);
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

async function confirm(tx: Tx, confirmation: Confirmation, answer: Answer): Promise<void> {
  const { brandId, foundByLookup, saidBy = null, now, makeId, readers = plainReaders } = confirmation;
  const channel: ListeningChannel = { ...answer.channel, playsRecording: false };
  const load: Load = { brandId, channel, source: 'hook', parts: [], entries: [], counts: [] };
  const needs: Needs = { makeId, now, reached: () => {}, readers };
  const promise = (await promisesOf(tx, brandId, [channel.id])).get(channel.id);
  if (promise === undefined) throw new Error(`there is no channel ${channel.id} in brand ${brandId}`);
  const folded = await foldEcho(tx, confirmation, answer);
  const post = postOf(confirmation, answer);
  const heard = {
    item: { kind: 'post', post } as const,
    receivedAt: now,
    byQuery: false,
    stays: false,
    from: null,
    awaitingId: null,
  };
  const known = { ...(await lookAround(tx, load, [heard], promise)), onTheirWay: [answer] };
  const sorted = await sort(tx, load, known);
  for (const echo of sorted.echoes) if (echo.message.id === answer.id) Object.assign(echo, { foundByLookup, saidBy });
  const placed = await placeHeard(tx, load, known, sorted, needs, folded === null ? [] : [folded.conversationId]);
  // Replies that were heard before it come up with it.
  const reading = readBeside(new Map(), await readers.of(tx, brandId));
  const readings = await reading.finish(wantedOf(sorted, placed));
  const written = await writeHeard(tx, load, known, sorted, placed, { ...needs, readings }, folded);
  await settleEarly(tx, load, sorted, known.countedOn);
  await appendEvents(tx, written.events);
}

/** What had waited for this post has found it. The post itself was not received, so it is not counted. */
async function settleEarly(
  tx: Tx,
  { brandId, channel }: Load,
  sorted: Sorted,
  countedOn: Known['countedOn'],
): Promise<void> {
  await removeAwaiting(tx, brandId, sorted.found);
  await addToLedger(tx, brandId, channel.id, movedLines(sorted.verdicts, countedOn));
}

/** The answer as the network shows it. */
function postOf({ messageId, remoteId, at, url, room }: Confirmation, answer: Answer): Post {
  const isPrivate = answer.visibility === 'private';
  return {
    remoteId,
    at,
    author: answer.channel.account,
    own: true,
    key: messageId,
    visibility: isPrivate ? 'private' : 'public',
    parentRemoteId: answer.parentRemoteId,
    rootRemoteId: answer.rootRemoteId,
    room: isPrivate ? (room ?? answer.room) : null,
    roomWith: isPrivate ? answer.toPerson : null,
    text: answer.text,
    lang: null,
    attachments: [],
    url,
    addressed: false,
    warning: null,
  };
}

/** The echo may have been stored as a post of its own, because it looked different from what we had sent. */
async function foldEcho(tx: Tx, { brandId, remoteId }: Confirmation, answer: Answer): Promise<Folded | null> {
  const held = await findHeldPosts(tx, brandId, answer.channel.id, [remoteId], []);
  const echo = held.find(post => post.remoteId === remoteId && post.id !== answer.id);
  if (echo === undefined) return null;
  const { conversationId } = echo;
  const rows = await lockConversationRows(tx, brandId, [conversationId, answer.conversationId]);
  await removeMessages(tx, brandId, [echo.id]);
  const change = { kind: 'message.removed', conversationId, messageId: echo.id } as const;
  const row = rows.get(conversationId);
  const isEmptied = conversationId !== answer.conversationId && (await countPosts(tx, brandId, conversationId)) === 0;
  if (!isEmptied || row === undefined) return { changes: [change], conversationId, at: echo.at, isEmptied: false };
  const into = answer.conversationId;
  await removeConversations(tx, brandId, [{ id: conversationId, into }]);
  await forgetThread(tx, brandId, echo.threadId);
  const removed = {
    kind: 'conversation.removed',
    conversationId,
    inboxId: row.inboxId,
    was: slotOfRow(row),
    into,
  } as const;
  return { changes: [removed], conversationId, at: echo.at, isEmptied: true };
}
