import { queuePlace } from '../../../src/core/queue-place.ts';
import type { Sentiment } from '../../../src/core/triage/reading.ts';
import type { ConversationView } from '../../../src/core/view.ts';

/** What the queue is asked for. */
export type QueueFilter = {
  view: 'mine' | 'team' | 'unassigned' | 'all';
  /** Only those who wait for an answer. */
  waiting: boolean;
  status: 'active' | 'snoozed' | 'resolved';
  network: string | null;
  lang: string | null;
  tag: string | null;
  /** What belongs to this team, whoever has it. */
  team: string | null;
  /** Of the customer's newest words. */
  sentiment: Sentiment | null;
  intent: string | null;
  /** True: noise alone; false: without it; null: all. */
  noise: boolean | null;
};

export const FIRST_FILTER: QueueFilter = {
  view: 'all',
  waiting: false,
  status: 'active',
  network: null,
  lang: null,
  tag: null,
  team: null,
  sentiment: null,
  intent: null,
  noise: null,
};

/** Whether a row belongs to the queue as it is asked for; the same rules as the server's. */
export function belongs(row: ConversationView, filter: QueueFilter, myId: string): boolean {
  if (filter.status === 'active' ? row.status === 'resolved' : row.status !== filter.status) return false;
  if (filter.waiting && !row.turn) return false;
  if (filter.network && row.network !== filter.network) return false;
  if (filter.lang && row.lang?.split('-')[0] !== filter.lang) return false;
  if (filter.tag && !row.tags.includes(filter.tag)) return false;
  if (filter.team && row.teamId !== filter.team) return false;
  if (filter.sentiment && row.sentiment !== filter.sentiment) return false;
  if (filter.intent && !row.intents.includes(filter.intent)) return false;
  if (filter.noise !== null && (row.noise !== null) !== filter.noise) return false;
  if (filter.view === 'mine') return row.assigneeId === myId;
  if (filter.view === 'team') return row.assigneeId !== null && row.assigneeId !== myId;
  if (filter.view === 'unassigned') return row.assigneeId === null;
  return true;
}

/** Danger first; then time left × risk; then those without a promise; then noise that waits; then those who do not wait, the newest word first. */
export function byUrgency(a: ConversationView, b: ConversationView): number {
  return (
    stretch(a) - stretch(b) || place(a) - place(b) || compare(b.lastMessageAt, a.lastMessageAt) || compare(a.id, b.id)
  );
}

function stretch({ turn, noise }: ConversationView): number {
  return turn === null ? 2 : Number(noise !== null);
}

function place({ turn, ...row }: ConversationView): number {
  if (turn === null) return 0;
  return queuePlace({ ...row, openedAt: new Date(turn.openedAt), dueAt: turn.dueAt ? new Date(turn.dueAt) : null });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export type Arranged = {
  /** The rows in the order they are shown. */
  ids: string[];
  /** Rows that would stand at or above what is being read; they wait behind "2 new above". */
  above: string[];
};

type Arrangement = {
  /** The order on the screen now. */
  shown: readonly string[];
  /** All rows that belong, most urgent first. */
  wanted: readonly ConversationView[];
  /** How many of the shown rows must not move: those above and within the window. */
  still: number;
  /** A row that stays even if it belongs no longer: the one being read. */
  keep: string | null;
  /** New rows the reader brings in by a deed of their own: they come in at their places, wherever those are. */
  own?: ReadonlySet<string>;
};

const NONE: ReadonlySet<string> = new Set();

/**
 * Puts new rows where they belong without moving anything the person may be reading: rows on the screen keep their
 * places, rows that left go, new ones come in below the window or wait above it. Only their own deeds move them.
 */
export function arrange({ shown, wanted, still, keep, own = NONE }: Arrangement): Arranged {
  const belonging = new Map(wanted.map((row, index) => [row.id, { row, index }]));
  const known = new Set(shown);
  const ids = shown.filter(id => belonging.has(id) || id === keep);
  const above: string[] = [];
  const fresh = wanted.filter(row => !known.has(row.id) && !own.has(row.id));
  const brought = wanted.filter(row => !known.has(row.id) && own.has(row.id));
  const placeOf = (row: ConversationView, from: number) => {
    for (let at = from; at < ids.length; at += 1) {
      const other = belonging.get(ids[at] ?? '')?.row;
      if (other && byUrgency(row, other) < 0) return at;
    }
    return ids.length;
  };
  for (const row of brought) ids.splice(placeOf(row, 0), 0, row.id);
  let from = still > 0 ? Math.min(still + brought.length, ids.length) : 0;
  const lastStill = from > 0 ? belonging.get(ids[from - 1] ?? '')?.row : undefined;
  for (const row of fresh) {
    if (lastStill && byUrgency(row, lastStill) < 0) {
      above.push(row.id);
      continue;
    }
    from = placeOf(row, from);
    ids.splice(from, 0, row.id);
    from += 1;
  }
  return { ids, above };
}
