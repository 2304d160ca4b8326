/** What of X's entities is relied on; whatever else they hold may change as it likes. Old and new names are read alike (spelling.ts). */
import { z } from 'zod';
import { renamed } from './spelling.ts';

/** Ids are numbers too large for JavaScript: written as text, or too small to matter. */
export const idSchema = z.union([z.string().regex(/^[A-Za-z0-9_-]{1,60}$/), z.int().min(0).transform(String)]);

export const instantSchema = z
  .string()
  .max(60)
  .transform(text => new Date(text))
  .refine(at => !Number.isNaN(at.getTime()));

const words = z.string().max(100_000);
const optionalText = words.nullish().catch(null);

/** Each by itself: what cannot be read is left out. */
function listOf<T>(each: z.ZodType<T>, most = 200) {
  return z
    .array(z.unknown())
    .catch([])
    .transform(all =>
      all.slice(0, most).flatMap(one => {
        const read = each.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );
}

const urlSchema = z.object({
  url: z.string().max(4_000),
  expanded_url: optionalText,
  display_url: optionalText,
  media_key: optionalText,
});
const mentionSchema = z.object({ username: z.string().max(100).nullish(), id: idSchema.nullish().catch(null) });
const entitiesSchema = z
  .object({ urls: listOf(urlSchema).optional(), mentions: listOf(mentionSchema).optional() })
  .nullish()
  .catch(null);
export type Entities = z.infer<typeof entitiesSchema>;

const referenceSchema = z.object({ type: z.string().max(40), id: idSchema });

export const postSchema = z.preprocess(
  renamed,
  z.object({
    id: idSchema,
    text: words.optional().default(''),
    author_id: idSchema.nullish().catch(null),
    username: optionalText,
    created_at: instantSchema.nullish().catch(null),
    conversation_id: idSchema.nullish().catch(null),
    in_reply_to_user_id: idSchema.nullish().catch(null),
    lang: z.string().max(40).nullish().catch(null),
    edit_history_post_ids: listOf(idSchema, 20).optional(),
    referenced_posts: listOf(referenceSchema, 20).optional(),
    entities: entitiesSchema,
    note_post: z.object({ text: words, entities: entitiesSchema }).nullish().catch(null),
    attachments: z
      .object({ media_keys: listOf(z.string().max(200), 20).optional() })
      .nullish()
      .catch(null),
    possibly_sensitive: z.boolean().nullish().catch(null),
  }),
);
export type XPost = z.infer<typeof postSchema>;

/** Within some events an account is wrapped in a `data` of its own; and older ones call a name a screen name. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { data } = value as { data?: unknown };
  const one = typeof data === 'object' && data !== null && !('id' in value) ? data : value;
  const { id_str, screen_name, profile_image_url_https } = one as Record<string, unknown>;
  return {
    ...one,
    ...(id_str === undefined ? {} : { id: id_str }),
    ...(screen_name === undefined ? {} : { username: screen_name }),
    ...(profile_image_url_https === undefined ? {} : { profile_image_url: profile_image_url_https }),
  };
}

export const userSchema = z.preprocess(
  unwrapped,
  z.object({
    id: idSchema,
    username: z.string().max(100).nullish().catch(null),
    name: z.string().max(1_000).nullish().catch(null),
    profile_image_url: optionalText,
    description: optionalText,
    url: optionalText,
    entities: z
      .object({
        url: z
          .object({ urls: listOf(urlSchema).optional() })
          .nullish()
          .catch(null),
        description: z
          .object({ urls: listOf(urlSchema).optional() })
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
    public_metrics: z
      .object({ followers_count: z.int().min(0).nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
);
export type XUser = z.infer<typeof userSchema>;

const variantSchema = z.object({
  url: z.string().max(4_000),
  content_type: optionalText,
  bit_rate: z.number().nullish().catch(null),
});
export const mediaSchema = z.object({
  media_key: z.string().max(200),
  type: z.string().max(60),
  url: optionalText,
  preview_image_url: optionalText,
  alt_text: optionalText,
  variants: listOf(variantSchema, 50).optional(),
});
export type XMedia = z.infer<typeof mediaSchema>;

/** What stands beside the posts: who wrote them, their pictures, what they answer. */
export const includesSchema = z
  .preprocess(
    renamed,
    z.object({
      users: listOf(userSchema, 2_000).optional(),
      media: listOf(mediaSchema, 2_000).optional(),
      posts: listOf(postSchema, 2_000).optional(),
    }),
  )
  .nullish()
  .catch(null);
export type Includes = z.infer<typeof includesSchema>;

export const dmEventSchema = z.preprocess(
  renamed,
  z.object({
    id: idSchema,
    event_type: z.string().max(60).optional().default('MessageCreate'),
    text: words.optional().default(''),
    sender_id: idSchema.nullish().catch(null),
    dm_conversation_id: idSchema.nullish().catch(null),
    created_at: instantSchema.nullish().catch(null),
    participant_ids: listOf(idSchema, 200).optional(),
    entities: entitiesSchema,
    attachments: z
      .object({ media_keys: listOf(z.string().max(200), 20).optional() })
      .nullish()
      .catch(null),
    referenced_posts: listOf(z.object({ id: idSchema }), 20).optional(),
  }),
);
export type DmEvent = z.infer<typeof dmEventSchema>;

/** A page of anything: its entries stay unread, so that a damaged one spoils only itself. */
export const pageSchema = z.object({
  data: z.array(z.unknown()).max(2_000).optional().default([]),
  includes: z.unknown().optional(),
  errors: z.array(z.unknown()).max(2_000).optional(),
  meta: z
    .object({ next_token: z.string().max(4_000).nullish().catch(null) })
    .nullish()
    .catch(null),
});
