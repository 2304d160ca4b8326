/** Longest body kept of one raw event, in UTF-16 units. What is longer is cut, and cannot be read again. */
export const RAW_LIMIT = 1_000_000;
/** Longest body of a hook, in bytes: a thousand changes in one call are kept whole, for the network does not tell them twice. */
export const HOOK_BODY_LIMIT = 4 * 1024 * 1024;
/** The same as it is stored, in UTF-16 units: bytes that are no text take a third more. */
export const HOOK_RAW_LIMIT = 6_000_000;
