/** The fields we rely on, and no others. The network leaves out whatever does not apply. */
import { z } from 'zod';
import { idSchema, instantSchema } from '../kit/meta/values.ts';

const nullableId = idSchema.nullish().catch(null);

const words = z
  .string()
  .nullish()
  .transform(text => text ?? '');
const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')]).nullish();

/** Of another post only its id is told, to us; in some events its owner and name too. */
const otherSchema = z
  .object({
    id: idSchema,
    owner_id: nullableId,
    username: words.catch(''),
    owner: z.object({ id: nullableId }).nullish().catch(null),
  })
  .nullish()
  .catch(null);

const ownerSchema = z.object({ id: nullableId, owner_id: nullableId }).nullish().catch(null);

const mediaFields = {
  media_type: words.catch(''),
  media_url: words.catch(''),
  thumbnail_url: words.catch(''),
  gif_url: words.catch(''),
  alt_text: words.catch(''),
};
const childSchema = z.object(mediaFields);
const pollSchema = z.object({
  option_a: words,
  option_b: words,
  option_c: words,
  option_d: words,
});

export const mediaSchema = z.object({
  id: idSchema,
  ...mediaFields,
  text: words,
  timestamp: instantSchema,
  // A name is all there is of somebody here, so that it must be one the database can hold.
  username: words.transform(name => name.toWellFormed().replace(/[\p{Cc}\s]/gu, '')),
  name: words.catch(''),
  profile_picture_url: words.catch(''),
  permalink: words.catch(''),
  owner: ownerSchema,
  is_reply_owned_by_me: truth.catch(null),
  is_quote_post: truth.catch(null),
  has_replies: truth.catch(null),
  is_reply: truth.catch(null),
  root_post: otherSchema,
  replied_to: otherSchema,
  quoted_post: otherSchema,
  reposted_post: otherSchema,
  hide_status: words.catch(''),
  link_attachment_url: words.catch(''),
  poll_attachment: pollSchema.nullish().catch(null),
  children: z
    .object({ data: z.array(childSchema).max(50) })
    .nullish()
    .catch(null),
});
export type Media = z.infer<typeof mediaSchema>;

/** A post as it came, to be read like an entry of a list. */
export const wholeSchema = z.looseObject({ id: idSchema });

/** What was deleted; only the id and the moment matter. */
export const deletedSchema = z.object({
  id: idSchema,
  deleted_at: instantSchema.nullish().catch(null),
  username: words.catch(''),
  owner: ownerSchema,
});

/** One telling of the webhook, around whatever it tells. */
export const tellingSchema = z.object({
  topic: words.catch(''),
  target_id: nullableId,
  time: instantSchema.nullish().catch(null),
  values: z.unknown(),
});
export const changeSchema = z.object({ field: z.string().max(100), value: z.unknown() });

export const profileSchema = z.object({
  id: idSchema,
  username: words,
  name: words,
  threads_profile_picture_url: words.catch(''),
});
