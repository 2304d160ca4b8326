/** Only the fields relied on, of Hacker News itself and of its search. */
import { z } from 'zod';

export const idSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const textSchema = z.string().max(500_000).nullish();
/** Seconds since 1970. */
const timeSchema = z.number().min(0).max(4_102_444_800);

export const itemSchema = z.object({
  id: idSchema,
  type: z.string().max(40).optional(),
  by: z.string().min(1).max(100).optional(),
  time: timeSchema.optional(),
  title: textSchema,
  text: textSchema,
  url: z.string().max(10_000).nullish(),
  parent: idSchema.nullish(),
  deleted: z.boolean().optional(),
  dead: z.boolean().optional(),
});
export type HackerItem = z.infer<typeof itemSchema>;

/** What changed lately; an entry that is no number spoils only itself. */
export const updatesSchema = z.object({ items: z.array(z.unknown()).max(10_000) });

/** The search calls the same things by other names. */
export const hitSchema = z.object({
  objectID: z.string().regex(/^\d{1,15}$/),
  author: z.string().min(1).max(100),
  created_at_i: timeSchema,
  title: textSchema,
  url: z.string().max(10_000).nullish(),
  story_text: textSchema,
  comment_text: textSchema,
  parent_id: idSchema.nullish(),
  story_id: idSchema.nullish(),
  _tags: z.array(z.string().max(100)).max(100),
});
export type Hit = z.infer<typeof hitSchema>;

export const hitsSchema = z.object({ hits: z.array(z.unknown()).max(2_000) });
