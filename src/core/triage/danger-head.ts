/**
 * Dangers said in a way that no rule knows: a head that learnt from posts, and is told how many words of the rules it met. It is
 * asked only where the rules are silent; what they find always counts, whatever it says.
 */
import type { Features } from './features.ts';
import { chancesOf, type Extras, type Head, type Push, pushesOf } from './head.ts';
import { DANGERS, type Danger } from './reading.ts';

/** Words that stand at the heart of rules of each kind, as `nearOf` of `danger.ts` counts them. */
export const DANGER_EXTRAS = [...DANGERS, 'harmless'] as const;

export type Heard = { danger: Danger; sure: number; pushes: Push[] };

/** Chosen on posts neither rules nor head had seen: from here on it found a third of what the rules missed, and few of those that look alike. */
export const DANGER_HEARD_FROM = 0.4;

/** @returns the one kind it is surest of; null: nothing sounds like danger */
export function hearDanger(text: string, features: Features, head: Head, near: Extras): Heard | null {
  const chances = chancesOf(head, features, near);
  let [best, sure] = [-1, DANGER_HEARD_FROM];
  for (let k = 0; k < chances.length; k++) {
    const chance = chances[k] ?? 0;
    // With no word of any rule of its kind near, it would be a guess.
    if (chance >= sure && (near[k] ?? 0) > 0) [best, sure] = [k, chance];
  }
  const danger = DANGERS.find(name => name === head.classes[best]);
  return danger === undefined ? null : { danger, sure, pushes: pushesOf(head, text, best) };
}
