import type { Limits } from '../connectors/connector.ts';
import type { StoredMedia } from '../core/conversation.ts';
import { Refusal } from '../core/refusal.ts';
import type { Tx } from '../store/db.ts';
import { describeMedia } from '../store/own-messages.ts';

/** Pictures of an answer, as the message keeps them. @throws Refusal where the network takes fewer, smaller or other ones */
export async function pictureChecks(
  tx: Tx,
  brandId: number,
  { media: limit }: Limits,
  asked: readonly { mediaId: string; description: string | null }[],
): Promise<StoredMedia[]> {
  if (asked.length === 0) return [];
  if (limit === null)
    throw new Refusal('network_cannot', 'This network takes no pictures from here. Send the words alone.');
  if (asked.length > limit.perPost) {
    throw new Refusal('too_many', `This network takes ${limit.perPost} pictures in one message. Leave some out.`);
  }
  const held = await describeMedia(
    tx,
    brandId,
    asked.map(one => one.mediaId),
  );
  return asked.map(({ mediaId, description }) => {
    const file = held.get(mediaId);
    if (file === undefined) throw new Refusal('not_valid', 'One of the pictures is not here any more. Add it again.');
    if (!limit.types.includes(file.type)) {
      throw new Refusal('not_valid', `This network does not take ${file.type}. It takes ${limit.types.join(', ')}.`);
    }
    const most = limit.maxBytesByType?.[file.type] ?? limit.maxBytes;
    if (file.bytes > most) {
      throw new Refusal(
        'too_large',
        `One of the pictures is larger than the ${Math.floor(most / 1_000_000)} MB this network takes.`,
      );
    }
    return { kind: kindOf(file.type), mediaId, description, missing: null, type: file.type, url: '' };
  });
}

function kindOf(type: string): StoredMedia['kind'] {
  const family = type.split('/')[0];
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file';
}
