import type { StoredMedia } from '../core/conversation.ts';
import { Refusal } from '../core/refusal.ts';
import { countText, type TextUnit } from '../core/text.ts';
import type { Route } from './route.ts';

/** The words fit the network as the network counts them. @throws Refusal `too_long` with the count, or `not_valid` when empty */
export function checkAnswer(
  text: string,
  media: readonly StoredMedia[],
  { limits, way, networkName }: Pick<Route, 'limits' | 'way' | 'networkName'>,
): void {
  if (text === '' && media.length === 0) throw new Refusal('not_valid', 'Write a word or two first.');
  const isPublic = way === 'reply';
  const limit = isPublic ? limits.text : (limits.privateText ?? limits.text);
  const linkWeighs = isPublic || limits.privateText === null ? limits.text.linkWeighs : null;
  const count = countText(text, limit.unit, linkWeighs);
  if (count > limit.max) throw tooLong(networkName, count, limit.max, limit.unit);
  const bytes = new TextEncoder().encode(text).length;
  if (limit.maxBytes !== undefined && bytes > limit.maxBytes)
    throw tooLong(networkName, bytes, limit.maxBytes, 'bytes');
}

const UNIT_WORDS: Record<TextUnit, string> = {
  graphemes: 'characters',
  characters: 'characters',
  bytes: 'bytes',
  weighted: 'characters as it counts them',
};

function tooLong(networkName: string, count: number, max: number, unit: TextUnit): Refusal {
  return new Refusal(
    'too_long',
    `${networkName} takes ${max} ${UNIT_WORDS[unit]}; this has ${count}. Shorten it by ${count - max}.`,
    {
      count,
      max,
      unit,
    },
  );
}
