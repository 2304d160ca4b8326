import type { Personal } from './personal.ts';

/** The parts that RFC 5321 allows without quotation marks, in any script; at most 64 and 255 characters. */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-](?:[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{0,62}[\p{L}\p{N}_+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu;

/** “name at shop dot example”, as people write it to hide it from programs. */
const SPOKEN =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63} ?(?:\(at\)|\[at\]|\{at\}) ?[\p{L}\p{N}-]{1,63} ?(?:\.|\(dot\)|\[dot\]) ?\p{L}{2,24}(?![\p{L}\p{N}])/giu;

export function findEmails(text: string): Personal[] {
  if (!text.includes('@') && !/[([{]at[)\]}]/i.test(text)) return [];
  return [EMAIL, SPOKEN].flatMap(pattern =>
    [...text.matchAll(pattern)].map(
      (match): Personal => ({
        kind: 'email',
        start: match.index,
        end: match.index + match[0].length,
        possible: false,
      }),
    ),
  );
}
