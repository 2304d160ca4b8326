/**
 * The slower way, for conversations in which more happened than messages at their end: moved, merged, confirmed, edited,
 * taken back, heard late. What the row says is counted again from its messages, and the events are read back.
 */
import { unfetched } from '../core/arrival.ts';
import type { Conversation } from '../core/conversation.ts';
import { sameWords } from '../core/hand-over.ts';
import type { Sorted } from '../core/hearing.ts';
import { preview } from '../core/text.ts';
import type { Place } from '../core/threading.ts';
import { intentWords } from '../core/triage/reading.ts';
import { keepSaid } from '../core/triage/said.ts';
import type { Slot } from '../core/view.ts';
import {
  carryConversations,
  lockConversationRows,
  relinkConversations,
  removeConversations,
  slotOfRow,
  summariseConversations,
  updateConversations,
} from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { insertDecisions, removeDecisions } from '../store/decisions.ts';
import type { NewEvent } from '../store/events.ts';
import { conversationsOfIdentities, lookAgain, updateIdentities } from '../store/identities.ts';
import {
  confirmMessages,
  deleteMessages,
  type Edited,
  editMessages,
  type HeldPost,
  moveMessages,
} from '../store/messages.ts';
import { readingsOf } from '../store/readings.ts';
import { receiveReceipts } from '../store/receipts.ts';
import { removeThreads } from '../store/threads.ts';
import { type Change, eventsOf } from './announce.ts';
import { applyReactions, receiptsOf } from './mark-heard.ts';
import type { Placed } from './place-heard.ts';
import type { ReadHeard } from './read-heard.ts';
import { settle } from './settle.ts';
import type { Load, Needs } from './take-in.ts';
import type { Arrivals } from './write-heard.ts';

export type Mending = {
  turbulent: readonly Arrivals[];
  /** New conversations written empty. */
  blanks: ReadonlyMap<string, Conversation>;
  /** Conversations in which more happens than messages at their end. */
  restless: ReadonlySet<string>;
  /** Conversations that began or grew in the quick way. */
  begun: readonly Conversation[];
  folded: Folded | null;
};

/** An echo of ours that stood beside the answer it echoes, and has just been taken away, with its conversation if it was alone there. */
export type Folded = { changes: Change[]; conversationId: string; at: Date; isEmptied: boolean };

export type Mended = { events: NewEvent[]; withMedia: string[] };

/** What was read has changed before it could be held: the transaction must begin again. */
export class SomebodyWasFaster extends Error {}

/** Most conversations told of a person's new name. */
const RENAMED_LIMIT = 50;

/** They may have given an address or a number by which they are known elsewhere. */
function spokeInPrivate({ fresh }: Placed): string[] {
  const some = fresh.flatMap(({ post, person }) =>
    post.visibility === 'private' && person !== null ? [person.id] : [],
  );
  return [...new Set(some)].sort();
}

