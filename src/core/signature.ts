/** The initials under a public answer: "^KM". */
import { initialsOf } from './initials.ts';

/** Where the initials stand in the pattern. */
export const INITIALS_PLACE = '{initials}';

/** @param pattern such as `^{initials}`; empty: none */
export function signatureOf(pattern: string, name: string): string {
  return pattern.replaceAll(INITIALS_PLACE, initialsOf(name)).trim();
}

/** The answer with its signature, once, whoever wrote it there. */
export function signed(text: string, signature: string): string {
  const words = text.trimEnd();
  if (signature === '' || words === '' || endsWith(words, signature)) return words;
  return `${words} ${signature}`;
}

function endsWith(words: string, signature: string): boolean {
  if (!words.toLowerCase().endsWith(signature.toLowerCase())) return false;
  const before = words.at(words.length - signature.length - 1);
  return before === undefined || /[\s\p{P}]/u.test(before) || !/^[\p{L}\p{N}]/u.test(signature);
}
