/** Saved replies, answers that wait for a lead, promises in our own words, and initials. */
import { z } from 'zod';
import { MACRO_ACTIONS_LIMIT } from '../core/macro.ts';
import { ROLES } from '../core/permission.ts';
import { SENTIMENTS } from '../core/triage/reading.ts';
import { PRIORITIES } from '../core/view.ts';
import { sentiment, urgency } from './readings.ts';
import { nothing, type Shape, shortText, TEXT_LIMIT } from './shape.ts';
import * as shapes from './shapes.ts';

const word = z.string().trim().min(1).max(60);
const words = z.array(word).max(50).default([]);
const SNOOZE_LIMIT_MINUTES = 366 * 24 * 60;

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tags: z.array(word).min(1).max(10) }),
  z.object({ kind: z.literal('priority'), priority: z.enum(PRIORITIES) }),
  /** `me`: whoever sends it; null: nobody. */
  z.object({ kind: z.literal('assign'), agentId: z.union([shapes.uuid, z.literal('me'), z.null()]) }),
  z.object({ kind: z.literal('team'), teamId: shapes.uuid.nullable() }),
  z.object({ kind: z.literal('snooze'), minutes: z.int().min(1).max(SNOOZE_LIMIT_MINUTES) }),
  z.object({ kind: z.literal('resolve') }),
  z.object({ kind: z.literal('note'), text: z.string().trim().min(1).max(2000) }),
]);

const savedReplyFields = {
  title: shortText,
  /** Typed after the slash. */
  shortcut: z
    .string()
    .trim()
    .regex(/^[^\s/]{1,40}$/u)
    .nullable()
    .default(null),
  folder: z.string().trim().max(60).default(''),
  tags: words,
  /** By language and network; null stands for any. Several texts of one say the same in other words and take turns. */
  variants: z
    .array(
      z.object({
        lang: z.string().trim().min(2).max(20).nullable(),
        network: z.string().trim().min(1).max(40).nullable(),
        texts: z.array(z.string().max(TEXT_LIMIT)).min(1).max(10),
        media: z
          .array(z.object({ mediaId: z.string().max(100), description: z.string().max(1500).nullable() }))
          .max(4)
          .default([]),
      }),
    )
    .min(1)
    .max(40),
  /** What is done besides, in the transaction of the answer. */
  actions: z.array(action).max(MACRO_ACTIONS_LIMIT).default([]),
  /** "We are on it": it does not stop the clock. */
  holding: z.boolean().default(false),
};

const savedReply = z.object({
  ...savedReplyFields,
  id: shapes.uuid,
  ownerId: shapes.uuid.nullable(),
  version: z.int(),
  updatedAt: shapes.instant,
  updatedBy: shapes.uuid.nullable(),
  mayEdit: z.boolean(),
});

const approvalRule = {
  name: shortText,
  isOn: z.boolean().default(true),
  roles: z.array(z.enum(ROLES)).max(4).default([]),
  newerThanDays: z.int().min(1).max(3650).nullable().default(null),
  priorities: z.array(z.enum(PRIORITIES)).max(4).default([]),
  intents: words,
  tags: words,
  networks: words,
  langs: words,
  inboxIds: z.array(shapes.uuid).max(200).default([]),
  sentiments: z.array(sentiment).max(SENTIMENTS.length).default([]),
  urgencyFrom: urgency.nullable().default(null),
  riskFrom: z.int().min(1).max(100).nullable().default(null),
  followersFrom: z.int().min(1).nullable().default(null),
  words,
};

const answered = z.object({ message: shapes.message, conversation: shapes.conversation });
const signatures = z.array(z.object({ network: z.string().max(40), pattern: z.string().trim().max(40) })).max(60);

const ownPromise = z.object({
  id: shapes.uuid,
  conversationId: shapes.uuid,
  messageId: shapes.uuid,
  agentId: shapes.uuid,
  phrase: z.string(),
  madeAt: shapes.instant,
  remindAt: shapes.instant,
  dueAt: shapes.instant,
  outcome: z.enum(['kept', 'broken', 'dropped']).nullable(),
  endedAt: shapes.instant.nullable(),
});

