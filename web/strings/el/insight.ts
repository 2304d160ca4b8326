import { insightExpectation } from './insight-expectation.ts';
import { insightShell } from './insight-shell.ts';

/** Everything Insight says. */
export const insight = {
  ...insightShell,
  ...insightExpectation,
} as const;
