/** Only the fields relied on, of the Stack Exchange API 2.3 with the filter `withbody`. */
import { z } from 'zod';

export const idSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** Seconds since 1970. */
const timeSchema = z.int().min(0).max(4_102_444_800);
const textSchema = z.string().max(500_000);

const ownerSchema = z.object({
  user_id: z.int().optional(),
  /** With character references in it. Deleted users keep only this. */
  display_name: z.string().max(300).optional(),
  profile_image: z.string().max(2_000).optional(),
  link: z.string().max(2_000).optional(),
  user_type: z.string().max(40).optional(),
});
export type Owner = z.infer<typeof ownerSchema>;

const common = { owner: ownerSchema.optional(), creation_date: timeSchema, body: textSchema };

export const questionSchema = z.object({
  ...common,
  question_id: idSchema,
  title: textSchema,
  link: z.string().max(2_000),
  tags: z.array(z.string().max(100)).max(20).optional(),
  last_activity_date: timeSchema,
  last_edit_date: timeSchema.optional(),
});
export type Question = z.infer<typeof questionSchema>;

export const answerSchema = z.object({
  ...common,
  answer_id: idSchema,
  question_id: idSchema,
  last_activity_date: timeSchema,
  last_edit_date: timeSchema.optional(),
});
export type Answer = z.infer<typeof answerSchema>;

export const commentSchema = z.object({ ...common, comment_id: idSchema, post_id: idSchema });
export type Comment = z.infer<typeof commentSchema>;

/** A place where searched words occur; only where it is matters. */
export const excerptSchema = z.object({ question_id: idSchema, last_activity_date: timeSchema });

/** Around every answer of the API. */
export const wrapperSchema = z.object({
  items: z.array(z.unknown()).max(1_000),
  has_more: z.boolean().default(false),
  quota_max: z.int().optional(),
  quota_remaining: z.int().optional(),
  /** Seconds in which the same method must not be asked again. */
  backoff: z.int().min(0).optional(),
});
export type Wrapper = z.infer<typeof wrapperSchema>;

export const errorSchema = z.object({
  error_id: z.int(),
  error_message: z.string().max(2_000),
  error_name: z.string().max(200),
});

/** A question or an answer, where only matters whether it is there. */
export const postSchema = z.object({ post_id: idSchema });