export const replies = {
  listSavedReplies: {
    summary: 'Everybody’s saved replies and my own; `lately`: how often each text was used in the last day.',
    output: z.object({
      rows: z.array(savedReply),
      lately: z.array(z.object({ id: shapes.uuid, variant: z.int(), text: z.int(), n: z.int() })),
    }),
  },
  makeSavedReply: {
    summary:
      'Save a reply: everybody’s (leads) or my own. A place with an unknown name is refused, with where it stands.',
    status: 201,
    body: z.object({ ...savedReplyFields, own: z.boolean().default(false) }),
    output: z.object({ savedReply }),
  },
  changeSavedReply: {
    summary: 'Change one; refused when somebody has changed it since `version`.',
    body: z.object({ ...savedReplyFields, version: z.int() }),
    output: z.object({ savedReply }),
  },
  removeSavedReply: { summary: 'Take one away. Its figures stay.', output: nothing },
  savedReplyOutcomes: {
    summary: 'What became of the answers that came from saved replies, by month and colleague.',
    query: z.object({ months: z.coerce.number().int().min(1).max(24).default(6) }),
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          month: z.string(),
          agentId: shapes.uuid.nullable(),
          times: z.int(),
          edited: z.int(),
          /** Turns its answers closed; of them: with a promise, kept, followed by another within 7 days, thanked for. */
          closed: z.int(),
          promised: z.int(),
          kept: z.int(),
          again: z.int(),
          thanked: z.int(),
        }),
      ),
    }),
  },
  sameToday: {
    summary: 'In how many other conversations the same was said in public in the last 24 hours: by me, by everybody.',
    body: z.object({ text: z.string().max(TEXT_LIMIT) }),
    output: z.object({ byMe: z.int(), byTeam: z.int() }),
  },

  listSignatures: {
    summary: 'The initials under public answers; network "" is all that have no line of their own.',
    output: z.object({ rows: signatures }),
  },
  writeSignatures: {
    summary: 'Set them: all lines, such as `^{initials}`; an empty pattern means none on that network.',
    body: z.object({ rows: signatures }),
    output: z.object({ rows: signatures }),
  },

  listApprovals: {
    summary: 'Answers that wait for a lead; for others than leads their own, those that came back too.',
    output: z.object({ rows: z.array(answered) }),
  },
  approve: {
    summary: 'Let it go, in other words if `text` is given. Stopped when a colleague answered meanwhile.',
    body: z.object({ text: z.string().max(TEXT_LIMIT).optional(), anyway: z.boolean().default(false) }),
    output: answered,
  },
  sendBack: {
    summary: 'Give it back to its author with a word.',
    body: z.object({ word: z.string().trim().min(1).max(2000) }),
    output: answered,
  },
  listApprovalRules: {
    summary: 'Which public answers wait for a lead; the first rule that fits applies.',
    output: z.object({ rows: z.array(z.object({ ...approvalRule, id: shapes.uuid })) }),
  },
  writeApprovalRules: {
    summary: 'Set them: all, in their order. Every condition that is set must hold.',
    body: z.object({ rows: z.array(z.object({ ...approvalRule, id: shapes.uuid.optional() })).max(50) }),
    output: z.object({ rows: z.array(z.object({ ...approvalRule, id: shapes.uuid })) }),
  },

  listOwnPromises: {
    summary:
      'Promises in our own words ("I’ll be back tomorrow"), the open ones first; and each colleague’s last 30 days.',
    query: z.object({
      state: z.enum(['open', 'kept', 'broken']).optional(),
      conversation: shapes.uuid.optional(),
      mine: z.enum(['true', 'false']).optional(),
    }),
    output: z.object({
      rows: z.array(ownPromise),
      counts: z.array(z.object({ agentId: shapes.uuid, open: z.int(), kept: z.int(), broken: z.int() })),
    }),
  },
  endOwnPromise: {
    summary: 'Say that it was kept in another way, or that nothing was promised.',
    body: z.object({ outcome: z.enum(['kept', 'dropped']) }),
    output: nothing,
  },
} satisfies Record<string, Shape>;
