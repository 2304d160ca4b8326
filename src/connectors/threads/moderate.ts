/** Replies taken from sight under our own posts, with all that stands below them. */
import type { TheirPost } from '../connector.ts';
import { does, idInPath } from '../kit/meta/graph.ts';
import { at, type ThreadsContext } from './credentials.ts';

export function hide(context: ThreadsContext, post: TheirPost): Promise<void> {
  return manage(context, post, true);
}

export function unhide(context: ThreadsContext, post: TheirPost): Promise<void> {
  return manage(context, post, false);
}

async function manage(context: ThreadsContext, { remoteId }: TheirPost, isHidden: boolean): Promise<void> {
  const path = `/${idInPath(remoteId)}/manage_reply`;
  await does(context, at(context.credentials), {
    path,
    method: 'POST',
    form: { hide: String(isHidden) },
    harmless: true,
  });
}
