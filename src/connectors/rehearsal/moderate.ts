/** Deeds that are no answers, over the square's own doors. */
import { type Context, NetworkFailure, type Outbound } from '../connector.ts';

type Place = { url: string; headers: Record<string, string> };
type Deeds<C> = Required<Pick<Outbound<C>, 'like' | 'unlike' | 'hide' | 'unhide' | 'block' | 'unblock' | 'report'>>;

/** @param placeOf where the square is and what opens its door */
export function moderation<C>(placeOf: (context: Context<C>) => Place): Deeds<C> {
  const ask = async (context: Context<C>, path: string, method: 'PUT' | 'DELETE' | 'POST', body?: unknown) => {
    const { url, headers } = placeOf(context);
    const said = body === undefined ? {} : { body: JSON.stringify(body) };
    await context.fetch(`${url}/api/${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...said,
    });
  };
  const onPost =
    (what: 'like' | 'hide', method: 'PUT' | 'DELETE'): Deeds<C>['like'] =>
    (context, { remoteId }) =>
      again(ask(context, `posts/${encodeURIComponent(remoteId)}/${what}`, method));
  const onPerson =
    (method: 'PUT' | 'DELETE'): Deeds<C>['block'] =>
    (context, { person }) =>
      again(ask(context, `people/${encodeURIComponent(person.remoteId)}/block`, method));
  return {
    like: onPost('like', 'PUT'),
    unlike: onPost('like', 'DELETE'),
    hide: onPost('hide', 'PUT'),
    unhide: onPost('hide', 'DELETE'),
    block: onPerson('PUT'),
    unblock: onPerson('DELETE'),
    report: (context, { remoteId }, { ground, words }) =>
      ask(context, `posts/${encodeURIComponent(remoteId)}/report`, 'POST', { ground, words }),
  };
}

/** A second time does no harm: an outcome nobody knows is one more try. */
async function again(doing: Promise<void>): Promise<void> {
  try {
    await doing;
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'unsure') throw error;
    const { message, said, afterSeconds } = error;
    throw new NetworkFailure('retry', message, { said, afterSeconds, cause: error });
  }
}
