/** Where people are missing and where they are to spare, as one would say it: "three more from 11:00 to 12:00". */
import type { CoveredHalfHour } from './staffing-plan.ts';

/** Half hours of one day in a row, the first and the last included. `people`: what is missing, or to spare, at the worst of them. */
export type Run = { kind: 'short' | 'spare'; date: string; from: number; until: number; people: number };

type Covered = Pick<CoveredHalfHour, 'date' | 'cell' | 'needed' | 'there'>;

/** Scheduled people too few (below 0) or too many; null where no number would do. */
export function balanceOf({ needed, there }: Pick<CoveredHalfHour, 'needed' | 'there'>): number | null {
  return needed === null ? null : there - needed.scheduled;
}

/** @param covered one day, in order. Runs of the same number of people are one; what is as needed is in none. */
export function runsOf(covered: readonly Covered[]): Run[] {
  const runs: (Run & { lastPlace: number })[] = [];
  for (const [place, half] of covered.entries()) {
    const balance = balanceOf(half) ?? 0;
    if (balance === 0) continue;
    const kind = balance < 0 ? 'short' : 'spare';
    const people = Math.abs(balance);
    const from = half.cell % 48;
    const last = runs.at(-1);
    const goesOn = last?.lastPlace === place - 1 && last.kind === kind && last.people === people;
    if (goesOn) Object.assign(last, { until: from + 1, lastPlace: place });
    else runs.push({ kind, date: half.date, from, until: from + 1, people, lastPlace: place });
  }
  return runs.map(({ lastPlace: _, ...run }) => run);
}

/** Those that matter most: most people, then longest; told in the order of the day. */
export function worstRuns(runs: readonly Run[], kind: Run['kind'], most: number): Run[] {
  return runs
    .filter(run => run.kind === kind)
    .toSorted((a, b) => b.people - a.people || b.until - b.from - (a.until - a.from) || a.from - b.from)
    .slice(0, most)
    .sort((a, b) => a.from - b.from);
}
