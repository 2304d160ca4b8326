/**
 * Answers that took long are given again for a while instead of being worked out anew for everybody who looks. What is quick is
 * never kept, so that most desks always see the present.
 */
export type DearAnswers = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Quicker than this is worked out each time. */
export const DEAR_FROM_MS = 300;
/** An answer is good for so many times what it took: looking at it costs at most a twentieth of a processor. */
const GOOD_FOR = 20;
export const GOOD_AT_MOST_MS = 60_000;
/** The oldest goes first. */
const KEPT = 200;

type Kept = { answer: Promise<unknown>; began: number; goodUntil: number | null };

/** @param elapsed a clock that never goes back, in milliseconds */
export function makeDearAnswers(elapsed: () => number): DearAnswers {
  const kept = new Map<string, Kept>();
  return <T>(name: string, work: () => Promise<T>) => {
    const known = kept.get(name);
    if (known !== undefined && isGood(known, elapsed())) return known.answer as Promise<T>;
    const began = elapsed();
    const answer = work();
    kept.delete(name);
    kept.set(name, { answer, began, goodUntil: null });
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    const settle = (isThere: boolean) => {
      if (kept.get(name)?.answer !== answer) return;
      const took = elapsed() - began;
      const goodUntil = elapsed() + Math.min(GOOD_FOR * took, GOOD_AT_MOST_MS);
      if (isThere && took >= DEAR_FROM_MS) kept.set(name, { answer, began, goodUntil });
      else kept.delete(name);
    };
    answer.then(
      () => settle(true),
      () => settle(false),
    );
    return answer;
  };
}

/** One that is being worked out is waited for once it has shown to be dear: a quick one may have begun before what is asked about. */
function isGood({ began, goodUntil }: Kept, now: number): boolean {
  return goodUntil === null ? now - began >= DEAR_FROM_MS : now < goodUntil;
}
