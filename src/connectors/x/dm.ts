/** Direct messages into our words. */

import { z } from 'zod';
import type { Item, Person, Post } from '../../core/post.ts';
import { ATTACHMENTS_PER_POST_LIMIT, type Attachment } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import { readValue } from '../kit/json.ts';
import type { Parsed, Place } from './parse.ts';
import { attachmentsOf } from './parse.ts';
import { personOf, unknownPerson } from './person.ts';
import { type DmEvent, dmEventSchema, type Includes, includesSchema } from './schema.ts';
import { byAge, timeOf } from './snowflake.ts';
import { withLinksWhole } from './text.ts';

/** Messages and posts are numbered apart: one of each may have the same number. */
const MARK = 'dm:';

export function dmIdOf(id: string): string {
  return MARK + id;
}

/** The network's own number; null for what is no message. */
export function dmIn(remoteId: string): string | null {
  return remoteId.startsWith(MARK) ? remoteId.slice(MARK.length) : null;
}

/** As X names the room of two: the smaller number first. */
export function roomOf(one: string, other: string): string {
  return byAge(one, other) <= 0 ? `${one}-${other}` : `${other}-${one}`;
}

/** The other one in a room of two; null in a room of several. */
export function otherIn(room: string, ownId: string): string | null {
  const [, one = '', other = ''] = /^(\d+)-(\d+)$/.exec(room) ?? [];
  if (one === ownId && other !== '') return other;
  return other === ownId && one !== '' ? one : null;
}

const pieceSchema = z.object({ dm: z.unknown(), includes: includesSchema });

/** @param value one event with what stands beside it: `{ dm, includes }` */
export function itemsOfDm(value: unknown, place: Place): Parsed {
  const piece = readValue(value, pieceSchema);
  if (!piece.ok) return { reason: `piece: ${piece.reason}`, ignored: false };
  const read = readValue(piece.value.dm, dmEventSchema);
  if (!read.ok) return { reason: `message: ${read.reason}`, ignored: false };
  const event = read.value;
  if (event.event_type !== 'MessageCreate') return { reason: 'somebody came into a room or left it', ignored: true };
  if (event.sender_id == null) return { reason: 'message: who wrote it is not told', ignored: false };
  const at = event.created_at ?? timeOf(event.id);
  if (at === null) return { reason: 'message: when it was written is not told', ignored: false };
  const post = messageOf(event, { senderId: event.sender_id, at, place, includes: piece.value.includes });
  const items: Item[] = [{ kind: 'post', post }];
  return { items, lane: post.room ?? post.remoteId };
}

type Around = { senderId: string; at: Date; place: Place; includes: Includes };

function messageOf(event: DmEvent, { senderId, at, place, includes }: Around): Post {
  const { account } = place;
  const own = senderId === account.remoteId;
  const recipient = event.participant_ids?.find(id => id !== senderId);
  const room = event.dm_conversation_id ?? (recipient === undefined ? null : roomOf(senderId, recipient));
  const otherId = room === null ? null : otherIn(room, account.remoteId);
  return {
    remoteId: dmIdOf(event.id),
    at,
    author: own ? { ...account, ...withoutNulls(personIn(senderId, includes)) } : personIn(senderId, includes),
    own,
    key: null,
    visibility: 'private',
    parentRemoteId: null,
    rootRemoteId: null,
    room: room ?? `with ${senderId}`,
    roomWith: own && otherId !== null ? personIn(otherId, includes) : null,
    text: cleanText(wordsOf(event, includes)),
    lang: null,
    attachments: mediaOf(event, includes),
    url: null,
    addressed: !own,
    warning: null,
  };
}

/** A post that was sent along is told as its page. */
function wordsOf(event: DmEvent, includes: Includes): string {
  const links = (event.entities?.urls ?? []).map(link =>
    isOfMedia(link, event) ? { ...link, media_key: 'own' } : link,
  );
  const said = withLinksWhole(event.text, links);
  const [shared] = event.referenced_posts ?? [];
  if (shared === undefined || said.includes(shared.id)) return said;
  const author = includes?.posts?.find(({ id }) => id === shared.id)?.author_id;
  const handle = includes?.users?.find(({ id }) => id === author)?.username;
  return `${said}\n\nhttps://x.com/${handle ?? 'i'}/status/${shared.id}`.trim();
}

type Shown = { expanded_url?: string | null | undefined; display_url?: string | null | undefined };

function isOfMedia({ expanded_url: target, display_url: shown }: Shown, event: DmEvent): boolean {
  const isPicture =
    /\/messages\/media\/\d+|\/i\/dm\/|^https:\/\/ton\./.test(target ?? '') || /^pic\./.test(shown ?? '');
  return isPicture && (event.attachments?.media_keys ?? []).length > 0;
}

/** Pictures sent privately are shown to those in the room alone: fetched with our sign-in (dm-media.ts). */
function mediaOf(event: DmEvent, includes: Includes): Attachment[] {
  return attachmentsOf(event, includes)
    .map(one => ({ ...one, url: withSignIn(one.url) }))
    .slice(0, ATTACHMENTS_PER_POST_LIMIT);
}

export const DM_MEDIA = 'x-dm';
const PRIVATE =
  /^https:\/\/ton\.(?:twitter|x)\.com\/(?:i|1\.1)\/ton\/data\/dm\/(\d{1,19})\/(\d{1,19})\/([\w.-]{1,200})/;

function withSignIn(url: string): string {
  const [, dm, media, name] = PRIVATE.exec(url) ?? [];
  return dm === undefined ? url : `${DM_MEDIA}:${dm}/${media}/${name}`;
}

function personIn(id: string, includes: Includes): Person {
  const user = includes?.users?.find(one => one.id === id);
  return user === undefined ? unknownPerson(id) : personOf(user);
}

function withoutNulls(person: Person): Partial<Person> {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
}
