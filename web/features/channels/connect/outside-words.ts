import { useEffect, useState } from 'react';
import { useWords } from '../../../strings/words.ts';

type Translated = Readonly<Record<string, string>>;

/** Connectors speak English; what they say of themselves is looked up here by its sentence, one file a language. */
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
    LANGUAGES[chosen]?.().then(words => isWanted && setDictionary(words));
    return () => {
      isWanted = false;
    };
  }, [chosen]);
  return sentence => (Object.hasOwn(dictionary, sentence) ? (dictionary[sentence] ?? sentence) : sentence);
}
