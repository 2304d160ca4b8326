/**
 * A listening query as a tree. The words a person types become this in `parse.ts`; `matcher.ts` compiles it, and a naive
 * reader in the tests walks it. What each leaf hears is stated once, in docs/matching.md.
 */

/** UTF-16 units, `end` exclusive. */
export type Span = { start: number; end: number };

/** `acme`, `acm*`, and with `=` in front the same letters in the same case. */
export type Word = { text: string; prefix: boolean; exact: boolean };

export type Query =
  | { kind: 'and'; all: Query[] }
  | { kind: 'or'; any: Query[] }
  | { kind: 'not'; without: Query }
  | Leaf;

export type Leaf = { at: Span } & (
  | { kind: 'word'; word: Word }
  /** Words that stand next to each other, in this order. */
  | { kind: 'phrase'; words: Word[] }
  /** Both occur with at most `distance` words between them, in either order; each side is words or phrases of which one suffices. */
  | { kind: 'near'; distance: number; left: Word[][]; right: Word[][] }
  /** `~acme air`: a name with the usual misspellings and spacings, within one typo. */
  | { kind: 'brand'; name: string }
  /** Without the sign. */
  | { kind: 'handle'; handle: string }
  | { kind: 'tag'; tag: string }
  /** `example.com` or `example.com/shop`, its subdomains and what lies below included. */
  | { kind: 'link'; host: string; path: string | null }
  | { kind: 'from'; handle: string }
  /** A language and its regions: `de` hears `de-AT`. */
  | { kind: 'lang'; lang: string }
  | { kind: 'network'; network: string }
  | { kind: 'has'; what: 'media' | 'question' }
);

/** What a query is held against: one post as every network can tell it. */
export type Matchable = {
  text: string;
  /** The content warning or the title, searched as the text is, no phrase runs across. */
  title: string | null;
  /** Without the sign; as the network writes it. */
  authorHandle: string | null;
  /** BCP 47. */
  lang: string | null;
  network: string;
  /** Where its links lead when that is not what the text shows; links in the text are found besides. */
  links: readonly string[];
  hasMedia: boolean;
};

/** Where a query was satisfied. Spans are in order and may touch but not repeat; empty when only `from:`, `lang:` and the like decided. */
export type Match = { queryId: string; spans: Span[]; titleSpans: Span[] };

/** Everything that hears by text. One implementation, in `matcher.ts`. */
export type Matcher = {
  /** Adds a query or puts another in its place; what was there is forgotten. */
  set(queryId: string, query: Query): void;
  remove(queryId: string): void;
  /** In no particular order of queries. */
  match(post: Matchable): Match[];
  readonly size: number;
};
