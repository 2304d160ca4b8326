/** Satisfaction and would-recommend, with how many answered, by network, team, language and, for leads, colleague. */
import { type Recommend, recommendOf } from '../../core/insight/recommend.ts';
import { type Share, shareOf } from '../../core/insight/share.ts';
import type { SurveyScale } from '../../core/insight/survey.ts';
import { readCursor, writeCursor } from '../../core/page-cursor.ts';
import { mayDo } from '../../core/permission.ts';
import { namesOfGroups } from '../../store/reports/outcome-names.ts';
import {
  listSurveys,
  readDropped,
  readSurveyCounts,
  type SurveyCount,
  type SurveyGroup,
  type SurveyRow,
} from '../../store/reports/survey-figures.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

export type SurveyFigures = {
  asked: number;
  /** Of those asked. */
  answered: Share;
  /** Four or five stars, or a thumb up, of the answers by stars and thumbs. */
  content: Share;
  /** Of the answers by stars, 1 to 5; null without any. */
  starsMean: number | null;
  recommend: Recommend;
};
export type SurveysOf = SurveyFigures & { key: string | null; name: string | null };
export type Surveys = Range & {
  total: SurveyFigures;
  /** How often each score was given. */
  scores: { scale: SurveyScale; score: number; count: number }[];
  /** Answers by links that everybody could see. */
  inPublic: number;
  dropped: { reason: string; count: number }[];
  byNetwork: SurveysOf[];
  byTeam: SurveysOf[];
  byLanguage: SurveysOf[];
  byAgent: SurveysOf[];
};

const CONTENT_FROM: Record<SurveyScale, number> = { stars: 4, thumbs: 1, points: Number.POSITIVE_INFINITY };

export async function readSurveys(desk: Pick<Desk, 'db' | 'now'>, who: Who, query: SliceQuery): Promise<Surveys> {
  const slice = await sliceOf(desk, who, query);
  const counts = await readSurveyCounts(desk.db, slice);
  const names = await namesOfGroups(desk.db, who.brandId);
  const all = counts.filter(one => one.group === null);
  const by = (group: SurveyGroup): SurveysOf[] => {
    const groups = Map.groupBy(
      counts.filter(one => one.group === group),
      one => one.key,
    );
    return [...groups]
      .map(([key, some]) => ({ key, name: names.get(`${group} ${key}`) ?? null, ...figuresOf(some) }))
      .sort((a, b) => b.asked - a.asked);
  };
  const answers = all.filter(one => one.score !== null);
  return {
    ...rangeOf(slice),
    total: figuresOf(all),
    scores: answers.map(({ scale, score, count }) => ({ scale, score: score ?? 0, count })),
    inPublic: answers.reduce((sum, one) => sum + one.inPublic, 0),
    dropped: await readDropped(desk.db, slice),
    byNetwork: by('network'),
    byTeam: by('team'),
    byLanguage: by('language'),
    byAgent: mayDo(who.reach.role, 'lead') ? by('agent') : [],
  };
}

function figuresOf(counts: readonly SurveyCount[]): SurveyFigures {
  const sum = (of: (one: SurveyCount) => boolean) => counts.filter(of).reduce((n, one) => n + one.count, 0);
  const answers = counts.filter(one => one.score !== null);
  const stars = answers.filter(one => one.scale === 'stars');
  const starred = stars.reduce((n, one) => n + one.count, 0);
  const points = answers.filter(one => one.scale === 'points');
  const asked = sum(() => true);
  return {
    asked,
    answered: shareOf(
      sum(one => one.score !== null),
      asked,
    ),
    content: shareOf(
      sum(one => one.score !== null && one.score >= CONTENT_FROM[one.scale]),
      sum(one => one.score !== null && one.scale !== 'points'),
    ),
    starsMean: starred === 0 ? null : stars.reduce((n, one) => n + (one.score ?? 0) * one.count, 0) / starred,
    recommend: recommendOf(new Map(points.map(one => [one.score ?? 0, one.count]))),
  };
}

export type SurveyRowsQuery = SliceQuery & {
  scale?: SurveyScale | undefined;
  from?: number | undefined;
  to?: number | undefined;
  answered?: boolean | undefined;
  after?: string | undefined;
  limit: number;
};
export type SurveyRowView = Omit<SurveyRow, 'askedAt' | 'answeredAt'> & { askedAt: string; answeredAt: string | null };

/** The questions behind a figure, with what was said; who asked is told to leads only. */
export async function listSurveyRows(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: SurveyRowsQuery,
): Promise<Range & { rows: SurveyRowView[]; next: string | null }> {
  const { scale, from, to, answered, after, limit, ...asked } = query;
  const slice = await sliceOf(desk, who, asked);
  const place = after === undefined ? null : readCursor(after, ['survey'] as const);
  const found = await listSurveys(desk.db, slice, {
    scale: scale ?? null,
    scores: from === undefined && to === undefined ? null : { from: from ?? 0, to: to ?? 10 },
    answered: answered ?? null,
    after: place === null ? null : { at: new Date(place.at), id: place.id },
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const isLead = mayDo(who.reach.role, 'lead');
  const more = found.length > limit && last !== undefined;
  return {
    ...rangeOf(slice),
    rows: shown.map(row => viewOf(row, isLead)),
    next: more ? writeCursor({ stretch: 'survey', at: last.askedAt.toISOString(), id: last.id }) : null,
  };
}

function viewOf({ askedAt, answeredAt, ...row }: SurveyRow, isLead: boolean): SurveyRowView {
  const by = isLead ? {} : { agentId: null, agentName: null };
  return { ...row, ...by, askedAt: askedAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null };
}
