import { insightExpectation } from './insight-expectation.ts';
import { insightRivals } from './insight-rivals.ts';
import { insightShell } from './insight-shell.ts';
import { insightStaffing } from './insight-staffing.ts';

/** Everything Insight says. */
export const insight = {
  ...insightShell,
  ...insightExpectation,
  ...insightRivals,
  ...insightStaffing,
} as const;
