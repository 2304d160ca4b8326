/** Direct messages as they come in: the log of all rooms, from a place on. */
import type { Item, Person } from '../../core/post.ts';
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
  for (const entry of page.logs) heard.push(await readLogEntry(context, entry, partners));
  const cursor = page.cursor ?? after;
  return { heard, cursor, more: page.logs.length > 0 && cursor !== after && cursor !== null };
}

/** Never throws for what an entry holds. @param partners who each room is with, as far as it was asked */
async function readLogEntry(
  context: BlueskyContext,
  entry: unknown,
  partners: Map<string, Person | null>,
): Promise<Heard> {
  const raw = JSON.stringify(entry) ?? '';
  const read = readValue(entry, logEntrySchema);
  if (!read.ok) return dropped(`log: ${read.reason}`, raw, null);
  const { $type: type, convoId, message, relatedProfiles = [] } = read.value;
  const kind = type.startsWith(DEFS) ? type.slice(DEFS.length) : type;
  const arrival = (items: Item[]): Heard => ({ kind: 'arrival', items, raw, cursor: null, lane: convoId });
  if (kind === 'logDeleteMessage' && message)
    return arrival([{ kind: 'remove', remoteId: idOf(convoId, message), at: new Date(message.sentAt), by: 'author' }]);
  if (kind !== 'logCreateMessage') return ignored(`a room's ${kind.slice(0, 60)}`, '', null);
  if (!message) return dropped('log: a message that is none', raw, null);
  if (message.text === undefined) return ignored('a message that is deleted already', '', null);
  for (const profile of relatedProfiles) rememberPartner(context, convoId, profile, partners);
  if (!partners.has(convoId)) partners.set(convoId, await partnerOf(context, convoId));
  return arrival([{ kind: 'post', post: postOf(context, convoId, message, partners.get(convoId) ?? null) }]);
}

function rememberPartner(
  context: BlueskyContext,
  convoId: string,
  profile: unknown,
  partners: Map<string, Person | null>,
): void {
  const read = readValue(profile, personSchema);
  if (read.ok && read.value.did !== context.account.remoteId) partners.set(convoId, personOf(read.value));
}

/** Null for rooms of more than two, and where the network does not say. */
async function partnerOf(context: BlueskyContext, convoId: string): Promise<Person | null> {
  const { convo } = await chat(context, { name: 'chat.bsky.convo.getConvo', query: { convoId } }, convoSchema);
  const others = convo.members.filter(({ did }) => did !== context.account.remoteId);
  const [only] = others;
  return others.length === 1 && only ? personOf(only) : null;
}

function postOf(context: BlueskyContext, convoId: string, message: ChatMessage, partner: Person | null) {
  const { did } = message.sender;
  const own = did === context.account.remoteId;
  const author = own ? context.account : partner?.remoteId === did ? partner : bare(did);
  return {
    remoteId: idOf(convoId, message),
    at: new Date(message.sentAt),
    author,
    own,
    key: null,
    visibility: 'private' as const,
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
