import { insightExpectation } from './insight-expectation.ts';
import { insightShell } from './insight-shell.ts';
import { insightStaffing } from './insight-staffing.ts';

/** Everything Insight says. */
export const insight = {
  ...insightShell,
  ...insightExpectation,
  ...insightStaffing,
} as const;
