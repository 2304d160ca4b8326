/** How often promises would have been kept: run over the turns of the last days, before anybody is promised anything. */
import { openTimeOf } from '../core/calendar/open-time.ts';
import { choosePolicy, type Policy } from '../core/policy.ts';
import { dueAfter, minutesOf, openTimeFor, type PromiseBook } from '../core/promise.ts';
import { listCalendars, listCalendarTeams, loadHours } from '../store/calendars.ts';
import type { Db } from '../store/db.ts';
import { type TriedTurn, turnsToTry } from '../store/tried-turns.ts';
import { permit, type Who } from './permit.ts';
import { type MattersTried, tryMatters } from './try-matters.ts';

/** How far back is looked, and at how many turns at most: the newest. */
export const TRIED_DAYS = 30;
export const TURNS_TRIED = 5_000;
/** So many of the turns behind a figure come with it, the broken ones first. */
export const TURNS_SHOWN = 20;
const DAY_MS = 86_400_000;

export type TriedPolicy = Pick<Policy, 'id' | 'conditions' | 'firstMinutes' | 'nextMinutes' | 'hours'> &
  Partial<Pick<Policy, 'resolutionMinutes'>>;
export type TurnBehind = {
  id: string;
  conversationId: string;
  name: string;
  openedAt: string;
  dueAt: string;
  answeredAt: string | null;
  kept: boolean;
};
export type PolicyTried = {
  policyId: string;
  /** Turns it would have applied to. */
  applied: number;
  /** Of those, the ones that came due, and were answered in time. */
  due: number;
  kept: number;
  behind: TurnBehind[];
  /** The same of whole matters, where it promises their resolution. */
  resolution: MattersTried;
};
export type PoliciesTried = {
  fromAt: string;
  /** Turns looked at; `isCut`: there were more. */
  turns: number;
  isCut: boolean;
  /** Turns that no policy promises anything for. */
  unpromised: number;
  rows: PolicyTried[];
};

export async function tryPolicies(
  { db, now }: { db: Db; now: () => Date },
  who: Who,
  policies: readonly TriedPolicy[],
): Promise<PoliciesTried> {
  permit(who, 'lead');
  const at = now();
  const since = new Date(at.getTime() - TRIED_DAYS * DAY_MS);
  const [found, book] = await Promise.all([turnsToTry(db, who.brandId, since, TURNS_TRIED + 1), loadBook(db, who)]);
  const turns = found.slice(0, TURNS_TRIED);
  const tried = policies.map(policy => ({ resolutionMinutes: null, ...policy, name: '', warnings: [], steps: [] }));
  const matters = await tryMatters({ db, brandId: who.brandId, book, since, at }, tried);
  const rows = new Map(policies.map(({ id }) => [id, blank(id, matters.get(id))]));
  let unpromised = 0;
  for (const turn of turns) {
    const chosen = tried.find(({ id }) => id === turn.chosenPolicyId);
    const policy = chosen ?? choosePolicy(tried, turn).policy;
    const row = policy === null ? undefined : rows.get(policy.id);
    const dueAt = policy === null ? null : dueOf(policy, turn, book);
    if (row === undefined || dueAt === null) {
      unpromised += 1;
      continue;
    }
    row.applied += 1;
    const kept = verdict(turn, dueAt, at);
    if (kept === null) continue;
    row.due += 1;
    if (kept) row.kept += 1;
    row.behind.push(behind(turn, dueAt, kept));
  }
  const shown = [...rows.values()].map(row => ({ ...row, behind: brokenFirst(row.behind) }));
  return {
    fromAt: since.toISOString(),
    turns: turns.length,
    isCut: found.length > turns.length,
    unpromised,
    rows: shown,
  };
}

function blank(policyId: string, resolution: MattersTried = { applied: 0, due: 0, kept: 0 }): PolicyTried {
  return { policyId, applied: 0, due: 0, kept: 0, behind: [], resolution };
}

async function loadBook(db: Db, who: Who): Promise<PromiseBook> {
  const [hours, calendars, teams] = await Promise.all([
    loadHours(db, who.brandId),
    listCalendars(db, who.brandId),
    listCalendarTeams(db, who.brandId),
  ]);
  return {
    policies: [],
    openTimes: new Map([...hours].map(([id, one]) => [id, openTimeOf(one)])),
    teamCalendars: new Map(teams.map(({ teamId, calendarId }) => [teamId, calendarId])),
    inboxTeams: new Map(),
    firstCalendarId: calendars[0]?.id ?? null,
  };
}

/** Null: nothing is promised, or its hours never come. */
function dueOf(policy: Policy, turn: TriedTurn, book: PromiseBook): Date | null {
  const minutes = minutesOf(policy, turn.kind);
  if (minutes === null) return null;
  const open = openTimeFor(book, policy.hours, turn.teamId);
  const given = { id: policy.id, name: policy.name, minutes, inHours: open.kind !== 'always' };
  return dueAfter({ policy: given, warnings: [], open }, turn.openedAt);
}

/** As everywhere: late is late; what needed no answer or was taken back counts neither way, nor what is not due yet. */
function verdict({ outcome, closedAt, playsUntil }: TriedTurn, dueAt: Date, now: Date): boolean | null {
  if (outcome === 'not_needed' || outcome === 'withdrawn') return null;
  if (outcome === 'answered' && closedAt !== null) return closedAt <= dueAt;
  const clock = playsUntil !== null && playsUntil < now ? playsUntil : now;
  return dueAt < clock ? false : null;
}

function behind(
  { id, conversationId, name, openedAt, outcome, closedAt }: TriedTurn,
  dueAt: Date,
  kept: boolean,
): TurnBehind {
  const answeredAt = outcome === 'answered' ? (closedAt?.toISOString() ?? null) : null;
  return { id, conversationId, name, openedAt: openedAt.toISOString(), dueAt: dueAt.toISOString(), answeredAt, kept };
}

function brokenFirst(turns: readonly TurnBehind[]): TurnBehind[] {
  return [...turns.filter(turn => !turn.kept), ...turns.filter(turn => turn.kept)].slice(0, TURNS_SHOWN);
}
