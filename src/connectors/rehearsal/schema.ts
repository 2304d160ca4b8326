/** The square's wire, as far as the connector relies on it. */
import { z } from 'zod';

const id = z.string().min(1).max(80);
const instant = z.iso.datetime();
const personSchema = z.object({ id, handle: z.string().max(100), name: z.string().max(200).nullable() });

export const postSchema = z.object({
  id,
  at: instant,
  author: personSchema,
  text: z.string().max(200_000),
  lang: z.string().max(35).nullable(),
  parent: id.nullable(),
  parentAuthor: id.nullable(),
  root: id,
  room: z.string().max(200).nullable(),
  roomWith: personSchema.nullable(),
  about: id.nullable(),
  mentions: z.array(id).max(600),
  pictures: z.array(z.object({ path: z.string().max(200), description: z.string().max(5_000).nullable() })).max(20),
  version: z.int().min(0),
  editedAt: instant.nullable(),
  key: z.string().max(200).nullable(),
});

const told = { seq: z.int().min(1), at: instant };
export const actSchema = z.discriminatedUnion('kind', [
  z.object({ ...told, kind: z.literal('post'), post: postSchema }),
  z.object({ ...told, kind: z.literal('edit'), id, text: z.string().max(200_000), version: z.int().min(1) }),
  z.object({ ...told, kind: z.literal('remove'), id }),
  z.object({ ...told, kind: z.literal('read'), ids: z.array(id).max(10_000) }),
]);

/** Each entry is kept as text, so that one damaged entry spoils only itself. */
export const pageSchema = z.object({
  epoch: z.string().min(1).max(20),
  entries: z.array(z.unknown()).max(1_000),
  cursor: z.string().max(100).nullable(),
  more: z.boolean(),
});

export const meSchema = z.object({ account: personSchema });
export const sentSchema = z.object({ id, at: instant, room: z.string().nullable() });
export const hungSchema = z.object({ id });
