/** What the queries heard: reading it, judging it, and taking a post to the desk that did not come there by itself. */

import { isUuid } from '../core/id.ts';
import type { Wants } from '../core/listening/wants.ts';
import { makeMatcher } from '../core/match/matcher.ts';
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import type { Post } from '../core/post.ts';
import type { Span } from '../core/query/query.ts';
import { Refusal } from '../core/refusal.ts';
import { wordsOf } from '../core/text.ts';
import { PLAIN_READERS, type TriageReaders } from '../core/triage/read.ts';
import { explainWants } from '../core/triage/wants.ts';
import { findChannel } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import {
  countUnanswered,
  listMatches,
  type Mark,
  type MatchRow,
  type MatchView,
  markMatch,
} from '../store/listening-finds.ts';
import { listQueries } from '../store/queries.ts';
import type { DearAnswers } from './dear-answers.ts';
import { matchable } from './ears.ts';
import type { Ingest } from './ingest.ts';
import { notFound, permit, type Who } from './permit.ts';
import { treeOf } from './queries.ts';
import { plainReaders, type Readers } from './readers.ts';
import { ARCHIVE } from './replay-place.ts';

/** `readers`: what says why a post wants what it wants; rules alone where it is left out. */
export type MatchesNeeds = { db: Db; ingest: Ingest; now: () => Date; dear: DearAnswers; readers?: Readers };
/** One post as Listening shows it. */
export type Said = {
  channelId: string;
  network: string;
  postedAt: string;
  author: { handle: string | null; name: string | null };
  text: string;
  title: string | null;
  url: string | null;
  lang: string | null;
  hasMedia: boolean;
  addressed: boolean;
  wants: Wants | null;
  /** The words that decided what it wants. */
  because: string[];
  /** UTF-16 units in `text` and `title`. */
  spans: Span[];
  titleSpans: Span[];
  answered: boolean;
};
export type FoundMatch = Said & {
  id: string;
  heardAt: string;
  deleted: boolean;
  queryIds: string[];
  mark: Mark | null;
  conversationId: string | null;
};
export type MatchesPage = { rows: FoundMatch[]; next: string | null };
export type MatchesWish = {
  query?: string;
  view: MatchView;
  words?: string;
  oldest?: boolean;
  after?: string;
  limit: number;
};
/** `onDesk`: how many of them stand on the desk already. */
export type Unanswered = { n: number; people: number; onDesk: number; medianWaitMs: number | null };

export type Matches = {
  list(who: Who, wish: MatchesWish): Promise<MatchesPage>;
  /** `null` takes the mark back. */
  mark(who: Who, id: string, mark: Mark | null): Promise<FoundMatch>;
  /** @returns the conversation it stands in now */
  take(who: Who, id: string): Promise<{ conversationId: string }>;
  /** What nobody answered in the last `UNANSWERED_DAYS`. */
  unanswered(who: Who): Promise<Unanswered>;
  /** Brings them to the desk, those who wait longest first. @returns how many, at most `TAKEN_AT_ONCE` */
  takeUnanswered(who: Who): Promise<{ taken: number; left: number }>;
};

export const UNANSWERED_DAYS = 28;
export const TAKEN_AT_ONCE = 200;
const DAY_MS = 86_400_000;

/** Words of a search that are looked for; the rest is left out. */
const SEARCH_WORDS_LIMIT = 10;

export function makeMatches(needs: MatchesNeeds): Matches {
  return {
    list: (who, wish) => list(needs, who, wish),
    mark: (who, id, mark) => judge(needs, who, id, mark),
    take: (who, id) => take(needs, who, id),
    async unanswered(who) {
      permit(who, 'read_channels');
      return needs.dear(`unanswered ${who.brandId}`, () => unanswered(needs, who));
    },
    takeUnanswered: who => takeUnanswered(needs, who),
  };
}

async function list(needs: MatchesNeeds, who: Who, wish: MatchesWish): Promise<MatchesPage> {
  const { db, now } = needs;
  permit(who, 'read_channels');
  if (wish.query !== undefined && !isUuid(wish.query)) throw notFound('listening query');
  const rows = await listMatches(db, who.brandId, {
    queryId: wish.query ?? null,
    view: wish.view,
    words: searchWords(wish.words),
    after: wish.after === undefined ? null : readCursor(wish.after, ['match'] as const),
    limit: wish.limit + 1,
    oldestFirst: wish.oldest === true,
    ...(wish.view === 'unanswered' ? { since: daysAgo(now()) } : {}),
  });
  const shown = rows.slice(0, wish.limit);
  const last = shown.at(-1);
  const next =
    rows.length > shown.length && last
      ? writeCursor({ stretch: 'match', at: last.postedAt.toISOString(), id: last.id })
      : null;
  return { rows: await views(needs, who, shown), next };
}

function searchWords(words = ''): string[] {
  return wordsOf(words)
    .slice(0, SEARCH_WORDS_LIMIT)
    .map(({ folded }) => folded.replace(/_/g, ''))
    .filter(word => word !== '');
}

async function find(db: Db, who: Who, id: string): Promise<MatchRow> {
  const asked = { queryId: null, words: [], after: null, limit: 1, id };
  const found = isUuid(id) ? await listMatches(db, who.brandId, { ...asked, view: 'all' }) : [];
  const [row] =
    found.length > 0 || !isUuid(id) ? found : await listMatches(db, who.brandId, { ...asked, view: 'noise' });
  if (row === undefined) throw notFound('match');
  return row;
}

