/** Public complaint to first public answer: of each rival, and of us by the same posts and rules. */

import type { ExpectationCurve } from '../../core/insight/expectation.ts';
import type { Observation } from '../../core/insight/kaplan-meier.ts';
import {
  FEW_TURNS,
  type ResponseFigures,
  responseFigures,
  WITHIN_SECONDS,
  type Within,
  withinOf,
} from '../../core/insight/response-figures.ts';
import { type Period, stretchOf } from '../../core/insight/slice.ts';
import { thinned } from '../../core/insight/thin-curve.ts';
import { readCursor, writeCursor } from '../../core/page-cursor.ts';
import { Refusal } from '../../core/refusal.ts';
import {
  countRivalTurns,
  listRivalTurns,
  type RivalCount,
  type RivalSlice,
  type RivalTurnRow,
  readRivalSpan,
} from '../../store/reports/rivals.ts';
import { listRivals } from '../../store/rivals.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import { ARCHIVE } from '../replay-place.ts';
import { readExpectation } from './insight-settings.ts';
import { brandZone, type Range } from './slice-of.ts';

export type RivalsQuery = {
  period: Period;
  since?: string | undefined;
  until?: string | undefined;
  network?: readonly string[] | undefined;
};

export type RivalCompany = Pick<ResponseFigures, 'median' | 'curve' | 'met'> & {
  /** Null: us. */
  id: string | null;
  name: string | null;
  /** Where complaints to them were heard. */
  networks: string[];
  /** `turns` = `answered` + `waiting`; what was taken back unanswered is beside them. */
  turns: number;
  answered: number;
  waiting: number;
  withdrawn: number;
  isSmall: boolean;
  within: Within[];
};
export type RivalsReport = Range & {
  /** The networks whose posts are told of. */
  networks: string[];
  /** Named in the list, and heard nowhere yet. */
  unheard: string[];
  /** We first, then by name. */
  companies: RivalCompany[];
};

export async function readRivalsReport(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: RivalsQuery,
): Promise<RivalsReport> {
  const { slice, range, rivals, networks } = await rivalSliceOf(desk, who, query);
  const [counts, expectation] = await Promise.all([
    countRivalTurns(desk.db, slice),
    readExpectation(desk.db, who.brandId),
  ]);
  const of = (id: string | null, name: string | null) =>
    companyOf(
      { id, name },
      counts.filter(({ rivalId }) => rivalId === id),
      expectation,
    );
  const heard = rivals.filter(({ handles }) => handles.length > 0);
  return {
    ...range,
    networks,
    unheard: rivals.filter(({ handles }) => handles.length === 0).map(({ name }) => name),
    companies: [of(null, null), ...heard.map(({ id, name }) => of(id, name))],
  };
}

export type RivalRowsQuery = RivalsQuery & {
  /** `us`, or a rival's id. */
  company?: string | undefined;
  outcome?: RivalCount['outcome'] | undefined;
  fromSeconds?: number | undefined;
  toSeconds?: number | undefined;
  after?: string | undefined;
  limit: number;
};
export type RivalTurnView = Omit<RivalTurnRow, 'openedAt' | 'answeredAt'> & {
  name: string | null;
  openedAt: string;
  answeredAt: string | null;
};
export type RivalRows = Range & { rows: RivalTurnView[]; next: string | null };

export async function listRivalRows(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: RivalRowsQuery,
): Promise<RivalRows> {
  const { slice, range, rivals } = await rivalSliceOf(desk, who, query);
  const { company, outcome = null, fromSeconds = null, toSeconds = null, after, limit } = query;
  const rows = await listRivalTurns(desk.db, slice, {
    company: company === undefined ? null : { rivalId: company === US ? null : company },
    outcome,
    fromSeconds,
    toSeconds,
    after: after === undefined ? null : readCursor(after, [STRETCH]),
    limit: limit + 1,
  });
  const names = new Map(rivals.map(({ id, name }) => [id, name]));
  const shown = rows.slice(0, limit).map(row => ({
    ...row,
    name: names.get(row.rivalId ?? '') ?? null,
    openedAt: row.openedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }));
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const next = last === undefined ? null : writeCursor({ stretch: STRETCH, at: last.openedAt, id: last.id });
  return { ...range, rows: shown, next };
}

export const US = 'us';
const STRETCH = 'rivals';

type Sliced = {
  slice: RivalSlice;
  range: Range;
  rivals: Awaited<ReturnType<typeof listRivals>>;
  networks: string[];
};

async function rivalSliceOf(desk: Pick<Desk, 'db' | 'now'>, who: Who, query: RivalsQuery): Promise<Sliced> {
  permit(who, 'read_channels');
  const { db } = desk;
  const { brandId } = who;
  const now = desk.now();
  const [timeZone, span, rivals] = await Promise.all([
    brandZone(db, brandId),
    readRivalSpan(db, brandId),
    listRivals(db, brandId),
  ]);
  const usual = stretchOf({ period: query.period, now, timeZone, firstAt: span.firstAt, newestAt: span.newestAt });
  const since = query.since === undefined ? usual.since : new Date(query.since);
  const until = query.until === undefined ? usual.until : new Date(query.until);
  if (until < since) {
    throw new Refusal('not_valid', 'This stretch of time ends before it begins. Choose a later end.');
  }
  const anchor = query.until === undefined ? usual.anchor : 'now';
  const rivalIds = rivals.filter(({ handles }) => handles.length > 0).map(({ id }) => id);
  const asked = query.network ?? [];
  // We are told of where our rivals could be heard, and nowhere else; a recording may be of any network.
  const all = [...new Set([...span.networks, ARCHIVE])];
  const networks = asked.length > 0 ? all.filter(network => asked.includes(network)) : all;
  const slice = { brandId, since, until, now, networks, rivalIds, recordings: ARCHIVE };
  const range = { since: since.toISOString(), until: until.toISOString(), anchor, timeZone };
  return { slice, range, rivals, networks };
}

type Named = { id: string | null; name: string | null };

function companyOf({ id, name }: Named, counts: readonly RivalCount[], expectation: ExpectationCurve): RivalCompany {
  const sum = (outcome: RivalCount['outcome']) =>
    counts.reduce((total, one) => total + (one.outcome === outcome ? one.count : 0), 0);
  const [answered, waiting, withdrawn] = [sum('answered'), sum('waiting'), sum('withdrawn')];
  const turns = answered + waiting;
  const observations = counts.flatMap(({ outcome: kind, seconds, count }): Observation[] =>
    kind === 'withdrawn' || seconds === null ? [] : [{ kind, seconds, count }],
  );
  const { met, median, curve } = responseFigures(observations, expectation);
  const answeredBy = (within: number) =>
    counts.reduce((total, { outcome, seconds, count }) => {
      const isIn = outcome === 'answered' && seconds !== null && seconds <= within;
      return total + (isIn ? count : 0);
    }, 0);
  return {
    id,
    name,
    networks: [...new Set(counts.map(({ network }) => network))].sort(),
    turns,
    answered,
    waiting,
    withdrawn,
    isSmall: turns < FEW_TURNS,
    met,
    median,
    within: WITHIN_SECONDS.map(seconds => withinOf(turns, answeredBy(seconds), seconds, expectation)),
    curve: thinned(curve),
  };
}
