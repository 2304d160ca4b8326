/** What networks send is made storable here, or refused with a reason that is counted. Nothing past this has to doubt it. */
import {
  ATTACHMENTS_PER_POST_LIMIT,
  type Attachment,
  BIO_LIMIT,
  type Item,
  LINKS_PER_PROFILE_LIMIT,
  type Person,
  POST_TEXT_LIMIT,
  type Post,
  type Profile,
} from './post.ts';
import { cleanText } from './text.ts';

/** Longest id a network may give, in UTF-16 units. */
export const REMOTE_ID_LIMIT = 500;
export const NAME_LIMIT = 300;
export const URL_LIMIT = 2_000;
export const WARNING_LIMIT = 1_000;
export const DESCRIPTION_LIMIT = 5_000;
export const LANG_LIMIT = 35;
/** Most further ids of one person. */
const ALSO_LIMIT = 10;
/** A mark is one emoji or a short name for one. */
export const MARK_LIMIT = 60;
/** No network is older; a date before it is a mistake, often a zero. */
export const EARLIEST_AT = new Date('2000-01-01T00:00:00Z');
/** How far a network's clock may run ahead of ours, in milliseconds. */
export const AHEAD_LIMIT_MS = 24 * 60 * 60 * 1000;

export type Cleaned = { kind: 'item'; item: Item } | { kind: 'bad'; reason: BadReason };
export type BadReason =
  | 'not readable'
  | 'no id'
  | 'an id too long'
  | 'impossible date'
  | 'no author'
  | 'no room'
  | 'no version';

export function cleanItem(item: Item, receivedAt: Date): Cleaned {
  try {
    const bad = faultOf(item, receivedAt);
    return bad === null ? { kind: 'item', item: cleaned(item) } : { kind: 'bad', reason: bad };
  } catch (error) {
    // A field of another type than promised. The parser is wrong, and the rest of the batch must not pay for it.
    if (error instanceof TypeError || error instanceof RangeError) return { kind: 'bad', reason: 'not readable' };
    throw error;
  }
}

function faultOf(item: Item, receivedAt: Date): BadReason | null {
  if (item.kind === 'post') return faultOfPost(item.post, receivedAt);
  const id = item.kind === 'person' ? item.person.remoteId : item.remoteId;
  const fault = faultOfId(id) ?? (isPossible(item.at, receivedAt) ? null : 'impossible date');
  if (fault === null && item.kind === 'edit' && !Number.isFinite(item.version)) return 'no version';
  return fault;
}

function faultOfPost(post: Post, receivedAt: Date): BadReason | null {
  const fault = faultOfId(post.remoteId);
  if (fault !== null) return fault;
  if (!isPossible(post.at, receivedAt)) return 'impossible date';
  for (const id of [post.parentRemoteId, post.rootRemoteId, post.room]) {
    if (id !== null && id.length > REMOTE_ID_LIMIT) return 'an id too long';
  }
  if (!post.own && faultOfId(post.author.remoteId) !== null) return 'no author';
  if (post.visibility === 'private' && roomOf(post) === null) return 'no room';
  return null;
}

function faultOfId(id: string): BadReason | null {
  if (typeof id !== 'string' || id.trim() === '') return 'no id';
  return id.length > REMOTE_ID_LIMIT ? 'an id too long' : null;
}

function isPossible(at: Date, receivedAt: Date): boolean {
  return at >= EARLIEST_AT && at.getTime() <= receivedAt.getTime() + AHEAD_LIMIT_MS;
}

/** Where the network has no name for a room, the other person is its name. */
export function roomOf(post: Post): string | null {
  if (post.room !== null && post.room.trim() !== '') return post.room;
  const other = post.own ? post.roomWith : post.author;
  return other === null || other.remoteId.trim() === '' ? null : `with ${other.remoteId}`;
}

function cleaned(item: Item): Item {
  switch (item.kind) {
    case 'post':
      return { kind: 'post', post: cleanPost(item.post) };
    case 'edit':
      return {
        ...item,
        remoteId: cleanText(item.remoteId),
        text: cleanText(item.text, POST_TEXT_LIMIT),
        attachments: item.attachments === null ? null : cleanAttachments(item.attachments),
        version: Math.trunc(item.version),
      };
    case 'person':
      return { ...item, person: cleanPerson(item.person) };
    case 'reaction': {
      const { mark } = item;
      return {
        ...item,
        remoteId: cleanText(item.remoteId),
        person: cleanPerson(item.person),
        mark: mark === null ? null : cleanText(mark, MARK_LIMIT),
      };
    }
    case 'stands':
    case 'remove':
      return { ...item, remoteId: cleanText(item.remoteId) };
    case 'receipt': {
      const { said, ...rest } = item;
      return {
        ...rest,
        remoteId: cleanText(item.remoteId),
        ...(said === undefined ? {} : { said: cleanText(said, WARNING_LIMIT) }),
      };
    }
  }
}

function cleanPost(post: Post): Post {
  return {
    ...post,
    remoteId: cleanText(post.remoteId),
    author: cleanPerson(post.author),
    parentRemoteId: cleanId(post.parentRemoteId),
    rootRemoteId: cleanId(post.rootRemoteId),
    room: post.visibility === 'private' ? cleanId(roomOf(post)) : null,
    roomWith: post.roomWith === null ? null : cleanPerson(post.roomWith),
    text: cleanText(post.text, POST_TEXT_LIMIT),
    lang: cleanOptional(post.lang, LANG_LIMIT),
    attachments: cleanAttachments(post.attachments),
    url: cleanUrl(post.url),
    warning: cleanOptional(post.warning, WARNING_LIMIT),
  };
}

function cleanPerson(person: Person): Person {
  return {
    remoteId: cleanText(person.remoteId),
    handle: cleanOptional(person.handle, NAME_LIMIT),
    name: cleanOptional(person.name, NAME_LIMIT),
    avatarUrl: cleanUrl(person.avatarUrl),
    profileUrl: cleanUrl(person.profileUrl),
    ...(person.profile == null ? {} : { profile: cleanProfile(person.profile) }),
    ...(person.also === undefined ? {} : { also: person.also.slice(0, ALSO_LIMIT).flatMap(id => cleanId(id) ?? []) }),
  };
}

function cleanProfile({ bio, links, verifiedLinks, followers }: Profile): Profile {
  const some = (urls: readonly string[]) => urls.flatMap(url => cleanUrl(url) ?? []).slice(0, LINKS_PER_PROFILE_LIMIT);
  return { bio: cleanText(bio, BIO_LIMIT), links: some(links), verifiedLinks: some(verifiedLinks), followers };
}

function cleanAttachments(attachments: readonly Attachment[]): Attachment[] {
  return attachments
    .filter(({ url }) => url.length <= URL_LIMIT)
    .slice(0, ATTACHMENTS_PER_POST_LIMIT)
    .map(({ kind, url, description }) => ({
      kind,
      url: cleanText(url),
      description: cleanOptional(description, DESCRIPTION_LIMIT),
    }));
}

function cleanId(id: string | null): string | null {
  return id === null || id.trim() === '' ? null : cleanText(id);
}

function cleanOptional(text: string | null, limit: number): string | null {
  return text === null || text === undefined ? null : cleanText(text, limit);
}

/** Only what a browser may follow: a network must not be able to put `javascript:` behind a link of the desk. */
function cleanUrl(url: string | null): string | null {
  if (url === null || url === undefined || url.length > URL_LIMIT || !/^https?:\/\//i.test(url)) return null;
  return cleanText(url);
}
