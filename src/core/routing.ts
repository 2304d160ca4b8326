/**
 * Who gets which. Pure: who waits, who works and what time it is go in; who is given what, with the reasons, comes out.
 * Push (`handOut`) goes from the work to the agents, pull (`nextFor`) from one agent to the work; both by the same rules:
 * the most urgent first, a language or network that was named is a must, then the same person again, what they know best,
 * the hard cases shared, and rare skills kept free for who needs them.
 */
import type { Because } from './because.ts';
import type { PresenceState } from './presence.ts';
import { type Fits, fitOf, type Pool, poolOf } from './routing-fit.ts';
import type { Skill } from './skill.ts';
import { inUrgency, isLast, leftMs, promisedMs, rankOf, riskOf, urgencyOf, type Waiting } from './urgency.ts';
import { HARD_FROM, type Heft, weightOf } from './weight.ts';

export type Work = Waiting &
  Heft & {
    /** The first part of its language, where one was read. */
    language: string | null;
    network: string;
    tags: readonly string[];
    teamId: string | null;
    inboxId: string;
    /** Who answered this person last, not too long ago. */
    lastAgentId: string | null;
    /** Who has just lost it by going quiet: not theirs again. */
    lostBy: string | null;
  };

export type Hand = {
  agentId: string;
  teams: readonly string[];
  /** A partner sees only some. */
  inboxes: 'all' | readonly string[];
  presence: PresenceState;
  /** Within their team's hours; whoever works outside them takes by themselves and is given nothing. */
  inHours: boolean;
  skills: readonly Skill[];
  capacity: number;
  /** What they carry now, in points of `weightOf`. */
  load: number;
  /** Hard cases of the last hours. */
  hardCases: number;
  /** When they were last given something. */
  givenAt: Date | null;
};

export type Given = { workId: string; agentId: string; weight: number; because: Because[] };

/** How much each thing counts against another, in shares of a full plate. */
const RARE_COSTS = 0.5;
const HARD_COSTS = 0.35;
const TOPIC_HELPS = 0.4;
const TOPICS_COUNTED = 2;
/** Who has somebody waiting already is given another only when less of the promise is left than this. */
const PRESSING_SHARE = 0.25;
/** To know the person is worth so much of a plate. */
const KNOWS_HELPS = 0.5;

/** Push: what is given now. Everybody's room is used up as it goes; what fits nobody stays. */
export function handOut(work: readonly Work[], hands: readonly Hand[], now: Date): Given[] {
  const pool = poolOf(hands);
  const free = hands.filter(hasSomeRoom).map(hand => ({ ...hand }));
  /** Hands that empty for a heavy case: light ones that are less urgent would fill them again and again. */
  const kept = new Set<Hand>();
  const given: Given[] = [];
  for (const one of inUrgency(work, now)) {
    const weight = weightOf(one);
    const asked = free.filter(
      hand => !kept.has(hand) && isTheirs(one, hand) && (hand.load === 0 || isPressing(one, now)),
    );
    const roomy = asked.filter(hand => hasRoom(hand, weight));
    const { fits, those } = fitOf(one, roomy, pool, now);
    const chosen = choose(one, weight, those, pool);
    if (chosen === null) {
      const keeper = fitOf(one, asked, pool, now).those.toSorted((a, b) => a.load - b.load)[0];
      if (keeper !== undefined) kept.add(keeper);
      continue;
    }
    given.push({
      workId: one.id,
      agentId: chosen.hand.agentId,
      weight,
      because: reasons(one, chosen, those, fits, now),
    });
    chosen.hand.load += weight;
    chosen.hand.givenAt = now;
    if (weight >= HARD_FROM) chosen.hand.hardCases += 1;
  }
  return given;
}

/** Whoever would have it now, late as it may be, among those with room; null: nobody. */
export function bestFor(work: Work, hands: readonly Hand[], now: Date): Given | null {
  const weight = weightOf(work);
  const pool = poolOf(hands);
  const asked = hands.filter(hand => hasSomeRoom(hand) && isTheirs(work, hand) && hasRoom(hand, weight));
  const { fits, those } = fitOf(work, asked, pool, now);
  const chosen = choose(work, weight, those, pool);
  if (chosen === null) return null;
  const because = reasons(work, chosen, those, fits, now);
  return { workId: work.id, agentId: chosen.hand.agentId, weight, because };
}

/** Whether it is put on a plate that is not empty: there it waits for one person, here for whoever is free first. */
function isPressing(work: Work, now: Date): boolean {
  if (isLast(work)) return false;
  const share = leftMs(work, now) / promisedMs(work);
  return (share > 0 && share < PRESSING_SHARE) || riskOf(work) === 'danger' || riskOf(work) === 'urgent';
}

function hasSomeRoom(hand: Hand): boolean {
  return hand.presence === 'on' && hand.inHours && hand.load < hand.capacity;
}

function isTheirs(work: Work, hand: Hand): boolean {
  if (work.lostBy === hand.agentId) return false;
  if (hand.inboxes !== 'all' && !hand.inboxes.includes(work.inboxId)) return false;
  return work.teamId === null || hand.teams.includes(work.teamId);
}

/** The heaviest case fits the smallest plate, if it is empty. */
function hasRoom(hand: Hand, weight: number): boolean {
  return hand.load === 0 || hand.load + weight <= hand.capacity;
}

type Chosen = { hand: Hand; by: 'continuity' | 'fair' | 'topic' | 'room' | 'onlyOne'; topic: string | null };

