/**
 * A turn is the run of a customer's messages that waits for an answer. It opens at the network's time of its first message
 * and closes at the network's time of the first confirmed human answer, by a colleague's decision, or when the customer
 * takes every message back. Counting is a pure fold over the conversation, so that it never depends on what was heard first.
 */
import { iso } from './conversation.ts';
import type { Noise, Urgency } from './triage/reading.ts';
import type { GivenPolicy, TurnOutcome, TurnView } from './view.ts';

/** What the fold looks at. Answers are confirmed, not deleted and more than holding messages; the others do not count and are left out. */
export type Said =
  | {
      kind: 'in';
      id: string;
      at: Date;
      receivedAt: Date;
      deletedAt: Date | null;
      remoteId: string | null;
      parentRemoteId: string | null;
      lang: string | null;
      /** Words of core/triage. */
      intents: readonly string[];
      /** Null: never read. */
      urgency: Urgency | null;
      noise: Noise | null;
    }
  | {
      kind: 'answer';
      id: string;
      at: Date;
      agentId: string | null;
      remoteId: string | null;
      parentRemoteId: string | null;
    }
  | { kind: 'closing'; at: Date; outcome: 'unanswered' | 'not_needed'; reason: string | null; agentId: string | null };

/** A turn as counted, before it is matched with the stored one. */
export type CountedTurn = {
  kind: 'first' | 'next';
  openedAt: Date;
  receivedAt: Date;
  openedBy: string;
  closedAt: Date | null;
  closedBy: string | null;
  closedAgentId: string | null;
  outcome: TurnOutcome | null;
  reason: string | null;
  /** Of the message it opened with. */
  lang: string | null;
  /** What its messages, those taken back left out, are about. */
  intents: string[];
  /** The most urgent of them; null: none was read. */
  urgency: Urgency | null;
  /** All of them are noise: what the last one is. */
  noise: Noise | null;
  /** Every message of the run, for finding the stored turn again. */
  messageIds: string[];
};

type Written = Extract<Said, { kind: 'in' }>;

/** @param answered whether a turn before these was closed by an answer */
export function countTurns(said: readonly Said[], answered: boolean): CountedTurn[] {
  const turns: CountedTurn[] = [];
  let run: Written[] = [];
  let isAnswered = answered;

  function close(messages: Written[], closing: Partial<CountedTurn>): void {
    if (messages.length === 0) return;
    turns.push(turnOf(messages, isAnswered ? 'next' : 'first', closing));
    if (closing.outcome === 'answered') isAnswered = true;
  }

  for (const step of inOrder(said)) {
    if (step.kind === 'in') run.push(step.said);
    else if (step.kind === 'gone') {
      if (run.includes(step.said) && run.every(message => isGone(message, step.at))) {
        close(run, { outcome: 'withdrawn', closedAt: step.at });
        run = [];
      }
    } else if (step.kind === 'answer') {
      const { at, id, agentId } = step.said;
      close(run, { outcome: 'answered', closedAt: at, closedBy: id, closedAgentId: agentId });
      run = [];
    } else {
      const { at, outcome, reason, agentId } = step.said;
      // What had not been heard when the colleague decided is not covered by the decision.
      close(
        run.filter(message => message.receivedAt <= at),
        { outcome, reason, closedAt: at, closedAgentId: agentId },
      );
      run = run.filter(message => message.receivedAt > at);
    }
  }
  close(run, {});
  return turns;
}

function turnOf(run: readonly Written[], kind: 'first' | 'next', closing: Partial<CountedTurn>): CountedTurn {
  const end = closing.closedAt ?? null;
  const alive =
    closing.outcome === 'withdrawn'
      ? run
      : run.filter(message => (end === null ? message.deletedAt === null : !isGone(message, end)));
  const first = alive[0] ?? run[0];
  if (first === undefined) throw new RangeError('a turn has at least one message');
  return {
    kind,
    openedAt: first.at,
    receivedAt: first.receivedAt,
    openedBy: first.id,
    closedAt: end === null || end > first.at ? end : first.at,
    closedBy: closing.closedBy ?? null,
    closedAgentId: closing.closedAgentId ?? null,
    outcome: closing.outcome ?? null,
    reason: closing.reason ?? null,
    lang: first.lang,
    intents: [...new Set(alive.flatMap(message => message.intents))].sort(),
    urgency: alive.reduce<Urgency | null>(
      (most, { urgency }) => ((urgency ?? -1) > (most ?? -1) ? urgency : most),
      null,
    ),
    noise: noiseOf(alive),
    messageIds: run.map(message => message.id),
  };
}

