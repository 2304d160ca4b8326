/** How much of what is said about us is heard: the unheard rate and what is still unheard, and the complaints behind them. */
import { type StillUnheard, stillUnheard } from '../core/listening/capture-recapture.ts';
import type { Interval } from '../core/listening/interval.ts';
import { unheardRate, weekOf } from '../core/listening/unheard.ts';
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import type { Post } from '../core/post.ts';
import { listBrands } from '../store/brands.ts';
import {
  type ComplaintRow,
  countComplaints,
  keepWeekCounts,
  listComplaints,
  listWeekCounts,
  type WeekCount,
} from '../store/complaints.ts';
import type { Db } from '../store/db.ts';
import type { DearAnswers } from './dear-answers.ts';
import { type Said, saidOf } from './matches.ts';
import { permit, type Who } from './permit.ts';
import { MATCHES_KEPT_DAYS } from './retention.ts';

/** Calendar weeks (Monday to Sunday, UTC) the figures look back, the newest included. All their rows are still kept. */
export const FIGURE_WEEKS = 4;
/** Weeks told one by one. */
export const WEEKS_SHOWN = 26;
/** A week is written down for the last time this long before its first complaint is forgotten. */
const WRITTEN_BEFORE_DAYS = 1;
const DAY_MS = 86_400_000;

/** Two looks at the same crowd, and what neither found. */
export type Still = {
  first: number;
  second: number;
  both: number;
  kind: 'nothing' | 'too few' | 'estimate';
  /** Null unless `estimate`. */
  unheard: number | null;
  interval: Interval | null;
  /** Null when nothing can be said. */
  atLeast: number | null;
};
export type UnheardFigure = {
  complaints: number;
  /** Of them, addressed to none of our channels. */
  untagged: number;
  rate: number | null;
  interval: Interval;
  standing: 'nothing' | 'few' | 'enough';
  still: Still;
};
export type UnheardFigures = {
  /** The Mondays of the first and the last week reckoned with. */
  fromWeek: string;
  toWeek: string;
  whole: UnheardFigure;
  networks: (UnheardFigure & { network: string })[];
  queries: (UnheardFigure & { queryId: string })[];
  /** Newest first, further back than the rest. `kept`: its posts can still be read. */
  weeks: (UnheardFigure & { week: string; kept: boolean })[];
};
export type Complaint = Said & {
  id: string;
  queryIds: string[];
  conversationId: string | null;
  /** Neither the post nor the message is kept any more, or its author took it back. */
  deleted: boolean;
  inPublic: boolean;
};
export type ComplaintsWish = {
  network?: string;
  query?: string;
  week?: string;
  since?: string;
  tagged?: 'none' | 'us';
  after?: string;
  limit: number;
};

export type Unheard = {
  figures(who: Who): Promise<UnheardFigures>;
  complaints(who: Who, wish: ComplaintsWish): Promise<{ rows: Complaint[]; next: string | null }>;
};

type Needs = { db: Db; now: () => Date };

export function makeUnheard(needs: Needs & { dear: DearAnswers }): Unheard {
  return {
    async figures(who) {
      permit(who, 'read_channels');
      return needs.dear(`unheard ${who.brandId}`, () => figures(needs, who));
    },
    complaints: (who, wish) => complaints(needs, who, wish),
  };
}

async function figures({ db, now }: Needs, who: Who): Promise<UnheardFigures> {
  const live = await countComplaints(db, who.brandId);
  const kept = await listWeekCounts(db, who.brandId, '0001-01-01');
  const all = merged(live, kept, wholeSince(now()));
  const weeks = [...new Set(all.map(({ week }) => week))].sort().reverse();
  // A recording tells of other years: what counts is the newest week anything was heard of.
  const toWeek = weeks[0] ?? weekOf(now());
  const fromWeek = weeksBefore(toWeek, FIGURE_WEEKS - 1);
  const lately = all.filter(({ week }) => week >= fromWeek);
  const whole = lately.filter(({ queryId }) => queryId === null);
  const inPublic = sum(whole, 'inPublic');
  const ofQueries = lately.filter(({ queryId }) => queryId !== null);
  const isLive = new Set(live.map(({ week }) => week));
  return {
    fromWeek,
    toWeek,
    whole: figureOf(whole),
    networks: groups(whole, 'network').map(([network, rows]) => ({ network, ...figureOf(rows) })),
    queries: groups(ofQueries, 'queryId').map(([queryId, rows]) => ({ queryId, ...figureOf(rows, inPublic) })),
    weeks: weeks.slice(0, WEEKS_SHOWN).map(week => {
      const rows = all.filter(row => row.week === week && row.queryId === null);
      return { week, kept: isLive.has(week), ...figureOf(rows) };
    }),
  };
}

