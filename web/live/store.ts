import { useSyncExternalStore } from 'react';
import type { OutputOf } from '../../src/contract/api.ts';
import { newerRow, slotMove } from '../../src/core/apply.ts';
import type { Event } from '../../src/core/event.ts';
import type { ConversationView, Slot } from '../../src/core/view.ts';
import { type Detail, detailAfter } from './detail.ts';

export type Counts = OutputOf<'countConversations'>['counts'];

/** How many opened conversations are kept warm for going back and forth. */
const DETAILS_LIMIT = 12;

const rows = new Map<string, ConversationView>();
const details = new Map<string, Detail>();
let counts: { counts: Counts; seq: number } | null = null;
let myId = '';
/** Rises with every change, for readers that look at many rows at once. */
let version = 0;
/** Rises when everything must be read anew. */
let epoch = 0;

const listeners = new Set<() => void>();
const eventListeners = new Set<(event: Event) => void>();

/** Begins anew for one person in one brand. */
export function resetStore(me: string): void {
  rows.clear();
  details.clear();
  counts = null;
  myId = me;
  epoch += 1;
  changed();
}

/** Takes events in the order of the log. What is already held in a later state is left as it is. */
export function takeEvents(events: readonly Event[]): void {
  for (const event of events) {
    takeRow(event);
    for (const [id, detail] of details) {
      const next = detailAfter(detail, event);
      if (next !== detail) details.set(id, next);
    }
    takeCounts(event);
    for (const listener of eventListeners) listener(event);
  }
  if (events.length > 0) changed();
}

function takeRow({ data, conversationId }: Event): void {
  if (data.kind === 'conversation.removed' && conversationId) rows.delete(conversationId);
  if ('conversation' in data) hold(data.conversation);
}

function takeCounts(event: Event): void {
  const move = slotMove(event);
  if (!counts || event.seq <= counts.seq || move === null) return;
  const next = structuredClone(counts.counts);
  if (move.from) count(next, move.from, -1);
  if (move.to) count(next, move.to, 1);
  counts = { counts: next, seq: event.seq };
}

function count(all: Counts, slot: Slot, by: 1 | -1): void {
  const view = slot.assigneeId === null ? 'unassigned' : slot.assigneeId === myId ? 'mine' : 'team';
  for (const name of [view, 'all'] as const) {
    const line = all[name];
    if (slot.status === 'resolved') line.resolved += by;
    else line.active += by;
    if (slot.status === 'snoozed') line.snoozed += by;
    if (slot.waitingForUs && slot.status !== 'resolved') line.waiting += by;
  }
}

function hold(row: ConversationView): void {
  const held = rows.get(row.id);
  rows.set(row.id, held ? newerRow(held, row) : row);
}

/** Rows that came in an answer rather than an event. */
export function holdRows(come: readonly ConversationView[]): void {
  for (const row of come) {
    hold(row);
    const detail = details.get(row.id);
    if (detail) details.set(row.id, { ...detail, conversation: newerRow(detail.conversation, row) });
  }
  changed();
}

export function holdCounts(come: { counts: Counts; seq: number }): void {
  if (!counts || come.seq >= counts.seq) counts = come;
  changed();
}

export function holdDetail(detail: Detail): void {
  details.delete(detail.conversation.id);
  details.set(detail.conversation.id, detail);
  const oldest = details.keys().next().value;
  if (details.size > DETAILS_LIMIT && oldest !== undefined) details.delete(oldest);
  hold(detail.conversation);
  if (detail.linked) hold(detail.linked);
  changed();
}

/** Changes an opened conversation in place, as when earlier messages were read. */
export function changeDetail(id: string, change: (detail: Detail) => Detail): void {
  const detail = details.get(id);
  if (!detail) return;
  details.set(id, change(detail));
  changed();
}

export function rowOf(id: string): ConversationView | undefined {
  return rows.get(id);
}

export function allRows(): Iterable<ConversationView> {
  return rows.values();
}

export function detailOf(id: string): Detail | undefined {
  return details.get(id);
}

export function useRow(id: string | null): ConversationView | undefined {
  return useSyncExternalStore(subscribe, () => (id ? rows.get(id) : undefined));
}

export function useDetail(id: string | null): Detail | undefined {
  return useSyncExternalStore(subscribe, () => (id ? details.get(id) : undefined));
}

export function useCounts(): Counts | null {
  return useSyncExternalStore(subscribe, () => counts?.counts ?? null);
}

/** Changes whenever anything held changes. */
export function useStoreVersion(): number {
  return useSyncExternalStore(subscribe, () => version);
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
  version += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
