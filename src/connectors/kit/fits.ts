/** What is too long never reaches the wire: a network may cut it, charge for it or break it into pieces. */
import { countText } from '../../core/text.ts';
import { type Draft, type Limits, NetworkFailure } from '../connector.ts';

/** Throws a refusal when the draft breaks the network's limits for its visibility. */
export function mustFit(draft: Draft, limits: Limits): void {
  const text = draft.visibility === 'private' && limits.privateText ? limits.privateText : limits.text;
  // Where private words have no limit of their own, they are counted as public ones are.
  const linkWeighs = draft.visibility === 'private' && limits.privateText ? null : limits.text.linkWeighs;
  const count = countText(draft.text, text.unit, linkWeighs);
  if (count > text.max) throw tooMuch(`The answer is ${count} long; ${text.max} is the most.`);
  const bytes = text.maxBytes === undefined ? 0 : countText(draft.text, 'bytes');
  if (text.maxBytes !== undefined && bytes > text.maxBytes)
    throw tooMuch(`The answer is ${bytes} bytes long; ${text.maxBytes} is the most.`);
  const perPost = limits.media?.perPost ?? 0;
  if (draft.attachments.length > perPost)
    throw tooMuch(perPost === 0 ? 'It takes no pictures or files.' : `It takes ${perPost} attachments at most.`);
  for (const { bytes: file, type } of draft.attachments) {
    const most = limits.media?.maxBytesByType?.[type] ?? limits.media?.maxBytes ?? 0;
    if (file.byteLength > most) throw tooMuch(`An attachment is ${file.byteLength} bytes; ${most} is the most.`);
    if (!limits.media?.types.includes(type)) throw tooMuch(`It does not take ${type} attachments.`);
  }
}

function tooMuch(message: string): NetworkFailure {
  return new NetworkFailure('refuse', message);
}
