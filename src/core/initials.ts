const INITIALS_LIMIT = 2;

/** "Maria del Carmen Ortiz" → "MO". Whole letters as people see them, in any script; "?" for a name without any. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > INITIALS_LIMIT ? [words[0], words.at(-1)] : words;
  const initials = chosen.map(word => firstLetter(word ?? ''));
  return initials.join('').toUpperCase() || '?';
}

function firstLetter(word: string): string {
  const letters = word.replace(/^[^\p{L}\p{N}]+/u, '');
  for (const { segment } of new Intl.Segmenter().segment(letters)) return segment;
  return '';
}
