/**
 * What an answer takes: the time a colleague had the conversation under way until the answer was sent off. From sums alone, so that a
 * month of answers is a few hundred rows; nothing here knows where they come from.
 */
import { type Interval, Z_95 } from '../listening/interval.ts';

/** After so long without a sign (the conversation open before them, a word written, a claim) nobody is taken to be at it. */
export const REST_MINUTES = 10;
/** Under this many answers a mean says little and is told as such. */
export const HANDLING_NEEDS = 20;

/** Added up over answers. */
export type HandlingSums = {
  answers: number;
  /** Of them, those written while somebody waited. */
  turns: number;
  seconds: number;
  secondsSquared: number;
  /** Time in which at least one was under way: what several share is counted once. */
  freshSeconds: number;
  /** Conversations under way when each was sent off, added up. */
  atOnce: number;
};

export type HandlingFigure = {
  /** Answers of which it is known. */
  answers: number;
  /** Null where none is known, as is everything below. */
  meanSeconds: number | null;
  /** 95%, by the normal distribution of a mean; never below nothing. */
  interval: Interval | null;
  /** Standard deviation of single answers; null under two. */
  spreadSeconds: number | null;
  /** All that was sent off ÷ the answers that somebody waited for: what one turn costs. */
  secondsPerTurn: number | null;
  /** Time under way, added up ÷ time in which at least one was: how many conversations a colleague has at once, over time. */
  atOnce: number | null;
  /** The same as it stood when answers were sent off, averaged over answers. */
  atOnceWhenSent: number | null;
  /** So few that it says little. */
  small: boolean;
};

export const NO_HANDLING: HandlingSums = {
  answers: 0,
  turns: 0,
  seconds: 0,
  secondsSquared: 0,
  freshSeconds: 0,
  atOnce: 0,
};

export function handlingFigure(sums: HandlingSums): HandlingFigure {
  const { answers, turns, seconds, secondsSquared, freshSeconds, atOnce } = sums;
  const small = answers < HANDLING_NEEDS;
  if (answers <= 0) {
    const nothing = { meanSeconds: null, interval: null, spreadSeconds: null, secondsPerTurn: null };
    return { answers: 0, ...nothing, atOnce: null, atOnceWhenSent: null, small };
  }
  const meanSeconds = seconds / answers;
  const spreadSeconds =
    answers < 2 ? null : Math.sqrt(Math.max(0, secondsSquared - seconds * meanSeconds) / (answers - 1));
  return {
    answers,
    meanSeconds,
    interval: spreadSeconds === null ? null : around(meanSeconds, spreadSeconds / Math.sqrt(answers)),
    spreadSeconds,
    secondsPerTurn: turns > 0 ? seconds / turns : null,
    atOnce: freshSeconds > 0 ? Math.max(1, seconds / freshSeconds) : null,
    atOnceWhenSent: atOnce / answers,
    small,
  };
}

function around(mean: number, error: number): Interval {
  return { low: Math.max(0, mean - Z_95 * error), high: mean + Z_95 * error };
}

export function addHandling(a: HandlingSums, b: HandlingSums): HandlingSums {
  return {
    answers: a.answers + b.answers,
    turns: a.turns + b.turns,
    seconds: a.seconds + b.seconds,
    secondsSquared: a.secondsSquared + b.secondsSquared,
    freshSeconds: a.freshSeconds + b.freshSeconds,
    atOnce: a.atOnce + b.atOnce,
  };
}
