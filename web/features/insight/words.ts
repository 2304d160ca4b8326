import { use } from 'react';
import { INSIGHT_WORDS, type InsightKey } from '../../strings/insight-words.ts';
import { type Language, makeWords, useWords, type WordKey, type Words } from '../../strings/words.ts';

export type AnyKey = WordKey | InsightKey;
export type InsightWords = Words<AnyKey>;

type Own = Words<InsightKey> & { has: (key: AnyKey) => key is InsightKey };

const loading = new Map<Language, Promise<Own>>();
const both = new WeakMap<Words, InsightWords>();

/** The words of Insight and of the whole desk. Suspends until those of Insight are here: they are fetched with its screens. */
export function useInsightWords(): InsightWords {
  const desk = useWords();
  const own = use(load(desk.chosen));
  let made = both.get(desk);
  if (!made) {
    made = {
      ...desk,
      t: (key, values) => (own.has(key) ? own.t(key, values) : desk.t(key as WordKey, values)),
      rich: (key, values) => (own.has(key) ? own.rich(key, values) : desk.rich(key as WordKey, values)),
    };
    both.set(desk, made);
  }
  return made;
}

function load(chosen: Language): Promise<Own> {
  let made = loading.get(chosen);
  if (!made) {
    made = INSIGHT_WORDS[chosen]().then(dictionary => ({
      ...makeWords(chosen, dictionary),
      has: (key: AnyKey): key is InsightKey => Object.hasOwn(dictionary, key),
    }));
    loading.set(chosen, made);
  }
  return made;
}
