/** Whether an answer of unknown fate stands there. The network knows no keys of ours: the same words, by us, in the same place, since then. */
import { z } from 'zod';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { idInPath } from '../kit/meta/graph.ts';
import { COMMENT_FIELDS, list, orNothing, read } from './api.ts';
import { whoWrote } from './comment.ts';
import type { InstagramContext } from './credentials.ts';
import { isUs, placeOf } from './place.ts';
import { roomsPage } from './rooms.ts';
import { commentSchema } from './schema.ts';
import { roomOf } from './send.ts';
import { underOf } from './thread.ts';

/** Their clock and ours may differ by this much. */
const CLOCKS_APART_MS = 2 * 60_000;
const PAGES_LIMIT = 20;

export async function findReply(context: InstagramContext, draft: Draft, since: Date): Promise<Sent | null> {
  const { to } = draft;
  const under = underOf(to.rootRemoteId);
  if (under?.kind === 'live' || under?.kind === 'hashtag') return null;
  if (under?.kind === 'mention')
    throw new NetworkFailure(
      'unsure',
      'Instagram does not show answers under other people’s posts. Look there whether it stands.',
    );
  if (to.remoteId === null) return null;
  const isMedia = under !== null && to.remoteId === under.mediaId;
  // Answers to an answer are added to the comment at the top.
  const top = isMedia ? to.remoteId : await topOf(context, to.remoteId);
  const path = `/${idInPath(top)}/${isMedia ? 'comments' : 'replies'}`;
  const earliest = since.getTime() - CLOCKS_APART_MS;
  let more: Record<string, string> | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const next = await list(context, { path, query: { fields: COMMENT_FIELDS } }, more);
    for (const entry of next.entries) {
      const comment = readValue(entry, commentSchema);
      if (!comment.ok || comment.value.timestamp.getTime() < earliest) continue;
      const { id, text, timestamp: at } = comment.value;
      if (bones(text) === bones(draft.text) && isUs(placeOf(context), whoWrote(comment.value)))
        return { remoteId: id, at, url: null };
    }
    more = next.next;
    if (more === null) return null;
  }
  throw new NetworkFailure('unsure', 'There are too many answers to look through. Look there whether it stands.');
}

const parentSchema = z.object({ parent_id: z.coerce.string().nullish() });

async function topOf(context: InstagramContext, remoteId: string): Promise<string> {
  const what = { path: `/${idInPath(remoteId)}`, query: { fields: 'id,parent_id' } };
  const found = await orNothing(() => read(context, what, parentSchema));
  // Under other people's media it never could be; there the answer may stand all the same.
  if (found === null)
    throw new NetworkFailure('unsure', 'The comment cannot be seen from here, nor what stands below it. Look there.');
  return found.parent_id || remoteId;
}

/** A talk shows its latest twenty messages; one of ours of these minutes is among them. */
export async function findMessage(context: InstagramContext, draft: Draft, since: Date): Promise<Sent | null> {
  const room = roomOf(draft);
  if (room === null)
    throw new NetworkFailure('unsure', 'Instagram has not told who this is. Look there whether it stands.');
  const earliest = new Date(since.getTime() - CLOCKS_APART_MS);
  const { heard } = await roomsPage(context, earliest, null, room);
  const isFile = draft.text === '';
  for (const one of heard) {
    const item = one.kind === 'arrival' ? one.items[0] : undefined;
    if (item?.kind !== 'post' || !item.post.own) continue;
    const { remoteId, at, text, attachments } = item.post;
    const isIt = isFile ? attachments.length > 0 && text === '' : bones(text) === bones(draft.text);
    if (isIt) return { remoteId, at, url: null, room };
  }
  return null;
}

function bones(text: string): string {
  return text.normalize('NFC').replace(/[@\s]+/gu, '');
}
