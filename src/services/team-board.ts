/** Today's promise, live: kept, at risk and broken by team, who is on and what they have. */
import { BULK_LIMIT } from '../core/bulk.ts';
import { mayDo } from '../core/permission.ts';
import { type AwayReason, type PresenceState, presenceAt } from '../core/presence.ts';
import { type Board, countBoard, type TeamStanding } from '../core/team-board.ts';
import type { ConversationView } from '../core/view.ts';
import { weightOf } from '../core/weight.ts';
import { listCalendars, listCalendarTeams } from '../store/calendars.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Db } from '../store/db.ts';
import { listBeats } from '../store/presence.ts';
import { inSnapshot } from '../store/snapshot.ts';
import * as store from '../store/team-board.ts';
import { listTeams } from '../store/teams.ts';
import { listCarried, listWorking } from '../store/working.ts';
import type { Desk } from './desk.ts';
import { permit, type Who } from './permit.ts';

/** `timeZone`: whose midnight today began at. */
export type TeamView = TeamStanding & { name: string | null; timeZone: string };
export type ColleagueView = {
  agentId: string;
  teams: string[];
  state: PresenceState;
  since: string | null;
  reason: AwayReason | null;
  load: number;
  capacity: number;
  /** How many wait with them, and of those the ones with least time left. */
  holds: number;
  next: string[];
  /** What of it was given to them, as far as one deed can give it back. */
  given: string[];
  /** Null: not told to this caller. */
  kept: number | null;
  broken: number | null;
};
export type TeamBoard = {
  at: string;
  seq: number;
  teams: TeamView[];
  colleagues: ColleagueView[];
  atRisk: string[];
  late: string[];
  /** Every conversation named above. */
  conversations: ConversationView[];
  nextDueAt: string | null;
  /** So many wait that the numbers are of the most pressing ones only. */
  isMore: boolean;
};

/** Of each standing, and of those broken already: no more than so many who wait are looked at. */
export const WAITING_LOOKED_AT = 2_000;
/** A day of more turns than this is counted from the newest ones. */
export const DECIDED_LOOKED_AT = 20_000;
export const ROWS_SHOWN = 50;
export const HELD_SHOWN = 5;

/** A lead sees every team. Others see the colleagues they are in a team with, and of the figures of persons only their own. */
export function readTeamBoard(desk: Pick<Desk, 'db' | 'now'>, who: Who): Promise<TeamBoard> {
  permit(who, 'read_people');
  const now = desk.now();
  return inSnapshot(desk.db, async (tx, seq) => {
    const { brandId } = who;
    const sight = await sightOf(tx, who);
    const zones = await zonesOf(tx, brandId, sight.teams);
    const since = midnightsOf(zones, now);
    const waiting = await store.listWaiting(tx, { brandId, now, most: WAITING_LOOKED_AT });
    const decided = await store.countDecided(tx, { brandId, now, since, most: DECIDED_LOOKED_AT });
    const board = countBoard(
      sight.teams.map(({ id }) => id),
      waiting,
      decided,
      now.getTime(),
    );
    const [atRisk, late] = [board.atRisk.slice(0, ROWS_SHOWN), board.late.slice(0, ROWS_SHOWN)];
    const colleagues = await listColleagues(tx, who, { sight, board, decided, now });
    const named = new Set([...atRisk, ...late, ...colleagues.flatMap(({ next }) => next)]);
    return {
      at: now.toISOString(),
      seq,
      teams: board.teams.map((standing, k) => ({
        ...standing,
        name: sight.teams[k]?.name ?? null,
        timeZone: zones[k]?.timeZone ?? 'UTC',
      })),
      colleagues,
      atRisk,
      late,
      conversations: [...(await loadConversationViews(tx, brandId, [...named])).values()],
      nextDueAt: board.nextDueAtMs === null ? null : new Date(board.nextDueAtMs).toISOString(),
      isMore: waiting.length >= WAITING_LOOKED_AT,
    };
  });
}

/** Whom and what the caller may see: everything, or the teams they are in; who is in none sees what is in none. */
type Sight = { isLead: boolean; teams: { id: string | null; name: string | null }[] };

const NO_TEAM = { id: null, name: null };

async function sightOf(db: Db, who: Who): Promise<Sight> {
  const teams = await listTeams(db, who.brandId);
  if (mayDo(who.reach.role, 'lead')) return { isLead: true, teams: [...teams, NO_TEAM] };
  const mine = teams.filter(team => team.members.includes(who.agentId));
  return { isLead: false, teams: mine.length > 0 ? mine : [NO_TEAM] };
}

type TeamZone = { teamId: string | null; timeZone: string };

/** The time zone of a team's hours, else of the brand's first calendar, else UTC. */
export async function zonesOf(db: Db, brandId: number, teams: readonly { id: string | null }[]): Promise<TeamZone[]> {
  const calendars = await listCalendars(db, brandId);
  const zoneOf = new Map(calendars.map(({ id, timeZone }) => [id, timeZone]));
  const uses = new Map((await listCalendarTeams(db, brandId)).map(use => [use.teamId, zoneOf.get(use.calendarId)]));
  const usual = calendars[0]?.timeZone ?? 'UTC';
  return teams.map(({ id }) => ({ teamId: id, timeZone: (id === null ? undefined : uses.get(id)) ?? usual }));
}

/** When today began, by team. */
export function midnightsOf(zones: readonly TeamZone[], now: Date): { teamId: string | null; at: Date }[] {
  return zones.map(({ teamId, timeZone }) => ({ teamId, at: midnightIn(timeZone, now) }));
}

function midnightIn(timeZone: string, now: Date): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(here.startOfDay().epochMilliseconds);
}

type Seen = {
  sight: Sight;
  board: Board;
  decided: Awaited<ReturnType<typeof store.countDecided>>;
  now: Date;
};

/** By name. */
async function listColleagues(db: Db, who: Who, { sight, board, decided, now }: Seen): Promise<ColleagueView[]> {
  const working = new Map((await listWorking(db, who.brandId)).map(one => [one.agentId, one]));
  const carried = Map.groupBy(await listCarried(db, who.brandId, now), one => one.agentId);
  const told = Map.groupBy(
    decided.filter(one => sight.teams.some(({ id }) => id === one.teamId)),
    one => one.agentId,
  );
  return (await listBeats(db, who.brandId)).flatMap(({ agentId, beats }) => {
    const { teams = [], capacity = 0 } = working.get(agentId) ?? {};
    if (!(sight.isLead || agentId === who.agentId || isBeside(sight, teams))) return [];
    const { state, since, reason } = presenceAt(beats, now);
    const held = board.hands.get(agentId) ?? [];
    const sum = (which: 'kept' | 'broken') => (told.get(agentId) ?? []).reduce((n, one) => n + one[which], 0);
    const isTold = sight.isLead || agentId === who.agentId;
    return [
      {
        agentId,
        teams,
        state,
        since: since?.toISOString() ?? null,
        reason,
        load: (carried.get(agentId) ?? []).reduce((n, one) => n + weightOf(one), 0),
        capacity,
        holds: held.length,
        next: held.slice(0, HELD_SHOWN),
        given: (board.given.get(agentId) ?? []).slice(0, BULK_LIMIT),
        kept: isTold ? sum('kept') : null,
        broken: isTold ? sum('broken') : null,
      },
    ];
  });
}

/** Whether somebody is in one of these teams; in none, where what is in none is shown. */
function isBeside({ teams: shown }: Sight, teams: readonly string[]): boolean {
  return shown.some(({ id }) => (id === null ? teams.length === 0 : teams.includes(id)));
}
