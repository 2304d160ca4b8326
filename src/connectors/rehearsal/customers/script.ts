/** What customers say, one file a language, written by hand for the purpose. */

/**
 * Lines hold places to be filled: {at} the company's handle with its sign, {brand} its name, {product}, {order}, {city}, {days}.
 * Only lines with {at}, answers to the company and private ones reach the company by themselves; the rest is heard by listening or not at all.
 */
export type Script = {
  lang: string;
  complaints: readonly string[];
  questions: readonly string[];
  requests: readonly string[];
  praise: readonly string[];
  /** Something hot, sharp or smoking: the ones that cannot wait. */
  danger: readonly string[];
  /** About the company, tagging nobody. */
  asides: readonly string[];
  /** Written to the company in private at once. */
  whispers: readonly string[];
  /** Nobody has answered for a while. */
  again: readonly string[];
  /** Nobody has answered for far too long. */
  angry: readonly string[];
  thanks: readonly string[];
  /** What an answer usually asks for. */
  details: readonly string[];
  /** An answer that did not help. */
  unhappy: readonly string[];
  /** Back in private after a private answer. */
  inPrivate: readonly string[];
  /** Put under a post that is edited later. */
  corrections: readonly string[];
  /** What the attached picture shows. */
  pictures: readonly string[];
  /** What the company's people answered in days gone by. */
  answers: readonly string[];
  /** How they take leave of somebody who has thanked them. */
  goodbyes: readonly string[];
  /** Not about the company at all. */
  noise: readonly string[];
};
