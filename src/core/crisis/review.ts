/** What a crisis looked like afterwards: when it began, when we noticed, when we answered, and how many we never did. */
import type { CrisisStep } from './step.ts';

/** A turn of a conversation in the crisis. Times in milliseconds. */
export type CrisisTurn = {
  conversationId: string;
  openedAtMs: number;
  closedAtMs: number | null;
  outcome: 'answered' | 'unanswered' | 'not_needed' | 'withdrawn' | null;
  breachedAtMs: number | null;
};

export type Review = {
  beganAtMs: number;
  noticedAtMs: number | null;
  declaredAtMs: number | null;
  holdingAtMs: number | null;
  /** The first and the last answer by a person that closed a turn of it. */
  firstAnswerAtMs: number | null;
  lastAnswerAtMs: number | null;
  closedAtMs: number | null;
  conversations: number;
  answered: number;
  /** Closed without an answer though they waited for one. */
  never: number;
  waiting: number;
  broken: number;
  /** Needed no answer, or taken back. */
  neither: number;
};

/** Of a conversation with several turns in the crisis, the first says when it was answered and the last how it ended. */
export function reviewOf(
  beganAtMs: number,
  steps: readonly { step: CrisisStep; atMs: number }[],
  turns: readonly CrisisTurn[],
): Review {
  const first = (...kinds: CrisisStep[]) => steps.find(({ step }) => kinds.includes(step))?.atMs ?? null;
  const answers = turns.flatMap(({ outcome, closedAtMs }) =>
    outcome === 'answered' && closedAtMs !== null ? [closedAtMs] : [],
  );
  const ends = [...endsOf(turns).values()];
  const count = (end: CrisisEnd) => ends.filter(one => one === end).length;
  return {
    beganAtMs,
    noticedAtMs: first('raised', 'declared'),
    declaredAtMs: first('declared'),
    holdingAtMs: first('sending'),
    firstAnswerAtMs: answers.length === 0 ? null : Math.min(...answers),
    lastAnswerAtMs: answers.length === 0 ? null : Math.max(...answers),
    closedAtMs: steps.findLast(({ step }) => step === 'closed')?.atMs ?? null,
    conversations: ends.length,
    answered: count('answered'),
    never: count('unanswered'),
    waiting: count('waiting'),
    neither: count('neither'),
    broken: new Set(turns.filter(({ breachedAtMs }) => breachedAtMs !== null).map(turn => turn.conversationId)).size,
  };
}

export type CrisisEnd = 'answered' | 'unanswered' | 'waiting' | 'neither';

/** By conversation: how it stands, by its last turn. */
export function endsOf(turns: readonly CrisisTurn[]): Map<string, CrisisEnd> {
  const groups = Map.groupBy(turns, ({ conversationId }) => conversationId);
  return new Map([...groups].map(([id, own]) => [id, endOf(own)]));
}

function endOf(turns: readonly CrisisTurn[]): CrisisEnd {
  const last = turns.reduce((late, turn) => (turn.openedAtMs > late.openedAtMs ? turn : late));
  if (last.outcome === null) return 'waiting';
  if (last.outcome === 'not_needed' || last.outcome === 'withdrawn') {
    return turns.some(({ outcome }) => outcome === 'answered') ? 'answered' : 'neither';
  }
  return last.outcome;
}
