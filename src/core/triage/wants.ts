/** What a post that tags nobody wants of us, by the same reading as everything else: it decides what opens a conversation by itself. */
import { readWants as plainWants, type Wanting, type Wants } from '../listening/wants.ts';
import { readIntentsOf, type TriageReaders } from './read.ts';

/** Somebody who may be harmed, or is about to go, has something to complain of. */
const COMPLAINTS: ReadonlySet<string> = new Set(['danger', 'complaint', 'leaving']);

/** The most pressing of its intents; null: it wants nobody. */
export function wantsIn(intents: readonly string[]): Wants | null {
  if (intents.some(intent => COMPLAINTS.has(intent))) return 'complaint';
  return intents.includes('question') ? 'question' : intents.includes('request') ? 'request' : null;
}

export function readWants(text: string, readers: TriageReaders): Wants | null {
  return wantsIn(readIntentsOf(text, readers).map(({ value }) => value));
}

/** With the words that decided. */
export function explainWants(text: string, readers: TriageReaders): Wanting {
  const intents = readIntentsOf(text, readers);
  const wants = wantsIn(intents.map(({ value }) => value));
  if (wants === null) return { wants, because: [] };
  const spans = intents.flatMap(({ reasons }) =>
    reasons.flatMap(one => (one.kind === 'taught' ? [] : (one.spans ?? []))),
  );
  const because = spans.map(({ start, end }) => text.slice(start, end));
  return { wants, because: because.length > 0 ? [...new Set(because)] : plainWants(text).because };
}
