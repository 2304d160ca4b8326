import type { Wait } from '../wait.ts';
import { type AskNeeds, askDue } from './ask.ts';
import { type PlanNeeds, planSurveys } from './plan.ts';

export type SurveyNeeds = PlanNeeds & AskNeeds & { wait: Wait };

export const SURVEYS_EVERY_MS = 1_000;

/** Plans and asks until the signal aborts. */
export async function keepSurveys(needs: SurveyNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await planSurveys(needs, signal);
      while (!signal.aborted && (await askDue(needs)).more);
    } catch (error) {
      needs.log('error', 'Surveys could not be planned or asked; trying again', { err: error });
    }
    await needs.wait(SURVEYS_EVERY_MS, signal);
  }
}
