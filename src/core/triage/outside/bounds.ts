/** What an owner may set for a model outside the house. */

/** How long it may take to answer. */
export const TIMEOUT_LEAST_MS = 500;
export const TIMEOUT_MOST_MS = 60_000;
/** Asked about in one day (UTC). */
export const POSTS_PER_DAY_LIMIT = 100_000;
export const TOKENS_PER_DAY_LIMIT = 100_000_000;
