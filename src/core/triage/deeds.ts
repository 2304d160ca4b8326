/** What colleagues do anyway, and what it tells of a customer's message. docs/definitions.md says what each counts. */
import { fold } from '../text.ts';
import { REQUEST_PREFIX, type ReadingsView } from './reading.ts';
import type { Said } from './said.ts';

export const DEEDS = ['resolved_as_noise', 'resolved_as_thanks', 'answered', 'tagged'] as const;
export type Deed = (typeof DEEDS)[number];

/** Beside a correction, which counts 1. An answer is given to many a post for kindness' sake, so it says least. */
export const DEED_WEIGHTS: Record<Deed, number> = {
  resolved_as_noise: 0.5,
  resolved_as_thanks: 0.5,
  tagged: 0.5,
  answered: 0.25,
};

/** The desk's own words for these reasons in each of its languages, and the plainest others. */
const NOISE_REASONS = [
  'spam',
  'ανεπιθυμητο',
  'إزعاج',
  'bot',
  'advertising',
  'advert',
  'werbung',
  'publicidad',
  'διαφημιση',
  'إعلان',
];
const THANKS_REASONS = [
  'only said thanks',
  'hat nur gedankt',
  'solo dio las gracias',
  'ειπε μονο ευχαριστω',
  'شكر فقط',
  'thanks',
  'danke',
  'gracias',
  'ευχαριστω',
  'شكر',
];
const noiseReasons = new Set(NOISE_REASONS.map(plain));
const thanksReasons = new Set(THANKS_REASONS.map(plain));

/** What the reason means for which no answer was needed; null: none of these. */
export function deedOfReason(reason: string | null): 'resolved_as_noise' | 'resolved_as_thanks' | null {
  const words = plain(reason ?? '');
  if (noiseReasons.has(words)) return 'resolved_as_noise';
  return thanksReasons.has(words) ? 'resolved_as_thanks' : null;
}

/** The intents among tags: those that are called so, with or without `request.`. */
export function intentsOfTags(tags: readonly string[], intents: readonly string[]): string[] {
  const names = new Set(intents);
  return tags.flatMap(tag => {
    const name = tag.trim().toLowerCase().replaceAll(' ', '_');
    return names.has(name) ? [name] : names.has(`${REQUEST_PREFIX}${name}`) ? [`${REQUEST_PREFIX}${name}`] : [];
  });
}

/** @param read what was read off the message; null: nobody had read it */
export function saidByDeed(deed: Deed, read: ReadingsView | null, intents: readonly string[] = []): Said {
  switch (deed) {
    case 'resolved_as_noise':
      // Which kind of noise nobody said; most of it wants to sell something.
      return { aspect: 'noise', value: read?.noise ?? 'promotion' };
    case 'answered':
      return { aspect: 'noise', value: null };
    case 'resolved_as_thanks':
      return { aspect: 'intents', value: { add: ['thanks'], remove: [] } };
    case 'tagged':
      return { aspect: 'intents', value: { add: [...intents], remove: [] } };
  }
}

/** The deed says something else than what was read: worth learning soon. */
export function contradicts(said: Said, read: ReadingsView | null): boolean {
  if (said.aspect === 'noise') return (said.value === null) !== ((read?.noise ?? null) === null);
  if (said.aspect !== 'intents') return false;
  const had = new Set((read?.intents ?? []).map(({ name }) => name));
  return said.value.add.some(name => !had.has(name));
}

function plain(words: string): string {
  return fold(words)
    .replace(/[\s.!]+/gu, ' ')
    .trim();
}
