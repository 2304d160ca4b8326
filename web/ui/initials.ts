const LETTER = /^[\p{L}\p{N}]/u;

/** One or two letters for a face without a picture, whole graphemes and never half a pair. */
export function initials(name: string): string {
  const words = name
    .trim()
    .replace(/^@+/, '')
    .split(/[\s._-]+/u)
    .filter(word => LETTER.test(word));
  const first = words[0];
  if (first === undefined) return '·';
  const last = words.length > 1 ? words.at(-1) : undefined;
  const letters = last === undefined ? graphemes(first).slice(0, 2) : [graphemes(first)[0], graphemes(last)[0]];
  return letters.join('').toUpperCase();
}

function graphemes(word: string): string[] {
  return Array.from(new Intl.Segmenter().segment(word), part => part.segment);
}
