/** Deeds that are no answers. A second time changes nothing. */
import { z } from 'zod';
import type { TheirPost } from '../connector.ts';
import { type Call, call } from './api.ts';
import type { XContext } from './credentials.ts';

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
