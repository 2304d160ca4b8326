/** What a Bluesky channel may do, tried without anything anybody could see; and giving the permission back. */

import { z } from 'zod';
import type { Finding, NetworkFailure } from '../connector.ts';
import { type Found, tried } from '../kit/tried.ts';
import { POST } from './address.ts';
import { notifications } from './backfill.ts';
import { chatLog } from './chat-log.ts';
import { type BlueskyContext, listensOnly } from './credentials.ts';
import { WRITE_POINTS } from './limits.ts';
import { revokeOauth } from './oauth.ts';
import { sessionAnswerSchema, uploadedSchema } from './schema.ts';
import { ask, call, failureOf, isFine } from './xrpc.ts';

/** A key no post ever had. Deleting what is not there changes nothing, but asks for the right to write posts. */
const NO_POST = '2222222222222';
/** One transparent dot (PNG). A picture that no post names is seen by nobody, and the server throws it away. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const NO_APPVIEW = 'This server stands alone, without the service that would do this.';
const identitySchema = sessionAnswerSchema.omit({ accessJwt: true, refreshJwt: true });

/** Throws `reauthorise` when the sign-in itself is not taken any more. */
export async function trial(context: BlueskyContext): Promise<Finding[]> {
  if (listensOnly(context.credentials)) return [];
  const own = await call(context, { name: 'com.atproto.server.getSession' }, identitySchema);
  if (own.active === false) {
    const why = `Bluesky says this account is ${own.status ?? 'not active'}.`;
    return [{ ability: 'account', verdict: 'fails', why }];
  }
  return [
    { ability: 'account', verdict: 'works', why: `Signed in as @${own.handle}.` },
    ...(await Promise.all([
      tried('mentions', () => mentions(context), inWords),
      tried('reply', () => writing(context), inWords),
      tried('media', () => uploading(context), inWords),
      tried('direct', () => rooms(context), inWords),
    ])),
  ];
}

function inWords({ message, said }: NetworkFailure): string {
  return said === null || said === message ? message : `${message} Bluesky said: “${said}”`;
}

async function mentions(context: BlueskyContext): Promise<Found> {
  if (context.credentials.hasAppView === false) return { verdict: 'absent', why: NO_APPVIEW };
  const { heard } = await notifications(context, '');
  const why = heard.length === 0 ? 'It may be read; nobody has mentioned this account lately.' : null;
  return { verdict: 'works', why };
}

async function writing(context: BlueskyContext): Promise<Found> {
  const body = { repo: context.account.remoteId, collection: POST, rkey: NO_POST };
  const points = { bucket: 'writes', cost: WRITE_POINTS.remove };
  await call(context, { name: 'com.atproto.repo.deleteRecord', body, harmless: true, ...points }, z.unknown());
  return { verdict: 'works', why: null };
}

async function uploading(context: BlueskyContext): Promise<Found> {
  const upload = { bytes: new Uint8Array(DOT), type: 'image/png' };
  await call(context, { name: 'com.atproto.repo.uploadBlob', upload, harmless: true }, uploadedSchema);
  return { verdict: 'works', why: null };
}

async function rooms(context: BlueskyContext): Promise<Found> {
  if (context.credentials.hasAppView === false) return { verdict: 'absent', why: NO_APPVIEW };
  await chatLog(context, null);
  return { verdict: 'works', why: 'Those who take messages from strangers, or who wrote first.' };
}

/** An app password itself can be removed only by somebody signed in with the account's own. */
export async function revoke(context: BlueskyContext): Promise<string | null> {
  if (listensOnly(context.credentials)) return null;
  if (context.credentials.oauth) {
    await revokeOauth(context);
    return null;
  }
  const answer = await ask(context, { name: 'com.atproto.server.deleteSession', token: 'refresh' }, true);
  if (!isFine(answer) && failureOf(answer, false, context.now()).next !== 'reauthorise')
    throw failureOf(answer, false, context.now());
  return 'Remove the app password as well: Bluesky → Settings → Privacy and security → App passwords.';
}
