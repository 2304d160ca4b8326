/** What WhatsApp calls us with: only the fields relied on. Everything may be missing that the documents do not promise. */
import { z } from 'zod';
import { idSchema, instantSchema } from '../kit/meta/values.ts';

const text = z.string().max(100_000);
const shortText = z.string().max(4_000);

export const errorSchema = z.object({
  code: z.union([z.number(), z.string()]).nullish(),
  title: shortText.nullish(),
  message: shortText.nullish(),
  error_data: z.object({ details: shortText.nullish() }).nullish().catch(null),
});

export const contactSchema = z.object({
  profile: z.object({ name: shortText.nullish(), username: shortText.nullish() }).nullish().catch(null),
  wa_id: idSchema.nullish(),
  user_id: idSchema.nullish(),
});
export type Contact = z.infer<typeof contactSchema>;

const mediaSchema = z.object({
  id: idSchema.nullish(),
  caption: text.nullish(),
  filename: shortText.nullish(),
  sha256: z.string().max(200).nullish(),
  mime_type: z.string().max(200).nullish(),
});

const titled = z.object({ id: shortText.nullish(), title: shortText.nullish(), description: shortText.nullish() });

/**
 * A message, and what became of one in a chat (edited, taken back, marked), which comes in the same form. Contents that are not as
 * documented are left out: somebody wrote all the same.
 */
export const messageSchema = z.object({
  id: idSchema,
  timestamp: instantSchema,
  type: z.string().max(100).nullish(),
  from: idSchema.nullish(),
  from_user_id: idSchema.nullish(),
  to: idSchema.nullish(),
  to_user_id: idSchema.nullish(),
  group_id: idSchema.nullish(),
  context: z
    .object({
      id: idSchema.nullish(),
      forwarded: z.boolean().nullish(),
      frequently_forwarded: z.boolean().nullish(),
      referred_product: z.object({ product_retailer_id: shortText.nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
  text: z.object({ body: text }).nullish().catch(null),
  image: mediaSchema.nullish().catch(null),
  video: mediaSchema.nullish().catch(null),
  audio: mediaSchema.nullish().catch(null),
  voice: mediaSchema.nullish().catch(null),
  document: mediaSchema.nullish().catch(null),
  sticker: mediaSchema.nullish().catch(null),
  location: z
    .object({
      latitude: z.coerce.number(),
      longitude: z.coerce.number(),
      name: shortText.nullish(),
      address: shortText.nullish(),
    })
    .nullish()
    .catch(null),
  contacts: z.array(z.unknown()).max(300).nullish().catch(null),
  interactive: z
    .object({
      type: z.string().max(100).nullish(),
      button_reply: titled.nullish(),
      list_reply: titled.nullish(),
      nfm_reply: z
        .object({ name: shortText.nullish(), body: shortText.nullish(), response_json: text.nullish() })
        .nullish(),
    })
    .nullish()
    .catch(null),
  button: z.object({ text: shortText.nullish(), payload: shortText.nullish() }).nullish().catch(null),
  order: z
    .object({
      text: text.nullish(),
      catalog_id: shortText.nullish(),
      product_items: z.array(z.unknown()).max(500).nullish(),
    })
    .nullish()
    .catch(null),
  system: z
    .object({
      type: z.string().max(100).nullish(),
      body: text.nullish(),
      wa_id: idSchema.nullish(),
      new_wa_id: idSchema.nullish(),
      user_id: idSchema.nullish(),
      marketing: z.string().max(100).nullish(),
    })
    .nullish(),
  reaction: z
    .object({ message_id: idSchema.nullish(), messsage_id: idSchema.nullish(), emoji: z.string().max(100).nullish() })
    .nullish(),
  edit: z.object({ original_message_id: idSchema, message: z.unknown() }).nullish(),
  revoke: z.object({ original_message_id: idSchema }).nullish(),
  unsupported: z.object({ type: shortText.nullish() }).nullish().catch(null),
  errors: z.array(errorSchema).max(50).nullish().catch(null),
  referral: z
    .object({
      source_url: shortText.nullish(),
      headline: text.nullish(),
      body: text.nullish(),
    })
    .nullish()
    .catch(null),
});
export type Message = z.infer<typeof messageSchema>;

export const orderItemSchema = z.object({
  product_retailer_id: shortText.nullish(),
  quantity: z.coerce.number().nullish(),
  item_price: z.coerce.number().nullish(),
  currency: z.string().max(10).nullish(),
});

export const cardSchema = z.object({
  name: z.object({ formatted_name: shortText.nullish(), first_name: shortText.nullish() }).nullish(),
  phones: z
    .array(z.object({ phone: shortText.nullish(), wa_id: idSchema.nullish() }))
    .max(50)
    .nullish(),
  emails: z
    .array(z.object({ email: shortText.nullish() }))
    .max(50)
    .nullish(),
  urls: z
    .array(z.object({ url: shortText.nullish() }))
    .max(50)
    .nullish(),
  org: z.object({ company: shortText.nullish() }).nullish(),
});

export const statusSchema = z.object({
  id: idSchema,
  status: z.string().max(100),
  timestamp: instantSchema,
  biz_opaque_callback_data: z.string().max(1_000).nullish(),
  errors: z.array(errorSchema).max(50).nullish().catch(null),
});

export const preferenceSchema = z.object({
  wa_id: idSchema.nullish(),
  user_id: idSchema.nullish(),
  category: z.string().max(100).nullish(),
  value: z.string().max(100),
  timestamp: instantSchema,
});

const changedId = z.object({ previous: idSchema.nullish(), current: idSchema.nullish() });
export const idUpdateSchema = z.object({
  wa_id: idSchema.nullish(),
  user_id: z.union([changedId, idSchema]).nullish(),
  timestamp: instantSchema,
});

export const threadSchema = z.object({
  id: idSchema.nullish(),
  context: contactSchema.nullish().catch(null),
  messages: z.array(z.unknown()).max(100_000),
});
export const historySchema = z.object({
  threads: z.array(z.unknown()).max(100_000).nullish(),
  errors: z.array(errorSchema).max(50).nullish().catch(null),
});

const many = z.array(z.unknown()).max(100_000).nullish();
export const valueSchema = z.object({
  metadata: z.object({ phone_number_id: idSchema.nullish(), display_phone_number: idSchema.nullish() }).nullish(),
  contacts: many,
  messages: many,
  statuses: many,
  errors: many,
  message_echoes: many,
  user_preferences: many,
  user_id_update: many,
  history: many,
});
export type Value = z.infer<typeof valueSchema>;
