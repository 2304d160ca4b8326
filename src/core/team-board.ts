/** How a team stands at this moment: counted over those who wait, and over the promises decided today. */

/** Somebody who waits, with what the board asks of them; instants in milliseconds since 1970. */
export type Waiting = {
  id: string;
  teamId: string | null;
  assigneeId: string | null;
  /** Who is answering at this moment; null: nobody. */
  claimedBy: string | null;
  turnOpenedAtMs: number;
  /** Null: nothing was promised. */
  dueAtMs: number | null;
  /** What was promised; null for promises counted before policies were. */
  minutes: number | null;
  /** The largest share of the promise of whose passing we were warned; 0: of none. */
  warned: number;
};

/** Turns whose promise was decided today, of one team and one colleague. */
export type Decided = { teamId: string | null; agentId: string | null; kept: number; broken: number };

export type TeamStanding = {
  /** Null: what belongs to no team. */
  teamId: string | null;
  kept: number;
  broken: number;
  atRisk: number;
  /** Of all who wait: due within `SOON_MINUTES`. */
  soon: number;
  waiting: number;
  /** Of all who wait: given to nobody. */
  unassigned: number;
  /** Of all who wait: broken already. */
  late: number;
};

export type Board = {
  teams: TeamStanding[];
  /** At risk, least time left first. */
  atRisk: string[];
  /** Broken and still waiting, longest first. */
  late: string[];
  /** By colleague: what they have or are answering, least time left first. */
  hands: Map<string, string[]>;
  /** By colleague: what was given to them, whoever is answering it. */
  given: Map<string, string[]>;
  /** The next promise to come due; null: none is running. */
  nextDueAtMs: number | null;
};

/** Little is left of a promise: this share of it, by the clock on the wall. Warnings may have come sooner. */
export const LITTLE_LEFT = 0.2;
/** What breaks within so many minutes if nobody acts. */
export const SOON_MINUTES = 10;

/** Not broken yet, and warned of once, or under a fifth of it left. */
export function isAtRisk({ dueAtMs, turnOpenedAtMs, minutes, warned }: Waiting, nowMs: number): boolean {
  if (dueAtMs === null || dueAtMs <= nowMs) return false;
  const promisedMs = minutes === null ? dueAtMs - turnOpenedAtMs : minutes * 60_000;
  return warned > 0 || dueAtMs - nowMs < promisedMs * LITTLE_LEFT;
}

/** Whoever is answering has it, else whoever it was given to. */
export function handOf({ claimedBy, assigneeId }: Pick<Waiting, 'claimedBy' | 'assigneeId'>): string | null {
  return claimedBy ?? assigneeId;
}

/** @param teamIds the teams to tell of, in this order; null among them: what belongs to none */
export function countBoard(
  teamIds: readonly (string | null)[],
  waiting: readonly Waiting[],
  decided: readonly Decided[],
  nowMs: number,
): Board {
  const standings = new Map(teamIds.map(teamId => [teamId, emptyStanding(teamId)]));
  for (const { teamId, kept, broken } of decided) {
    const standing = standings.get(teamId);
    if (standing === undefined) continue;
    standing.kept += kept;
    standing.broken += broken;
  }
  const told = waiting.filter(one => standings.has(one.teamId)).toSorted(byDue);
  for (const one of told) {
    const standing = standings.get(one.teamId);
    if (standing !== undefined) addWaiting(standing, one, nowMs);
  }
  return {
    teams: [...standings.values()],
    atRisk: told.filter(one => isAtRisk(one, nowMs)).map(one => one.id),
    late: told.filter(one => isLate(one, nowMs)).map(one => one.id),
    hands: idsBy(told, handOf),
    given: idsBy(told, one => one.assigneeId),
    nextDueAtMs: told.find(one => one.dueAtMs !== null && one.dueAtMs > nowMs)?.dueAtMs ?? null,
  };
}

function idsBy(told: readonly Waiting[], of: (one: Waiting) => string | null): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const one of told) {
    const agentId = of(one);
    if (agentId === null) continue;
    const theirs = ids.get(agentId);
    if (theirs === undefined) ids.set(agentId, [one.id]);
    else theirs.push(one.id);
  }
  return ids;
}

function addWaiting(standing: TeamStanding, one: Waiting, nowMs: number): void {
  standing.waiting += 1;
  if (one.assigneeId === null) standing.unassigned += 1;
  if (isLate(one, nowMs)) standing.late += 1;
  else if (one.dueAtMs !== null && one.dueAtMs <= nowMs + SOON_MINUTES * 60_000) standing.soon += 1;
  if (isAtRisk(one, nowMs)) standing.atRisk += 1;
}

function isLate({ dueAtMs }: Waiting, nowMs: number): boolean {
  return dueAtMs !== null && dueAtMs <= nowMs;
}

/** Without a promise comes last. */
function byDue(a: Waiting, b: Waiting): number {
  return (a.dueAtMs ?? Number.MAX_VALUE) - (b.dueAtMs ?? Number.MAX_VALUE) || (a.id < b.id ? -1 : 1);
}

function emptyStanding(teamId: string | null): TeamStanding {
  return { teamId, kept: 0, broken: 0, atRisk: 0, soon: 0, waiting: 0, unassigned: 0, late: 0 };
}
