import { useSyncExternalStore } from 'react';
import { apply, newerRow, type View, withMessage } from '../../src/core/apply.ts';
import type { Event } from '../../src/core/event.ts';
import type { ConversationView, MessageView } from '../../src/core/view.ts';
import { type Counts, countsNow } from './counts.ts';
import { type Around, aroundAfter, aroundOf, type Detail } from './detail.ts';

/** How many opened conversations are kept warm for going back and forth. */
const DETAILS_LIMIT = 12;

const NOTHING: View = { seq: 0, conversations: {}, counts: {}, open: {} };

/** What is held of the world. Its counts are not totals but what moved since `counted`. */
let view: View = NOTHING;
let counted: Counts | null = null;
let shownCounts: { of: View['counts']; counts: Counts } | null = null;
let myId = '';
/** Rises when everything must be read anew. */
let epoch = 0;

/** Settles when the counts are held, or could not be had for now. */
let counting = Promise.withResolvers<void>();
let isCounting = true;

/** What was heard last: a detail that was asked for before it has not seen it. */
let recent: readonly Event[] = [];
/** Far more than happens while one answer is on its way. */
const RECENT_LIMIT = 500;

const arounds = new Map<string, Around>();
const composed = new Map<string, { parts: readonly unknown[]; detail: Detail }>();
const listeners = new Set<() => void>();
const eventListeners = new Set<(event: Event) => void>();

/** Begins anew for one person in one brand. */
export function resetStore(me: string): void {
  view = NOTHING;
  counted = null;
  shownCounts = null;
  recent = [];
  arounds.clear();
  composed.clear();
  myId = me;
  // Screens ask before their shell has begun, so a promise that is still open is theirs already.
  if (!isCounting) {
    counting = Promise.withResolvers();
    isCounting = true;
  }
  changed();
}

/**
 * Rows are read after this: events are heard from where the counts were taken, so a row read before them would miss what
 * happened in between.
 */
export function whenCounted(): Promise<void> {
  return counting.promise;
}

/** Lets the screens read, also when the counts could not be had; whoever had them refused begins anew once they come. */
export function stopCounting(): void {
  isCounting = false;
  counting.resolve();
}

/** The log no longer reaches back to what is held: the screens read everything anew. */
export function beginAnew(me: string): void {
  epoch += 1;
  resetStore(me);
}

/** Takes events in the order of the log, by the one function that tests hold against the server. */
export function takeEvents(events: readonly Event[]): void {
  recent = [...recent, ...events].slice(-RECENT_LIMIT);
  for (const event of events) {
    view = apply(view, event);
    for (const [id, around] of arounds) {
      const next = aroundAfter(around, id, event);
      if (next !== around) arounds.set(id, next);
    }
  }
  if (events.length > 0) changed();
  for (const event of events) {
    for (const listener of eventListeners) listener(event);
  }
}

/** The numbers of the views and the event they were counted at; events after it are taken from there on. */
export function holdCounts(come: { counts: Counts; seq: number }): void {
  counted = come.counts;
  view = { ...view, seq: come.seq, counts: {} };
  stopCounting();
  changed();
}

/** Rows that came in an answer rather than an event. */
export function holdRows(come: readonly ConversationView[]): void {
  const conversations = { ...view.conversations };
  for (const row of come) {
    const held = conversations[row.id];
    conversations[row.id] = held ? newerRow(held, row) : row;
  }
  view = { ...view, conversations };
  changed();
}

export function holdDetail(detail: Detail): void {
  const { conversation, linked, turns, linkedMessages } = detail;
  const { id } = conversation;
  const since = recent.filter(({ seq }) => seq > detail.seq);
  const messages = since.reduce(
    (said, { data }) =>
      data.kind === 'message.added' && data.conversation.id === id ? withMessage(said, data.message) : said,
    detail.messages,
  );
  arounds.delete(id);
  arounds.set(
    id,
    since.reduce((around, event) => aroundAfter(around, id, event), aroundOf(detail)),
  );
  const oldest = arounds.keys().next().value;
  if (arounds.size > DETAILS_LIMIT && oldest !== undefined) forget(oldest);
  const open = { ...view.open, [id]: { messages, turns } };
  if (linked && !open[linked.id]) open[linked.id] = { messages: linkedMessages, turns: [] };
  view = { ...view, open };
  holdRows(linked ? [conversation, linked] : [conversation]);
}

