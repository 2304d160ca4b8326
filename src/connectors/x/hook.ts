/** X calls us: its question is answered, its signature proven over the bytes as they came, and every event of a body read by itself. */

import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import type { Heard, HookRequest, Verified } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import { isSigned, verified } from '../kit/signature.ts';
import { accountsOf, heardOfActivity, isActivity } from './activity.ts';
import { answerToCrc, isSignedForAnybody } from './crc.ts';
import { type Credentials, signingSecrets } from './credentials.ts';
import { itemsOfDm } from './dm.ts';
import { heardOfEvents, isOldBody } from './events.ts';
import { looseOf, textIn } from './legacy.ts';
import { heardOfPiece } from './page.ts';
import { heardOf, type Place } from './parse.ts';

/** Newer apps sign with the client secret, older ones with the consumer secret, some with both. */
const SIGNATURES = ['x-twitter-webhooks-signature-oauth2', 'x-twitter-webhooks-signature'];

export function verify(
  { method, url, headers, bytes }: HookRequest,
  credentials: Credentials,
):
  | { kind: 'verified'; body: Verified }
  | { kind: 'answer'; status: number; body: string }
  | { kind: 'refused'; why: string } {
  const secrets = signingSecrets(credentials);
  const [secret] = secrets;
  if (secret === undefined) return { kind: 'refused', why: 'This channel has no secret of the app to check with.' };
  if (method === 'GET') {
    const body = bytes.length === 0 ? answerToCrc(url.searchParams, secret) : null;
    return body === null
      ? { kind: 'refused', why: 'This is no question of X’s.' }
      : { kind: 'answer', status: 200, body };
  }
  if (method !== 'POST') return { kind: 'refused', why: 'X calls by GET and POST.' };
  if (isSignedForAnybody(bytes)) return { kind: 'refused', why: 'This is no event of X’s.' };
  const given = SIGNATURES.flatMap(name => headers.get(name) ?? []);
  const isTheirs = given.some(one =>
    secrets.some(key => isSigned({ ...SIGNED, secret: key, signed: bytes, given: one })),
  );
  return isTheirs ? { kind: 'verified', body: verified(bytes) } : { kind: 'refused', why: 'The signature is not X’s.' };
}

const SIGNED = { encoding: 'base64', prefix: 'sha256=' } as const;

export function parse({ bytes }: Verified, _: Credentials, account: Person, receivedAt?: Date): Heard[] {
  return heardOfBody(new TextDecoder().decode(bytes), { account, receivedAt });
}

export function heardOfBody(raw: string, place: Place): Heard[] {
  const read = readJson(raw, z.unknown());
  if (!read.ok) return [dropped(read.reason, raw, null)];
  const body = looseOf(read.value);
  if (body === null) return [dropped('the whole: of another kind', raw, null)];
  if (isActivity(body)) return heardOfActivity(body, place);
  if (isOldBody(body)) return heardOfEvents(body, place);
  // Pieces of bodies that were kept by themselves.
  if ('dm' in body) return [heardOf(itemsOfDm(body, place), raw, null)];
  // The filtered stream may be delivered by hook too: one post at a time.
  if ('data' in body) return [heardOfPiece(body, place, null)];
  return [dropped('of no form that is known', raw, null)];
}

/** Never throws. */
export function accounts({ bytes }: Verified): string[] {
  const read = readJson(new TextDecoder().decode(bytes), z.unknown());
  const body = read.ok ? looseOf(read.value) : null;
  if (body === null) return [];
  const revoked = looseOf(looseOf(looseOf(body['user_event'])?.['revoke'])?.['source'])?.['user_id'];
  const id = textIn(body['for_user_id']) ?? textIn(revoked);
  if (id !== null) return [id];
  return isActivity(body) ? accountsOf(body) : [];
}
