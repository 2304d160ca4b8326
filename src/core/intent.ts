/**
 * What a customer's message is about, read plainly: danger by `triage/danger`, the rest by `listening/wants`.
 */
import { wantsOf } from './listening/wants.ts';
import { wordsOf } from './text.ts';
import { readDanger } from './triage/danger.ts';

export const INTENTS = ['danger', 'complaint', 'question', 'request'] as const;
export type Intent = (typeof INTENTS)[number];

/** Longest text looked at, in UTF-16 units. */
const READ_LIMIT = 4_000;

export function readIntents(text: string): Intent[] {
  if (text === '') return [];
  const read = text.slice(0, READ_LIMIT);
  const folded = wordsOf(read).map(word => word.folded);
  const { wants } = wantsOf(read, folded);
  const intents: Intent[] = wants === null ? [] : [wants];
  return readDanger(read).length > 0 ? ['danger', ...intents] : intents;
}
