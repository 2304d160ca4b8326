/** Entries as they were kept, told apart by their fields. */
import { z } from 'zod';
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { type Credentials, hostOf } from './credentials.ts';
import { heardOf, type Kind, readEntry, removal, type Site } from './parse.ts';
import { idSchema } from './schema.ts';
import { isOldAt } from './take.ts';

const keptSchema = z.object({
  answer_id: z.unknown().optional(),
  comment_id: z.unknown().optional(),
  gone: idSchema.optional(),
});

export function reread({ body, receivedAt }: Kept, { credentials }: Pick<Here<Credentials>, 'credentials'>): Heard[] {
  const site: Site = { host: hostOf(credentials), names: ownNames(credentials.names) };
  const value = readJson(body, z.unknown());
  const read = readJson(body, keptSchema);
  if (!value.ok || !read.ok) return [dropped(read.ok ? 'not JSON' : read.reason, body, null)];
  if (read.value.gone !== undefined) return [removal(read.value.gone, site, receivedAt)];
  const entry = readEntry(value.value, kindOf(read.value), site);
  if (!('post' in entry)) return [entry];
  return [heardOf(entry, body, isOldAt(entry.createdAt, Math.floor(receivedAt.getTime() / 1000)))];
}

/** An answer names its question, too. */
function kindOf({ answer_id, comment_id }: z.infer<typeof keptSchema>): Kind {
  if (comment_id !== undefined) return 'comment';
  return answer_id === undefined ? 'question' : 'answer';
}
