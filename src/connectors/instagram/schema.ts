/** What Instagram's hooks and its API say, as far as it is relied on. Whatever else is there may change as it likes. */
import { z } from 'zod';
import { idSchema, instantSchema } from '../kit/meta/values.ts';

const text = z
  .string()
  .max(200_000)
  .nullish()
  .catch(null)
  .transform(words => words ?? '');
const name = z
  .string()
  .trim()
  .max(300)
  .nullish()
  .catch(null)
  .transform(words => (words ? words : null));
const optionalId = idSchema
  .nullish()
  .catch(null)
  .transform(id => id ?? null);
const optionalInstant = instantSchema
  .nullish()
  .catch(null)
  .transform(at => at ?? null);
/** Samples write some of them as text. */
const flag = z
  .union([z.boolean(), z.string().transform(word => word === 'true'), z.number().transform(number => number === 1)])
  .nullish()
  .catch(null)
  .transform(is => is === true);
const link = z
  .string()
  .max(10_000)
  .nullish()
  .catch(null)
  .transform(url => (url && /^https?:\/\/[^/\s]/i.test(url) ? url : null));

export const fromSchema = z
  .object({ id: optionalId, username: name, name, self_ig_scoped_id: optionalId })
  .nullish()
  .catch(null);

const mediaSchema = z
  .union([
    z.object({
      id: optionalId,
      media_product_type: name,
      ad_id: optionalId,
      ad_title: name,
      original_media_id: optionalId,
      permalink: link,
    }),
    // A mention's comment names it by its id alone.
    idSchema.transform(id => ({
      id,
      media_product_type: null,
      ad_id: null,
      ad_title: null,
      original_media_id: null,
      permalink: null,
    })),
  ])
  .nullish()
  .catch(null);

/** Of the hook's `comments` and `live_comments`. */
export const commentToldSchema = z
  .object({
    id: optionalId,
    comment_id: optionalId,
    text,
    parent_id: optionalId,
    from: fromSchema,
    media: mediaSchema,
    media_id: optionalId,
    timestamp: optionalInstant,
    created_time: optionalInstant,
  })
  .transform(({ id, comment_id, ...rest }) => ({ ...rest, id: id ?? comment_id }));

export const mentionToldSchema = z.object({ media_id: idSchema, comment_id: optionalId });

/** A comment as it is fetched; of replies the entries stay unread. */
export const commentSchema = z.object({
  id: idSchema,
  text,
  timestamp: instantSchema,
  username: name,
  from: fromSchema,
  user: z.object({ id: optionalId }).nullish().catch(null),
  parent_id: optionalId,
  media: mediaSchema,
  hidden: flag,
  replies: z
    .object({
      data: z.array(z.unknown()).max(10_000),
      paging: z.object({ next: z.string().nullish() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

export const mediaItemSchema = z.object({
  id: idSchema,
  caption: text,
  media_type: name,
  media_product_type: name,
  media_url: link,
  thumbnail_url: link,
  permalink: link,
  timestamp: instantSchema,
  username: name,
  owner: z.object({ id: optionalId }).nullish().catch(null),
  comments_count: z.coerce.number().int().min(0).nullish().catch(null),
});

const payloadSchema = z
  .object({ url: link, title: name, reel_video_id: optionalId, id: optionalId })
  .nullish()
  .catch(null);
const attachmentSchema = z.object({
  type: name,
  payload: payloadSchema,
});

/** One of the hook's `messaging`, whatever it tells of. */
export const messagingSchema = z.object({
  sender: z.object({ id: optionalId, username: name }).nullish().catch(null),
  recipient: z.object({ id: optionalId, username: name }).nullish().catch(null),
  timestamp: optionalInstant,
  is_self: flag,
  message: z
    .object({
      mid: idSchema,
      text,
      is_echo: flag,
      is_deleted: flag,
      is_unsupported: flag,
      is_self: flag,
      attachments: z.array(attachmentSchema.nullish().catch(null)).max(1_000).nullish().catch(null),
      reply_to: z
        .object({
          mid: optionalId,
          story: z.object({ id: optionalId, url: link }).nullish().catch(null),
        })
        .nullish()
        .catch(null),
      referral: z.object({ ref: name, ad_id: optionalId, source: name }).nullish().catch(null),
    })
    .optional(),
  message_edit: z
    .object({ mid: idSchema, text: z.string().nullish(), num_edit: z.coerce.number().nullish().catch(null) })
    .optional(),
  reaction: z.object({ mid: idSchema, action: name, reaction: name, emoji: name }).optional(),
  postback: z.object({ mid: optionalId, title: text, payload: text }).optional(),
  read: z.object({ mid: optionalId }).optional(),
  delivery: z.object({ mids: z.array(idSchema).max(10_000).nullish().catch(null) }).optional(),
});

/** A message as it is fetched. */
export const messageSchema = z.object({
  id: idSchema,
  created_time: instantSchema,
  from: fromSchema,
  to: z
    .object({ data: z.array(fromSchema).max(100) })
    .nullish()
    .catch(null),
  message: text,
  is_unsupported: flag,
  attachments: z
    .object({
      data: z
        .array(
          z
            .object({
              mime_type: name,
              name,
              image_data: z.object({ url: link }).nullish().catch(null),
              video_data: z.object({ url: link }).nullish().catch(null),
              file_url: link,
            })
            .nullish()
            .catch(null),
        )
        .max(1_000),
    })
    .nullish()
    .catch(null),
  shares: z
    .object({ data: z.array(z.object({ link, name }).nullish().catch(null)).max(100) })
    .nullish()
    .catch(null),
  story: z
    .object({
      mention: z.object({ link }).nullish().catch(null),
      reply_to: z.object({ link, id: optionalId }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

export const roomSchema = z.object({
  id: idSchema,
  updated_time: optionalInstant,
  messages: z
    .object({ data: z.array(z.unknown()).max(10_000) })
    .nullish()
    .catch(null),
});

export const writtenSchema = z.object({ id: idSchema });
export const deliveredSchema = z.object({ message_id: idSchema, recipient_id: optionalId });

export type CommentTold = z.infer<typeof commentToldSchema>;
export type Comment = z.infer<typeof commentSchema>;
export type MediaItem = z.infer<typeof mediaItemSchema>;
export type Messaging = z.infer<typeof messagingSchema>;
export type Message = z.infer<typeof messageSchema>;
export type From = z.infer<typeof fromSchema>;
