/** What the screens of Insight ask, each through the service its endpoint calls; and the same figures from the turns themselves. */
import { rawOf } from '../src/core/insight/parts.ts';
import { DIMENSIONS, type Dimension, type Filters, type Slice } from '../src/core/insight/slice.ts';
import type { Who } from '../src/services/permit.ts';
import { listChoices } from '../src/services/reports/choices.ts';
import { readExpectationReport } from '../src/services/reports/expectation.ts';
import {
  readExpectationParts,
  readExpectationTrend,
  readHearingAndHandling,
} from '../src/services/reports/expectation-parts.ts';
import { readPromiseParts, readPromiseReport } from '../src/services/reports/promise.ts';
import type { SliceQuery } from '../src/services/reports/slice-of.ts';
import { readArrivals } from '../src/services/reports/workload.ts';
import type { Db } from '../src/store/db.ts';
import { readDelays, readPromises, readResponses } from '../src/store/reports/responses.ts';
import { readHalfHours } from '../src/store/reports/slots.ts';
import { inboxId, LANGUAGES, NETWORKS } from './reports-rows.ts';

export type Asking = { db: Db; now: () => Date };
export type Report = { name: string; ask: (desk: Asking, who: Who, query: SliceQuery) => Promise<unknown> };

const PARTS: Report[] = DIMENSIONS.map(by => ({
  name: `expectation by ${by}`,
  ask: (desk, who, query) => readExpectationParts(desk, who, { ...query, by }),
}));

export const REPORTS: readonly Report[] = [
  { name: 'expectation', ask: readExpectationReport },
  { name: 'expectation over time', ask: readExpectationTrend },
  ...PARTS,
  { name: 'hearing and handling', ask: readHearingAndHandling },
  { name: 'arrivals', ask: readArrivals },
  { name: 'choices', ask: listChoices },
  { name: 'promise', ask: readPromiseReport },
  { name: 'promise by team', ask: (desk, who, query) => readPromiseParts(desk, who, { ...query, by: 'team' }) },
];

/** Of half hours, and of what they do not know: alone and together. */
export const FILTERS: readonly Filters[] = [
  {},
  { network: [NETWORKS[0] ?? ''] },
  { inbox: [inboxId(1), inboxId(2)] },
  { language: LANGUAGES.slice(0, 2) },
  { visibility: 'public' },
  { heard: true },
  { reach: [1, 2] },
  { kind: 'first' },
  { complaint: true },
  { visibility: 'public', kind: 'first', complaint: false },
  { network: NETWORKS.slice(0, 2), language: [LANGUAGES[0] ?? ''], complaint: true },
];

export type Figure = { name: string; kept: () => Promise<unknown>; raw: () => Promise<unknown> };

/** The same figures twice: as they are read, and from every turn of the slice. */
export function figuresOf(db: Db, slice: Slice): Figure[] {
  const turns = [rawOf(slice)];
  const kinds: (Dimension | null)[] = [null, 'network', 'language', 'reach'];
  return [
    ...kinds.map(by => ({
      name: `responses by ${by}`,
      kept: () => readResponses(db, slice, by),
      raw: () => readResponses(db, slice, by, turns),
    })),
    {
      name: 'promises',
      kept: () => readPromises(db, slice, 'team'),
      raw: () => readPromises(db, slice, 'team', turns),
    },
    { name: 'delays', kept: () => readDelays(db, slice, null), raw: () => readDelays(db, slice, null, turns) },
    { name: 'arrivals', kept: () => readHalfHours(db, slice), raw: () => readHalfHours(db, slice, turns) },
  ];
}
