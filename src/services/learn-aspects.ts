/** Which aspects of a reading are learnt from corrections. */
import type { Aspect } from '../core/triage/reading.ts';

/** A language is set where it was misread, and not learnt: few words of one brand say nothing of a language. */
export const LEARNT_ASPECTS = [
  'noise',
  'about',
  'sentiment',
  'intents',
  'urgency',
] as const satisfies readonly Aspect[];

export function isLearnt(aspect: Aspect): boolean {
  return LEARNT_ASPECTS.some(one => one === aspect);
}
