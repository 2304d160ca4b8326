/** The words about queries, in the desk's language. English is the core's own; the others are loaded when Listening is opened. */
import { useEffect, useState } from 'react';
import { COST_WORDS, type CostCode } from '../../../../src/core/query/cost.ts';
import { ENGLISH, type ExplanationWords } from '../../../../src/core/query/explain.ts';
import { LOSSES, type LossCode } from '../../../../src/core/query/import.ts';
import { HINTS, type HintCode, MISTAKES, type MistakeCode } from '../../../../src/core/query/notices.ts';
import { SUGGESTION_WORDS, type SuggestionCode } from '../../../../src/core/query/suggest.ts';
import { useWords } from '../../../strings/words.ts';

export type QueryWords = {
  explanation: ExplanationWords;
  mistakes: Readonly<Record<MistakeCode, string>>;
  hints: Readonly<Record<HintCode, string>>;
  costs: Readonly<Record<CostCode, string>>;
  losses: Readonly<Record<LossCode, string>>;
  suggestions: Readonly<Record<SuggestionCode, string>>;
};

const LANGUAGES: Record<string, () => Promise<QueryWords>> = {
  el: () => import('./el.ts').then(m => m.el),
  es: () => import('./es.ts').then(m => m.es),
  de: () => import('./de.ts').then(m => m.de),
  ar: () => import('./ar.ts').then(m => m.ar),
};

const IN_ENGLISH: QueryWords = {
  explanation: ENGLISH,
  mistakes: MISTAKES,
  hints: HINTS,
  costs: COST_WORDS,
  losses: LOSSES,
  suggestions: SUGGESTION_WORDS,
};

export function useQueryWords(): QueryWords {
  const { chosen } = useWords();
  const [words, setWords] = useState(IN_ENGLISH);
  useEffect(() => {
    let isWanted = true;
    const loading = LANGUAGES[chosen]?.() ?? Promise.resolve(IN_ENGLISH);
    loading.then(loaded => isWanted && setWords(loaded));
    return () => {
      isWanted = false;
    };
  }, [chosen]);
  return words;
}
