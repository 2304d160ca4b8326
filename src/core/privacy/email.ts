import type { Personal } from './personal.ts';

/** The parts that RFC 5321 allows without quotation marks, in any script; at most 64 and 255 characters. */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-](?:[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{0,62}[\p{L}\p{N}_+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu;

/** “name at shop dot example”, as people write it to hide it from programs. */
const SPOKEN =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63} ?(?:\(at\)|\[at\]|\{at\}) ?[\p{L}\p{N}-]{1,63} ?(?:\.|\(dot\)|\[dot\]) ?\p{L}{2,24}(?![\p{L}\p{N}])/giu;

/** All of it in words: “name dot name at mail dot com”, in several languages. The end is one that mail often has: “look at the dot on”. */
const WORDED =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}(?: (?:dot|punto|ponto|punkt|point|τελεία|τελεια) [\p{L}\p{N}_+-]{1,63}){0,3} (?:at|arroba|arobase|chiocciola|παπάκι|παπακι|klammeraffe|apenstaartje) [\p{L}\p{N}-]{1,63}(?: (?:dot|punto|ponto|punkt|point|punt|nokta|τελεία|τελεια) (?:co (?:dot|point|ponto|punto) )?(?:com|net|org|info|eu|gr|de|es|fr|it|pt|br|nl|be|tr|uk|at|ch|ie|co|us|ca|au|in|me|io|edu|example))(?![\p{L}\p{N}])/giu;
const IN_WORDS = / (?:dot|punto|ponto|punkt|point|punt|nokta|τελεία|τελεια) /iu;

/** With room about the sign; what stands before it looks like a name in an address, or the host is one of mail. */
const SPACED =
  /(?<![\p{L}\p{N}._+-])(?:(?=[\p{L}\p{N}]*[._\d])[\p{L}\p{N}._+-]{2,64} {1,2}@ {0,2}[\p{L}\p{N}-]{1,63}\.\p{L}{2,24}|[\p{L}\p{N}._+-]{2,64} ?(?:@ | @ ?|\bat )(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|gmx|proton|protonmail|live|aol)\.\p{L}{2,24})(?![\p{L}\p{N}])/giu;

/** Without these signs there is nothing of the kind, and most posts are spared the look. */
const ROOM =
  /@ | @(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|gmx|proton|live|aol)| at (?:gmail|googlemail|hotmail|yahoo|outlook|icloud|gmx|proton|live|aol)/i;

export function findEmails(text: string): Personal[] {
  const isWorded = IN_WORDS.test(text);
  if (!text.includes('@') && !isWorded && !/[([{]at[)\]}]| at (?:gmail|hotmail|yahoo|outlook|icloud)/i.test(text))
    return [];
  const patterns = [EMAIL, SPOKEN, ...(ROOM.test(text) ? [SPACED] : []), ...(isWorded ? [WORDED] : [])];
  return patterns.flatMap(pattern =>
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
