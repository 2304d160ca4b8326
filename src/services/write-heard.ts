/** Writes what was decided, one statement a table, and makes the events of it. */
import { setImmediate } from 'node:timers/promises';
import {
  type Arriving,
  append,
  begin,
  blankConversation,
  edit,
  type Growth,
  growsAtEnd,
  messageOf,
  receive,
  remove,
  withReadings,
} from '../core/arrival.ts';
import { type Conversation, conversationView, type Message, messageView, nameOf } from '../core/conversation.ts';
import type { Sorted } from '../core/hearing.ts';
import { promisesResolution } from '../core/promise.ts';
import type { Settlement } from '../core/settlement.ts';
import type { Place } from '../core/threading.ts';
import { type Turn, turnView } from '../core/turn.ts';
import { type Slot, slotOf } from '../core/view.ts';
import { writeAddressed } from '../store/addressed.ts';
import { insertConversations, slotOfRow, updateConversations } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import type { NewEvent } from '../store/events.ts';
import type { Identity } from '../store/identities.ts';
import { insertMessages, ourName } from '../store/messages.ts';
import { knowingTags } from '../store/promises.ts';
import { insertThreads, rerootThreads } from '../store/threads.ts';
import { insertTurns, loadTurns, updateTurns } from '../store/turns.ts';
import { keepByAnswers } from './keep-own-promises.ts';
import { type Folded, mendHeard, movesIn } from './mend-heard.ts';
import type { Placed } from './place-heard.ts';
import type { ReadHeard } from './read-heard.ts';
import { type HeardWords, takeVotes } from './surveys/take-votes.ts';
import type { Known, Load, Needs } from './take-in.ts';

export type Written = { events: NewEvent[]; withMedia: string[] };

/** Arrivals of one conversation. */
export type Arrivals = { conversationId: string; row: Conversation | null; arriving: Arriving[] };

export async function writeHeard(
  tx: Tx,
  load: Load,
  known: Known,
  sorted: Sorted,
  placed: Placed,
  needs: Needs & { readings: ReadHeard },
  folded: Folded | null = null,
): Promise<Written> {
  const arrivals = groupArrivals(
    load,
    sorted,
    placed,
    needs.readings,
    await takeVotes(tx, load.brandId, privately(placed)),
  );
  const restless = conversationsDisturbed(sorted, placed, known);
  // Resolutions are counted with all there is; few brands promise any.
  const isSlow = promisesResolution(known.promise.book);
  const isCalm = ({ conversationId, row, arriving }: Arrivals) =>
    !(isSlow || restless.has(conversationId)) && (row === null || growsAtEnd(row, arriving));
  const { calm = [], turbulent = [] } = Object.groupBy(arrivals, one => (isCalm(one) ? 'calm' : 'turbulent'));
  const grown = await grow(tx, load, known, placed, calm, needs);
  const blanks = blankRows(load, known, placed, turbulent);
  const messages = arrivals.flatMap(one => one.arriving.map(({ message }) => message));
  // While the database writes the rows, the events about them are made.
  const [, events] = await Promise.all([
    writeRows(tx, load, placed, grown, [...blanks.values()], messages),
    soon(() => grown.flatMap(one => eventsOfGrowth(one, load, placed, needs)).map(withJson)),
  ]);
  await needs.reached('written');
  await noteAddressed(tx, load.brandId, arrivals, sorted);
  const mended = await mendHeard(
    tx,
    load,
    sorted,
    placed,
    { turbulent, blanks, restless, begun: grown.map(one => one.settlement.row), folded },
    needs,
  );
  const kept = await keepByAnswers(tx, load.brandId, answeredIn(arrivals, sorted, known), needs.now);
  const withMedia = messages.filter(message => message.media.length > 0).map(message => message.id);
  return { events: [...events, ...mended.events, ...kept], withMedia: [...withMedia, ...mended.withMedia] };
}

/** What a query found may be told again as written to us. */
async function noteAddressed(tx: Tx, brandId: number, arrivals: readonly Arrivals[], sorted: Sorted): Promise<void> {
  const arriving = arrivals.flatMap(one => one.arriving);
  const strange = arriving.filter(({ message, addressed }) => message.direction === 'in' && !addressed);
  const others = strange.filter(({ message }) => message.visibility === 'public').map(({ message }) => message.id);
  await writeAddressed(tx, brandId, others, false);
  await writeAddressed(tx, brandId, sorted.addressed, true);
}

/** Conversations in which an answer of ours stands on the network now. */
function answeredIn(arrivals: readonly Arrivals[], sorted: Sorted, { held, onTheirWay }: Known): string[] {
  const ids = new Set<string>();
  for (const { conversationId, arriving } of arrivals) {
    if (arriving.some(({ message }) => message.direction === 'out')) ids.add(conversationId);
  }
  const echoed = new Set(sorted.echoes.map(({ message }) => message.id));
  for (const { id, conversationId, alsoAnswersId } of [...held, ...onTheirWay]) {
    if (!echoed.has(id)) continue;
    ids.add(conversationId);
    if (alsoAnswersId !== null) ids.add(alsoAnswersId);
  }
  return [...ids];
}

