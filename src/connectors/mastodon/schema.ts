/** The fields we rely on, and no others: servers add and leave out as they like. */
import { z } from 'zod';

/** Opaque. Some servers write numbers. */
export const idSchema = z.union([z.string().trim().min(1).max(450), z.int()]).transform(id => lasting(String(id)));

/**
 * snac writes when a post was changed last before the mark that lasts, so an edit gives the post another id. It does not look at those ten
 * digits when asked, and nobody else writes ids of this form.
 */
function lasting(id: string): string {
  return id.replace(/^\d{10}(?=[\da-f]{32}$)/, '0'.repeat(10));
}

const nullableId = idSchema.nullish().transform(id => id ?? null);

/** Some servers leave out the zone; they mean UTC. */
export const instantSchema = z.string().transform((text, issues) => {
  const at = new Date(/(?:[zZ]|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (!Number.isNaN(at.getTime())) return at;
  issues.addIssue('not a time');
  return z.NEVER;
});

const words = z
  .string()
  .nullish()
  .transform(text => text ?? '');
const nullableWords = z
  .string()
  .nullish()
  .transform(text => (text ? text : null));

export const accountSchema = z.object({
  id: idSchema,
  acct: z.string().trim().min(1).max(500),
  username: words,
  display_name: words,
  url: nullableWords,
  uri: nullableWords,
  avatar: nullableWords,
  suspended: z.boolean().nullish(),
  note: words,
  followers_count: z.int().min(0).nullish().catch(null),
  // Other servers write them otherwise; fields we cannot read are none.
  fields: z
    .array(z.object({ value: words, verified_at: nullableWords }))
    .max(50)
    .nullish()
    .catch(null),
  moved: z.object({ url: nullableWords }).nullish(),
});

const mentionSchema = z.object({ id: idSchema, acct: words, username: words, url: nullableWords });
const mediaSchema = z.object({
  id: idSchema.nullish(),
  type: words,
  url: nullableWords,
  remote_url: nullableWords,
  description: nullableWords,
});
const pollSchema = z.object({ options: z.array(z.object({ title: words })).max(100) });

const quoteSchema = z.object({
  quoted_status: z.object({ account: z.object({ id: idSchema }) }).nullish(),
});

export const statusSchema = z.object({
  id: idSchema,
  created_at: instantSchema,
  edited_at: instantSchema.nullish(),
  account: accountSchema,
  content: words,
  spoiler_text: words,
  sensitive: z.boolean().nullish(),
  visibility: words,
  language: nullableWords,
  url: nullableWords,
  uri: nullableWords,
  in_reply_to_id: nullableId,
  in_reply_to_account_id: nullableId,
  replies_count: z.int().nullish(),
  mentions: z.array(mentionSchema).max(500).nullish(),
  media_attachments: z.array(mediaSchema).max(100).nullish(),
  poll: pollSchema.nullish(),
  reblog: z.unknown().optional(),
  // Quotes have other shapes on other servers; one we cannot read is none.
  quote: quoteSchema.nullish().catch(null),
});

export const notificationSchema = z.object({
  id: idSchema,
  type: z.string().max(100),
  created_at: instantSchema,
  status: z.unknown().optional(),
});

export const conversationSchema = z.object({ id: idSchema, last_status: z.unknown().optional() });
export const listSchema = z.array(z.unknown()).max(1_000);
export const contextSchema = z.object({
  ancestors: z.array(z.unknown()).max(5_000),
  descendants: z.array(z.unknown()).max(5_000),
});
export const uploadedSchema = z.object({ id: idSchema, url: nullableWords });

export type Status = z.infer<typeof statusSchema>;
export type Account = z.infer<typeof accountSchema>;
export type Mention = z.infer<typeof mentionSchema>;
