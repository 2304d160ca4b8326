/** A message into what happened: said, changed, taken back, marked, or a new number of somebody's. */
import type { Attachment, Item, Person } from '../../core/post.ts';
import type { Arrival, Dropped } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { type Change, type Place, rawOf } from './change.ts';
import { fileUrl } from './media.ts';
import { contactOf, type Ids, idAs, personOf, phoneOf } from './person.ts';
import { type Message, messageSchema } from './schema.ts';
import { mediaIn, wordsOf } from './words.ts';

export type Way = 'messages' | 'message_echoes';

export function readMessage(raw: unknown, change: Change, way: Way, others: Ids | null = null): Arrival | Dropped {
  const text = rawOf(change, way, raw);
  const read = readValue(raw, messageSchema);
  if (!read.ok) return dropped(`message ${read.reason}`, text, null);
  const message = read.value;
  const own = way === 'message_echoes' || isOurNumber(message, change);
  const ids = own ? (others ?? { phone: message.to, scoped: message.to_user_id }) : idsOfAuthor(message, others);
  const person = personOf(ids, contactOf(change.contacts, ids));
  if (person === null) return dropped('nobody is named who wrote it', text, null);
  return itemsOf(message, { person, own, place: change.place }, text);
}

function idsOfAuthor({ from, from_user_id }: Message, others: Ids | null): Ids {
  return from == null && from_user_id == null && others !== null ? others : { phone: from, scoped: from_user_id };
}

/** What was typed on the company's own phone and comes in a list of messages bears its number. */
function isOurNumber({ from }: Message, { value }: Change): boolean {
  const our = phoneOf(value.metadata?.display_phone_number ?? '');
  return from != null && our !== '' && phoneOf(from) === our;
}

type Said = { person: Person; own: boolean; place: Place };

function itemsOf(message: Message, said: Said, raw: string): Arrival | Dropped {
  const arrival = (items: Item[]): Arrival => ({
    kind: 'arrival',
    items,
    raw,
    cursor: null,
    lane: message.group_id ?? said.person.remoteId,
  });
  const { person, own, place } = said;
  const at = message.timestamp;
  const { reaction, edit, revoke, system, type } = message;
  if (revoke != null) return arrival([{ kind: 'remove', remoteId: revoke.original_message_id, at, by: 'author' }]);
  if (edit != null) return editOf(message, edit, arrival, raw);
  if (type === 'reaction' && reaction != null) {
    const remoteId = reaction.message_id ?? reaction.messsage_id;
    if (remoteId == null) return dropped('reaction.message_id: missing or of another kind', raw, null);
    const mark = reaction.emoji == null || reaction.emoji === '' ? null : reaction.emoji;
    return arrival([{ kind: 'reaction', remoteId, person: own ? place.account : person, own, mark, at }]);
  }
  if (type === 'system' || system != null) return systemOf(message, person, arrival, raw);
  if (type === 'request_welcome') return ignored('a chat was opened', raw, null);
  return arrival([postOf(message, said)]);
}

/** A number or a business-scoped id that has changed: the same person under a new one. */
function systemOf(
  { system, timestamp: at }: Message,
  person: Person,
  arrival: (items: Item[]) => Arrival,
  raw: string,
): Arrival | Dropped {
  const now = [system?.wa_id, system?.new_wa_id, system?.user_id].flatMap(id => (id == null ? [] : idAs(id)));
  const fresh = now.filter(id => id !== person.remoteId);
  if (fresh.length > 0) {
    const also = [...new Set([...fresh, ...(person.also ?? [])])];
    return arrival([{ kind: 'person', person: { ...person, also }, at, standing: 'active' }]);
  }
  if (system?.marketing === 'stop' || system?.marketing === 'resume') {
    const wants = system.marketing === 'stop' ? 'asked' : 'anything';
    return arrival([{ kind: 'person', person, at, standing: 'active', wants }]);
  }
  return ignored('a notice of the network', raw, null);
}

function editOf(
  { timestamp: at }: Message,
  { original_message_id: remoteId, message }: NonNullable<Message['edit']>,
  arrival: (items: Item[]) => Arrival,
  raw: string,
): Arrival | Dropped {
  // What stands there now is a message without id and time of its own.
  const read = readValue(
    { id: remoteId, timestamp: Math.floor(at.getTime() / 1000), ...Object(message) },
    messageSchema,
  );
  if (!read.ok) return dropped(`edit ${read.reason}`, raw, null);
  const now = read.value;
  const attachments = mediaIn(now)?.media.id == null ? null : filesOf(now);
  return arrival([{ kind: 'edit', remoteId, text: wordsOf(now), attachments, at, version: at.getTime() }]);
}

function postOf(message: Message, { person, own, place }: Said): Item {
  return {
    kind: 'post',
    post: {
      remoteId: message.id,
      at: message.timestamp,
      author: own ? place.account : person,
      own,
      key: null,
      visibility: 'private',
      parentRemoteId: message.context?.id ?? null,
      rootRemoteId: null,
      // A talk between two has no name there: the desk names it by the other person.
      room: message.group_id == null ? null : `${GROUP}${message.group_id}`,
      roomWith: own ? person : null,
      text: wordsOf(message),
      lang: null,
      attachments: filesOf(message),
      url: null,
      addressed: !own,
      warning: null,
    },
  };
}

/** Before the id of a group in the name of its room. */
export const GROUP = 'group:';

function filesOf(message: Message): Attachment[] {
  const found = mediaIn(message);
  const url = found === null ? null : fileUrl(found.media);
  if (found === null || url === null) return [];
  return [{ kind: found.kind, url, description: found.media.filename ?? null }];
}
