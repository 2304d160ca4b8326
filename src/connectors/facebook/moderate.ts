/** Deeds that are no answers. A second time changes nothing. */
import { z } from 'zod';
import { NetworkFailure, type TheirPost } from '../connector.ts';
import { call, does, type GraphCall, idInPath } from '../kit/meta/graph.ts';
import { asPage, type FacebookContext } from './credentials.ts';
import { isMessage } from './message-id.ts';
import { isUnnamed } from './people.ts';

export async function like(context: FacebookContext, post: TheirPost): Promise<void> {
  await deed(context, { path: `/${publicId(post)}/likes`, method: 'POST' });
}

export async function unlike(context: FacebookContext, post: TheirPost): Promise<void> {
  await deed(context, { path: `/${publicId(post)}/likes`, method: 'DELETE' });
}

export async function hide(context: FacebookContext, post: TheirPost): Promise<void> {
  await deed(context, { path: `/${publicId(post)}`, method: 'POST', form: { is_hidden: 'true' } });
}

export async function unhide(context: FacebookContext, post: TheirPost): Promise<void> {
  await deed(context, { path: `/${publicId(post)}`, method: 'POST', form: { is_hidden: 'false' } });
}

/** From the whole page: they can neither write under it nor to it. */
export async function block(context: FacebookContext, post: TheirPost): Promise<void> {
  await blocking(context, post, 'POST');
}

export async function unblock(context: FacebookContext, post: TheirPost): Promise<void> {
  await blocking(context, post, 'DELETE');
}

async function deed(context: FacebookContext, what: GraphCall): Promise<void> {
  await does(context, asPage(context.credentials), { ...what, harmless: true });
}

/** Answers with a yes or no for each person. */
async function blocking(context: FacebookContext, { person }: TheirPost, method: 'POST' | 'DELETE'): Promise<void> {
  if (isUnnamed(person.remoteId)) throw new NetworkFailure('refuse', 'Facebook does not say who this is.');
  const path = `/${context.account.remoteId}/blocked`;
  const psid = JSON.stringify([idInPath(person.remoteId)]);
  const how = method === 'POST' ? { form: { psid } } : { query: { psid } };
  const answer = await call(
    context,
    asPage(context.credentials),
    { path, method, ...how, harmless: true },
    z.unknown(),
  );
  // Whom nobody had blocked needs no unblocking.
  const isDone =
    method === 'DELETE' || answer === true || Object.values(Object(answer)).some(one => one === true || one === 'true');
  if (!isDone) throw new NetworkFailure('refuse', 'Facebook did not do this for this person.');
}

function publicId({ remoteId }: TheirPost): string {
  if (isMessage(remoteId))
    throw new NetworkFailure('refuse', 'This can be done to posts and comments, not in Messenger.');
  return idInPath(remoteId);
}
