/** Direct messages into our words: what people write and what we wrote, story replies and mentions, reactions, edits, what was unsent. */
import { ATTACHMENTS_PER_POST_LIMIT, type Attachment, type Item, type Person, type Post } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import { isUs, type Place, personOf } from './place.ts';
import type { From, Message, Messaging } from './schema.ts';

/** `ignored`: whole and well, but nothing anybody asked for. `stub`: named and not told. */
export type Read = { items: Item[] } | { reason: string; as: 'failed' | 'ignored' | 'stub' };

const UNSUPPORTED = '[Instagram shows this message only in its own app.]';

/** One event of the hook. @param told when the body was sent, where the event says no time of its own */
export function readMessaging(event: Messaging, told: Date | null, place: Place): Read {
  const at = event.timestamp ?? told;
  if (at === null) return { reason: 'message: no time', as: 'failed' };
  if (event.is_self || event.message?.is_self === true)
    return { reason: 'a message of the account to itself', as: 'ignored' };
  if (event.message) return readMessage(event.message, event, at, place);
  if (event.message_edit) return readEdit(event.message_edit, at);
  if (event.reaction) return readReaction(event.reaction, event, at, place);
  if (event.postback) return readPostback(event.postback, event, at, place);
  if (event.read) return readReceipts([event.read.mid], 'read', event, at, place);
  if (event.delivery) return readReceipts(event.delivery.mids ?? [], 'delivered', event, at, place);
  return { reason: 'a message event of another kind', as: 'ignored' };
}

type Told = NonNullable<Messaging['message']>;

function readMessage(message: Told, event: Messaging, at: Date, place: Place): Read {
  const { mid } = message;
  if (message.is_deleted) return { items: [{ kind: 'remove', remoteId: mid, at, by: 'author' }] };
  const who = whoIn(event, message.is_echo, place);
  if (typeof who === 'string') return { reason: who, as: 'failed' };
  const attachments = [...storyOf(message), ...attachmentsTold(message)].slice(0, ATTACHMENTS_PER_POST_LIMIT);
  const text = message.text === '' && message.is_unsupported ? UNSUPPORTED : message.text;
  const parentRemoteId = message.reply_to?.mid ?? null;
  return { items: [{ kind: 'post', post: postOf({ id: mid, at, ...who, text, attachments, parentRemoteId }) }] };
}

/** New messages have been told as edits without words, too. */
function readEdit(edit: NonNullable<Messaging['message_edit']>, at: Date): Read {
  const { mid, text, num_edit: version } = edit;
  if (text == null) return { reason: 'an edited message, to be fetched', as: 'stub' };
  const item = {
    kind: 'edit',
    remoteId: mid,
    text: cleanText(text),
    attachments: null,
    at,
    version: version ?? at.getTime(),
  } as const;
  return { items: [item] };
}

function readReaction(reaction: NonNullable<Messaging['reaction']>, event: Messaging, at: Date, place: Place): Read {
  const from = event.sender == null ? null : { ...event.sender, name: null, self_ig_scoped_id: null };
  if (from?.id == null) return { reason: 'reaction: by nobody', as: 'failed' };
  const { mid: remoteId, action, reaction: name, emoji } = reaction;
  const mark = action === 'unreact' ? null : (emoji ?? MARKS[name ?? ''] ?? name ?? '❤');
  const person = personOf(place, from, remoteId);
  return { items: [{ kind: 'reaction', remoteId, person, own: isUs(place, from), mark, at }] };
}

const MARKS: Record<string, string> = {
  love: '❤',
  like: '👍',
  dislike: '👎',
  laugh: '😆',
  wow: '😮',
  sad: '😢',
  angry: '😠',
};

/** A button of ours that they pressed. */
function readPostback(
  { mid, title, payload }: NonNullable<Messaging['postback']>,
  event: Messaging,
  at: Date,
  place: Place,
): Read {
  if (mid === null) return { reason: 'a button that was pressed, without an id', as: 'ignored' };
  const who = whoIn(event, false, place);
  if (typeof who === 'string') return { reason: who, as: 'failed' };
  const text = title === '' ? payload : title;
  return {
    items: [{ kind: 'post', post: postOf({ id: mid, at, ...who, text, attachments: [], parentRemoteId: null }) }],
  };
}

function readReceipts(
  ids: readonly (string | null)[],
  state: 'read' | 'delivered',
  event: Messaging,
  at: Date,
  place: Place,
): Read {
  const from = event.sender == null ? null : { ...event.sender, name: null, self_ig_scoped_id: null };
  if (isUs(place, from)) return { reason: 'what we have read ourselves', as: 'ignored' };
  const items = ids.flatMap(id => (id === null ? [] : [{ kind: 'receipt', remoteId: id, at, state } as const]));
  return items.length > 0 ? { items } : { reason: 'a receipt for nothing in particular', as: 'ignored' };
}

