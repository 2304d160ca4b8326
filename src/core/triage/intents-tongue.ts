/** Which language's words a post is mostly made of, as far as the lists of intents need to know: "stuck" is German too. */
import { plain, type Token } from './danger-text.ts';
import { INTENT_WORDS } from './intents-words.ts';

/** Commonest words, and in which of the lists' languages they are: a bit for each. */
const tongues = new Map<string, number>();
for (const [place, { tongue }] of INTENT_WORDS.entries()) {
  for (const word of tongue.split(' ')) {
    const known = plain(word);
    tongues.set(known, (tongues.get(known) ?? 0) | (1 << place));
  }
}

/** Fewer words than this show nothing. */
const LEAST_SEEN = 2;
/** So many times the words of the next best. */
const CLEARLY = 1.5;

/** @returns the place of the language in `INTENT_WORDS`; −1: no one of them stands out */
export function tongueOf(tokens: readonly Token[]): number {
  const seen = new Int32Array(INTENT_WORDS.length);
  for (const { forms } of tokens) {
    const bits = tongues.get(forms[0] ?? '') ?? 0;
    for (let place = 0; bits >> place > 0; place++) if (bits & (1 << place)) seen[place] = (seen[place] ?? 0) + 1;
  }
  let [best, next, at] = [0, 0, -1];
  for (const [place, count] of seen.entries()) {
    if (count > best) [best, next, at] = [count, best, place];
    else if (count > next) next = count;
  }
  return best >= LEAST_SEEN && best >= next * CLEARLY ? at : -1;
}
