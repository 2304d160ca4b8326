import { insightCrisis } from './insight-crisis.ts';
import { insightExpectation } from './insight-expectation.ts';
import { insightHeard } from './insight-heard.ts';
import { insightRisk } from './insight-risk.ts';
import { insightWorkload } from './insight-workload.ts';
import { insightOutcomes } from './insight-outcomes.ts';
import { insightRivals } from './insight-rivals.ts';
import { insightShell } from './insight-shell.ts';
import { insightStaffing } from './insight-staffing.ts';

/** Everything Insight says. */
export const insight = {
  ...insightShell,
  ...insightExpectation,
  ...insightCrisis,
  ...insightHeard,
  ...insightRisk,
  ...insightWorkload,
  ...insightOutcomes,
  ...insightRivals,
  ...insightStaffing,
} as const;
