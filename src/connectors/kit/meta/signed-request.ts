/** Meta's signed request: two pieces of base64url, the first of which proves the second. It comes when somebody wants their data gone, or has removed our app. */
import { z } from 'zod';
import type { HookRequest } from '../../connector.ts';
import { readJson } from '../json.ts';
import { isSigned } from '../signature.ts';
import { idSchema } from './values.ts';

const LENGTH_LIMIT = 8_192;
/** SHA-256 in base64url is 43 letters. */
const PIECES = /^([A-Za-z0-9_-]{43}=?)\.([A-Za-z0-9_-]{2,8000}={0,2})$/;

const payloadSchema = z.object({ algorithm: z.string(), user_id: idSchema });

/** Whom a signed request is about. The proof is checked before anything of the payload is believed. */
export function readSignedRequest(
  text: string,
  appSecret: string,
): { kind: 'asked'; remoteId: string } | { kind: 'refused'; why: string } {
  const found = text.length > LENGTH_LIMIT ? null : PIECES.exec(text);
  const [, signature = '', payload = ''] = found ?? [];
  if (found === null) return { kind: 'refused', why: 'This is no signed request.' };
  const given = Buffer.from(signature, 'base64url').toString('base64');
  const isWhole = Buffer.from(signature, 'base64url').toString('base64url') === signature.replace(/=+$/, '');
  const isProven = isSigned({
    secret: appSecret,
    signed: new TextEncoder().encode(payload),
    given,
    encoding: 'base64',
  });
  if (!isWhole || !isProven) return { kind: 'refused', why: 'The signature is not Meta’s.' };
  const read = readJson(Buffer.from(payload, 'base64url').toString('utf8'), payloadSchema);
  if (!read.ok) return { kind: 'refused', why: 'The signed request names nobody.' };
  if (read.value.algorithm.toUpperCase() !== 'HMAC-SHA256')
    return { kind: 'refused', why: 'The signed request is signed in another way.' };
  return { kind: 'asked', remoteId: read.value.user_id };
}

/** The same out of a request as Meta posts it: a form with the field `signed_request`. For `Connector.erasure`. */
export function readErasure({ method, bytes }: HookRequest, appSecret: string) {
  if (method !== 'POST' || bytes.byteLength > 2 * LENGTH_LIMIT)
    return { kind: 'refused', why: 'This is no signed request.' } as const;
  const form = new URLSearchParams(new TextDecoder().decode(bytes));
  return readSignedRequest(form.get('signed_request') ?? '', appSecret);
}
