/** What stands behind a reading, taken apart for showing: the words for it, those against it, and what is known beside them. */
import type { Aspect, Readings, Reason } from '../../../../src/core/triage/reading.ts';
import type { Stretch } from '../../../ui/safe-text.ts';
import type { Place } from './chips.ts';

export type Fact = Extract<Reason, { kind: 'fact' }>;

export type ReadAs = {
  /** As corrections name it. */
  name: string;
  sure: number;
  /** Stretches of the post that spoke for it, the strongest first. */
  marked: Stretch[];
  against: Stretch[];
  facts: Fact[];
  /** So many corrections of people taught it. */
  taught: number;
};

/** Of intents those that hold, else one; none where nothing of the kind was read. */
export function readAs(readings: Readings, { place, intent }: { place: Aspect; intent: string | null }): ReadAs[] {
  if (place === 'intents') {
    const all = readings.intents.filter(({ value }) => intent === null || value === intent);
    return all.map(({ value, sure, reasons }) => taken(value, sure, reasons));
  }
  const read = readings[place];
  if (read === null) return [];
  const { value, sure, reasons } = read;
  // What speaks against noise speaks for there being none.
  const isTurned = place === 'noise' && value === null;
  return [taken(String(value ?? 'none'), sure, reasons, isTurned ? -1 : 1)];
}

/** Everything that is marked on the post while one place is open. */
export function spansOf(readings: Readings, { place, intent }: { place: Place; intent: string | null }): Stretch[] {
  if (place === 'personal') return readings.personal.map(({ start, end }) => ({ start, end }));
  return readAs(readings, { place, intent }).flatMap(({ marked, facts }) => [
    ...marked,
    ...facts.flatMap(({ spans }) => spans ?? []),
  ]);
}

/** Words that weigh less than this share of the weightiest decided nothing. */
const DECIDES_FROM = 0.25;

function taken(name: string, sure: number, reasons: readonly Reason[], sign: 1 | -1 = 1): ReadAs {
  const out: ReadAs = { name, sure, marked: [], against: [], facts: [], taught: 0 };
  const most = Math.max(0, ...reasons.map(reason => (reason.kind === 'words' ? Math.abs(reason.weight) : 0)));
  for (const reason of reasons) {
    if (reason.kind === 'taught') out.taught += reason.corrections;
    else if (reason.kind === 'fact') out.facts.push(reason);
    else if (Math.abs(reason.weight) >= DECIDES_FROM * most) {
      (sign * reason.weight < 0 ? out.against : out.marked).push(...reason.spans);
    }
  }
  return out;
}

/** The words at those places, each once, whatever its letters' case. */
export function wordsAt(text: string, stretches: readonly Stretch[]): string[] {
  const found = new Map<string, string>();
  for (const { start, end } of stretches) {
    const word = text.slice(start, end).replace(/\s+/gu, ' ').trim();
    const key = word.toLocaleLowerCase();
    if (word !== '' && !found.has(key)) found.set(key, word);
  }
  return [...found.values()];
}
