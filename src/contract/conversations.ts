/** The queue, one conversation, and the deeds on it. */
import { z } from 'zod';
import { PRIORITIES } from '../core/view.ts';
import { because } from './because.ts';
import { sentiment } from './readings.ts';
import { flag, page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const row = z.object({ conversation: shapes.conversation });

export const listQuery = z.object({
  view: z.enum(['mine', 'team', 'unassigned', 'all']).default('all'),
  /** `active` is everything that is not resolved. */
  status: z.enum(['active', 'open', 'waiting', 'snoozed', 'resolved', 'any']).default('active'),
  waiting: flag.optional(),
  network: z.string().max(40).optional(),
  channel: shapes.uuid.optional(),
  inbox: shapes.uuid.optional(),
  lang: z.string().max(20).optional(),
  tag: z.string().max(60).optional(),
  heard: flag.optional(),
  contact: shapes.uuid.optional(),
  /** What belongs to this team, whoever has it. */
  team: shapes.uuid.optional(),
  /** Of the customer's newest words. */
  sentiment: sentiment.optional(),
  /** `complaint`, `danger`, `request.refund` … */
  intent: z.string().max(60).optional(),
  /** True: noise alone; false: without it. */
  noise: flag.optional(),
  /** `due`: those who wait, least time left first, noise last of them, then the rest by age; `newest`: last message first. */
  sort: z.enum(['due', 'newest']).default('due'),
  ...page,
});

export const conversations = {
  listConversations: { summary: 'The queue.', query: listQuery, output: shapes.pageOf(shapes.conversation) },
  countConversations: {
    summary: 'How many in each view; `waiting` are those who wait for us.',
    output: z.object({
      counts: z.record(
        z.enum(['mine', 'team', 'unassigned', 'all']),
        z.object({ active: z.int(), waiting: z.int(), snoozed: z.int(), resolved: z.int() }),
      ),
      seq: z.int(),
    }),
  },
  nextConversation: {
    summary: 'Claim the most urgent one that is nobody’s or mine; null when nobody waits.',
    body: z.object({ not: z.array(shapes.uuid).max(50).default([]) }),
    output: z.object({ conversation: shapes.conversation.nullable() }),
  },
  openConversation: {
    summary: 'One conversation with its newest messages, what stands around it, and the person.',
    output: z.object({
      conversation: shapes.conversation,
      linked: shapes.conversation.nullable(),
      /** Oldest first. */
      messages: z.array(shapes.message),
      earlier: z.string().nullable(),
      turns: z.array(shapes.turn),
      /** The posts being answered, from the root down, when they are not part of this conversation. */
      above: z.array(shapes.message),
      /** Other people's posts in the same thread, oldest first, with their own conversations; cut at a limit. */
      voices: z.array(shapes.message),
      moreVoices: z.int(),
      linkedMessages: z.array(shapes.message),
      happenings: z.array(
        z.object({
          seq: z.int(),
          at: shapes.instant,
          actorId: shapes.uuid.nullable(),
          change: z.string(),
          reason: z.string().nullable(),
          assigneeId: shapes.uuid.nullable(),
          teamId: shapes.uuid.nullable(),
          /** Why routing gave it or took it away; null where a person did. */
          because: z.array(because).nullable(),
          /** The name of the rule that did it. */
          rule: z.string().nullable(),
        }),
      ),
      /** A saved reply that a rule put before whoever answers; null once somebody has answered. */
      suggestion: z.object({ savedReplyId: shapes.uuid, ruleName: z.string() }).nullable(),
      contact: shapes.contact.nullable(),
      earlierConversations: z.array(shapes.conversation),
      channel: z.object({
        id: shapes.uuid,
        name: z.string(),
        network: z.string(),
        networkName: z.string(),
        handle: z.string().nullable(),
        state: z.string(),
        /** The brand has more than one channel of this network, so the network's name alone does not say which. */
        isOneOfSeveral: z.boolean(),
        composing: shapes.composing,
        /** The month's budget; null where none is set. */
        budget: shapes.budget.nullable(),
      }),
      /** Messages of theirs that are answered by hand-off only. */
      byHand: z.array(shapes.uuid),
      seq: z.int(),
    }),
  },
  earlierMessages: {
    summary: 'Messages before those shown, newest first.',
    query: z.object(page),
    output: shapes.pageOf(shapes.message),
  },
  claim: { summary: 'I am answering this one; refused while a colleague is. Renew before it expires.', output: row },
  release: { summary: 'I am not answering it any more.', output: row },
  assign: {
    summary: 'Give it to a colleague or to nobody.',
    body: z.object({ assigneeId: shapes.uuid.nullable(), note: z.string().trim().max(2000).optional() }),
    output: row,
  },
  resolve: {
    summary: 'Close it. While somebody waits, say whether it stays unanswered or needs no answer, and why.',
    body: z.object({
      openTurn: z.enum(['unanswered', 'not_needed']).optional(),
      reason: z.string().trim().max(500).optional(),
    }),
    output: row,
  },
  reopen: { summary: 'Open it again; an unanswered turn closed by resolving opens again too.', output: row },
  snooze: {
    summary:
      'Put it away until then or until the customer writes, whichever comes first; null: until the customer writes. The promise keeps running.',
    body: z.object({
      until: shapes.instant.nullable(),
      /** We wait for the customer: the promise to resolve the matter stands still meanwhile. */
      reason: z.enum(['customer']).optional(),
    }),
    output: row,
  },
  tag: {
    summary: 'Set its tags.',
    body: z.object({ tags: z.array(z.string().trim().min(1).max(60)).max(30) }),
    output: row,
  },
  prioritise: {
    summary: 'Say how pressing it is. Promises may go by it, so its clocks are counted again.',
    body: z.object({ priority: z.enum(PRIORITIES) }),
    output: row,
  },
  listTags: {
    summary: 'Tags in use, most used first.',
    output: z.object({ rows: z.array(z.object({ tag: z.string(), n: z.int() })) }),
  },
} satisfies Record<string, Shape>;