function choose(work: Work, weight: number, hands: readonly Hand[], pool: Pool): Chosen | null {
  const fewest = Math.min(...hands.map(hand => hand.hardCases));
  let best: { hand: Hand; cost: number } | null = null;
  for (const hand of hands) {
    const cost = costOf(work, weight, hand, pool, fewest);
    if (best === null || cost < best.cost || (cost === best.cost && isBefore(hand, best.hand))) best = { hand, cost };
  }
  if (best === null) return null;
  const { hand } = best;
  const topic = topicsOf(work, hand)[0] ?? null;
  const isHard = weight >= HARD_FROM;
  const isFair = isHard && hand.hardCases === fewest && hands.some(other => other.hardCases > fewest);
  if (hand.agentId === work.lastAgentId) return { hand, by: 'continuity', topic };
  const by = hands.length === 1 ? 'onlyOne' : isFair ? 'fair' : topic !== null ? 'topic' : 'room';
  return { hand, by, topic };
}

function costOf(work: Work, weight: number, hand: Hand, pool: Pool, fewest: number): number {
  const plate = (hand.load + weight) / Math.max(1, hand.capacity);
  const hard = weight >= HARD_FROM ? (hand.hardCases - fewest) * HARD_COSTS : 0;
  const topics = Math.min(topicsOf(work, hand).length, TOPICS_COUNTED) * TOPIC_HELPS;
  const knows = hand.agentId === work.lastAgentId ? KNOWS_HELPS : 0;
  return plate + pool.rareBeside(hand, work) * RARE_COSTS + hard - topics - knows;
}

/** Whoever has had nothing for longest; then by name of the row, so that the same question has one answer. */
function isBefore(a: Hand, b: Hand): boolean {
  const [aMs, bMs] = [a.givenAt?.getTime() ?? 0, b.givenAt?.getTime() ?? 0];
  return aMs === bMs ? a.agentId < b.agentId : aMs < bMs;
}

export function topicsOf(work: Pick<Work, 'tags' | 'intents'>, hand: Pick<Hand, 'skills'>): string[] {
  const about = new Set([...work.tags, ...work.intents].map(word => word.toLowerCase()));
  return hand.skills.filter(({ kind, value }) => kind === 'topic' && about.has(value)).map(({ value }) => value);
}

function reasons(work: Work, chosen: Chosen, those: readonly Hand[], fits: Fits, now: Date): Because[] {
  const { hand, by, topic } = chosen;
  const because: Because[] = [urgent(work, now)];
  if (by === 'continuity') because.push({ kind: 'continuity', agentId: hand.agentId });
  because.push(...fits.because);
  if (topic !== null) because.push({ kind: 'topic', topic });
  if (by === 'fair') because.push({ kind: 'fair', hardCases: hand.hardCases });
  if (by === 'onlyOne' && those.length === 1) because.push({ kind: 'onlyOne' });
  if (by !== 'onlyOne') because.push({ kind: 'room', load: hand.load, capacity: hand.capacity });
  return because;
}

function urgent(work: Work, now: Date): Because {
  const leftMinutes = work.dueAt === null ? null : Math.floor(leftMs(work, now) / 60_000);
  const risk = riskOf(work);
  return { kind: 'urgent', leftMinutes, risk, ...(risk === 'leaving' ? { score: work.risk ?? 0 } : {}) };
}

/** The same person again is worth so much of the promise to a customer; a topic and a rare skill, a little. */
const CONTINUITY_SHARE = 0.25;
const TOPIC_SHARE = 0.05;
const RARE_SHARE = 0.1;
/** Another team's work is served once so much of its promise is left, and after one's own. */
const HELP_OUT_SHARE = 0.5;

/** Pull: what this agent should take, best first, with the reasons. What is left out they are not to be served. */
export function nextFor(
  hand: Hand,
  work: readonly Work[],
  hands: readonly Hand[],
  now: Date,
): { workId: string; because: Because[] }[] {
  const pool = poolOf(hands);
  const others = new Map(hands.filter(hasSomeRoom).map(other => [other.agentId, other]));
  const served = work.flatMap(one => {
    if (one.lostBy === hand.agentId) return [];
    const helps = one.teamId !== null && hand.teams.length > 0 && !hand.teams.includes(one.teamId);
    if (helps && leftMs(one, now) > promisedMs(one) * HELP_OUT_SHARE) return [];
    const { fits, those } = fitOf(one, [hand], pool, now);
    if (those.length === 0) return [];
    const isMine = one.lastAgentId === hand.agentId;
    const isAnothers = !isMine && one.lastAgentId !== null && others.has(one.lastAgentId);
    const share =
      (isMine ? -CONTINUITY_SHARE : isAnothers ? CONTINUITY_SHARE : 0) -
      Math.min(topicsOf(one, hand).length, TOPICS_COUNTED) * TOPIC_SHARE -
      pool.rareFor(hand, one) * RARE_SHARE;
    return [{ one, fits, helps, rank: rankOf(one), place: urgencyOf(one, now) + share }];
  });
  served.sort(
    (a, b) =>
      a.rank - b.rank || Number(a.helps) - Number(b.helps) || a.place - b.place || (a.one.id < b.one.id ? -1 : 1),
  );
  return served.map(({ one, fits, helps }) => {
    const because: Because[] = [urgent(one, now)];
    if (one.lastAgentId === hand.agentId) because.push({ kind: 'continuity', agentId: hand.agentId });
    if (helps && one.teamId !== null) because.push({ kind: 'helpsOut', teamId: one.teamId });
    because.push(...fits.because);
    const topic = topicsOf(one, hand)[0];
    if (topic !== undefined) because.push({ kind: 'topic', topic });
    return { workId: one.id, because };
  });
}
