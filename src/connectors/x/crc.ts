/**
 * X asks whether we hold the app's secret by having us sign a text. Only what such a text can look like is signed: the same secret
 * signs the events, so whoever could have any text signed could make events up.
 */
import { createHmac } from 'node:crypto';

/** Letters, digits and what base64 and dates use. No event is made of these alone: an event is JSON and has braces and quotes. */
const TOKEN = /^[A-Za-z0-9+/=_.~:-]{1,200}$/;
const TOKEN_LIMIT = 200;
/** What X sends along beside the token. */
const BESIDE = new Set(['crc_token', 'nonce']);

/** @returns the answer, or null where this is no such question */
export function answerToCrc(query: URLSearchParams, secret: string): string | null {
  const names = [...query.keys()];
  const tokens = query.getAll('crc_token');
  const [token = ''] = tokens;
  if (tokens.length !== 1 || names.some(name => !BESIDE.has(name)) || !TOKEN.test(token)) return null;
  const signed = createHmac('sha256', secret).update(token).digest('base64');
  return JSON.stringify({ response_token: `sha256=${signed}` });
}

/** Such words are signed for whoever asks, so that a body of nothing else proves nothing. */
export function isSignedForAnybody(bytes: Uint8Array): boolean {
  return bytes.length <= TOKEN_LIMIT && TOKEN.test(new TextDecoder().decode(bytes));
}