export async function mendHeard(
  tx: Tx,
  load: Load,
  sorted: Sorted,
  placed: Placed,
  mending: Mending,
  needs: Needs & { readings: ReadHeard },
): Promise<Mended> {
  const { brandId } = load;
  const changes: Change[] = [];
  const since = new Map<string, Date>();
  const spoke = new Set<string>();
  const touch = (conversationId: string, at: Date) => {
    const before = since.get(conversationId);
    if (before === undefined || at < before) since.set(conversationId, at);
  };
  noteArrivals(mending, changes, spoke, touch);
  noteFolded(mending, changes, touch);
  await moveAbout(tx, load, placed, changes, touch, needs.makeId);
  const withMedia = await changeMessages(tx, load, sorted, placed, changes, touch, needs.readings);
  await updateIdentities(tx, brandId, placed.changedPeople);
  await lookAgain(tx, brandId, spokeInPrivate(placed));
  const merged = new Map(placed.conversations.goneConversations.map(one => [one.id, one.into]));
  const slow = new Set([
    ...mending.restless,
    ...mending.turbulent.map(one => one.conversationId),
    ...mending.blanks.keys(),
  ]);
  if (mending.folded?.isEmptied === false) slow.add(mending.folded.conversationId);
  for (const id of merged.keys()) slow.delete(id);
  await describeAgain(tx, load, placed, mending, slow);
  const settled = await settle(
    tx,
    brandId,
    [...since.keys()].filter(id => slow.has(id)),
    needs.now,
    {
      makeId: needs.makeId,
      sinceOf: since,
      spoke,
    },
  );
  const spokenOf = new Set(changes.map(change => change.conversationId));
  for (const conversationId of slow) {
    // Its row was written again, as when a message left it: whoever shows it must know.
    if (!spokenOf.has(conversationId))
      changes.push({ kind: 'conversation.changed', conversationId, change: 'retimed', reason: null });
  }
  await tellOfPeople(tx, load, placed, mending, changes);
  const was = new Map<string, Slot>();
  for (const [id, row] of placed.locked) was.set(id, slotOfRow(row));
  // Those that grew in the quick way have told their new slot already.
  for (const row of mending.begun) was.set(row.id, slotOfRow(row));
  for (const [id, slot] of await slotsOfOthers(tx, brandId, changes, was, mending)) was.set(id, slot);
  const events = await eventsOf(tx, { brandId, actorId: null, at: needs.now, was, changes, settled });
  return { events, withMedia };
}

function noteArrivals(
  { turbulent }: Mending,
  changes: Change[],
  spoke: Set<string>,
  touch: (conversationId: string, at: Date) => void,
): void {
  for (const { conversationId, arriving } of turbulent) {
    for (const { message } of arriving) {
      changes.push({ kind: 'message.added', conversationId, messageId: message.id });
      touch(conversationId, message.at);
      if (message.direction === 'in' && !message.holding) spoke.add(conversationId);
    }
  }
}

export type Move = { id: string; held: HeldPost; place: Place };

/** Held messages that get another place. */
export function movesIn({ conversations, rooms, held }: Placed): Move[] {
  return [...conversations.places, ...rooms.places].flatMap(([id, place]) => {
    const post = held.get(id);
    return post === undefined || (post.conversationId === place.conversationId && post.threadId === place.threadId)
      ? []
      : [{ id, held: post, place }];
  });
}

function noteFolded({ folded }: Mending, changes: Change[], touch: (conversationId: string, at: Date) => void): void {
  if (folded === null) return;
  changes.push(...folded.changes);
  if (!folded.isEmptied) touch(folded.conversationId, folded.at);
}

async function moveAbout(
  tx: Tx,
  { brandId }: Load,
  placed: Placed,
  changes: Change[],
  touch: (conversationId: string, at: Date) => void,
  makeId: Needs['makeId'],
): Promise<void> {
  const { carried, goneConversations } = placed.conversations;
  const moves = movesIn(placed);
  for (const { id, held, place } of moves) {
    if (held.conversationId === place.conversationId) continue;
    changes.push({ kind: 'message.changed', conversationId: place.conversationId, messageId: id, change: 'moved' });
    touch(held.conversationId, held.at);
    touch(place.conversationId, held.at);
  }
  await moveMessages(
    tx,
    brandId,
    moves.map(({ id, place }) => ({ id, ...place })),
  );
  const gone = goneConversations.flatMap(({ id, into }) => (into === null ? [] : [{ id, into }]));
  // The notes of an emptied conversation go along, so its place must be right before they move.
  await removeConversations(tx, brandId, gone);
  await carryConversations(tx, brandId, carried);
  const { decisions } = placed.conversations;
  if (decisions !== null) {
    await removeDecisions(
      tx,
      brandId,
      placed.decided.map(one => one.id),
    );
    await insertDecisions(
      tx,
      brandId,
      decisions.map(one => ({ ...one, id: makeId(), fromAt: null })),
    );
  }
  await removeThreads(tx, brandId, placed.threads.goneThreads);
  for (const { id, into } of gone) {
    const row = placed.locked.get(id);
    if (row === undefined) continue;
    changes.push({ kind: 'conversation.removed', conversationId: id, inboxId: row.inboxId, was: slotOfRow(row), into });
  }
}

