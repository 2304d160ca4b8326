/** Entries as they were kept, read once more. */
import { z } from 'zod';
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import type { Credentials } from './credentials.ts';
import { readDocument } from './document.ts';
import { editOf, type Place, readEntries, readEntry, readRest, removal } from './parse.ts';

const text = z.string().nullable();
const wordsSchema = z.object({ value: z.string(), kind: z.enum(['html', 'text', 'mixed']) }).nullable();

const entrySchema = z.object({
  id: text,
  link: text,
  base: text,
  title: wordsSchema,
  body: wordsSchema,
  publishedAt: text,
  updatedAt: text,
  author: z.object({ name: text, address: text, url: text, avatarUrl: text }).nullable(),
  answers: z.object({ id: text, link: text }).nullable(),
  files: z.array(z.object({ url: z.string(), type: text, description: text })),
  lang: text,
});

const keptSchema = z.object({
  address: z.string(),
  undatedAt: z.iso.datetime(),
  now: z.iso.datetime(),
  /** One of the three. */
  entry: entrySchema.optional(),
  gone: z.object({ id: z.string(), at: text }).optional(),
  document: z.string().optional(),
  head: z.object({ title: text, link: text, lang: text }).optional(),
  posts: z.record(z.string(), z.string()).optional(),
  isEdit: z.boolean().optional(),
});

/** @param raw an entry as it was kept */
export function markedAsEdit(raw: string): string {
  return raw.replace(/\}$/, ',"isEdit":true}');
}

export function reread({ body }: Kept, { credentials }: Pick<Here<Credentials>, 'credentials'>): Heard[] {
  const read = readJson(body, keptSchema);
  if (!read.ok) return [dropped(read.reason, body, null)];
  const { address, posts = {}, entry, gone, document, head, isEdit } = read.value;
  const [undatedAt, now] = [new Date(read.value.undatedAt), new Date(read.value.now)];
  const { names, meantForUs } = credentials;
  const postAt = (page: string) => posts[page] ?? null;
  const place: Place = { address, names: ownNames(names), meantForUs: meantForUs || null, postAt, undatedAt, now };
  if (gone !== undefined) return [removal(gone, place)];
  if (document !== undefined) return rereadDocument(document, body, place);
  if (entry === undefined || head === undefined) return [dropped('nothing kept that could be read', body, null)];
  const again = readEntry(entry, head, place);
  const heard = isEdit === true && again.post !== null ? editOf(again, again.post, body, now) : again.heard;
  return [{ ...heard, raw: body }];
}

/** One entry under the head of its feed, which could not be read when it came. */
function rereadDocument(source: string, body: string, place: Place): Heard[] {
  const document = readDocument(source);
  if (document === null) return [dropped('an entry that cannot be read', body, null)];
  return [...readEntries(document, place).map(({ heard }) => heard), ...readRest(document, place)];
}
