/** Which of a post's readings stand below it: at most four, those an agent would act on, danger before all. */
import type { Personal } from '../../../../src/core/privacy/personal.ts';
import {
  type Aspect,
  DANGERS,
  type Noise,
  REQUEST_PREFIX,
  type ReadingsView,
  type Urgency,
} from '../../../../src/core/triage/reading.ts';
import { LANGUAGE_SURE } from '../../../../src/core/triage/spoken.ts';

export const CHIPS_LIMIT = 4;
/** Of these one post may have many; so many are shown. */
const DANGERS_LIMIT = 2;
const INTENTS_LIMIT = 2;
/** A mood is shown from this chance on: below it, it is hardly more than a guess. */
const MOOD_SURE = 0.6;
/** A suggestion that is wrong costs more than one that is missing. */
const NOISE_SURE = 0.5;
/** What a person added holds for sure; no model is ever that sure. */
const SAID_SURE = 1;
/** From here on it cannot wait for the day's end. */
const PRESSING = 2;

/** What a stranger can do harm with; a telephone number or an address many give on purpose. */
const HARMFUL: ReadonlySet<string> = new Set(['card', 'iban', 'national_id']);

export function isHarmful(kind: Personal['kind']): boolean {
  return HARMFUL.has(kind);
}

export type Place = Aspect | 'personal';

export type ReadingChip =
  | { place: 'intents'; intent: string; isDanger: boolean; isSaid: boolean }
  | { place: 'personal'; kind: Personal['kind']; isDanger: boolean; isSaid: false }
  | { place: 'sentiment'; mood: 'negative'; isDanger: false; isSaid: boolean }
  | { place: 'urgency'; urgency: Urgency; isDanger: false; isSaid: boolean }
  | { place: 'noise'; noise: Noise; isDanger: false; isSaid: boolean }
  | { place: 'about'; isDanger: false; isSaid: boolean }
  | { place: 'language'; language: string; isDanger: false; isSaid: boolean };

type Around = {
  /** The reader's own language. */
  mine: string;
  isPublic: boolean;
};

export function chipsOf(view: ReadingsView, { mine, isPublic }: Around): ReadingChip[] {
  const said = new Set(view.said);
  const names = view.intents.map(({ name }) => name);
  const dangers = dangersIn(names);
  const addedByPeople = new Set(view.intents.filter(({ sure }) => sure === SAID_SURE).map(({ name }) => name));
  const intentChip = (intent: string, isDanger: boolean): ReadingChip => ({
    place: 'intents',
    intent,
    isDanger,
    isSaid: said.has('intents') && addedByPeople.has(intent),
  });
  const chips: ReadingChip[] = dangers.slice(0, DANGERS_LIMIT).map(name => intentChip(name, true));
  const shown = isPublic ? shownIn(view.personal) : null;
  if (shown !== null && HARMFUL.has(shown))
    chips.push({ place: 'personal', kind: shown, isDanger: true, isSaid: false });
  if (view.noise !== null && view.noiseSure >= NOISE_SURE) {
    chips.push({ place: 'noise', noise: view.noise, isDanger: false, isSaid: said.has('noise') });
  }
  const others = intentsIn(names);
  for (const intent of others.slice(0, INTENTS_LIMIT)) chips.push(intentChip(intent, false));
  if (view.language !== null && isLanguageSure(view) && languageOf(view.language) !== mine) {
    chips.push({ place: 'language', language: view.language, isDanger: false, isSaid: said.has('language') });
  }
  if (view.urgency >= PRESSING && dangers.length === 0) {
    chips.push({ place: 'urgency', urgency: view.urgency, isDanger: false, isSaid: said.has('urgency') });
  }
  if (view.sentiment === 'negative' && (view.chances[0] ?? 0) >= MOOD_SURE) {
    chips.push({ place: 'sentiment', mood: 'negative', isDanger: false, isSaid: said.has('sentiment') });
  }
  if (view.about === 'other') chips.push({ place: 'about', isDanger: false, isSaid: said.has('about') });
  if (shown !== null && !HARMFUL.has(shown))
    chips.push({ place: 'personal', kind: shown, isDanger: false, isSaid: false });
  return chips.slice(0, CHIPS_LIMIT);
}

/** A guess at a language is worth nothing below the words. */
function isLanguageSure({ languageSure, said }: ReadingsView): boolean {
  return languageSure >= LANGUAGE_SURE || said.includes('language');
}

const KINDS_OF_DANGER: ReadonlySet<string> = new Set(DANGERS);

/** The kinds of danger; plain danger only where no kind is known. */
export function dangersIn(names: readonly string[]): string[] {
  const kinds = names.filter(name => KINDS_OF_DANGER.has(name));
  return kinds.length > 0 ? kinds : names.filter(name => name === 'danger');
}

/** What is not a danger; `request` only where it is not known what is asked for. Leaving comes first. */
export function intentsIn(names: readonly string[]): string[] {
  const isKnown = names.some(name => name.startsWith(REQUEST_PREFIX));
  const plain = names.filter(
    name => name !== 'danger' && !KINDS_OF_DANGER.has(name) && !(name === 'request' && isKnown),
  );
  return plain.sort((a, b) => Number(b === 'leaving') - Number(a === 'leaving'));
}

/** The worst that is surely shown; null: nothing is. */
function shownIn(personal: readonly Personal[]): Personal['kind'] | null {
  const sure = personal.filter(({ possible }) => !possible).map(({ kind }) => kind);
  return sure.find(kind => HARMFUL.has(kind)) ?? sure[0] ?? null;
}

function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag;
}
