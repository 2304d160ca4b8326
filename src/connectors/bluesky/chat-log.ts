/** Direct messages as they come in: the log of all rooms, from a place on. */
import type { Item, Person, Post } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { chat } from './chat-call.ts';
import type { BlueskyContext } from './credentials.ts';
import { bare, personOf } from './parse.ts';
import { type ChatMessage, convoSchema, logEntrySchema, logSchema, personSchema } from './schema.ts';

const DEFS = 'chat.bsky.convo.defs#';

export async function chatLog(context: BlueskyContext, after: string | null) {
  const page = await chat(
    context,
    { name: 'chat.bsky.convo.getLog', query: after === null ? {} : { cursor: after } },
    logSchema,
  );
  const partners = new Map<string, Person | null>();
  const heard: Heard[] = [];
  for (const entry of page.logs) {
    const convoId = roomAskedFor(entry, context.account);
    if (convoId !== null && !partners.has(convoId)) partners.set(convoId, await partnerOf(context, convoId));
    heard.push(readLogEntry(entry, context.account, partners.get(convoId ?? '') ?? null));
  }
  const cursor = page.cursor ?? after;
  return { heard, cursor, more: page.logs.length > 0 && cursor !== after && cursor !== null };
}

/** The room of a message that does not say itself whom it is with. */
function roomAskedFor(entry: unknown, us: Person): string | null {
  const read = readValue(entry, logEntrySchema);
  if (!read.ok || read.value.$type !== `${DEFS}logCreateMessage`) return null;
  return partnerIn(read.value.relatedProfiles, us) === null ? read.value.convoId : null;
}

/** Never throws. @param partner whom the room is with, where that was asked */
export function readLogEntry(entry: unknown, us: Person, partner: Person | null): Heard {
  const raw = JSON.stringify(entry) ?? '';
  const read = readValue(entry, logEntrySchema);
  if (!read.ok) return dropped(`log: ${read.reason}`, raw, null);
  const { $type: type, convoId, message, relatedProfiles } = read.value;
  const kind = type.startsWith(DEFS) ? type.slice(DEFS.length) : type;
  const arrival = (items: Item[]): Heard => ({ kind: 'arrival', items, raw, cursor: null, lane: convoId });
  if (kind === 'logDeleteMessage' && message)
    return arrival([{ kind: 'remove', remoteId: idOf(convoId, message), at: new Date(message.sentAt), by: 'author' }]);
  if (kind !== 'logCreateMessage') return ignored('another event of a room', '', null);
  if (!message) return dropped('log: a message that is none', raw, null);
  if (message.text === undefined) return ignored('a message that is deleted already', '', null);
  const known = partnerIn(relatedProfiles, us) ?? partner;
  return arrival([{ kind: 'post', post: postOf(us, convoId, message, known) }]);
}

/** The one other person among the profiles that came along; null where there are more or none. */
function partnerIn(profiles: unknown[] | undefined, us: Person): Person | null {
  const others = (profiles ?? []).flatMap(profile => {
    const read = readValue(profile, personSchema);
    return read.ok && read.value.did !== us.remoteId ? [personOf(read.value)] : [];
  });
  const [only] = others;
  return others.length === 1 && only ? only : null;
}

/** Null for rooms of more than two, and where the network does not say. */
async function partnerOf(context: BlueskyContext, convoId: string): Promise<Person | null> {
  const { convo } = await chat(context, { name: 'chat.bsky.convo.getConvo', query: { convoId } }, convoSchema);
  return partnerIn(convo.members, context.account);
}

function postOf(us: Person, convoId: string, message: ChatMessage, partner: Person | null): Post {
  const { did } = message.sender;
  const own = did === us.remoteId;
  const author = own ? us : partner?.remoteId === did ? partner : bare(did);
  return {
    remoteId: idOf(convoId, message),
    at: new Date(message.sentAt),
    author,
    own,
    key: null,
    visibility: 'private',
    parentRemoteId: null,
    rootRemoteId: null,
    room: convoId,
    roomWith: partner ?? (own ? null : author),
    text: cleanText(message.text ?? ''),
    lang: null,
    attachments: [],
    url: null,
    addressed: !own,
    warning: null,
  };
}

/** Message ids are only good together with their room's. */
export function idOf(convoId: string, { id }: Pick<ChatMessage, 'id'>): string {
  return `chat:${convoId}/${id}`;
}
