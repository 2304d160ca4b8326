/** Answers, and everything that looks across conversations: search, people, turns, events, pictures. */
import { z } from 'zod';
import { page, type Shape, TEXT_LIMIT } from './shape.ts';
import * as shapes from './shapes.ts';
import { templateChoice } from './templates.ts';

const answered = z.object({ message: shapes.message, conversation: shapes.conversation });

export const answers = {
  reply: {
    summary: 'Queue an answer. It leaves after the undo time; it is stopped if a colleague answered since `seen`.',
    status: 202,
    body: z.object({
      /** Chosen by the caller: the same id twice is one answer. */
      id: shapes.uuid.optional(),
      visibility: shapes.visibility,
      text: z.string().max(TEXT_LIMIT),
      media: z
        .array(z.object({ mediaId: z.string().max(100), description: z.string().max(1500).nullable() }))
        .max(20)
        .default([]),
      /** The message being answered; the customer's newest when absent. */
      inReplyTo: shapes.uuid.optional(),
      /** The newest message the author had on the screen. */
      seen: shapes.uuid.optional(),
      /** Send although a colleague has answered. */
      anyway: z.boolean().default(false),
      /** Send although it shows personal data to everybody; else that is refused as `shows_personal`. */
      personal: z.boolean().default(false),
      resolve: z.boolean().default(false),
      /** It only says that we are at it: the customer waits on, and the clock runs on. */
      holding: z.boolean().default(false),
      /** The saved reply these words came from: which of its texts, and whether they were changed. */
      savedReply: z
        .object({
          id: shapes.uuid,
          variant: z.int().min(0).max(100),
          text: z.int().min(0).max(100),
          edited: z.boolean(),
          /** What it does besides is done too. */
          runs: z.boolean().default(true),
        })
        .optional(),
      /** A promise in these words, and until when: it gets a clock of its own. */
      promise: z
        .object({ phrase: z.string().trim().min(1).max(500), remindAt: shapes.instant, dueAt: shapes.instant })
        .optional(),
      /** An approved template goes out in the place of `text`, which is then ignored. */
      template: templateChoice.optional(),
      /** Without the initials the brand wants under public answers. */
      unsigned: z.boolean().default(false),
    }),
    output: answered,
  },
  handOff: {
    summary:
      'Take the words to the network’s own page, where its API may not answer. They count once they are seen there, or somebody says that they stand there.',
    status: 201,
    body: z.object({
      /** Chosen by the caller: the same id twice is one answer. */
      id: shapes.uuid.optional(),
      text: z.string().max(TEXT_LIMIT),
      /** The message being answered; the customer's newest when absent. */
      inReplyTo: shapes.uuid.optional(),
      /** The newest message the author had on the screen. */
      seen: shapes.uuid.optional(),
      /** Although a colleague has answered. */
      anyway: z.boolean().default(false),
      /** Although it shows personal data to everybody. */
      personal: z.boolean().default(false),
      /** Resolve it once the answer stands there. */
      resolve: z.boolean().default(false),
      /** It only says that we are at it: the customer waits on, and the clock runs on. */
      holding: z.boolean().default(false),
    }),
    output: answered.extend({ url: z.string() }),
  },
  note: {
    summary: 'A word between colleagues; no customer sees it.',
    status: 201,
    body: z.object({
      text: z.string().trim().min(1).max(TEXT_LIMIT),
      /** Colleagues it names, who are told. */
      mentions: z.array(shapes.uuid).max(20).default([]),
    }),
    output: answered,
  },
  takeBack: {
    summary:
      'Undo an answer that has not left yet, or give up one that failed or was handed over. Its words come back.',
    output: z.object({ text: z.string(), conversation: shapes.conversation }),
  },
  retry: { summary: 'Try a failed answer again, under the same key.', status: 202, output: answered },
  decideUnsure: {
    summary: 'A person looked: it stands on the network, or it does not and should be sent again.',
    body: z.object({ found: z.boolean() }),
    output: answered,
  },
  confirmHandOff: {
    summary: 'A person says that what was handed over stands on the network now.',
    body: z.object({
      /** The address of the answer there. */
      url: z.string().trim().max(2000).optional(),
      /** When it was put up; now when absent. */
      at: shapes.instant.optional(),
    }),
    output: answered,
  },
  unconfirmHandOff: {
    summary: 'It does not stand there after all: it waits again, and so does the customer.',
    output: answered,
  },
  listAttempts: {
    summary: 'Each attempt to send it, with the network’s words.',
    output: z.object({
      rows: z.array(z.object({ n: z.int(), at: shapes.instant, outcome: z.string(), said: z.string().nullable() })),
    }),
  },

  search: {
    summary: 'Words in messages, names and handles; newest first.',
    query: z.object({ q: z.string().trim().min(1).max(200), ...page }),
    output: shapes.pageOf(z.object({ conversation: shapes.conversation, message: shapes.message.nullable() })),
  },
  listTurns: {
    summary: 'Every turn, oldest first: the rows behind every figure. Keyset paged.',
    query: z.object({
      since: shapes.instant.optional(),
      until: shapes.instant.optional(),
      outcome: z.enum(['open', 'answered', 'unanswered', 'not_needed', 'withdrawn']).optional(),
      ...page,
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    output: shapes.pageOf(
      shapes.turn.extend({
        openedByRemoteId: z.string().nullable(),
        closedByRemoteId: z.string().nullable(),
        responseSeconds: z.number().nullable(),
        kept: z.boolean().nullable(),
      }),
    ),
  },
  promiseToday: {
    summary: 'Of the turns that came due since midnight UTC: how many were kept; and how many wait now.',
    output: z.object({ due: z.int(), kept: z.int(), waiting: z.int(), late: z.int() }),
  },
  listEvents: {
    summary: 'The event log after a cursor, as far as I may see.',
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          seq: z.int(),
          at: shapes.instant,
          brandId: z.int(),
          inboxId: shapes.uuid.nullable(),
          conversationId: shapes.uuid.nullable(),
          actorId: shapes.uuid.nullable(),
          data: z.looseObject({ kind: z.string() }),
        }),
      ),
      next: z.int(),
    }),
  },
  live: {
    summary: 'Server-sent events from the log; resumes from `Last-Event-ID`.',
    query: z.object({ after: z.coerce.number().int().min(0).optional() }),
    output: 'stream',
  },
  addMedia: {
    summary: 'Upload a picture for an answer (the body is the file).',
    status: 201,
    body: 'file',
    output: z.object({ mediaId: z.string(), type: z.string(), width: z.int().nullable(), height: z.int().nullable() }),
  },
  media: {
    summary: 'Our copy of a picture or file; `size=thumb` for a small one.',
    query: z.object({ size: z.enum(['thumb', 'full']).default('full') }),
    output: 'file',
  },
} satisfies Record<string, Shape>;
