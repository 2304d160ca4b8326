/** What keeps a listening query small enough to be read by a person and quick for every post. Named in docs/listening.md. */

/** Of the whole text, in UTF-16 units. */
export const QUERY_CHARACTERS_LIMIT = 5_000;
/** Words, signs and fields together; each word of a phrase counts. */
export const QUERY_TERMS_LIMIT = 250;
/** Parentheses and NOT inside each other. */
export const QUERY_DEPTH_LIMIT = 20;
export const NEAR_DISTANCE_LIMIT = 50;
export const PHRASE_WORDS_LIMIT = 20;
/** Of one word, in UTF-16 units; also of a handle, a tag, and a link. */
export const WORD_CHARACTERS_LIMIT = 200;
/** Letters before the star. */
export const PREFIX_MIN_LETTERS = 2;
/** With fewer letters before the star a hint says that much will be heard. */
export const PREFIX_COMFORTABLE_LETTERS = 4;