/** Whoever may be in danger is never taken for noise. */
function noiseOf(alive: readonly Written[]): Noise | null {
  const isNoise = alive.every(({ noise, intents }) => noise !== null && !intents.includes('danger'));
  return isNoise ? (alive.at(-1)?.noise ?? null) : null;
}

function isGone(message: Written, at: Date): boolean {
  return message.deletedAt !== null && goneAt(message) <= at;
}

/** Networks' clocks differ: a message is never taken back before it was written. */
function goneAt(message: Written): Date {
  return message.deletedAt !== null && message.deletedAt > message.at ? message.deletedAt : message.at;
}

type Step =
  | { kind: 'in'; at: Date; said: Written }
  | { kind: 'gone'; at: Date; said: Written }
  | { kind: 'answer'; at: Date; said: Extract<Said, { kind: 'answer' }> }
  | { kind: 'closing'; at: Date; said: Extract<Said, { kind: 'closing' }> };

const RANK = { in: 0, gone: 1, answer: 2, closing: 3 };

/** By network time. Within the same instant an answer comes after what it answers, and a customer's message before an answer. */
function inOrder(said: readonly Said[]): Step[] {
  const steps: Step[] = [];
  for (const one of said) {
    if (one.kind === 'in') {
      steps.push({ kind: 'in', at: one.at, said: one });
      if (one.deletedAt !== null) steps.push({ kind: 'gone', at: goneAt(one), said: one });
    } else if (one.kind === 'answer') steps.push({ kind: 'answer', at: one.at, said: one });
    else steps.push({ kind: 'closing', at: one.at, said: one });
  }
  const depths = depthsWithinInstants(steps);
  return steps.sort(
    (a, b) =>
      a.at.getTime() - b.at.getTime() ||
      (depths.get(a) ?? 0) - (depths.get(b) ?? 0) ||
      RANK[a.kind] - RANK[b.kind] ||
      compare(nameIn(a), nameIn(b)),
  );
}

/** How many posts of the very same instant stand above this one. Empty for almost every conversation. */
function depthsWithinInstants(steps: readonly Step[]): Map<Step, number> {
  const depths = new Map<Step, number>();
  const byRemoteId = new Map<string, Step>();
  for (const step of steps) {
    if ((step.kind === 'in' || step.kind === 'answer') && step.said.remoteId !== null) {
      byRemoteId.set(step.said.remoteId, step);
    }
  }
  for (const step of steps) {
    let depth = 0;
    let above = parentAtSameInstant(step, byRemoteId);
    const seen = new Set<Step>([step]);
    while (above !== undefined && !seen.has(above)) {
      seen.add(above);
      depth += 1;
      above = parentAtSameInstant(above, byRemoteId);
    }
    if (depth > 0) depths.set(step, depth);
  }
  return depths;
}

function parentAtSameInstant(step: Step, byRemoteId: ReadonlyMap<string, Step>): Step | undefined {
  if (step.kind === 'closing' || step.said.parentRemoteId === null) return undefined;
  const parent = byRemoteId.get(step.said.parentRemoteId);
  return parent !== undefined && parent.at.getTime() === step.at.getTime() ? parent : undefined;
}

function nameIn(step: Step): string {
  return step.kind === 'closing' ? '' : (step.said.remoteId ?? step.said.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A turn as stored. */
export type Turn = Omit<CountedTurn, 'messageIds' | 'intents' | 'urgency' | 'noise'> & {
  id: string;
  conversationId: string;
  inboxId: string;
  channelId: string;
  complaint: boolean;
  dueAt: Date | null;
  /** When the sweep looks at it; null while a recording has not played so far. */
  wakeAt: Date | null;
  breachedAt: Date | null;
  /** What was promised; null: nothing, or it was counted before policies were. */
  policy: GivenPolicy | null;
  /** The largest share of the promise of whose passing we were warned. */
  warned: number;
};

export function turnView(turn: Turn): TurnView {
  return {
    id: turn.id,
    conversationId: turn.conversationId,
    kind: turn.kind,
    openedAt: turn.openedAt.toISOString(),
    receivedAt: turn.receivedAt.toISOString(),
    openedBy: turn.openedBy,
    dueAt: iso(turn.dueAt),
    breachedAt: iso(turn.breachedAt),
    policy: turn.policy,
    warned: turn.warned,
    closedAt: iso(turn.closedAt),
    closedBy: turn.closedBy,
    outcome: turn.outcome,
    reason: turn.reason,
  };
}