async function changeMessages(
  tx: Tx,
  { brandId }: Load,
  sorted: Sorted,
  placed: Placed,
  changes: Change[],
  touch: (conversationId: string, at: Date) => void,
  readings: ReadHeard,
): Promise<string[]> {
  const held = new Map<string, HeldPost>();
  for (const post of placed.held.values()) if (post.remoteId !== null) held.set(post.remoteId, post);
  for (const { message, post } of sorted.echoes) {
    const answer = placed.held.get(message.id);
    if (answer !== undefined) held.set(post.remoteId, answer);
  }
  const conversationOf = (post: HeldPost) =>
    placed.conversations.places.get(post.id)?.conversationId ?? post.conversationId;
  const tell = (post: HeldPost, change: 'edited' | 'deleted' | 'delivery' | 'seen', at: Date | null) => {
    const conversationId = conversationOf(post);
    changes.push({ kind: 'message.changed', conversationId, messageId: post.id, change });
    if (at === null) return;
    touch(conversationId, at);
    if (post.alsoAnswersId !== null) touch(post.alsoAnswersId, at);
  };
  const confirmed = sorted.echoes.map(({ message, post, foundByLookup = false, saidBy = null }) => ({
    id: message.id,
    remoteId: post.remoteId,
    at: post.at,
    url: post.url,
    foundByLookup,
    saidBy,
    text: message.handedAt === null || sameWords(message.text, post.text) ? null : post.text,
  }));
  if ((await confirmMessages(tx, brandId, confirmed)) < confirmed.length) throw new SomebodyWasFaster();
  for (const { post } of sorted.echoes) {
    const answer = held.get(post.remoteId);
    // Said to stand there since another time: the turn it closed then is counted again too.
    if (answer !== undefined) tell(answer, 'delivery', answer.at < post.at ? answer.at : post.at);
  }
  const withMedia = await applyEdits(tx, brandId, sorted, held, readings, post => tell(post, 'edited', post.at));
  const removals = [...sorted.removals].flatMap(([id, { at, by }]) => {
    const post = held.get(id);
    return post === undefined ? [] : [{ post, id: post.id, at, by }];
  });
  await deleteMessages(tx, brandId, removals);
  for (const { post } of removals) tell(post, 'deleted', post.at);
  const receipts = receiptsOf(sorted, held);
  await receiveReceipts(
    tx,
    brandId,
    receipts.map(({ receipt }) => receipt),
  );
  for (const { post, receipt } of receipts) {
    // What was said to have failed and has reached them after all closes its turn again.
    if (receipt.failed || post.delivery === 'failed') tell(post, 'delivery', post.at);
    else tell(post, 'seen', null);
  }
  await applyReactions(tx, brandId, sorted, held, placed, changes);
  return withMedia;
}

/** The first change of every message, then the second of those that have one: a statement changes a row once. */
async function applyEdits(
  tx: Tx,
  brandId: number,
  sorted: Sorted,
  held: ReadonlyMap<string, HeldPost>,
  readings: ReadHeard,
  tell: (post: HeldPost) => void,
): Promise<string[]> {
  const withMedia = new Set<string>();
  const edited = [...sorted.edits.keys()].flatMap(id => held.get(id)?.id ?? []);
  const before = await readingsOf(tx, brandId, edited);
  for (let round = 0; ; round++) {
    const edits: Edited[] = [];
    for (const [remoteId, versions] of sorted.edits) {
      const [post, version] = [held.get(remoteId), versions[round]];
      if (post === undefined || version === undefined) continue;
      const media = version.attachments?.map(unfetched) ?? null;
      if (media !== null && media.length > 0) withMedia.add(post.id);
      const read = readings.get(remoteId);
      const view = read === undefined ? null : keepSaid(read, before.get(post.id) ?? null);
      const intents = view === null ? [] : intentWords(view);
      const { text, at } = version;
      edits.push({ id: post.id, text, intents, readings: view, media, at, version: version.version });
      if (round === 0) tell(post);
    }
    if (edits.length === 0) return [...withMedia];
    await editMessages(tx, brandId, edits);
  }
}

