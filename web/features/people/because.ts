import type { OutputOf } from '../../../src/contract/api.ts';
import { type Evidence, speaksAgainst } from '../../../src/core/same-person.ts';
import type { Words } from '../../strings/words.ts';
import { oneLine } from '../../ui/safe-text.ts';

export type Suggestion = OutputOf<'listSuggestions'>['rows'][number];

/** The reasons in a sentence: "both link to each other and the e-mail given in private is the same". */
export function becauseOf(evidence: readonly Evidence[], { t, language }: Pick<Words, 't' | 'language'>): string {
  const reasons = evidence
    .filter(one => !speaksAgainst(one.kind))
    .map(({ kind, what }) => t(`people.because.${kind}`, { what: oneLine(what ?? '') }));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(reasons);
}

/** What speaks against it, to be read before saying yes; empty where nothing does. */
export function doubtsIn(evidence: readonly Evidence[], { t, language }: Pick<Words, 't' | 'language'>): string {
  const doubts = evidence
    .filter(one => speaksAgainst(one.kind))
    .map(({ kind, what }) => t(`people.because.${kind}`, { what: oneLine(what ?? '') }));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(doubts);
}
