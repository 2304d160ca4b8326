import { IntlMessageFormat } from 'intl-messageformat';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { en } from './en/index.ts';

export type WordKey = keyof typeof en;
export type Dictionary = Record<WordKey, string>;

/** The languages offered, each in its own words. `intl` is what numbers and dates are written by. */
export const LANGUAGES = {
  en: { name: 'English', intl: 'en', direction: 'ltr', load: () => import('./en/index.ts').then(m => m.en) },
  el: { name: 'Ελληνικά', intl: 'el', direction: 'ltr', load: () => import('./el/index.ts').then(m => m.el) },
  es: { name: 'Español', intl: 'es', direction: 'ltr', load: () => import('./es/index.ts').then(m => m.es) },
  de: { name: 'Deutsch', intl: 'de', direction: 'ltr', load: () => import('./de/index.ts').then(m => m.de) },
  // Latin digits, so that clocks and counters stand in the same column in every language.
  ar: { name: 'العربية', intl: 'ar-u-nu-latn', direction: 'rtl', load: () => import('./ar/index.ts').then(m => m.ar) },
} as const satisfies Record<
  string,
  { name: string; intl: string; direction: 'ltr' | 'rtl'; load: () => Promise<Dictionary> }
>;

export type Language = keyof typeof LANGUAGES;

type Values = Record<string, string | number>;

export type Words<Key extends string = WordKey> = {
  chosen: Language;
  /** The tag numbers and dates are written by. */
  language: string;
  /** A sentence in the chosen language. */
  t: (key: Key, values?: Values) => string;
  /** The same with elements in its places, such as a name in bold. */
  rich: (key: Key, values: Record<string, ReactNode>) => ReactNode[];
};

const STORED_AS = 'heed.language';
const listeners = new Set<() => void>();
let current: Words | undefined;

/** The words of the chosen language; components that use them are drawn again when it changes. */
export function useWords(): Words {
  return useSyncExternalStore(subscribe, words);
}

/** The same outside a component. Throws before the first `speak`. */
export function words(): Words {
  if (!current) throw new Error('words() before speak()');
  return current;
}

/** The language chosen on this machine, else the first of the browser's that we offer, else English. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  const wished = [stored ?? '', ...browser].map(tag => tag.split('-')[0]?.toLowerCase() ?? '');
  return wished.find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag)) ?? 'en';
}

export function storedLanguage(): string | null {
  return localStorage.getItem(STORED_AS);
}

/** Loads a language and turns the page to it. */
export async function speak(chosen: Language, keep = false): Promise<void> {
  const language = LANGUAGES[chosen];
  const dictionary = await language.load();
  current = makeWords(chosen, dictionary);
  if (keep) localStorage.setItem(STORED_AS, chosen);
  document.documentElement.lang = chosen;
  document.documentElement.dir = language.direction;
  for (const listener of listeners) listener();
}

/** Words over one dictionary. Sentences with places in them are read once and kept. */
export function makeWords<Key extends string>(chosen: Language, dictionary: Record<Key, string>): Words<Key> {
  const { intl } = LANGUAGES[chosen];
  const read = new Map<Key, IntlMessageFormat>();
  function sentence(key: Key): IntlMessageFormat {
    let format = read.get(key);
    if (!format) {
      format = new IntlMessageFormat(dictionary[key], intl, undefined, { ignoreTag: true });
      read.set(key, format);
    }
    return format;
  }
  return {
    chosen,
    language: intl,
    t: (key, values) => (dictionary[key].includes('{') ? String(sentence(key).format(values)) : dictionary[key]),
    rich: (key, values) => {
      const parts = sentence(key).format<ReactNode>(values);
      return Array.isArray(parts) ? parts : [parts];
    },
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
