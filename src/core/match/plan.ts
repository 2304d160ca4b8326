/** A query as the matcher holds it: the same tree, every word a term of the table. */

/** Any of them. */
export type AnyTerm = readonly number[];
/** Terms one behind the other. */
export type Sequence = readonly AnyTerm[];
/** One word of a query: `wi-fi` is two in sequence, or one. */
export type Element = readonly Sequence[];
export type Phrase = readonly Element[];

export type Plan =
  | { kind: 'and' | 'or'; of: readonly Plan[] }
  | { kind: 'not'; of: Plan }
  | { kind: 'terms'; any: AnyTerm }
  | { kind: 'phrase'; phrase: Phrase }
  | { kind: 'near'; left: readonly Phrase[]; right: readonly Phrase[]; distance: number };

export type Compiled = {
  plan: Plan;
  /** Each once for each use in the table. */
  terms: number[];
  /** The query's own words, for reading hashtags without capitals; empty when there are fewer than two. */
  own: number[];
};
