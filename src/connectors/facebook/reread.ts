/** Reads once more what was kept raw. */
import type { Heard, Here, Kept } from '../connector.ts';
import { verified } from '../kit/signature.ts';
import type { Credentials } from './credentials.ts';
import { readBody } from './parse.ts';
import { readKept } from './read.ts';

export function reread({ body, source }: Kept, { account }: Here<Credentials>): Heard[] {
  // It was proven when it came.
  if (source === 'hook') return readBody(verified(new TextEncoder().encode(body)), account);
  return [readKept(body, account)];
}
