/** Everything triage reads off one post, in one go: words and numbers are taken apart once and shared by all that read. */
import { findPersonal } from '../privacy/personal.ts';
import { wordsOf } from '../text.ts';
import { readAboutOf, type TaughtAbout } from './about.ts';
import { type DangerRead, readDanger } from './danger.ts';
import { type Features, featuresOf } from './features.ts';
import type { Head } from './head.ts';
import { readIntents } from './intents.ts';
import { readLanguage } from './language/read-language.ts';
import type { LanguageTable } from './language/table.ts';
import { noiseGiven, readNoiseWords } from './noise.ts';
import { findOwn, NO_SETTINGS, type OwnWords, ownWordsOf } from './own-words.ts';
import { type Read, type Readings, type ReadingsView, type Sentiment, TRIAGE_READ_LIMIT } from './reading.ts';
import { readSentiment } from './sentiment.ts';
import { readUrgency } from './urgency.ts';

/** Heads by their names: `sentiment`, `noise`, `intents` … */
export type Heads = Readonly<Record<string, Head | undefined>>;

/** What came with the product; `language` null: none is read. `name`: another one for other weights. */
export type Shipped = { name: string; heads: Heads; language: LanguageTable | null };

/** Raised whenever posts are read otherwise by the same weights: what was read before is read again. */
export const READING_VERSION = 1;

/** What reads for one brand; built anew when something of it changes, never changed. */
export type TriageReaders = {
  /** As they came with the product. */
  shipped: Shipped;
  /** As this brand's people taught them; each stands before the shipped one of its name. */
  taught: Heads;
  /** What each listening query was taught to tell apart. */
  about: ReadonlyMap<string, TaughtAbout>;
  own: OwnWords;
};

/** Rules alone: no model, nothing said by the company. */
export const NO_WEIGHTS: Shipped = { name: '', heads: {}, language: null };
export const PLAIN_READERS: TriageReaders = {
  shipped: NO_WEIGHTS,
  taught: {},
  about: new Map(),
  own: ownWordsOf(NO_SETTINGS),
};

/** What is known of a post beside its words. */
export type PostFacts = {
  /** Sent to us; false: a listening query heard it. */
  addressed: boolean;
  isPublic: boolean;
  /** Of its author, as the network tells; null: it does not. */
  followers: number | null;
  /** The listening queries that heard it. */
  queryIds: readonly string[];
  /** Other accounts of the flood it belongs to. */
  copies: number;
  /** Messages of theirs before this one that wait for an answer already, and since when the first of them does. */
  waiting: number;
  waitingMs: number;
};

export const NO_FACTS: PostFacts = {
  addressed: true,
  isPublic: true,
  followers: null,
  queryIds: [],
  copies: 0,
  waiting: 0,
  waitingMs: 0,
};

export type PostAsked = {
  text: string;
  /** The network's own word on its language; null: none. */
  networkTag: string | null;
  facts: PostFacts;
};

/** What the words alone say: nearly all of the work. */
export type WordsRead = Omit<Readings, 'about' | 'urgency'> & { text: string; dangers: readonly DangerRead[] };

/** @param explains false: reasons that would have to be looked for are left out, for keeping what was read */
export function readPost(asked: PostAsked, readers: TriageReaders, explains = true): Readings {
  return withFacts(readWords(asked, readers, explains), asked.facts, readers);
}

export function readWords(
  { text, networkTag }: Omit<PostAsked, 'facts'>,
  readers: TriageReaders,
  explains = true,
): WordsRead {
  const { language } = readers.shipped;
  const features = featuresOf(text);
  const mood = headOf('sentiment', readers);
  const dangers = readDanger(text, features, readers.shipped.heads['danger']);
  return {
    text,
    dangers,
    noise: readNoiseWords(text, features, headOf('noise', readers), readers.taught['noise'] !== undefined),
    language: language === null ? UNKNOWN : readLanguage(text, networkTag, language),
    sentiment: mood === undefined ? null : readSentiment(text, features, mood, explains),
    intents: intentsOf(text, features, dangers, readers, explains),
    personal: findPersonal(text, readers.own.orders),
  };
}

/** … and with what is known beside them. */
export function withFacts(words: WordsRead, facts: PostFacts, readers: TriageReaders): Readings {
  const { text, dangers, ...read } = words;
  const { waitingMs, waiting: repeated, followers, isPublic } = facts;
  const intents = read.intents.map(({ value }) => value);
  return {
    ...read,
    noise: noiseGiven(read.noise, facts),
    about: facts.addressed ? null : readAboutOf(text, facts.queryIds, readers.about),
    urgency: readUrgency({ text, intents, dangers, waitingMs, repeated, followers, isPublic }),
  };
}

/** What was taught stands before what was shipped. */
function headOf(name: string, { shipped, taught }: TriageReaders): Head | undefined {
  return taught[name] ?? shipped.heads[name];
}

const UNKNOWN: Read<string | null> = { value: null, sure: 0, reasons: [] };

/** Its mood alone; null: nothing reads moods, or it has none. */
export function readMood(text: string, readers: TriageReaders): Sentiment | null {
  const mood = headOf('sentiment', readers);
  return mood === undefined ? null : (readSentiment(text, featuresOf(text), mood, false)?.value ?? null);
}

/** Its intents alone, for where nothing else is asked. */
export function readIntentsOf(text: string, readers: TriageReaders): Read<string>[] {
  const features = featuresOf(text);
  return intentsOf(text, features, readDanger(text, features, readers.shipped.heads['danger']), readers);
}

function intentsOf(
  text: string,
  features: Features,
  dangers: readonly DangerRead[],
  readers: TriageReaders,
  explains = true,
): Read<string>[] {
  const { own } = readers;
  const hasOwn = own.danger.size + own.requests.size > 0;
  const words = hasOwn ? wordsOf(text.slice(0, TRIAGE_READ_LIMIT)) : [];
  const [ownDangers, ownRequests] = [findOwn(own.danger, words), findOwn(own.requests, words)];
  return readIntents({ text, features, head: headOf('intents', readers), dangers, ownDangers, ownRequests, explains });
}

/** As it is kept with the message. */
export function viewOf({ language, noise, about, sentiment, intents, urgency, personal }: Readings): ReadingsView {
  return {
    language: language.value,
    languageSure: rounded(language.sure),
    noise: noise.value,
    noiseSure: rounded(noise.sure),
    about: about?.value ?? null,
    aboutSure: rounded(about?.sure ?? 0),
    sentiment: sentiment?.value ?? null,
    chances: sentiment === null ? [] : CHANCES.map(mood => rounded(sentiment.chances[mood])),
    intents: intents.map(({ value, sure }) => ({ name: value, sure: rounded(sure) })),
    urgency: urgency.value,
    personal,
    said: [],
  };
}

const CHANCES = ['negative', 'neutral', 'positive'] as const;

/** More digits would only be kept. */
function rounded(sure: number): number {
  return Math.round(sure * 1000) / 1000;
}