async function describeAgain(
  tx: Tx,
  { brandId }: Load,
  placed: Placed,
  mending: Mending,
  slow: ReadonlySet<string>,
): Promise<void> {
  const rows = await lockConversationRows(tx, brandId, [...slow]);
  const addressed = new Set(
    mending.turbulent.filter(one => one.arriving.some(({ addressed }) => addressed)).map(one => one.conversationId),
  );
  const unheard = conversationsOnceAddressed(placed);
  const updated: Conversation[] = [];
  for (const summary of await summariseConversations(tx, brandId, [...slow])) {
    const row = rows.get(summary.id);
    if (row === undefined) continue;
    const { text, ...counted } = summary;
    const isNew = mending.blanks.has(row.id);
    const heard = (isNew ? row.identityId !== null : row.heard) && !addressed.has(row.id) && !unheard.has(row.id);
    const room = [...placed.rooms.rooms.values()].find(one => one.id === row.id);
    const person = row.identityId === null && room?.identityId != null ? placed.byId.get(room.identityId) : undefined;
    updated.push({
      ...row,
      ...counted,
      ...(person === undefined ? {} : { identityId: person.id, contactId: person.contactId }),
      preview: text === null ? '' : preview(text),
      heard,
      version: row.version + 1,
    });
  }
  await updateConversations(tx, brandId, updated);
}

/** Conversations that take in one in which somebody had written to us; and those heard again as sent to us. */
function conversationsOnceAddressed(placed: Placed): Set<string> {
  const ids = new Set(placed.addressed);
  for (const { id, into } of placed.conversations.goneConversations) {
    const row = placed.locked.get(id);
    if (into !== null && row !== undefined && row.identityId !== null && !row.heard) ids.add(into);
  }
  return ids;
}

/** Links between rooms and public conversations, and new names where they are shown. */
async function tellOfPeople(
  tx: Tx,
  { brandId, channel }: Load,
  placed: Placed,
  mending: Mending,
  changes: Change[],
): Promise<void> {
  const begun = [...mending.begun.filter(row => row.version === 1), ...mending.blanks.values()];
  const contacts = new Set(begun.flatMap(row => row.contactId ?? []));
  for (const { identityId } of placed.rooms.rooms.values()) {
    const person = identityId === null ? undefined : placed.byId.get(identityId);
    if (person !== undefined) contacts.add(person.contactId);
  }
  for (const { id } of placed.conversations.goneConversations) {
    const contactId = placed.locked.get(id)?.contactId;
    if (contactId != null) contacts.add(contactId);
  }
  const acquainted = [...contacts].filter(id => placed.acquainted.has(id));
  for (const conversationId of await relinkConversations(tx, brandId, channel.id, acquainted)) {
    changes.push({ kind: 'conversation.changed', conversationId, change: 'linked', reason: null });
  }
  const renamed = placed.changedPeople.flatMap(({ id }) => placed.byId.get(id)?.contactId ?? []);
  for (const conversationId of await conversationsOfIdentities(tx, brandId, renamed, RENAMED_LIMIT)) {
    changes.push({ kind: 'conversation.changed', conversationId, change: 'person', reason: null });
  }
}

/** Slots of conversations that only a link or a name brought in: nothing in this transaction moved them to another slot. */
async function slotsOfOthers(
  tx: Tx,
  brandId: number,
  changes: readonly Change[],
  was: ReadonlyMap<string, Slot>,
  { blanks }: Mending,
): Promise<Map<string, Slot>> {
  const others = changes.map(one => one.conversationId).filter(id => !was.has(id) && !blanks.has(id));
  const rows = await lockConversationRows(tx, brandId, [...new Set(others)]);
  return new Map([...rows].map(([id, row]) => [id, slotOfRow(row)]));
}
