import { fold } from '../../../src/core/text.ts';

/** Words before the first found one that are still shown. */
const BEFORE_CHARACTERS = 40;

/** The text with the looked-for words marked, beginning a little before the first of them. Accents and case do not matter. */
export function marked(text: string, looked: string): { on: boolean; text: string }[] {
  const wanted = looked.split(/\s+/u).map(fold).filter(Boolean);
  const parts = text.split(/([\p{L}\p{N}\p{M}]+)/u).map(part => {
    const folded = fold(part);
    return { on: folded !== '' && wanted.some(word => folded.startsWith(word)), text: part };
  });
  const first = parts.findIndex(part => part.on);
  const before = parts
    .slice(0, Math.max(0, first))
    .map(part => part.text)
    .join('');
  if (before.length <= BEFORE_CHARACTERS) return parts.filter(part => part.text !== '');
  const cut = before.slice(-BEFORE_CHARACTERS).replace(/^\S*\s/u, '');
  return [{ on: false, text: `…${cut}` }, ...parts.slice(first)];
}
