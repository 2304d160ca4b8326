/** Outcomes: turned around, stayed resolved, asked again, thanked; of answered turns whose seven days are over. */
import { isUuid } from '../../core/id.ts';
import { type Share, shareOf } from '../../core/insight/share.ts';
import { readCursor, writeCursor } from '../../core/page-cursor.ts';
import { mayDo } from '../../core/permission.ts';
import {
  listOutcomes,
  type OutcomeAsked,
  type OutcomeCounts,
  type OutcomeGroup,
  type OutcomeRow,
  readOutcomeCounts,
  readOutcomesByAgent,
} from '../../store/reports/outcome-figures.ts';
import { namesOfGroups } from '../../store/reports/outcome-names.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

export type OutcomesQuery = SliceQuery & { agent?: string | undefined };

export type OutcomeFigures = {
  answered: number;
  /** Within their seven days still: counted in nothing that follows. */
  pending: number;
  complaints: number;
  turnedAround: Share;
  stayedResolved: Share;
  askedAgain: Share;
  thanked: Share;
};
export type OutcomesOf = OutcomeFigures & { key: string | null; name: string | null };
export type Outcomes = Range & {
  total: OutcomeFigures;
  byNetwork: OutcomesOf[];
  byTeam: OutcomesOf[];
  byLanguage: OutcomesOf[];
  /** Empty for whoever is not a lead. */
  byAgent: OutcomesOf[];
};

const NOTHING: OutcomeCounts = {
  answered: 0,
  decided: 0,
  thanked: 0,
  again: 0,
  complaints: 0,
  complaintsDecided: 0,
  turned: 0,
  back: 0,
};

export async function readOutcomes(desk: Pick<Desk, 'db' | 'now'>, who: Who, query: OutcomesQuery): Promise<Outcomes> {
  const { agent, ...asked } = query;
  if (agent !== undefined) permit(who, 'lead');
  const slice = await sliceOf(desk, who, asked);
  const isLead = mayDo(who.reach.role, 'lead');
  const [told, byColleague, names] = await Promise.all([
    readOutcomeCounts(desk.db, slice, agent ?? null),
    isLead && agent === undefined ? readOutcomesByAgent(desk.db, slice) : [],
    namesOfGroups(desk.db, who.brandId),
  ]);
  const counts = [...told, ...byColleague];
  const by = (group: OutcomeGroup): OutcomesOf[] =>
    counts
      .filter(one => one.group === group)
      .map(one => ({ key: one.key, name: names.get(`${group} ${one.key}`) ?? null, ...figuresOf(one) }));
  return {
    ...rangeOf(slice),
    total: figuresOf(counts.find(one => one.group === null) ?? NOTHING),
    byNetwork: by('network'),
    byTeam: by('team'),
    byLanguage: by('language'),
    byAgent: by('agent'),
  };
}

function figuresOf(counts: OutcomeCounts): OutcomeFigures {
  const { answered, decided, thanked, again, complaints, complaintsDecided, turned, back } = counts;
  return {
    answered,
    pending: answered - decided,
    complaints,
    turnedAround: shareOf(turned, complaintsDecided),
    stayedResolved: shareOf(complaintsDecided - back, complaintsDecided),
    askedAgain: shareOf(again, decided),
    thanked: shareOf(thanked, decided),
  };
}

export type OutcomeRowsQuery = OutcomesQuery & {
  outcome?: OutcomeAsked | undefined;
  held?: boolean | undefined;
  after?: string | undefined;
  limit: number;
};
export type OutcomeRowView = Omit<OutcomeRow, 'openedAt' | 'answeredAt'> & { openedAt: string; answeredAt: string };

/** The turns behind a figure; who answered is told to leads only. */
export async function listOutcomeRows(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: OutcomeRowsQuery,
): Promise<Range & { rows: OutcomeRowView[]; next: string | null }> {
  const { agent, outcome, held, after, limit, ...asked } = query;
  if (agent !== undefined) permit(who, 'lead');
  const slice = await sliceOf(desk, who, asked);
  const place = after === undefined ? null : readCursor(after, ['outcome'] as const);
  const rows = await listOutcomes(desk.db, slice, {
    asked: outcome ?? null,
    yes: held ?? true,
    agentId: agent !== undefined && isUuid(agent) ? agent : null,
    after: place === null ? null : { at: new Date(place.at), id: place.id },
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isLead = mayDo(who.reach.role, 'lead');
  return {
    ...rangeOf(slice),
    rows: shown.map(row => viewOf(row, isLead)),
    next:
      rows.length > limit && last !== undefined
        ? writeCursor({ stretch: 'outcome', at: last.openedAt.toISOString(), id: last.turnId })
        : null,
  };
}

function viewOf({ openedAt, answeredAt, ...row }: OutcomeRow, isLead: boolean): OutcomeRowView {
  const by = isLead ? {} : { agentId: null, agentName: null };
  return { ...row, ...by, openedAt: openedAt.toISOString(), answeredAt: answeredAt.toISOString() };
}
