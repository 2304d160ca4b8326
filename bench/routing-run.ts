/** Plays one day under one rule, event by event. What is known to the rules is the same; what they make of it is not. */
import { AWAY_AFTER_MINUTES, OFF_AFTER_SECONDS, type Presence, presenceAt } from '../src/core/presence.ts';
import { returns } from '../src/core/returning.ts';
import type { Hand, Work } from '../src/core/routing.ts';
import { urgencyOf } from '../src/core/urgency.ts';
import { isHard, weightOf } from '../src/core/weight.ts';
import type { Agent, Arrival, Day } from './routing-world.ts';

/** @returns who is given what now */
export type Rule = {
  give: (waiting: readonly Work[], hands: readonly Hand[], now: Date) => { workId: string; agentId: string }[];
  /** Whether the work of who went quiet goes back. */
  handsBack: boolean;
  /** What an agent does first of what they have. */
  order: 'urgency' | 'due';
};

export type Played = {
  keptShare: number;
  waitP90S: number;
  waitMedianS: number;
  unanswered: number;
  returned: number;
  /** Standard deviation of hard cases per agent ÷ mean. */
  hardSpread: number;
  sameAgentShare: number;
};

const START_MS = Date.UTC(2026, 10, 23, 8);
const TICK_MS = 5_000;
const HARD_WINDOW_MS = 4 * 3_600_000;
/** Nobody is made to stop in the middle of the night: who waits at the end is played out for so long. */
const AFTER_MS = 3 * 3_600_000;

type Turn = Arrival & { work: Work; answeredMs: number | null; holder: Seat | null; assignedMs: number };
type Seat = {
  agent: Agent;
  held: Turn[];
  doing: Turn | null;
  doneMs: number;
  hardAt: number[];
  given: Date | null;
  hard: number;
};

export function play(day: Day, rule: Rule): Played {
  const turns = day.arrivals.map(
    (one): Turn => ({ ...one, work: workOf(one), answeredMs: null, holder: null, assignedMs: 0 }),
  );
  const seats = day.agents.map(
    (agent): Seat => ({ agent, held: [], doing: null, doneMs: 0, hardAt: [], given: null, hard: 0 }),
  );
  const lastBy = new Map<number, string>();
  let waiting: Turn[] = [];
  let next = 0;
  let returned = 0;
  let same = 0;
  let known = 0;
  for (let nowMs = 0; nowMs < day.endMs + AFTER_MS; nowMs += TICK_MS) {
    const now = new Date(START_MS + nowMs);
    for (let turn = turns[next]; turn !== undefined && turn.atMs <= nowMs; turn = turns[++next]) {
      turn.work.lastAgentId = lastBy.get(turn.contact) ?? null;
      waiting.push(turn);
    }
    const presences = new Map(seats.map(seat => [seat, presenceOf(seat.agent, nowMs)]));
    for (const seat of seats) {
      const done = finish(seat, nowMs);
      if (done !== null) {
        if (lastBy.has(done.contact)) known += 1;
        if (lastBy.get(done.contact) === seat.agent.id) same += 1;
        lastBy.set(done.contact, seat.agent.id);
      }
    }
    if (rule.handsBack) {
      const back = seats.flatMap(seat => goingBack(seat, presences, now));
      for (const turn of back) {
        turn.work.lostBy = turn.holder?.agent.id ?? null;
        turn.holder?.held.splice(turn.holder.held.indexOf(turn), 1);
        turn.holder = null;
      }
      waiting.push(...back);
      returned += back.length;
    }
    const hands = seats.map(seat => handOf(seat, presences.get(seat)?.state ?? 'off', nowMs));
    const byId = new Map(waiting.map(turn => [turn.id, turn]));
    for (const { workId, agentId } of rule.give(
      waiting.map(turn => turn.work),
      hands,
      now,
    )) {
      const turn = byId.get(workId);
      const seat = seats.find(one => one.agent.id === agentId);
      if (turn === undefined || seat === undefined || turn.holder !== null) throw new Error('given twice');
      turn.holder = seat;
      turn.assignedMs = nowMs;
      seat.held.push(turn);
      seat.given = now;
    }
    waiting = waiting.filter(turn => turn.holder === null);
    for (const seat of seats) begin(seat, nowMs, now, rule);
  }
  return figures(turns, seats, day, { returned, sameAgentShare: known === 0 ? 0 : same / known });
}

function workOf(one: Arrival): Work {
  return {
    ...one,
    openedAt: new Date(START_MS + one.atMs),
    dueAt: new Date(START_MS + one.dueMs),
    priority: 'normal',
    teamId: null,
    inboxId: 'inbox',
    lastAgentId: null,
    lostBy: null,
  };
}

