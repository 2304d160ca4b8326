/** What was kept raw, told apart by its shape: hook bodies, posts and messages with what stood beside them, and the note of one that is gone. */
import { z } from 'zod';
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import type { Credentials } from './credentials.ts';
import { itemsOfDm } from './dm.ts';
import { heardOfBody } from './hook.ts';
import { looseOf, textIn } from './legacy.ts';
import { heardOf, itemsOfPiece } from './parse.ts';
import { removal } from './removal.ts';

export function reread({ body, source, receivedAt }: Kept, { account }: Here<Credentials>): Heard[] {
  if (source === 'hook') return heardOfBody(body, { account, receivedAt });
  const read = readJson(body, z.unknown());
  if (!read.ok) return [dropped(read.reason, body, null)];
  const value = looseOf(read.value);
  const place = { account };
  if (value === null) return [dropped('the whole: of another kind', body, null)];
  if ('gone' in value) return [goneIn(value, body, receivedAt)];
  const parsed = 'dm' in value ? itemsOfDm(value, place) : itemsOfPiece(value, place);
  if (value['onlyEdit'] !== true || !('items' in parsed)) return [heardOf(parsed, body, null)];
  return [heardOf({ ...parsed, items: parsed.items.filter(({ kind }) => kind === 'edit') }, body, null)];
}

function goneIn({ gone, by }: Record<string, unknown>, body: string, at: Date): Heard {
  const id = textIn(gone);
  if (id === null || id === '') return dropped('gone: without an id', body, null);
  return heardOf(removal(id, at, by === 'network' ? 'network' : 'author'), body, null);
}
