import type { Connector, Deed, Draft } from '../connectors/connector.ts';
import type { Db } from '../store/db.ts';
import type { Outgoing } from '../store/deliveries.ts';
import { readMedia } from '../store/media.ts';

/** The connector's way for this answer; null where the network has none. */
export function deedOf(connector: Connector, outgoing: Outgoing): Deed<unknown> | null {
  const { outbound } = connector;
  if (outgoing.visibility === 'public') return outbound?.reply ?? null;
  return (outgoing.room === null ? outbound?.privateReply : outbound?.direct) ?? null;
}

/** The answer as the connector takes it. The key is the answer's own id, over every attempt. */
export async function draftOf(db: Db, outgoing: Outgoing): Promise<Draft> {
  const { person } = outgoing;
  if (person === null) throw new Error(`the answer ${outgoing.id} is written to nobody`);
  const attachments: Draft['attachments'] = [];
  for (const { mediaId, description } of outgoing.media) {
    const file = mediaId === null ? null : await readMedia(db, outgoing.brandId, mediaId, 'full');
    if (file === null) throw new Error(`a picture of the answer ${outgoing.id} is not there any more`);
    attachments.push({ bytes: file.bytes, type: file.type, description });
  }
  return {
    key: outgoing.id,
    text: outgoing.text,
    attachments,
    visibility: outgoing.visibility,
    to: {
      person,
      remoteId: outgoing.parentRemoteId,
      rootRemoteId: outgoing.rootRemoteId,
      room: outgoing.room,
      url: outgoing.parentUrl,
      addressed: outgoing.parentAddressed,
      lastHeardAt: outgoing.lastHeardAt,
    },
    lang: outgoing.lang,
    byPerson: !outgoing.automatic,
    template: outgoing.template,
  };
}
