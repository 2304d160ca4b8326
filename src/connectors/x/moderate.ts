/** Deeds that are no answers. A second time changes nothing. */
import { z } from 'zod';
import { NetworkFailure, type TheirPost } from '../connector.ts';
import { type Call, call } from './api.ts';
import type { XContext } from './credentials.ts';
import { isNotSold } from './problem.ts';

const nothing = z.unknown();

export async function like(context: XContext, { remoteId }: TheirPost): Promise<void> {
  await call(context, { ...likes(context), json: { tweet_id: remoteId } }, nothing);
}

export async function unlike(context: XContext, { remoteId }: TheirPost): Promise<void> {
  const { path, ...rest } = likes(context);
  await call(context, { ...rest, path: `${path}/${encodeURIComponent(remoteId)}`, method: 'DELETE' }, nothing);
}

function likes({ account }: XContext): Call {
  const path = `/2/users/${encodeURIComponent(account.remoteId)}/likes`;
  return { path, method: 'POST', as: 'account', bucket: 'liking', harmless: true };
}

/** Under our own posts: it stays there behind one more press. */
export async function hide(context: XContext, { remoteId }: TheirPost): Promise<void> {
  await setHidden(context, remoteId, true);
}

export async function unhide(context: XContext, { remoteId }: TheirPost): Promise<void> {
  await setHidden(context, remoteId, false);
}

async function setHidden(context: XContext, id: string, hidden: boolean): Promise<void> {
  const path = `/2/tweets/${encodeURIComponent(id)}/hidden`;
  await call(
    context,
    { path, method: 'PUT', as: 'account', json: { hidden }, bucket: 'hiding', harmless: true },
    nothing,
  );
}

export async function block(context: XContext, { person }: TheirPost): Promise<void> {
  await ifSold(call(context, { ...blocks(context), json: { target_user_id: person.remoteId } }, nothing));
}

export async function unblock(context: XContext, { person }: TheirPost): Promise<void> {
  const { path, ...rest } = blocks(context);
  const of = `${path}/${encodeURIComponent(person.remoteId)}`;
  await ifSold(call(context, { ...rest, path: of, method: 'DELETE' }, nothing));
}

function blocks({ account }: XContext): Call {
  const path = `/2/users/${encodeURIComponent(account.remoteId)}/blocking`;
  return { path, method: 'POST', as: 'account', bucket: 'blocking', harmless: true };
}

/** Only apps with a contract may; the others are told where it is done. */
async function ifSold(deed: Promise<unknown>): Promise<void> {
  try {
    await deed;
  } catch (error) {
    if (!isNotSold(error)) throw error;
    const { said } = error as NetworkFailure;
    const message = 'X lets only apps with a contract block people. Block them on X itself.';
    throw new NetworkFailure('refuse', message, { said, cause: error });
  }
}
