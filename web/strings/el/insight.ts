import { insightCrisis } from './insight-crisis.ts';
import { insightExpectation } from './insight-expectation.ts';
import { insightHeard } from './insight-heard.ts';
import { insightOutcomes } from './insight-outcomes.ts';
import { insightPromise } from './insight-promise.ts';
import { insightRisk } from './insight-risk.ts';
import { insightRivals } from './insight-rivals.ts';
import { insightScorecard } from './insight-scorecard.ts';
import { insightShell } from './insight-shell.ts';
import { insightStaffing } from './insight-staffing.ts';
import { insightWorkload } from './insight-workload.ts';

/** Everything Insight says. */
export const insight = {
  ...insightShell,
  ...insightScorecard,
  ...insightExpectation,
  ...insightCrisis,
  ...insightPromise,
  ...insightHeard,
  ...insightRisk,
  ...insightWorkload,
  ...insightOutcomes,
  ...insightRivals,
  ...insightStaffing,
} as const;