async function writeRows(
  tx: Tx,
  { brandId, channel }: Load,
  placed: Placed,
  grown: readonly Grown[],
  blanks: readonly Conversation[],
  messages: readonly Message[],
): Promise<void> {
  await insertThreads(tx, brandId, channel.id, [
    ...placed.threads.newThreads.map(thread => ({ ...thread, visibility: 'public' as const })),
    ...placed.rooms.newThreads,
  ]);
  await rerootThreads(tx, brandId, placed.threads.rerooted);
  await insertConversations(tx, brandId, [
    ...grown.filter(one => one.before === null).map(one => one.settlement.row),
    ...blanks,
  ]);
  await insertMessages(tx, brandId, messages);
  await updateConversations(
    tx,
    brandId,
    grown.filter(one => one.before !== null).map(one => one.settlement.row),
  );
  const settlements = grown.map(one => one.settlement);
  await updateTurns(
    tx,
    brandId,
    settlements.flatMap(one => one.changedTurns),
  );
  await insertTurns(
    tx,
    brandId,
    settlements.flatMap(one => one.newTurns),
  );
}

/** Once what was just begun is on its way. */
async function soon<T>(make: () => T): Promise<T> {
  await setImmediate();
  return make();
}

function withJson(event: NewEvent): NewEvent {
  return { ...event, json: JSON.stringify(event.data) };
}

/** What customers have just written in private. */
function privately({ fresh, rooms }: Placed): HeardWords[] {
  return fresh.flatMap(({ id, post }) => {
    const place = rooms.places.get(id);
    if (post.own || place === undefined) return [];
    return { id, conversationId: place.conversationId, text: post.text, at: post.at };
  });
}

function groupArrivals(
  load: Load,
  sorted: Sorted,
  placed: Placed,
  readings: ReadHeard,
  votes: ReadonlySet<string>,
): Arrivals[] {
  const groups = new Map<string, Arrivals>();
  const receipts = Map.groupBy(sorted.receipts, receipt => receipt.remoteId);
  for (const { id, post, person, receivedAt } of placed.fresh) {
    const place: Place | undefined = placed.conversations.places.get(id) ?? placed.rooms.places.get(id);
    if (place === undefined) throw new Error(`post ${post.remoteId} was given no place`);
    const identityId = person?.id ?? null;
    let message = messageOf(post, { id, channelId: load.channel.id, identityId, receivedAt, ...place });
    for (const change of sorted.edits.get(post.remoteId) ?? []) message = edit(message, change);
    const removal = sorted.removals.get(post.remoteId);
    if (removal !== undefined) message = remove(message, removal.at, removal.by);
    message = withReadings(message, readings.get(post.remoteId) ?? null);
    if (votes.has(id)) message = { ...message, holding: true };
    for (const receipt of receipts.get(post.remoteId) ?? []) message = receive(message, receipt);
    const group = groups.get(place.conversationId) ?? {
      conversationId: place.conversationId,
      row: placed.locked.get(place.conversationId) ?? null,
      arriving: [],
    };
    group.arriving.push({ message, addressed: post.addressed && !post.own });
    groups.set(place.conversationId, group);
  }
  return [...groups.values()];
}

/** Conversations in which more happens than messages at their end. */
function conversationsDisturbed(sorted: Sorted, placed: Placed, known: Known): Set<string> {
  const disturbed = new Set(placed.addressed);
  for (const { id } of placed.conversations.carried) disturbed.add(id);
  for (const { id, into } of placed.conversations.goneConversations) {
    disturbed.add(id);
    if (into !== null) disturbed.add(into);
  }
  for (const { held, place } of movesIn(placed)) {
    disturbed.add(held.conversationId);
    disturbed.add(place.conversationId);
  }
  const changed = new Set([
    ...sorted.edits.keys(),
    ...sorted.removals.keys(),
    ...sorted.receipts.map(one => one.remoteId),
  ]);
  const ids = new Set(sorted.echoes.map(({ message }) => message.id));
  for (const post of [...known.held, ...known.onTheirWay]) {
    if (!ids.has(post.id) && (post.remoteId === null || !changed.has(post.remoteId))) continue;
    disturbed.add(post.conversationId);
    if (post.alsoAnswersId !== null) disturbed.add(post.alsoAnswersId);
  }
  return disturbed;
}

type Grown = { before: Conversation | null; settlement: Settlement; arriving: Arriving[] };

