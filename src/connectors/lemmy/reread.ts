/** Entries as they were kept, told apart by what is in them: a comment carries its post along. */
import { z } from 'zod';
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import type { Credentials } from './credentials.ts';
import { heardOf, readEntry, removal } from './parse.ts';
import { placeOf } from './place.ts';

const keptSchema = z.object({ comment: z.unknown().optional(), gone: z.string().optional() });

export function reread({ body, receivedAt }: Kept, here: Pick<Here<Credentials>, 'credentials'>): Heard[] {
  const value = readJson(body, z.unknown());
  const read = readJson(body, keptSchema);
  if (!value.ok || !read.ok) return [dropped(read.ok ? 'not JSON' : read.reason, body, null)];
  if (read.value.gone !== undefined) return [removal(read.value.gone, receivedAt)];
  const list = read.value.comment === undefined ? 'posts' : 'comments';
  const entry = readEntry(value.value, list, placeOf(here));
  return ['post' in entry ? heardOf(entry, true) : entry];
}
