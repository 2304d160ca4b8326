/** Working side by side: what I am told of, what is being written, who is looking, and views under a name. */
import { z } from 'zod';
import { BULK_LIMIT, type BulkDeed } from '../core/bulk.ts';
import { NOTIFICATION_KINDS, type NotificationView } from '../core/notification.ts';
import { PRIORITIES } from '../core/view.ts';
import { listQuery } from './conversations.ts';
import { nothing, page, type Shape, TEXT_LIMIT } from './shape.ts';
import * as shapes from './shapes.ts';

const minute = z.int().min(0).max(1439);
const quiet = z.object({ fromMinute: minute, untilMinute: minute, zone: z.string().max(60) });
const tags = z.array(z.string().trim().min(1).max(60)).max(30);

const notification = z.object({
  id: shapes.uuid,
  kind: z.enum(NOTIFICATION_KINDS),
  conversationId: shapes.uuid.nullable(),
  fromId: shapes.uuid.nullable(),
  parts: z.object({
    person: z.string().optional(),
    words: z.string().optional(),
    dueAt: shapes.instant.optional(),
    n: z.int().optional(),
  }),
  at: shapes.instant,
  seenAt: shapes.instant.nullable(),
}) satisfies z.ZodType<NotificationView>;

const deed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), assigneeId: shapes.uuid.nullable() }),
  z.object({ kind: z.literal('team'), teamId: shapes.uuid.nullable() }),
  z.object({ kind: z.literal('priority'), priority: z.enum(PRIORITIES) }),
  z.object({ kind: z.literal('tag'), add: tags.default([]), remove: tags.default([]) }),
  z.object({ kind: z.literal('snooze'), until: shapes.instant.nullable() }),
  z.object({
    kind: z.literal('resolve'),
    openTurn: z.enum(['unanswered', 'not_needed']).optional(),
    reason: z.string().trim().max(500).optional(),
  }),
]) satisfies z.ZodType<BulkDeed>;

const bulkResult = z.union([
  z.object({ id: shapes.uuid, outcome: z.enum(['done', 'same']) }),
  z.object({ id: shapes.uuid, outcome: z.literal('refused'), code: z.string(), says: z.string() }),
]);

const mode = z.enum(['reply', 'private', 'note']);

/** The queue's own question, as JSON keeps it. */
const viewFilter = listQuery
  .omit({ after: true, limit: true, contact: true, waiting: true, heard: true, noise: true })
  .extend({ waiting: z.boolean().optional(), heard: z.boolean().optional(), noise: z.boolean().optional() });
const viewInput = z.object({ name: z.string().trim().min(1).max(60), isShared: z.boolean(), filter: viewFilter });
const savedView = viewInput.extend({ id: shapes.uuid, version: z.int() });

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
  aboutPush: {
    summary: 'What a browser needs to be told (our public key), how many of mine are, and my quiet hours.',
    output: z.object({ publicKey: z.string(), devices: z.int(), quiet: quiet.nullable() }),
  },
  addPush: {
    summary: 'Tell this browser too: what its own push subscription says.',
    body: z.object({
      endpoint: z.url().max(2000),
      keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(60) }),
      label: z.string().trim().max(120).default(''),
    }),
    output: nothing,
  },
  removePush: {
    summary: 'Do not tell this browser any more.',
    body: z.object({ endpoint: z.string().max(2000) }),
    output: nothing,
  },
  setQuiet: {
    summary: 'Hours in which nothing is sent to my browsers; null: none.',
    body: z.object({ quiet: quiet.nullable() }),
    output: nothing,
  },
  seeNotification: { summary: 'I have seen this one.', output: nothing },

  merge: {
    summary:
      'Take another conversation of the same person into this one; their words in either thread stand here from now on.',
    body: z.object({ from: shapes.uuid }),
    output: z.object({ conversation: shapes.conversation, undo: shapes.uuid }),
  },
  split: {
    summary: 'Cut some messages, or all from one on, off into a conversation of their own. What answers them follows.',
    body: z.union([
      z.object({ messageIds: z.array(shapes.uuid).min(1).max(1000) }),
      z.object({ fromMessageId: shapes.uuid }),
    ]),
    output: z.object({ conversation: shapes.conversation, apart: shapes.conversation, undo: shapes.uuid }),
  },
  undoRegroup: {
    summary: 'Take a merge or a split back: all stands as it would without it.',
    output: z.object({ conversations: z.array(shapes.conversation) }),
  },
  doBulk: {
    summary: 'One deed on up to 500 conversations; each is done or refused by itself.',
    body: z.object({ ids: z.array(shapes.uuid).min(1).max(BULK_LIMIT), deed }),
    output: z.object({ results: z.array(bulkResult), undo: shapes.uuid.nullable() }),
  },
  undoBulk: {
    summary: 'Take a deed on many back, wherever nobody has changed it since.',
    output: z.object({ results: z.array(bulkResult) }),
  },

  listBeside: {
    summary: 'Who has which conversation open now; what comes after travels on the live line.',
    output: z.object({
      rows: z.array(
        z.object({
          conversationId: shapes.uuid,
          agentId: shapes.uuid,
          doing: z.enum(['viewing', 'writing']),
          until: shapes.instant,
        }),
      ),
    }),
  },
  standBeside: {
    summary: 'I have it open; said again every 20 seconds, gone after 45.',
    body: z.object({ doing: z.enum(['viewing', 'writing', 'gone']) }),
    output: nothing,
  },
  listDrafts: {
    summary: 'What is being written here: mine with its words, of others the words only for leads.',
    output: z.object({
      rows: z.array(
        z.object({
          agentId: shapes.uuid,
          mode,
          text: z.string().nullable(),
          version: z.int(),
          page: z.string(),
          savedAt: shapes.instant,
        }),
      ),
    }),
  },
  saveDraft: {
    summary: 'Keep what I am writing; empty: given up. The newer words win, and those they replace unseen come back.',
    body: z.object({
      mode,
      text: z.string().max(TEXT_LIMIT),
      page: z.string().min(1).max(60),
      knows: z.int().nullable(),
    }),
    output: z.object({
      version: z.int().nullable(),
      replaced: z.object({ text: z.string(), savedAt: shapes.instant }).nullable(),
    }),
  },

  listSavedViews: {
    summary: 'Views under a name, the team’s and mine; `n` counts to 100 and no further.',
    output: z.object({ rows: z.array(savedView.extend({ n: z.int() })), seq: z.int() }),
  },
  addSavedView: {
    summary: 'Keep a view under a name. Only leads share one with the team.',
    status: 201,
    body: viewInput,
    output: z.object({ view: savedView }),
  },
  changeSavedView: {
    summary: 'Change a view; with `version`, only if nobody has changed it since.',
    body: viewInput.partial().extend({ version: z.int().optional() }),
    output: z.object({ view: savedView }),
  },
  removeSavedView: { summary: 'The view goes; the conversations stay.', output: nothing },
} satisfies Record<string, Shape>;
