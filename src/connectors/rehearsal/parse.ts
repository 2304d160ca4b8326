/** The square's wire into our words. */
import { type Item, type Person, POST_TEXT_LIMIT, type Post } from '../../core/post.ts';
import type { Arrival, Dropped } from '../connector.ts';
import { dropped, readValue } from '../kit/json.ts';
import { actSchema, postSchema } from './schema.ts';
import type { WireAct, WirePost } from './wire.ts';

/** Who we are and where the square stands: what parsing needs beside the payload. */
export type Place = { account: Person; url: string };

/** The square tells everything in one order: an edit never overtakes its post. */
const LANE = 'square';

/** One act from the stream or a page of acts. Never throws. @param raw the JSON as received */
export function readAct(raw: string, cursor: string | null, place: Place): Arrival | Dropped {
  const read = readValue(parsed(raw), actSchema);
  if (!read.ok) return dropped(read.reason, raw, cursor);
  return arrival(itemsOfAct(read.value, place), raw, cursor);
}

/** One post as it stands now, from a back-fill. Never throws. */
export function readPost(raw: string, cursor: string | null, place: Place): Arrival | Dropped {
  const read = readValue(parsed(raw), postSchema);
  if (!read.ok) return dropped(read.reason, raw, cursor);
  const wire = read.value;
  const items: Item[] = [{ kind: 'post', post: postOf(wire, place) }];
  if (wire.editedAt !== null)
    items.push({
      kind: 'edit',
      remoteId: wire.id,
      text: cut(wire.text),
      attachments: null,
      at: new Date(wire.editedAt),
      version: wire.version,
    });
  return arrival(items, raw, cursor);
}

function itemsOfAct(act: WireAct, place: Place): Item[] {
  const at = new Date(act.at);
  switch (act.kind) {
    case 'post':
      return [{ kind: 'post', post: postOf(act.post, place) }];
    case 'edit':
      return [{ kind: 'edit', remoteId: act.id, text: cut(act.text), attachments: null, at, version: act.version }];
    case 'remove':
      return [{ kind: 'remove', remoteId: act.id, at, by: 'author' }];
    case 'read':
      return act.ids.map(remoteId => ({ kind: 'receipt', remoteId, at, state: 'read' }));
  }
}

function postOf(wire: WirePost, place: Place): Post {
  const own = wire.author.id === place.account.remoteId;
  return {
    remoteId: wire.id,
    at: new Date(wire.at),
    author: personOf(wire.author),
    own,
    key: own ? wire.key : null,
    visibility: wire.room === null ? 'public' : 'private',
    parentRemoteId: wire.room === null ? wire.parent : (wire.parent ?? wire.about),
    rootRemoteId: wire.room === null ? wire.root : null,
    room: wire.room,
    roomWith: wire.roomWith === null ? null : personOf(wire.roomWith),
    text: cut(wire.text),
    lang: wire.lang,
    attachments: wire.pictures.map(({ path, description }) => ({
      kind: 'image',
      url: `${place.url}/${path}`,
      description,
    })),
    url: wire.room === null ? `${place.url}/post/${encodeURIComponent(wire.id)}` : null,
    addressed: !own && isToUs(wire, place.account.remoteId),
    warning: null,
  };
}

function isToUs(wire: WirePost, us: string): boolean {
  return wire.room !== null || wire.parentAuthor === us || wire.mentions.includes(us);
}

export function personOf(wire: WirePost['author']): Person {
  return { remoteId: wire.id, handle: wire.handle, name: wire.name, avatarUrl: null, profileUrl: null };
}

function arrival(items: Item[], raw: string, cursor: string | null): Arrival {
  return { kind: 'arrival', items, raw, cursor, lane: LANE };
}

function cut(text: string): string {
  return text.length > POST_TEXT_LIMIT ? text.slice(0, POST_TEXT_LIMIT).toWellFormed() : text;
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
