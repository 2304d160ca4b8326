/** What is done to posts and people besides answering, and the list of all of it. */
import { z } from 'zod';
import { MODERATION_DEEDS, REASON_LIMIT_CHARACTERS, REPORT_GROUNDS } from '../core/moderation.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const deed = z.enum(MODERATION_DEEDS);

/** One deed, as it is kept. */
const line = shapes.moderationMark.extend({
  endedAt: shapes.instant.nullable(),
  agentName: z.string().nullable(),
  messageId: shapes.uuid,
  conversationId: shapes.uuid,
  network: z.string(),
  channelName: z.string(),
  /** Whose post; null: our own. */
  personName: z.string().nullable(),
  /** What it says now, or said before we deleted it. */
  text: z.string(),
  url: z.string().nullable(),
});

export const moderation = {
  moderate: {
    summary:
      'Hide, like, delete our own, block or report, and undo it. It is carried out at once; how it went stands on the message. Deleting, blocking and reporting need a reason.',
    status: 202,
    body: z.object({
      deed,
      reason: z.string().trim().max(REASON_LIMIT_CHARACTERS).nullable().default(null),
      /** What a report says is wrong. */
      ground: z.enum(REPORT_GROUNDS).nullable().default(null),
    }),
    output: z.object({ message: shapes.message }),
  },
  openModeration: {
    summary: 'What can be done to one message, what not and why, and all that was done to it, newest first.',
    output: z.object({
      /** As people call it. */
      network: z.string(),
      deeds: z.array(
        z.object({
          deed,
          why: z
            .enum(['network', 'not_there', 'ours', 'theirs', 'private', 'their_thread', 'role', 'colleague'])
            .nullable(),
        }),
      ),
      rows: z.array(line),
    }),
  },
  listModerations: {
    summary:
      'Everything that was done to posts besides answering: by whom, why, and what the network said. Newest first.',
    query: z.object({
      after: z.string().max(200).optional(),
      agent: shapes.uuid.optional(),
      deed: deed.optional(),
    }),
    output: z.object({ rows: z.array(line), next: z.string().nullable() }),
  },
} satisfies Record<string, Shape>;