/** Weeks of which posts have been forgotten stand as they were written down; the others as they are. */
function merged(live: readonly WeekCount[], kept: readonly WeekCount[], since: Date): WeekCount[] {
  const old = kept.filter(({ firstHeardAt }) => firstHeardAt < since);
  const keys = new Set(old.map(keyOf));
  return [...old, ...live.filter(count => !keys.has(keyOf(count)))];
}

function keyOf({ week, network, queryId }: WeekCount): string {
  return `${week} ${network} ${queryId}`;
}

/** @param inPublic for one query: all complaints in public, which are the other look */
function figureOf(rows: readonly WeekCount[], inPublic: number | null = null): UnheardFigure {
  const untagged = sum(rows, 'untagged');
  const [first, both] = [sum(rows, 'byQuery'), sum(rows, 'byBoth')];
  const second = inPublic === null ? sum(rows, 'byAddress') : inPublic - first + both;
  const { complaints, rate, interval, standing } = unheardRate(sum(rows, 'complaints'), untagged);
  return { complaints, untagged, rate, interval, standing, still: stillOf({ first, second, both }) };
}

function stillOf(samples: { first: number; second: number; both: number }): Still {
  const still: StillUnheard = stillUnheard(samples);
  const { kind } = still;
  if (kind === 'nothing') return { ...samples, kind, unheard: null, interval: null, atLeast: null };
  if (kind === 'too few') return { ...samples, kind, unheard: null, interval: null, atLeast: still.atLeast };
  return { ...samples, kind, unheard: still.unheard, interval: still.interval, atLeast: still.interval.low };
}

function groups<Key extends 'network' | 'queryId'>(rows: readonly WeekCount[], by: Key): [string, WeekCount[]][] {
  const found = Map.groupBy(rows, row => row[by] ?? '');
  return [...found].sort(([, a], [, b]) => sum(b, 'complaints') - sum(a, 'complaints'));
}

function sum(
  rows: readonly WeekCount[],
  of: 'complaints' | 'untagged' | 'inPublic' | 'byQuery' | 'byAddress' | 'byBoth',
): number {
  return rows.reduce((total, row) => total + row[of], 0);
}

function weeksBefore(week: string, weeks: number): string {
  return new Date(Date.parse(week) - weeks * 7 * DAY_MS).toISOString().slice(0, 10);
}

function wholeSince(now: Date): Date {
  return new Date(now.getTime() - (MATCHES_KEPT_DAYS - WRITTEN_BEFORE_DAYS) * DAY_MS);
}

/** Writes every brand's weeks down while their complaints are there. To be called before old matches are forgotten. */
export async function keepWeeks({ db, now }: Needs): Promise<void> {
  for (const { id: brandId } of await listBrands(db)) {
    const counts = await countComplaints(db, brandId);
    await keepWeekCounts(db, brandId, counts, { now: now(), wholeSince: wholeSince(now()) });
  }
}

async function complaints(
  { db }: Needs,
  who: Who,
  wish: ComplaintsWish,
): Promise<{ rows: Complaint[]; next: string | null }> {
  permit(who, 'read_channels');
  const { network = null, query = null, week = null, since = null, tagged = null, limit } = wish;
  const after = wish.after === undefined ? null : readCursor(wish.after, ['complaint'] as const);
  const asked = { network, queryId: query, week, since, tagged, after, limit: limit + 1 };
  const rows = await listComplaints(db, who.brandId, asked);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    rows.length > shown.length && last !== undefined
      ? writeCursor({ stretch: 'complaint', at: last.postedAt.toISOString(), id: last.id })
      : null;
  return { rows: shown.map(complaintOf), next };
}

/** What was heard, as Listening shows it. */
export function complaintOf(row: ComplaintRow): Complaint {
  const { id, network, channelId, addressed, queryIds, conversationId, inPublic } = row;
  const post = row.post ?? postOf(row);
  const deleted = row.deleted || (row.post === null && row.message === null);
  const said = saidOf({ network, channelId, post, addressed, answered: row.answered });
  return { ...said, id, queryIds, conversationId, deleted, inPublic };
}

/** A complaint that only a channel brought stands as a message. */
function postOf({ message, postedAt, addressed, inPublic }: ComplaintRow): Post {
  const { name = null, handle = null } = message ?? {};
  return {
    remoteId: '',
    at: postedAt,
    author: { remoteId: '', handle, name, avatarUrl: null, profileUrl: null },
    own: false,
    key: null,
    visibility: inPublic ? 'public' : 'private',
    parentRemoteId: null,
    rootRemoteId: null,
    room: null,
    roomWith: null,
    text: message?.text ?? '',
    lang: message?.lang ?? null,
    attachments: [],
    url: message?.url ?? null,
    addressed,
    warning: message?.warning ?? null,
  };
}
