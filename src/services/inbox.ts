/** The queue: who waits, in which order, and how many. */
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import type { Sentiment } from '../core/triage/reading.ts';
import type { ConversationView, Status } from '../core/view.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { type Place, type QueueFilter, type QueueView, readStretch, type Stretch } from '../store/queue.ts';
import { inSnapshot } from '../store/snapshot.ts';
import { type Counts, readCounts } from '../store/tally.ts';
import type { Desk } from './desk.ts';
import { inboxScope, permit, type Who } from './permit.ts';

export type QueueQuery = {
  view: QueueView;
  /** `active`: everything that is not resolved. */
  status: 'active' | Status | 'any';
  waiting?: boolean | undefined;
  network?: string | undefined;
  channel?: string | undefined;
  inbox?: string | undefined;
  lang?: string | undefined;
  tag?: string | undefined;
  heard?: boolean | undefined;
  contact?: string | undefined;
  team?: string | undefined;
  sentiment?: Sentiment | undefined;
  intent?: string | undefined;
  noise?: boolean | undefined;
  sort: 'due' | 'newest';
  after?: string | undefined;
  limit: number;
};

/** `next` goes back as `after`; `seq` is the newest event the page knows of. */
export type Page<Row> = { rows: Row[]; next: string | null; seq: number };

export function listConversations(
  desk: Pick<Desk, 'db'>,
  who: Who,
  query: QueueQuery,
): Promise<Page<ConversationView>> {
  permit(who, 'read');
  const stretches = stretchesOf(query);
  const after = query.after === undefined ? null : readCursor(query.after, stretches);
  return inSnapshot(desk.db, async (tx, seq) => {
    const found = await readPlaces(tx, filterOf(who, query), stretches, after, query.limit + 1);
    const places = found.slice(0, query.limit);
    const views = await loadConversationViews(
      tx,
      who.brandId,
      places.map(place => place.id),
    );
    const last = places.at(-1);
    const rows = places.flatMap(({ id }) => views.get(id) ?? []);
    return { rows, next: found.length > query.limit && last !== undefined ? writeCursor(last) : null, seq };
  });
}

/** How many stand in each view, from the numbers that are kept; never counted. */
export function countConversations(
  desk: Pick<Desk, 'db'>,
  who: Who,
): Promise<{ counts: Record<QueueView, Counts>; seq: number }> {
  permit(who, 'read');
  const asked = { brandId: who.brandId, agentId: who.agentId, scope: inboxScope(who) };
  return inSnapshot(desk.db, async (tx, seq) => ({ counts: await readCounts(tx, asked), seq }));
}

/** How many stand in the queue asked for, counted no further than `most`. */
export async function countUpTo(
  tx: Tx,
  who: Who,
  query: Omit<QueueQuery, 'after' | 'limit'>,
  most: number,
): Promise<number> {
  const asked = { ...query, limit: most };
  return (await readPlaces(tx, filterOf(who, asked), stretchesOf(asked), null, most)).length;
}

/** One stretch after the other until the page is full. */
async function readPlaces(
  tx: Tx,
  filter: QueueFilter,
  stretches: readonly Stretch[],
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  const found: Place[] = [];
  const from = after === null ? 0 : stretches.indexOf(after.stretch);
  for (const stretch of stretches.slice(from)) {
    found.push(...(await readStretch(tx, filter, stretch, after, limit - found.length)));
    if (found.length >= limit) break;
  }
  return found;
}

/** Noise stands behind everybody else who waits. */
function stretchesOf({
  sort,
  status,
  waiting,
  noise,
}: Pick<QueueQuery, 'sort' | 'status' | 'waiting' | 'noise'>): Stretch[] {
  if (sort === 'newest') return ['newest'];
  if (waiting === false || status === 'resolved') return ['rest'];
  const waits: Stretch[] = noise === true ? ['noise'] : noise === false ? ['due'] : ['due', 'noise'];
  return waiting === true ? waits : [...waits, 'rest'];
}

const ACTIVE = ['open', 'waiting', 'snoozed'] as const;

function filterOf(who: Who, query: QueueQuery): QueueFilter {
  const { status } = query;
  const statuses = status === 'active' ? ACTIVE : status === 'any' ? ([...ACTIVE, 'resolved'] as const) : [status];
  return {
    brandId: who.brandId,
    scope: inboxScope(who),
    agentId: who.agentId,
    view: query.view,
    statuses,
    waiting: query.waiting ?? null,
    network: query.network ?? null,
    channelId: query.channel ?? null,
    inboxId: query.inbox ?? null,
    lang: query.lang ?? null,
    tag: query.tag ?? null,
    heard: query.heard ?? null,
    contactId: query.contact ?? null,
    teamId: query.team ?? null,
    sentiment: query.sentiment ?? null,
    intent: query.intent ?? null,
    noise: query.noise ?? null,
  };
}
