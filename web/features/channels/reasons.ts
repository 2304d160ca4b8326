/** A reason as the ledger stores it, in words: `seen_before` → `seen before`. New reasons need nothing here. */
export function reasonWords(reason: string): string {
  return reason.replaceAll(/[_-]+/g, ' ');
}
