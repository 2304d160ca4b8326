/** Instagram tells of no edit and no deletion of a comment: those of the last days are looked at again, one by one. */
import { z } from 'zod';
import { type Heard, type Known, NetworkFailure } from '../connector.ts';
import { idInPath } from '../kit/meta/graph.ts';
import { orNothing, read } from './api.ts';
import type { InstagramContext } from './credentials.ts';
import { editTo, heardChange } from './reread.ts';
import { isMessageId, underOf } from './thread.ts';

export const RECHECKED_AT_ONCE = 20;
const [HOUR, DAY] = [60, 1_440];
export const AGES_MINUTES = [10, 2 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY];

const seenSchema = z.object({ id: z.coerce.string(), text: z.string().nullish() });

export async function recheck(context: InstagramContext, posts: readonly Known[]): Promise<Heard[]> {
  const looked: { post: Known; text: string | null }[] = [];
  for (const post of posts.filter(isLookedAt)) {
    const text = await textNow(context, post);
    if (text !== undefined) looked.push({ post, text });
  }
  const at = context.now();
  const changes = looked.flatMap(({ post: { remoteId, text }, text: now }) =>
    now === null || bones(now) === bones(text) ? [] : [heardChange(editTo(remoteId, now, at))],
  );
  const readable = new Map<string, boolean>();
  for (const { post } of looked.filter(({ text }) => text === null)) {
    const root = post.rootRemoteId ?? '';
    if (!readable.has(root)) readable.set(root, await areCommentsReadable(context, root));
    if (readable.get(root)) changes.push(heardChange({ kind: 'remove', remoteId: post.remoteId, at, by: 'author' }));
  }
  return changes;
}

/** What stands under a live video is readable only while it runs; what stands under others' media only through their mention. */
function isLookedAt({ room, remoteId, rootRemoteId }: Known): boolean {
  return room === null && !isMessageId(remoteId) && underOf(rootRemoteId)?.kind === 'ours' && remoteId !== rootRemoteId;
}

/** Null: it is not there. Undefined: nobody can say now. */
async function textNow(context: InstagramContext, { remoteId }: Known): Promise<string | null | undefined> {
  const what = { path: `/${idInPath(remoteId)}`, query: { fields: 'id,text' }, bucket: 'again' };
  try {
    return (await read(context, what, seenSchema)).text ?? undefined;
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    if (error.next === 'gone') return null;
    if (error.next === 'refuse') return undefined;
    throw error;
  }
}

const listSchema = z.object({ data: z.array(z.unknown()) });

/**
 * Where comments may not be read any more all of them look as if they were gone, and so do mentions under other people's media, which
 * Instagram's own sign-in tells as comments.
 */
async function areCommentsReadable(context: InstagramContext, mediaId: string): Promise<boolean> {
  const what = { path: `/${idInPath(mediaId)}/comments`, query: { fields: 'id', limit: '1' }, bucket: 'again' };
  return (await orNothing(() => read(context, what, listSchema))) !== null;
}

/** The sign before names is told in one way and left out in another; space is the network's. */
function bones(text: string): string {
  return text.normalize('NFC').replace(/[@\s]+/gu, '');
}