type Who = { author: Person; own: boolean; roomWith: Person | null };

/** Of an echo the sender is us. */
function whoIn({ sender, recipient }: Messaging, isEcho: boolean, place: Place): Who | string {
  const [from, to] = [asFrom(sender), asFrom(recipient)];
  const own = isEcho || isUs(place, from);
  if (own) {
    if (to?.id == null) return 'message: to nobody';
    return { author: place.account, own, roomWith: personOf(place, to, 'a message') };
  }
  if (from?.id == null) return 'message: by nobody';
  return { author: personOf(place, from, 'a message'), own, roomWith: null };
}

function asFrom(party: Messaging['sender']): From {
  return party == null ? null : { id: party.id, username: party.username, name: null, self_ig_scoped_id: null };
}

function storyOf({ reply_to: to }: Told): Attachment[] {
  const url = to?.story?.url ?? null;
  return url === null ? [] : [{ kind: 'file', url, description: 'Your story, which this answers' }];
}

const KINDS: Record<string, Attachment['kind']> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  ig_reel: 'video',
  reel: 'video',
};
const SAID: Record<string, string> = {
  story_mention: 'A story that mentions you',
  share: 'A post they shared',
  ig_post: 'A post they shared',
  ig_reel: 'A reel they shared',
  reel: 'A reel they shared',
  story: 'A story they shared',
  ig_story: 'A story they shared',
  ephemeral: 'Something to be seen once',
};

function attachmentsTold({ attachments }: Told): Attachment[] {
  const told = (attachments ?? []).flatMap((one): Attachment[] => {
    const url = one?.payload?.url ?? null;
    if (one == null || url === null) return [];
    const type = one.type ?? '';
    const description = one.payload?.title ?? SAID[type] ?? null;
    return [{ kind: KINDS[type] ?? 'file', url, description: description && cleanText(description, 1_000) }];
  });
  // A shared post has come under its old name and its new one at once.
  return [...new Map(told.map(one => [one.url, one])).values()];
}

/** A message as it is fetched. Null: nobody it is from or to can be known. */
export function itemsOfMessage(message: Message, place: Place): Item[] | null {
  const own = isUs(place, message.from);
  const others = (message.to?.data ?? []).filter(to => to != null && !isUs(place, to));
  const other = own ? (others[0] ?? null) : message.from;
  if (other == null || (other.id === null && other.username === null)) return null;
  const person = personOf(place, other, message.id);
  const text = message.message === '' && message.is_unsupported ? UNSUPPORTED : message.message;
  const attachments = attachmentsFetched(message).slice(0, ATTACHMENTS_PER_POST_LIMIT);
  const who = own ? { author: place.account, own, roomWith: person } : { author: person, own, roomWith: null };
  const post = postOf({ id: message.id, at: message.created_time, ...who, text, attachments, parentRemoteId: null });
  return [{ kind: 'post', post }];
}

function attachmentsFetched({ attachments, shares, story }: Message): Attachment[] {
  const files = (attachments?.data ?? []).flatMap((one): Attachment[] => {
    const [picture, film] = [one?.image_data?.url ?? null, one?.video_data?.url ?? null];
    const url = picture ?? film ?? one?.file_url ?? null;
    if (url === null) return [];
    const isSound = one?.mime_type?.startsWith('audio/') === true;
    return [{ kind: picture ? 'image' : film ? 'video' : isSound ? 'audio' : 'file', url, description: null }];
  });
  const links: [string | null | undefined, string][] = [
    [story?.reply_to?.link, 'Your story, which this answers'],
    [story?.mention?.link, 'A story that mentions you'],
    ...(shares?.data ?? []).map((share): [string | null | undefined, string] => [share?.link, 'A post they shared']),
  ];
  return [
    ...links.flatMap(([url, description]): Attachment[] => (url ? [{ kind: 'file', url, description }] : [])),
    ...files,
  ];
}

function postOf(
  what: Who & { id: string; at: Date; text: string; attachments: Attachment[]; parentRemoteId: string | null },
): Post {
  const { id, at, author, own, roomWith, text, attachments, parentRemoteId } = what;
  return {
    remoteId: id,
    at,
    author,
    own,
    key: null,
    visibility: 'private',
    parentRemoteId,
    rootRemoteId: null,
    // The events name no room: everybody has one of their own.
    room: (roomWith ?? author).remoteId,
    roomWith,
    text: cleanText(text),
    lang: null,
    attachments,
    url: null,
    addressed: !own,
    warning: null,
  };
}
