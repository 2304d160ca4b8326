/** Looks in Messenger for what we may have sent: the same words of ours in the same conversation since then. */
import { z } from 'zod';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { call, type GraphCall, idInPath, listPages } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { asPage, type FacebookContext } from './credentials.ts';
import { roomOf } from './direct.ts';
import { isUnnamed } from './people.ts';
import { messageSchema } from './schema.ts';

const PAGES_LOOKED_THROUGH = 10;
/** Their clock and ours. */
const SKEW_MS = 60_000;
const FIELDS = 'id,created_time,from,message,attachments';

export async function findDirect(context: FacebookContext, draft: Draft, since: Date): Promise<Sent | null> {
  const room = roomOf(draft);
  for (const conversation of await conversationsWith(context, room)) {
    const found = await lookIn(context, conversation, draft, since);
    if (found !== null) return { ...found, room };
  }
  return null;
}

/** Who is not named is found by what they wrote. */
export async function findPrivateReply(context: FacebookContext, draft: Draft, since: Date): Promise<Sent | null> {
  if (!isUnnamed(draft.to.person.remoteId))
    return findDirect(context, { ...draft, to: { ...draft.to, room: draft.to.person.remoteId } }, since);
  const what = { path: `/${idInPath(draft.to.remoteId)}`, query: { fields: 'private_reply_conversation{id}' } };
  const shape = z.object({ private_reply_conversation: z.object({ id: idSchema }).nullish() });
  const { private_reply_conversation: opened } = await call(context, asPage(context.credentials), what, shape);
  return opened ? lookIn(context, opened.id, draft, since) : null;
}

async function conversationsWith(context: FacebookContext, personId: string): Promise<string[]> {
  const query = { platform: 'messenger', user_id: personId, fields: 'id' };
  const what: GraphCall = { path: `/${context.account.remoteId}/conversations`, query };
  const ids: string[] = [];
  for await (const { entries } of listPages(context, asPage(context.credentials), what, 1))
    for (const entry of entries) {
      const read = z.object({ id: idSchema }).safeParse(entry);
      if (!read.success) throw new NetworkFailure('retry', 'A conversation has no id.');
      ids.push(read.data.id);
    }
  return ids;
}

async function lookIn(context: FacebookContext, conversation: string, draft: Draft, since: Date): Promise<Sent | null> {
  const what = { path: `/${idInPath(conversation)}/messages`, query: { fields: FIELDS } };
  for await (const { entries } of listPages(context, asPage(context.credentials), what, PAGES_LOOKED_THROUGH))
    for (const entry of entries) {
      const read = messageSchema.safeParse(entry);
      if (!read.success) continue;
      const { id, created_time: at, from, message, attachments } = read.data;
      if (at.getTime() < since.getTime() - SKEW_MS) return null;
      // A file alone has no words to know it by.
      const isSame = (message ?? '') === draft.text && (draft.text !== '' || (attachments?.data.length ?? 0) > 0);
      if (from.id === context.account.remoteId && isSame) return { remoteId: id, at, url: null };
    }
  return null;
}
