import type { Lists } from './danger-pattern.ts';
import type { RequestKind } from './reading.ts';

/**
 * What words may say of what somebody wants. `trouble`: something is bad. `failing`: something does not do what it should.
 * `lacking`: a "not" that may be a fault or none.
 * `waiting`: still, again, nobody answers. `asking`: counts at the head of a sentence only. `wondering`: asks wherever it stands.
 * `wanting`: wishes for a deed. `calling`: calls for help. `mishap`: their own doing, not ours. `spoilt`: praise or thanks turned
 * round, counts as trouble and takes the words from the others. `ahead`: politeness, takes its words from thanks.
 */
export const CUES = [
  'trouble',
  'failing',
  'lacking',
  'waiting',
  'asking',
  'wondering',
  'wanting',
  'calling',
  'praise',
  'thanks',
  'leaving',
  'mishap',
  'spoilt',
  'ahead',
] as const;
export type Cue = (typeof CUES)[number];

/**
 * One language's rules, written as `danger-pattern.ts` reads them; of requests by what is asked for. `tongue`: its commonest words, by
 * which a post is taken to be in it.
 */
export type IntentWords = { lists: Lists; tongue: string } & Readonly<Record<Cue, readonly string[]>> & {
    requests: Readonly<Record<RequestKind, readonly string[]>>;
  };