function forget(id: string): void {
  arounds.delete(id);
  composed.delete(id);
  const { [id]: _, ...open } = view.open;
  view = { ...view, open };
}

/** Our own words, as the answer to sending them has them; the event about it follows. */
export function holdMessage(message: MessageView): void {
  const opened = view.open[message.conversationId];
  if (opened) setMessages(message.conversationId, withMessage(opened.messages, message));
}

export function dropMessage(conversationId: string, messageId: string): void {
  const opened = view.open[conversationId];
  if (opened)
    setMessages(
      conversationId,
      opened.messages.filter(message => message.id !== messageId),
    );
}

/** Earlier messages, read on request. */
export function holdEarlier(id: string, messages: readonly MessageView[], earlier: string | null): void {
  const opened = view.open[id];
  const around = arounds.get(id);
  if (!opened || !around) return;
  arounds.set(id, { ...around, earlier });
  setMessages(id, [...messages, ...opened.messages]);
}

function setMessages(id: string, messages: readonly MessageView[]): void {
  const turns = view.open[id]?.turns ?? [];
  view = { ...view, open: { ...view.open, [id]: { messages, turns } } };
  changed();
}

export function changeAround(id: string, change: Partial<Around>): void {
  const around = arounds.get(id);
  if (!around) return;
  arounds.set(id, { ...around, ...change });
  changed();
}

export function rowOf(id: string): ConversationView | undefined {
  return view.conversations[id];
}

export function allRows(): Readonly<Record<string, ConversationView>> {
  return view.conversations;
}

/** The opened conversation put together; the same object as long as none of its parts changed. */
export function detailOf(id: string): Detail | undefined {
  const around = arounds.get(id);
  const opened = view.open[id];
  const conversation = view.conversations[id];
  if (!around || !opened || !conversation) return undefined;
  const linked = (conversation.linkedId ? view.conversations[conversation.linkedId] : undefined) ?? null;
  const aside = linked ? view.open[linked.id] : undefined;
  const parts = [around, opened, conversation, linked, aside];
  const held = composed.get(id);
  if (held?.parts.every((part, index) => part === parts[index])) return held.detail;
  const { threadId: _, ...rest } = around;
  const detail: Detail = {
    ...rest,
    conversation,
    linked,
    messages: [...opened.messages],
    turns: [...opened.turns],
    linkedMessages: [...(aside?.messages ?? [])],
  };
  composed.set(id, { parts, detail });
  return detail;
}

function countsShown(): Counts | null {
  if (!counted) return null;
  if (shownCounts?.of !== view.counts) shownCounts = { of: view.counts, counts: countsNow(counted, view.counts, myId) };
  return shownCounts.counts;
}

export function useRow(id: string | null): ConversationView | undefined {
  return useSyncExternalStore(subscribe, () => (id ? view.conversations[id] : undefined));
}

export function useRows(): Readonly<Record<string, ConversationView>> {
  return useSyncExternalStore(subscribe, allRows);
}

export function useDetail(id: string | null): Detail | undefined {
  return useSyncExternalStore(subscribe, () => (id ? detailOf(id) : undefined));
}

export function useCounts(): Counts | null {
  return useSyncExternalStore(subscribe, countsShown);
}

/** Changes when what was read before is worth nothing any more. */
export function useEpoch(): number {
  return useSyncExternalStore(subscribe, () => epoch);
}

/** Calls back with every event as it is taken. */
export function onEvent(listener: (event: Event) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

function changed(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
