/** Longest body kept of one raw event, in UTF-16 units. What is longer is cut, and cannot be read again. */
export const RAW_LIMIT = 1_000_000;
