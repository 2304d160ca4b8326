/** The promise at this moment: kept and broken today, at risk, and what breaks within ten minutes if nobody acts. One definition with the team's board. */
import type { Filters } from '../../core/insight/slice.ts';
import { countBoard, SOON_MINUTES, type TeamStanding } from '../../core/team-board.ts';
import {
  countDecidedTurns,
  type DecidedTurns,
  listWaitingTurns,
  type WaitingTurn,
} from '../../store/reports/promise-now.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import { listTeams } from '../../store/teams.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { midnightsOf, zonesOf } from '../team-board.ts';
import { sliceOf } from './slice-of.ts';

/** As the board counts them: `soon` is due within ten minutes, `late` is broken and waits still. */
export type Standing = Omit<TeamStanding, 'teamId'>;
export type PromisePart = Standing & { key: string | null; name: string | null };
export const NOW_WAYS = ['team', 'network', 'language', 'hour'] as const;
export type NowWay = (typeof NOW_WAYS)[number];
export type PromiseNow = {
  at: string;
  timeZone: string;
  soonMinutes: number;
  whole: Standing;
  parts: { [way in NowWay]: PromisePart[] };
  nextDueAt: string | null;
  /** More wait than are looked at: the figures are of the most pressing ones. */
  isMore: boolean;
};

/** Those with the least time left. */
export const WAITING_AT_MOST = 10_000;

export function readPromiseNow(desk: Pick<Desk, 'db' | 'now'>, who: Who, filters: Filters): Promise<PromiseNow> {
  return inSnapshot(desk.db, async tx => {
    const asked = await sliceOf({ ...desk, db: tx }, who, { ...filters, period: 'all' });
    const { now } = asked;
    const slice = { ...asked, since: new Date(0), until: now };
    const teams = [...(await listTeams(tx, who.brandId)), { id: null, name: null }];
    const since = midnightsOf(await zonesOf(tx, who.brandId, teams), now);
    const waiting = await listWaitingTurns(tx, slice, WAITING_AT_MOST);
    const decided = await countDecidedTurns(tx, slice, { now, since });
    const names = new Map(teams.map(({ id, name }) => [id, name]));
    const whole = countBoard([null], waiting.map(apart(null)), decided.map(decidedApart(null)), now.getTime());
    const by = (way: NowWay) => partsBy(way, { waiting, decided, names, now });
    return {
      at: now.toISOString(),
      timeZone: slice.timeZone,
      soonMinutes: SOON_MINUTES,
      whole: withoutTeam(whole.teams[0] as TeamStanding),
      parts: { team: by('team'), network: by('network'), language: by('language'), hour: by('hour') },
      nextDueAt: whole.nextDueAtMs === null ? null : new Date(whole.nextDueAtMs).toISOString(),
      isMore: waiting.length >= WAITING_AT_MOST,
    };
  });
}

type Counted = { waiting: WaitingTurn[]; decided: DecidedTurns[]; names: Map<string | null, string | null>; now: Date };

/** The board counts by team; here whatever tells apart stands in its place. */
function partsBy(way: NowWay, { waiting, decided, names, now }: Counted): PromisePart[] {
  const keys = [...new Set([...waiting, ...decided].map(one => keyOf(way, one)))];
  const board = countBoard(keys, waiting.map(apart(way)), decided.map(decidedApart(way)), now.getTime());
  return board.teams
    .map(({ teamId, ...standing }) => ({
      key: teamId,
      name: way === 'team' ? (names.get(teamId) ?? null) : null,
      ...standing,
    }))
    .sort((a, b) => b.late + b.atRisk - a.late - a.atRisk || b.waiting - a.waiting || order(a.key, b.key));
}

function apart(way: NowWay | null) {
  return (one: WaitingTurn) => ({ ...one, id: one.turnId, teamId: way === null ? null : keyOf(way, one) });
}

function decidedApart(way: NowWay | null) {
  return ({ kept, broken, ...traits }: DecidedTurns) => ({
    kept,
    broken,
    agentId: null,
    teamId: way === null ? null : keyOf(way, traits),
  });
}

function keyOf(way: NowWay, one: Omit<DecidedTurns, 'kept' | 'broken'>): string | null {
  if (way === 'team') return one.teamId;
  if (way === 'hour') return String(one.hour);
  return one[way];
}

function withoutTeam({ teamId: _, ...standing }: TeamStanding): Standing {
  return standing;
}

function order(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
