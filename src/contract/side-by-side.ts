/** Working side by side: what I am told of, what is being written, who is looking, and views under a name. */
import { z } from 'zod';
import { NOTIFICATION_KINDS, type NotificationView } from '../core/notification.ts';
import { nothing, page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const notification = z.object({
  id: shapes.uuid,
  kind: z.enum(NOTIFICATION_KINDS),
  conversationId: shapes.uuid.nullable(),
  fromId: shapes.uuid.nullable(),
  parts: z.object({ person: z.string().optional(), words: z.string().optional(), dueAt: shapes.instant.optional() }),
  at: shapes.instant,
  seenAt: shapes.instant.nullable(),
}) satisfies z.ZodType<NotificationView>;

export const sideBySide = {
  listNotifications: {
    summary: 'What I should know, newest first; `unseen` counts to 100 and no further.',
    query: z.object(page),
    output: z.object({ rows: z.array(notification), next: z.string().nullable(), unseen: z.int() }),
  },
  seeNotifications: {
    summary: 'I have seen those about one conversation, or all up to a moment.',
    body: z.object({ until: shapes.instant.optional(), conversationId: shapes.uuid.optional() }),
    output: z.object({ seen: z.int() }),
  },
  seeNotification: { summary: 'I have seen this one.', output: nothing },
} satisfies Record<string, Shape>;