async function judge(needs: MatchesNeeds, who: Who, id: string, mark: Mark | null): Promise<FoundMatch> {
  const { db, now } = needs;
  permit(who, 'read_people');
  await find(db, who, id);
  await db.transaction().execute(async tx => {
    await markMatch(tx, who.brandId, id, { mark, agentId: who.agentId, at: now() });
    const data = { kind: 'settings.changed', what: 'matches' } as const;
    await appendEvents(tx, [
      { brandId: who.brandId, at: now(), inboxId: null, conversationId: null, actorId: who.agentId, data },
    ]);
  });
  const [view] = await views(needs, who, [await find(db, who, id)]);
  if (view === undefined) throw notFound('match');
  return view;
}

async function take({ db, ingest }: MatchesNeeds, who: Who, id: string): Promise<{ conversationId: string }> {
  permit(who, 'read_people');
  const row = await find(db, who, id);
  if (row.conversationId !== null) return { conversationId: row.conversationId };
  if (row.deletedAt !== null)
    throw new Refusal('not_valid', 'Its author has deleted this post. There is nothing left to answer.');
  const channel = await findChannel(db, who.brandId, row.channelId);
  if (channel === null) throw notFound('channel');
  const post: Post = { ...row.post, at: new Date(row.post.at) };
  const { queryIds, wants } = row;
  await ingest({
    brandId: who.brandId,
    channel: {
      id: channel.id,
      network: channel.network,
      account: channel.account,
      playsRecording: channel.network === ARCHIVE,
    },
    source: 'listening',
    heard: [{ kind: 'arrival', items: [{ kind: 'post', post }], raw: '', cursor: null, lane: post.remoteId }],
    cursor: null,
    receivedAt: row.heardAt,
    listened: new Map([[post.remoteId, { queryIds, wants, opens: true }]]),
  });
  const { conversationId } = await find(db, who, id);
  if (conversationId === null) throw new Error(`the match ${id} was taken and stands in no conversation`);
  return { conversationId };
}

async function unanswered({ db, now }: MatchesNeeds, who: Who): Promise<Unanswered> {
  const { medianPostedAt, ...sums } = await countUnanswered(db, who.brandId, daysAgo(now()));
  return { ...sums, medianWaitMs: medianPostedAt && now().getTime() - medianPostedAt.getTime() };
}

async function takeUnanswered(needs: MatchesNeeds, who: Who): Promise<{ taken: number; left: number }> {
  permit(who, 'lead');
  const asked = { queryId: null, view: 'unanswered', words: [], after: null, limit: TAKEN_AT_ONCE } as const;
  const rows = await listMatches(needs.db, who.brandId, {
    ...asked,
    oldestFirst: true,
    notOnDesk: true,
    since: daysAgo(needs.now()),
  });
  for (const { id } of rows) await take(needs, who, id);
  const { n, onDesk } = await unanswered(needs, who);
  return { taken: rows.length, left: n - onDesk };
}

function daysAgo(now: Date): Date {
  return new Date(now.getTime() - UNANSWERED_DAYS * DAY_MS);
}

/** Where each query was satisfied is found anew: queries change, and authors change their words. */
async function views(
  { db, readers = plainReaders }: Pick<MatchesNeeds, 'db' | 'readers'>,
  who: Who,
  rows: readonly MatchRow[],
): Promise<FoundMatch[]> {
  const reader = await readers.of(db, who.brandId);
  const matcher = makeMatcher();
  const asked = new Set(rows.flatMap(({ queryIds }) => queryIds));
  for (const query of await listQueries(db, who.brandId)) {
    const tree = asked.has(query.id) ? treeOf(query) : null;
    if (tree !== null) matcher.set(query.id, tree);
  }
  return rows.map(row => {
    const found = matcher
      .match(matchable(row.network, row.post))
      .filter(({ queryId }) => row.queryIds.includes(queryId));
    return viewOf(
      row,
      joined(found.flatMap(({ spans }) => spans)),
      joined(found.flatMap(({ titleSpans }) => titleSpans)),
      reader,
    );
  });
}

function viewOf(row: MatchRow, spans: Span[], titleSpans: Span[], readers: TriageReaders): FoundMatch {
  const { id, heardAt, deletedAt, queryIds, mark, conversationId, wants } = row;
  const said = { ...saidOf(row, readers), wants, spans, titleSpans };
  return { ...said, id, heardAt: heardAt.toISOString(), deleted: deletedAt !== null, queryIds, mark, conversationId };
}

type Told = { network: string; channelId: string; post: Post; addressed: boolean; answered: boolean };

export function saidOf(
  { network, channelId, post, addressed, answered }: Told,
  readers: TriageReaders = PLAIN_READERS,
): Said {
  return {
    channelId,
    network,
    postedAt: new Date(post.at).toISOString(),
    author: { handle: post.author.handle, name: post.author.name },
    text: post.text,
    title: post.warning,
    url: post.url,
    lang: post.lang,
    hasMedia: post.attachments.length > 0,
    addressed,
    ...explainWants(post.text, readers),
    spans: [],
    titleSpans: [],
    answered,
  };
}

/** In order, without overlaps: what several queries marked is marked once. */
export function joined(spans: readonly Span[]): Span[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Span[] = [];
  for (const { start, end } of ordered) {
    const last = out.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}
