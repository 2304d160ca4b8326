/** Only the fields relied on, of Lemmy's API in its versions 3 (Lemmy 0.18, 0.19) and 4 (Lemmy 1). */
import { z } from 'zod';

export const idSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const address = z.string().max(2_000);
const moment = z.string().min(10).max(40);

/** Version 4 writes `published_at`, `updated_at` and `ap_id` where version 3 has `published`, `updated` and `actor_id`. */
const timed = {
  published: moment.optional(),
  published_at: moment.optional(),
  updated: moment.nullish(),
  updated_at: moment.nullish(),
  deleted: z.boolean().optional(),
  removed: z.boolean().optional(),
  language_id: z.int().optional(),
};

const personSchema = z.object({
  name: z.string().min(1).max(300),
  display_name: z.string().max(300).nullish(),
  avatar: address.nullish(),
  actor_id: address.optional(),
  ap_id: address.optional(),
});
export type LemmyPerson = z.infer<typeof personSchema>;

const postSchema = z.object({
  ...timed,
  id: idSchema,
  name: z.string().max(10_000),
  url: z.string().max(10_000).nullish(),
  body: z.string().max(500_000).nullish(),
  nsfw: z.boolean().optional(),
  url_content_type: z.string().max(200).nullish(),
  alt_text: z.string().max(10_000).nullish(),
  featured_community: z.boolean().optional(),
  featured_local: z.boolean().optional(),
});
export type LemmyPost = z.infer<typeof postSchema>;

const commentSchema = z.object({
  ...timed,
  id: idSchema,
  post_id: idSchema,
  content: z.string().max(500_000),
  /** `0.12.34`: from the post down to the comment itself. */
  path: z.string().regex(/^0(\.\d{1,15}){1,200}$/),
});
export type LemmyComment = z.infer<typeof commentSchema>;

export const postViewSchema = z.object({ post: postSchema, creator: personSchema });
export const commentViewSchema = z.object({ comment: commentSchema, creator: personSchema });
export type PostView = z.infer<typeof postViewSchema>;
export type CommentView = z.infer<typeof commentViewSchema>;

/** Version 3 names the list after what is in it, version 4 calls all of them items. Entries are read one by one. */
export const listSchema = z.object({
  posts: z.array(z.unknown()).max(1_000).optional(),
  comments: z.array(z.unknown()).max(1_000).optional(),
  items: z.array(z.unknown()).max(1_000).optional(),
  next_page: z.string().max(1_000).nullish(),
});

/** One post or comment asked for by its number. */
export const oneSchema = z.object({
  post_view: z
    .object({ post: z.object({ deleted: z.boolean().optional(), removed: z.boolean().optional() }) })
    .optional(),
  comment_view: z
    .object({ comment: z.object({ deleted: z.boolean().optional(), removed: z.boolean().optional() }) })
    .optional(),
});

export const siteSchema = z.object({
  site_view: z.object({
    site: z.object({ name: z.string().max(300), icon: address.nullish() }),
    local_site: z.object({ private_instance: z.boolean().optional() }).optional(),
    local_site_rate_limit: z
      .object({
        message: z.int().optional(),
        message_per_second: z.int().optional(),
        message_max_requests: z.int().optional(),
        message_interval_seconds: z.int().optional(),
      })
      .optional(),
  }),
  version: z.string().max(100),
  all_languages: z
    .array(z.object({ id: z.int(), code: z.string().max(20) }))
    .max(1_000)
    .optional(),
});

export const errorSchema = z.object({ error: z.string().max(200), message: z.string().max(2_000).optional() });
