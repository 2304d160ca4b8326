/** Account Activity bodies: lists of events by kind, for one account. */
import type { Item } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { dmIdOf, itemsOfDm } from './dm.ts';
import { looseOf, pieceOfMessage, pieceOfTweet, textIn } from './legacy.ts';
import { heardOf, itemsOfPiece, type Place } from './parse.ts';
import { personOf } from './person.ts';
import { momentOf, removal } from './removal.ts';
import { userSchema } from './schema.ts';

type Loose = Record<string, unknown>;

export function isOldBody(body: Loose): boolean {
  return (
    'for_user_id' in body ||
    'user_event' in body ||
    Object.keys(body).some(name => name.endsWith('_events')) ||
    'replay_job_status' in body
  );
}

/** What stands beside the events and is none. */
const BESIDE = new Set(['for_user_id', 'users', 'apps', 'user_has_blocked', 'is_blocked_by']);

export function heardOfEvents(body: Loose, place: Place): Heard[] {
  const whose = textIn(body['for_user_id']);
  if (whose !== null && whose !== place.account.remoteId) return [];
  return Object.entries(body).flatMap(([name, events]) => {
    if (BESIDE.has(name)) return [];
    // Names are theirs to choose: `constructor` is none of our readers.
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (read === undefined) return [ignored(`events: ${name}`, JSON.stringify({ [name]: events }), null)];
    if (!Array.isArray(events)) return [dropped(`${name}: no list`, JSON.stringify({ [name]: events }), null)];
    return events.map(event => read(event, body, place));
  });
}

type Reader = (event: unknown, body: Loose, place: Place) => Heard;

const READERS: Record<string, Reader> = {
  tweet_create_events: (tweet, _, place) =>
    heardOf(itemsOfPiece(pieceOfTweet(tweet), place), JSON.stringify({ tweet_create_events: [tweet] }), null),
  tweet_delete_events: heardOfDelete,
  direct_message_events: heardOfMessage,
  direct_message_mark_read_events: (event, _, place) =>
    heardOfRead(event, place, JSON.stringify({ direct_message_mark_read_events: [event] })),
  favorite_events: heardOfLike,
};

function heardOfDelete(event: unknown, _: Loose, place: Place): Heard {
  const raw = JSON.stringify({ tweet_delete_events: [event] });
  const one = looseOf(event);
  const id = textIn(looseOf(one?.['status'])?.['id']) ?? textIn(looseOf(one?.['status'])?.['id_str']);
  if (one === null || id === null || id === '') return dropped('tweet_delete_events: without an id', raw, null);
  return heardOf(removal(id, momentOf(one, id, place.receivedAt)), raw, null);
}

function heardOfMessage(event: unknown, { users }: Loose, place: Place): Heard {
  const raw = JSON.stringify({ direct_message_events: [event], users });
  const kind = textIn(looseOf(event)?.['type']);
  if (kind !== null && kind !== 'message_create') return ignored(`message: ${kind}`, raw, null);
  return heardOf(itemsOfDm(pieceOfMessage(event, users), place), raw, null);
}

/** All messages of one body. */
export function messagesOf(body: Loose, place: Place): Heard[] {
  const { direct_message_events: events } = body;
  if (!Array.isArray(events)) return [dropped('direct_message_events: no list', JSON.stringify(body), null)];
  return events.map(event => heardOfMessage(event, body, place));
}

/** Somebody has read up to a message of ours. What we read ourselves is nobody's news. */
export function heardOfRead(event: unknown, place: Place, raw: string): Heard {
  const one = looseOf(event);
  const id = textIn(one?.['last_read_event_id']);
  const reader = textIn(one?.['sender_id']);
  if (one === null || id === null || id === '') return dropped('read: without an id', raw, null);
  if (reader === place.account.remoteId) return ignored('read by ourselves', raw, null);
  const at = momentOf(one, id, place.receivedAt);
  const receipt: Item = { kind: 'receipt', remoteId: dmIdOf(id), at, state: 'read' };
  return heardOf({ items: [receipt], lane: receipt.remoteId }, raw, null);
}

const LIKED = '❤️';

function heardOfLike(event: unknown, _: Loose, place: Place): Heard {
  const raw = JSON.stringify({ favorite_events: [event] });
  const one = looseOf(event);
  const liked = looseOf(one?.['favorited_status']);
  const id = textIn(liked?.['id_str']) ?? textIn(liked?.['id']);
  const user = readValue(one?.['user'], userSchema);
  if (one === null || id === null || id === '' || !user.ok)
    return dropped('favorite_events: of another shape', raw, null);
  const person = personOf(user.value);
  const own = person.remoteId === place.account.remoteId;
  const at = momentOf(one, id, place.receivedAt);
  return heardOf({ items: [{ kind: 'reaction', remoteId: id, person, own, mark: LIKED, at }], lane: id }, raw, null);
}
