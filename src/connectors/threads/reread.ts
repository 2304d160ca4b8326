/** Reads once more what was kept raw, after the parser was mended. */
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped } from '../kit/json.ts';
import type { Credentials } from './credentials.ts';
import { heardMedia, type Told } from './parse.ts';
import { heardTelling, tellingsIn } from './telling.ts';

const TOLD: readonly unknown[] = ['to us', 'by us', 'by anybody'] satisfies Told[];

export function reread({ body, source }: Kept, { account }: Here<Credentials>): Heard[] {
  const kept = keptPost(body);
  if (kept !== null) return [heardMedia(kept.post, account, kept.told, null)];
  if (source === 'hook') return tellingsIn(body).map(telling => heardTelling(telling, account));
  return [dropped('of no form that Threads has', body, null)];
}

/** A post of a list, as `heardMedia` keeps it. */
function keptPost(body: string): { told: Told; post: unknown } | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('told' in value) || !('post' in value)) return null;
    return TOLD.includes(value.told) ? { told: value.told as Told, post: value.post } : null;
  } catch {
    return null;
  }
}