async function grow(
  tx: Tx,
  load: Load,
  known: Known,
  placed: Placed,
  calm: readonly Arrivals[],
  { now, makeId }: Needs,
): Promise<Grown[]> {
  const openTurns = calm.flatMap(({ row }) => (row?.turnId == null ? [] : [row.turnId]));
  const turns = new Map<string, Turn>();
  for (const turn of await loadTurns(tx, load.brandId, openTurns)) turns.set(turn.id, turn);
  const owners = ownersOf(placed);
  const people = [...placed.byId.values()].map(person => person.contactId);
  const promise = await knowingTags(tx, load.brandId, known.promise, people);
  return calm.map(({ conversationId, row, arriving }) => {
    const growth: Growth = { arriving, promise, now, makeId };
    const person = personOf(owners.get(conversationId) ?? null, placed);
    if (row === null) {
      return {
        before: null,
        settlement: begin(beginningOf(conversationId, arriving, load, promise.inboxId, person), growth),
        arriving,
      };
    }
    const named =
      row.identityId === null && person !== null ? { ...row, identityId: person.id, contactId: person.contactId } : row;
    const open = row.turnId === null ? null : (turns.get(row.turnId) ?? null);
    return { before: row, settlement: append(named, open, growth), arriving };
  });
}

/** Whose conversation each new one is, and the person a room has got. */
function ownersOf(placed: Placed): Map<string, string | null> {
  const owners = new Map<string, string | null>();
  for (const { id, identityId } of placed.conversations.newConversations) owners.set(id, identityId);
  for (const { id, identityId } of placed.rooms.rooms.values()) owners.set(id, identityId);
  return owners;
}

function personOf(identityId: string | null, placed: Placed): Identity | null {
  return identityId === null ? null : (placed.byId.get(identityId) ?? null);
}

function beginningOf(id: string, arriving: readonly Arriving[], load: Load, inboxId: string, person: Identity | null) {
  const message = arriving[0]?.message;
  if (message === undefined) throw new RangeError('a conversation begins with a message');
  return {
    id,
    inboxId,
    channelId: load.channel.id,
    threadId: message.threadId,
    visibility: message.visibility === 'private' ? ('private' as const) : ('public' as const),
    identityId: person?.id ?? null,
    contactId: person?.contactId ?? null,
  };
}

/** New conversations that take in moved messages too: written empty, filled and counted afterwards. */
function blankRows(
  load: Load,
  { promise }: Known,
  placed: Placed,
  turbulent: readonly Arrivals[],
): Map<string, Conversation> {
  const blanks = new Map<string, Conversation>();
  const at = load.parts[0]?.receivedAt ?? new Date(0);
  const add = (id: string, threadId: string, identityId: string | null, visibility: 'public' | 'private') => {
    const person = personOf(identityId, placed);
    const contactId = person?.contactId ?? null;
    blanks.set(
      id,
      blankConversation(
        { id, inboxId: promise.inboxId, channelId: load.channel.id, threadId, visibility, identityId, contactId },
        at,
      ),
    );
  };
  const filled = new Set(turbulent.map(one => one.conversationId));
  const receiving = new Set<string>();
  for (const { place } of movesIn(placed)) receiving.add(place.conversationId);
  for (const one of placed.conversations.newConversations) {
    if (filled.has(one.id) || receiving.has(one.id)) add(one.id, one.threadId, one.identityId, 'public');
  }
  for (const one of placed.rooms.newConversations) {
    if (filled.has(one.id) || receiving.has(one.id)) add(one.id, one.threadId, one.identityId, 'private');
  }
  return blanks;
}

function eventsOfGrowth(
  { before, settlement, arriving }: Grown,
  load: Load,
  placed: Placed,
  { now }: Needs,
): NewEvent[] {
  const { row } = settlement;
  const person = personOf(row.identityId, placed);
  const conversation = conversationView(row, load.channel.network, person);
  let was: Slot | null = before === null ? null : slotOfRow(before);
  let turns = [...settlement.newTurns, ...settlement.changedTurns].map(turnView);
  const event = (data: NewEvent['data']): NewEvent => {
    was = slotOf(conversation);
    turns = [];
    return { brandId: load.brandId, at: now, inboxId: row.inboxId, conversationId: row.id, actorId: null, data };
  };
  const events = arriving.map(({ message }) => {
    const author =
      message.direction === 'in' ? customerName(message.identityId, placed) : ourName(null, load.channel.account);
    return event({ kind: 'message.added', message: messageView(message, author), conversation, was, turns });
  });
  for (const turn of settlement.warned) {
    events.push(event({ kind: 'turn.warned', turn: turnView(turn), share: turn.warned, conversation, was, turns }));
  }
  for (const turn of settlement.breached) {
    events.push(event({ kind: 'turn.breached', turn: turnView(turn), conversation, was, turns }));
  }
  return events;
}

function customerName(identityId: string | null, placed: Placed): { name: string; handle: string | null } {
  const person = personOf(identityId, placed);
  if (person === null) throw new Error(`nobody is known as identity ${identityId}`);
  return { name: nameOf(person), handle: person.handle };
}
