/** Direct messages on their way out. The service has no key against doubles, so an unknown outcome is looked up. */
import { z } from 'zod';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { readValue } from '../kit/json.ts';
import { chat } from './chat-call.ts';
import { idOf } from './chat-log.ts';
import type { BlueskyContext } from './credentials.ts';
import { facetsOf } from './facets.ts';
import { limits } from './limits.ts';
import { didOfHandle } from './people.ts';
import { type ChatMessage, convoSchema, messageSchema, messagesSchema } from './schema.ts';

/** Into the room there is, or the one the network opens between the two of us. */
export async function sendPrivately(context: BlueskyContext, draft: Draft): Promise<Sent> {
  mustFit({ ...draft, visibility: 'private' }, limits);
  if (draft.attachments.length > 0) throw new NetworkFailure('refuse', 'Bluesky takes no pictures in direct messages.');
  const convoId = await roomFor(context, draft);
  const facets = await facetsOf(draft.text, handle => didOfHandle(context, handle));
  const message = await chat(
    context,
    {
      name: 'chat.bsky.convo.sendMessage',
      body: { convoId, message: { text: draft.text, ...(facets.length === 0 ? {} : { facets }) } },
    },
    messageSchema,
  );
  return sentOf(convoId, message);
}

/** Pages looked through; fifty messages each. */
const PAGES_LIMIT = 4;
/** Our clock and theirs may differ. */
const CLOCKS_APART_MS = 2 * 60_000;

/** The same words by us in the same room since then. Null: they are certainly not there. */
export async function findPrivately(context: BlueskyContext, draft: Draft, since: Date): Promise<Sent | null> {
  const convoId = await roomFor(context, draft);
  const earliest = since.getTime() - CLOCKS_APART_MS;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const query = { convoId, limit: '50', ...(cursor === undefined ? {} : { cursor }) };
    const found = await chat(context, { name: 'chat.bsky.convo.getMessages', query }, messagesSchema);
    const messages = found.messages.flatMap(one => {
      const read = readValue(one, messageSchema);
      return read.ok ? [read.value] : [];
    });
    const ours = messages.find(one => isIt(context, one, draft, earliest));
    if (ours) return sentOf(convoId, ours);
    const isPast = messages.some(({ sentAt }) => Date.parse(sentAt) < earliest);
    if (isPast || found.cursor === undefined || found.cursor === cursor) return null;
    cursor = found.cursor;
  }
  throw new NetworkFailure('retry', 'The room is too lively to be sure that the message is not in it.');
}

function isIt(context: BlueskyContext, message: ChatMessage, draft: Draft, earliest: number): boolean {
  return (
    message.sender.did === context.account.remoteId &&
    message.text === draft.text &&
    Date.parse(message.sentAt) >= earliest
  );
}

async function roomFor(context: BlueskyContext, draft: Draft): Promise<string> {
  if (draft.to.room !== null) return draft.to.room;
  const query = { members: draft.to.person.remoteId };
  const { convo } = await chat(context, { name: 'chat.bsky.convo.getConvoForMembers', query }, convoSchema);
  return convo.id;
}

function sentOf(convoId: string, message: ChatMessage): Sent {
  return { remoteId: idOf(convoId, message), at: new Date(message.sentAt), url: null, room: convoId };
}

const nothing = z.unknown();

/** Bluesky takes a direct message away from our own eyes only. */
export async function forgetPrivately(context: BlueskyContext, remoteId: string): Promise<void> {
  const [, convoId, messageId] = /^chat:([^/]+)\/(.+)$/.exec(remoteId) ?? [];
  if (convoId === undefined || messageId === undefined) throw new NetworkFailure('gone', 'There is no such message.');
  await chat(context, { name: 'chat.bsky.convo.deleteMessageForSelf', body: { convoId, messageId } }, nothing);
}
