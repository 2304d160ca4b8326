/**
 * What each listening query was taught to tell apart: us, and others of that name. Held in memory and made anew from the marks when there
 * are others; nobody who reads posts waits for it.
 */
import { setImmediate } from 'node:timers/promises';
import { type AboutMark, type TaughtAbout, teachAbout } from '../core/triage/about.ts';
import { aboutMarksMark, listAboutMarks } from '../store/about-marks.ts';
import type { Db } from '../store/db.ts';

/** By query. */
export type TaughtQueries = ReadonlyMap<string, TaughtAbout>;

export type AboutUs = {
  /** As last taught; looks for new marks beside, where that is a while ago. */
  known(brandId: number): TaughtQueries;
  /** Takes up what was marked since. */
  refresh(brandId: number): Promise<void>;
};

export type AboutUsNeeds = {
  db: Db;
  clockMs: () => number;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

/** A mark is heeded no later than this, while posts are heard. */
export const LOOKED_EVERY_MS = 5_000;
/** The newest marks of a query on either side: some fifty milliseconds of learning. */
export const MARKS_EACH_SIDE = 400;

type Known = {
  mark: string;
  lookedMs: number;
  taught: Map<string, { marks: AboutMark[]; taught: TaughtAbout }>;
  queries: TaughtQueries;
};

const NOTHING: TaughtQueries = new Map();

export function makeAboutUs({ db, clockMs, log }: AboutUsNeeds): AboutUs {
  const brands = new Map<number, Known>();
  const looking = new Map<number, Promise<void>>();

  async function look(brandId: number): Promise<void> {
    const before = brands.get(brandId);
    const lookedMs = clockMs();
    const mark = await aboutMarksMark(db, brandId);
    if (before?.mark === mark) {
      before.lookedMs = lookedMs;
      return;
    }
    const rows = await listAboutMarks(db, brandId, MARKS_EACH_SIDE);
    const taught: Known['taught'] = new Map();
    for (const [queryId, marks] of Map.groupBy(rows, row => row.queryId)) {
      const old = before?.taught.get(queryId);
      const isSame = old !== undefined && sameMarks(old.marks, marks);
      taught.set(queryId, isSame ? old : { marks, taught: teachAbout(marks) });
      await setImmediate();
    }
    const queries = new Map([...taught].map(([queryId, one]) => [queryId, one.taught]));
    brands.set(brandId, { mark, lookedMs, taught, queries });
  }

  function refresh(brandId: number): Promise<void> {
    const underWay = looking.get(brandId);
    if (underWay !== undefined) return underWay;
    const begun = look(brandId).finally(() => looking.delete(brandId));
    looking.set(brandId, begun);
    return begun;
  }

  return {
    refresh,
    known(brandId) {
      const known = brands.get(brandId);
      if (known === undefined || clockMs() - known.lookedMs >= LOOKED_EVERY_MS) {
        refresh(brandId).catch((err: unknown) =>
          log('error', 'What is about us could not be learnt', { err, brandId }),
        );
      }
      return known?.queries ?? NOTHING;
    },
  };
}

function sameMarks(a: readonly AboutMark[], b: readonly AboutMark[]): boolean {
  return a.length === b.length && a.every((mark, at) => mark.value === b[at]?.value && mark.text === b[at]?.text);
}
