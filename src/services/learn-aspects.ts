/** Which aspects of a reading are learnt from corrections. */
import type { Aspect } from '../core/triage/reading.ts';

/**
 * A language is set where it was misread, and not learnt: few words of one brand say nothing of a language. Whether a post is about us is
 * learnt for each listening query by itself (`about-us.ts`); how urgent it is follows from the rest.
 */
export const LEARNT_ASPECTS = ['noise', 'sentiment', 'intents'] as const satisfies readonly Aspect[];

export function isLearnt(aspect: Aspect): boolean {
  return LEARNT_ASPECTS.some(one => one === aspect);
}
