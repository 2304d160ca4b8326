/** The fields relied on, of what the hook tells and of what is read. Everything else may change as it likes. */
import { z } from 'zod';
import { idSchema, instantSchema } from '../kit/meta/values.ts';

const words = z.string().max(1_000_000);
export const urlSchema = z
  .url({ protocol: /^https?$/ })
  .max(5_000)
  .nullish()
  .catch(null);
const at = instantSchema.nullish().catch(null);
/** Facebook leaves out who it was where a person keeps that from the app. */
const whoSchema = z
  .object({ id: idSchema, name: z.string().max(1_000).nullish().catch(null) })
  .nullish()
  .catch(null);

/** The value of `feed`, `mention` and `ratings`. */
export const changeSchema = z.object({
  item: z.string().max(100),
  verb: z.string().max(100).nullish(),
  post_id: idSchema.nullish(),
  comment_id: idSchema.nullish(),
  parent_id: idSchema.nullish(),
  open_graph_story_id: idSchema.nullish(),
  share_id: idSchema.nullish(),
  created_time: at,
  edited_time: at,
  from: whoSchema,
  sender_id: idSchema.nullish().catch(null),
  sender_name: z.string().max(1_000).nullish().catch(null),
  reviewer_id: idSchema.nullish().catch(null),
  reviewer_name: z.string().max(1_000).nullish().catch(null),
  message: words.nullish(),
  review_text: words.nullish(),
  recommendation_type: z.string().max(50).nullish().catch(null),
  rating: z.coerce.number().nullish().catch(null),
  reaction_type: z.string().max(50).nullish().catch(null),
  photo: urlSchema,
  photos: z.array(urlSchema).max(1_000).nullish().catch(null),
  video: urlSchema,
  link: urlSchema,
});
export type Change = z.infer<typeof changeSchema>;

const mediaSchema = z
  .object({ image: z.object({ src: urlSchema }).nullish().catch(null), source: urlSchema })
  .nullish()
  .catch(null);
const flatAttachmentSchema = z.object({
  type: z.string().max(100).nullish().catch(null),
  media_type: z.string().max(100).nullish().catch(null),
  media: mediaSchema,
  url: urlSchema,
  unshimmed_url: urlSchema,
  description: z.string().max(10_000).nullish().catch(null),
});
export const attachmentSchema = flatAttachmentSchema.extend({
  subattachments: z
    .object({ data: z.array(flatAttachmentSchema).max(100) })
    .nullish()
    .catch(null),
});
export type ReadAttachment = z.infer<typeof attachmentSchema>;

/** A post as it is read. Its comments stay unread here, so that a damaged one spoils only itself. */
export const postSchema = z.object({
  id: idSchema,
  created_time: instantSchema,
  from: whoSchema,
  message: words.nullish(),
  attachments: z
    .object({ data: z.array(attachmentSchema).max(100) })
    .nullish()
    .catch(null),
});
export const listedSchema = z
  .object({
    data: z.array(z.unknown()),
    paging: z
      .object({ cursors: z.object({ after: z.string() }).nullish().catch(null), next: z.string().nullish() })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);

export const commentSchema = z.object({
  id: idSchema,
  created_time: instantSchema,
  from: whoSchema,
  message: words.nullish(),
  parent: z.object({ id: idSchema }).nullish().catch(null),
  attachment: attachmentSchema.nullish().catch(null),
});

const fileSchema = z.object({
  mime_type: z.string().max(200).nullish().catch(null),
  file_url: urlSchema,
  image_data: z.object({ url: urlSchema }).nullish().catch(null),
  video_data: z.object({ url: urlSchema }).nullish().catch(null),
});
export const messageSchema = z.object({
  id: idSchema,
  created_time: instantSchema,
  from: z.object({ id: idSchema, name: z.string().max(1_000).nullish().catch(null) }),
  message: words.nullish(),
  sticker: urlSchema,
  attachments: z
    .object({ data: z.array(fileSchema).max(100) })
    .nullish()
    .catch(null),
  shares: z
    .object({ data: z.array(z.object({ link: urlSchema })).max(100) })
    .nullish()
    .catch(null),
});

export const ratingSchema = z.object({
  created_time: instantSchema,
  reviewer: whoSchema,
  review_text: words.nullish(),
  recommendation_type: z.string().max(50).nullish().catch(null),
  rating: z.coerce.number().nullish().catch(null),
  open_graph_story: z.object({ id: idSchema }).nullish().catch(null),
});
