import type { Lists } from './danger-pattern.ts';
import type { Danger } from './reading.ts';

/** One language's rules by kind. `harmless`: turns of speech whose words are not counted, "a fire sale". */
export type DangerWords = { lists: Lists; harmless: readonly string[] } & Readonly<Record<Danger, readonly string[]>>;
