/** Besides answering: what others wrote below our media is hidden and shown again, what we wrote is taken back. */
import { NetworkFailure, type TheirPost } from '../connector.ts';
import { does, idInPath } from '../kit/meta/graph.ts';
import { graphAt, type InstagramContext } from './credentials.ts';
import { isMessageId, underOf } from './thread.ts';

export const hide = (context: InstagramContext, post: TheirPost) => setHidden(context, post, true);
export const unhide = (context: InstagramContext, post: TheirPost) => setHidden(context, post, false);

async function setHidden(context: InstagramContext, post: TheirPost, isHidden: boolean): Promise<void> {
  const under = underOf(post.rootRemoteId)?.kind;
  if (under === 'mention' || under === 'hashtag' || isMessageId(post.remoteId))
    throw new NetworkFailure('refuse', 'Only comments under your own posts can be hidden.');
  const path = `/${idInPath(post.remoteId)}`;
  await does(context, graphAt(context.credentials), {
    path,
    method: 'POST',
    form: { hide: String(isHidden) },
    harmless: true,
  });
}

/** What is gone already is as wished. */
export async function remove(context: InstagramContext, remoteId: string): Promise<void> {
  if (isMessageId(remoteId))
    throw new NetworkFailure('refuse', 'Instagram lets nobody unsend a message from here. Unsend it in the app.');
  try {
    const path = `/${idInPath(remoteId)}`;
    await does(context, graphAt(context.credentials), { path, method: 'DELETE', harmless: true });
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'gone') throw error;
  }
}
