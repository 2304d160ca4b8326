import { useEffect, useState } from 'react';
import { useWords } from '../../../strings/words.ts';
import type { OutsideLanguage } from './words/outside.ts';

type Translated = Readonly<Record<string, string>>;

/**
 * Connectors speak English; what they say of themselves is looked up here by its sentence: the first networks in one file a
 * language, each later one in a file of its own, listed in `words/networks.ts`.
 */
const LANGUAGES: Record<string, () => Promise<Translated>> = {
  el: () => import('./words/el.ts').then(m => m.el),
  es: () => import('./words/es.ts').then(m => m.es),
  de: () => import('./words/de.ts').then(m => m.de),
  ar: () => import('./words/ar.ts').then(m => m.ar),
};

/** A connector's sentence in the chosen language, or as it stands where nobody has said it in that language yet. */
export function useOutsideWords(): (sentence: string) => string {
  const { chosen } = useWords();
  const [dictionary, setDictionary] = useState<Translated>({});
  useEffect(() => {
    let isWanted = true;
    setDictionary({});
    loadWords(chosen).then(words => isWanted && setDictionary(words));
    return () => {
      isWanted = false;
    };
  }, [chosen]);
  return sentence => (Object.hasOwn(dictionary, sentence) ? (dictionary[sentence] ?? sentence) : sentence);
}

async function loadWords(language: string): Promise<Translated> {
  const load = LANGUAGES[language];
  if (load === undefined) return {};
  const [words, { wordsIn }] = await Promise.all([load(), import('./words/networks.ts')]);
  return { ...wordsIn(language as OutsideLanguage), ...words };
}
