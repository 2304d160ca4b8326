/** What is read of Telegram's objects: only the fields relied on. The Bot API has many more, and adds some every month. */
import { z } from 'zod';

/** Numbers here are within 52 bits. Some servers of the same API write them as text. */
export const integer = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(Number)
    .refine(Number.isSafeInteger),
]);
/** Seconds since 1970; some servers of the same API write milliseconds, which as seconds would lie thousands of years ahead. */
const LAST_SECOND = 99_999_999_999;
const LAST_MILLISECOND = 8.64e15;
const seconds = integer
  .refine(value => value >= 0 && value <= LAST_MILLISECOND)
  .transform(value => (value > LAST_SECOND ? Math.floor(value / 1000) : value));
const words = z.string().max(200_000);
const name = z.string().max(300).nullish();

export const userSchema = z.object({
  id: integer,
  is_bot: z.boolean().nullish(),
  first_name: name,
  last_name: name,
  username: name,
  language_code: z.string().max(35).nullish(),
});
export const chatSchema = z.object({
  id: integer,
  type: z.string().max(40),
  title: name,
  username: name,
  first_name: name,
  last_name: name,
  is_direct_messages: z.boolean().nullish(),
});
const originSchema = z.object({
  type: z.string().max(40),
  chat: chatSchema.nullish(),
  message_id: integer.nullish(),
});
const sizeSchema = z.object({
  file_id: z.string().min(1).max(500),
  width: z.number().nullish(),
  height: z.number().nullish(),
  file_size: z.number().nullish(),
});
const fileSchema = z.object({
  file_id: z.string().min(1).max(500),
  file_name: z.string().max(1_000).nullish(),
  mime_type: z.string().max(200).nullish(),
});
const entitySchema = z.object({
  type: z.string().max(40),
  offset: z.int().min(0),
  length: z.int().min(0),
  user: userSchema.nullish(),
});
const placeSchema = z.object({ latitude: z.number(), longitude: z.number(), live_period: z.number().nullish() });

/** The message that is answered, as far as it is told within the one that answers it. */
const answeredSchema = z.object({
  message_id: integer,
  chat: chatSchema,
  from: userSchema.nullish(),
  sender_chat: chatSchema.nullish(),
  is_automatic_forward: z.boolean().nullish(),
  forward_origin: originSchema.nullish(),
  forward_from_chat: chatSchema.nullish(),
  forward_from_message_id: integer.nullish(),
});

export const messageSchema = z.object({
  message_id: integer,
  date: seconds,
  edit_date: seconds.nullish(),
  chat: chatSchema,
  from: userSchema.nullish(),
  sender_chat: chatSchema.nullish(),
  sender_business_bot: userSchema.nullish(),
  business_connection_id: z.string().min(1).max(256).nullish(),
  message_thread_id: integer.nullish(),
  is_topic_message: z.boolean().nullish(),
  direct_messages_topic: z.object({ topic_id: integer, user: userSchema.nullish() }).nullish(),
  is_automatic_forward: z.boolean().nullish(),
  forward_origin: originSchema.nullish(),
  forward_from_chat: chatSchema.nullish(),
  forward_from_message_id: integer.nullish(),
  reply_to_message: answeredSchema.nullish(),
  external_reply: z.object({ chat: chatSchema.nullish(), message_id: integer.nullish() }).nullish(),
  text: words.nullish(),
  caption: words.nullish(),
  entities: z.array(entitySchema).max(1_000).nullish(),
  caption_entities: z.array(entitySchema).max(1_000).nullish(),
  rich_message: z.unknown().optional(),
  photo: z.array(sizeSchema).max(50).nullish(),
  video: fileSchema.nullish(),
  animation: fileSchema.nullish(),
  video_note: fileSchema.nullish(),
  voice: fileSchema.nullish(),
  audio: fileSchema.nullish(),
  document: fileSchema.nullish(),
  live_photo: fileSchema.nullish(),
  sticker: z
    .object({
      file_id: z.string().min(1).max(500),
      emoji: z.string().max(100).nullish(),
      is_animated: z.boolean().nullish(),
      is_video: z.boolean().nullish(),
    })
    .nullish(),
  paid_media: z
    .object({
      paid_media: z
        .array(z.object({ photo: z.array(sizeSchema).max(50).nullish(), video: fileSchema.nullish() }))
        .max(50),
    })
    .nullish(),
  location: placeSchema.nullish(),
  venue: z.object({ location: placeSchema, title: words, address: words }).nullish(),
  contact: z.object({ phone_number: z.string().max(100), first_name: z.string().max(300), last_name: name }).nullish(),
  poll: z.object({ question: words, options: z.array(z.object({ text: words })).max(100) }).nullish(),
  checklist: z.object({ title: words, tasks: z.array(z.object({ text: words })).max(200) }).nullish(),
  dice: z.object({ emoji: z.string().max(100), value: z.number() }).nullish(),
  game: z.object({ title: words }).nullish(),
  invoice: z.object({ title: words, description: words }).nullish(),
  story: z.unknown().optional(),
  migrate_to_chat_id: integer.nullish(),
});

/** What is needed of a message we sent ourselves. */
export const sentSchema = messageSchema.pick({
  message_id: true,
  date: true,
  chat: true,
  business_connection_id: true,
  message_thread_id: true,
  is_topic_message: true,
  direct_messages_topic: true,
});

const reactionSchema = z.object({ type: z.string().max(40), emoji: z.string().max(100).nullish() });
export const reactionUpdateSchema = z.object({
  chat: chatSchema,
  message_id: integer,
  user: userSchema.nullish(),
  actor_chat: chatSchema.nullish(),
  date: seconds,
  new_reaction: z.array(reactionSchema).max(100),
});
export const deletedBusinessSchema = z.object({
  business_connection_id: z.string().min(1).max(256),
  chat: chatSchema,
  message_ids: z.array(integer).max(10_000),
});
export const memberUpdateSchema = z.object({
  chat: chatSchema,
  from: userSchema,
  date: seconds,
  new_chat_member: z.object({ status: z.string().max(40) }),
});
export const connectionSchema = z.object({
  id: z.string().min(1).max(256),
  user: userSchema,
  is_enabled: z.boolean(),
  /** Older servers say it here, newer ones among the rights. */
  can_reply: z.boolean().nullish(),
  rights: z.object({ can_reply: z.boolean().nullish() }).nullish(),
});

export const updateSchema = z.looseObject({ update_id: integer });

export const meSchema = userSchema.extend({
  can_join_groups: z.boolean().nullish(),
  can_read_all_group_messages: z.boolean().nullish(),
  can_connect_to_business: z.boolean().nullish(),
});
export const webhookSchema = z.object({
  url: z.string().max(5_000),
  pending_update_count: integer.nullish(),
  last_error_date: integer.nullish(),
  last_error_message: z.string().max(5_000).nullish(),
  allowed_updates: z.array(z.string().max(100)).max(200).nullish(),
});
export const filePathSchema = z.object({
  file_path: z.string().min(1).max(2_000).nullish(),
  file_size: z.number().nullish(),
});

export type User = z.infer<typeof userSchema>;
export type TelegramChat = z.infer<typeof chatSchema>;
export type Message = z.infer<typeof messageSchema>;
export type SentMessage = z.infer<typeof sentSchema>;
export type Answered = z.infer<typeof answeredSchema>;
export type Me = z.infer<typeof meSchema>;