/** As the server would see it: knocks stop, or go on untouched. */
function presenceOf(agent: Agent, nowMs: number): Presence {
  const quiet = agent.quiet.find(one => one.fromMs <= nowMs && nowMs < one.untilMs);
  const at = (ms: number) => new Date(START_MS + ms);
  const heard = quiet === undefined ? nowMs : quiet.fromMs;
  const beats = { leftAt: null, onSince: at(0), awayReason: null, awaySince: null, inputAt: at(heard) };
  return presenceAt({ ...beats, beatAt: at(quiet?.kind === 'closed' ? heard : nowMs) }, at(nowMs));
}

function isQuiet(agent: Agent, nowMs: number): boolean {
  return agent.quiet.some(one => one.fromMs <= nowMs && nowMs < one.untilMs);
}

function handOf(seat: Seat, presence: Presence['state'], nowMs: number): Hand {
  const { agent, held, given } = seat;
  return {
    agentId: agent.id,
    teams: [],
    inboxes: 'all',
    presence,
    inHours: true,
    skills: agent.skills,
    capacity: agent.capacity,
    load: held.reduce((sum, turn) => sum + weightOf(turn.work), 0),
    hardCases:
      seat.hardAt.filter(at => at > nowMs - HARD_WINDOW_MS).length + held.filter(turn => isHard(turn.work)).length,
    givenAt: given,
  };
}

/** One answer at a time; who goes quiet stops where they are and goes on when they are back. */
function begin(seat: Seat, nowMs: number, now: Date, { order }: Rule): void {
  if (seat.doing !== null || isQuiet(seat.agent, nowMs) || seat.held.length === 0) return;
  const key = (turn: Turn) => (order === 'due' ? turn.dueMs : urgencyOf(turn.work, now));
  seat.doing = seat.held.toSorted((a, b) => key(a) - key(b))[0] ?? null;
  seat.doneMs = nowMs + (seat.doing?.handleMs ?? 0);
}

function finish(seat: Seat, nowMs: number): Turn | null {
  const { doing } = seat;
  if (doing === null) return null;
  if (isQuiet(seat.agent, nowMs)) {
    seat.doneMs += TICK_MS;
    return null;
  }
  if (seat.doneMs > nowMs) return null;
  doing.answeredMs = seat.doneMs;
  if (isHard(doing.work)) {
    seat.hardAt.push(nowMs);
    seat.hard += 1;
  }
  seat.held.splice(seat.held.indexOf(doing), 1);
  seat.doing = null;
  return doing;
}

function goingBack(seat: Seat, presences: ReadonlyMap<Seat, Presence>, now: Date): Turn[] {
  const presence = presences.get(seat);
  if (presence === undefined || presence.state === 'on') return [];
  const going = seat.held.filter(
    turn =>
      returns(
        {
          ...turn.work,
          presence: presence.state,
          quietSince: presence.since,
          assignedAt: new Date(START_MS + turn.assignedMs),
          claimRanOut: false,
          hasOthers: true,
        },
        now,
      ) !== null,
  );
  if (seat.doing !== null && going.includes(seat.doing)) seat.doing = null;
  return going;
}

function figures(
  turns: readonly Turn[],
  seats: readonly Seat[],
  day: Day,
  more: { returned: number; sameAgentShare: number },
): Played {
  const lastMs = day.endMs + AFTER_MS;
  const waits = turns.map(turn => (turn.answeredMs ?? lastMs) - turn.atMs).sort((a, b) => a - b);
  const kept = turns.filter(turn => turn.answeredMs !== null && turn.answeredMs <= turn.dueMs).length;
  const hard = seats.map(seat => seat.hard);
  const mean = hard.reduce((sum, n) => sum + n, 0) / hard.length;
  const spread = Math.sqrt(hard.reduce((sum, n) => sum + (n - mean) ** 2, 0) / hard.length);
  return {
    keptShare: kept / turns.length,
    waitP90S: (waits[Math.floor(waits.length * 0.9)] ?? 0) / 1000,
    waitMedianS: (waits[Math.floor(waits.length * 0.5)] ?? 0) / 1000,
    unanswered: turns.filter(turn => turn.answeredMs === null).length,
    hardSpread: mean === 0 ? 0 : spread / mean,
    ...more,
  };
}

/** For the notes: how long it takes to notice. */
export const NOTICED = `off after ${OFF_AFTER_SECONDS} s, away after ${AWAY_AFTER_MINUTES} min`;
