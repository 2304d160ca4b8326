/** Pictures that were sent privately: X shows them to those in the room, asked with the account's own sign-in. */
import { NetworkFailure } from '../connector.ts';
import { apiOf, type XContext } from './credentials.ts';
import { DM_MEDIA } from './dm.ts';
import { failureOf } from './problem.ts';

/** @param url `x-dm:` and the three names X has for it */
export async function fetchDmMedia(context: XContext, url: string, maxBytes: number): Promise<Uint8Array> {
  const names = url.slice(DM_MEDIA.length + 1);
  if (!/^\d{1,19}\/\d{1,19}\/[\w.-]{1,200}$/.test(names))
    throw new NetworkFailure('refuse', 'That is no picture of a direct message.');
  const answer = await context.fetch(`${apiOf(context)}/2/dm_conversations/media/${names}`, {
    headers: { authorization: `Bearer ${context.credentials.accessToken ?? ''}` },
    maxBytes,
    accept: () => true,
  });
  if (answer.status !== 200) throw failureOf(answer, false, context.now());
  return answer.bytes;
}
