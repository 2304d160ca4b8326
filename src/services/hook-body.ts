/** Bodies of hooks as they are stored: as text where it is text, so that a person can read it; as base64 where it is not. */
import { BASE64 } from '../core/letter.ts';

export function storedAs(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  const isText = !text.includes('\0') && !text.startsWith(BASE64) && Buffer.from(text, 'utf8').equals(bytes);
  return isText ? text : BASE64 + Buffer.from(bytes).toString('base64');
}

export function bytesOf(body: string): Uint8Array {
  return body.startsWith(BASE64) ? Buffer.from(body.slice(BASE64.length), 'base64') : Buffer.from(body, 'utf8');
}
