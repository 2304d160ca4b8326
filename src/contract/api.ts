/** Every endpoint's shapes. `paths.ts` says where it stands and who may call it; the OpenAPI document is made from both. */
import { z } from 'zod';
import type { EndpointName } from './paths.ts';
import * as shapes from './shapes.ts';

export type Shape = {
  summary: string;
  query?: z.ZodObject;
  /** `'file'`: the body is a file as it is, with its own content type. */
  body?: z.ZodType | 'file';
  /** What comes back: JSON of this shape, a file, or a stream of events. */
  output: z.ZodType | 'file' | 'stream';
  /** 200 unless said. */
  status?: 200 | 201 | 202;
};

export const PAGE_LIMIT = 100;
export const TEXT_LIMIT = 20_000;

const nothing = z.object({});
const inBrand = z.object({ brand: shapes.brand });
const shortText = z.string().trim().min(1).max(120);
const email = z.email().max(254);
/** Length is the only rule that helps (NIST SP 800-63B). */
const password = z.string().min(10).max(200);
const page = {
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(50),
};
const flag = z.enum(['true', 'false']).transform(word => word === 'true');
const row = z.object({ conversation: shapes.conversation });
const answered = z.object({ message: shapes.message, conversation: shapes.conversation });

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
  /** `due`: those who wait, least time left first, then the rest by age; `newest`: last message first. */
  sort: z.enum(['due', 'newest']).default('due'),
  ...page,
});

export const api = {
  welcome: {
    summary: 'Is there an owner yet, and is the one-time link still good?',
    query: z.object({ token: z.string().max(200).optional() }),
    output: z.object({ needsOwner: z.boolean(), tokenIsGood: z.boolean(), version: z.string() }),
  },
  becomeOwner: {
    summary: 'The first owner signs up with the one-time link; signs in at once.',
    status: 201,
    body: z.object({ token: z.string().max(200), name: shortText, email, password, brand: shortText }),
    output: inBrand,
  },
  signIn: {
    summary: 'Sign in with e-mail and password; the answer sets the session cookie.',
    body: z.object({ email, password: z.string().max(200), remember: z.boolean().default(true) }),
    output: nothing,
  },
  signOut: { summary: 'End this session; well even when there is none.', output: nothing },
  me: {
    summary: 'Who is signed in.',
    output: z.object({
      id: shapes.uuid,
      name: z.string(),
      email: z.string(),
      initials: z.string(),
      locale: z.string(),
      brands: z.array(shapes.brand),
    }),
  },
  changeMe: {
    summary: 'Change my name or language.',
    body: z.object({ name: shortText.optional(), locale: z.string().max(20).optional() }),
    output: nothing,
  },
  changePassword: {
    summary: 'Change my password; every other session of mine ends.',
    body: z.object({ current: z.string().max(200), next: password }),
    output: nothing,
  },
  listTokens: {
    summary: 'My API tokens, without their secrets.',
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          start: z.string(),
          createdAt: shapes.instant,
          lastUsedAt: shapes.instant.nullable(),
        }),
      ),
    }),
  },
  makeToken: {
    summary: 'A new API token; shown this once.',
    status: 201,
    body: z.object({ name: shortText }),
    output: z.object({ id: z.string(), token: z.string() }),
  },
  revokeToken: { summary: 'The token stops working at once.', output: nothing },
  listNetworks: {
    summary: 'The networks that can be connected, with their forms.',
    output: z.object({ rows: z.array(shapes.network) }),
  },

  listBrands: { summary: 'The brands I belong to.', output: z.object({ rows: z.array(shapes.brand) }) },
  makeBrand: {
    summary: 'A new brand with one inbox; I own it. Only somebody who owns a brand may.',
    status: 201,
    body: z.object({ name: shortText }),
    output: inBrand,
  },
  changeBrand: { summary: 'Rename the brand.', body: z.object({ name: shortText }), output: inBrand },

  listColleagues: {
    summary: 'Names and initials of everybody in the brand.',
    output: z.object({ rows: z.array(shapes.colleague) }),
  },
  listMembers: {
    summary: 'Everybody in the brand with their role and reach.',
    output: z.object({ rows: z.array(shapes.member) }),
  },
  addMember: {
    summary: 'Add a colleague; a new one gets a first password to change.',
    status: 201,
    body: z.object({ name: shortText, email, role: shapes.role, inboxes: z.array(shapes.uuid).max(200).optional() }),
    output: z.object({ member: shapes.member, firstPassword: z.string().nullable() }),
  },
  changeMember: {
    summary: 'Change role or reach.',
    body: z.object({ role: shapes.role.optional(), inboxes: z.array(shapes.uuid).max(200).optional() }),
    output: z.object({ member: shapes.member }),
  },
  removeMember: { summary: 'They lose the brand at once; what they wrote stays.', output: nothing },

  listInboxes: { summary: 'The inboxes I may see.', output: z.object({ rows: z.array(shapes.inbox) }) },
  makeInbox: {
    summary: 'A new inbox with its promise.',
    status: 201,
    body: z.object({
      name: shortText,
      firstResponseMinutes: z.int().min(1).max(43_200).default(15),
      nextResponseMinutes: z.int().min(1).max(43_200).default(15),
    }),
    output: z.object({ inbox: shapes.inbox }),
  },
  changeInbox: {
    summary: 'Rename it or change its promise; open clocks are counted anew.',
    body: z.object({
      name: shortText.optional(),
      firstResponseMinutes: z.int().min(1).max(43_200).optional(),
      nextResponseMinutes: z.int().min(1).max(43_200).optional(),
    }),
    output: z.object({ inbox: shapes.inbox, retimed: z.int() }),
  },

  listChannels: {
    summary: 'Every channel with its health and ledger.',
    output: z.object({ rows: z.array(shapes.channel) }),
  },
  openChannel: { summary: 'One channel.', output: z.object({ channel: shapes.channel }) },
  addChannel: {
    summary: 'Connect an account; the network is asked first whether the credentials work.',
    status: 201,
    body: z.object({
      network: z.string().max(40),
      name: shortText,
      inboxId: shapes.uuid.optional(),
      credentials: z.record(z.string(), z.unknown()),
    }),
    output: z.object({ channel: shapes.channel }),
  },
  changeChannel: {
    summary: 'Rename, move to another inbox, pause or go on.',
    body: z.object({
      name: shortText.optional(),
      inboxId: shapes.uuid.optional(),
      state: z.enum(['active', 'paused']).optional(),
    }),
    output: z.object({ channel: shapes.channel }),
  },
  leaveChannel: { summary: 'Stop hearing, and remove its secrets.', output: nothing },
  listFailed: {
    summary: 'What this channel received and could not read, newest first.',
    query: z.object(page),
    output: z.object({
      rows: z.array(z.object({ id: z.int(), receivedAt: shapes.instant, reason: z.string(), sample: z.string() })),
      next: z.string().nullable(),
    }),
  },

  listQueries: {
    summary: 'What we listen for where nobody tags us.',
    output: z.object({ rows: z.array(z.object({ id: shapes.uuid, text: z.string(), createdAt: shapes.instant })) }),
  },
  addQuery: {
    summary: 'Listen for these words.',
    status: 201,
    body: z.object({ text: z.string().trim().min(1).max(1000) }),
    output: z.object({ id: shapes.uuid, text: z.string(), createdAt: shapes.instant }),
  },
  removeQuery: { summary: 'Stop listening for them.', output: nothing },

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
        }),
      ),
      contact: shapes.contact.nullable(),
      earlierConversations: z.array(shapes.conversation),
      channel: z.object({
        id: shapes.uuid,
        name: z.string(),
        network: z.string(),
        networkName: z.string(),
        handle: z.string().nullable(),
        state: z.string(),
        composing: shapes.composing,
      }),
      promiseMinutes: z.object({ first: z.int(), next: z.int() }),
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
    summary: 'Put it away until then or until the customer writes. The promise keeps running.',
    body: z.object({ until: shapes.instant }),
    output: row,
  },
  tag: {
    summary: 'Set its tags.',
    body: z.object({ tags: z.array(z.string().trim().min(1).max(60)).max(30) }),
    output: row,
  },
  listTags: {
    summary: 'Tags in use, most used first.',
    output: z.object({ rows: z.array(z.object({ tag: z.string(), n: z.int() })) }),
  },

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
      resolve: z.boolean().default(false),
    }),
    output: answered,
  },
  note: {
    summary: 'A word between colleagues; no customer sees it.',
    status: 201,
    body: z.object({ text: z.string().trim().min(1).max(TEXT_LIMIT) }),
    output: answered,
  },
  takeBack: {
    summary: 'Undo an answer that has not left yet, or give up one that failed. Its words come back.',
    output: z.object({ text: z.string(), conversation: shapes.conversation }),
  },
  retry: { summary: 'Try a failed answer again, under the same key.', status: 202, output: answered },
  decideUnsure: {
    summary: 'A person looked: it stands on the network, or it does not and should be sent again.',
    body: z.object({ found: z.boolean() }),
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
  listContacts: {
    summary: 'People by name or handle.',
    query: z.object({ q: z.string().max(200).optional(), ...page }),
    output: shapes.pageOf(shapes.contact),
  },
  openContact: {
    summary: 'One person with identities and conversations I may see.',
    output: z.object({ contact: shapes.contact, conversations: z.array(shapes.conversation) }),
  },
  changeContact: {
    summary: 'Change name, notes or tags.',
    body: z.object({
      name: shortText.optional(),
      notes: z.string().max(10_000).optional(),
      tags: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
    }),
    output: z.object({ contact: shapes.contact }),
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
} satisfies Record<EndpointName, Shape>;

export type Api = typeof api;
/** What a caller sends and gets, for the typed client. */
export type QueryOf<N extends EndpointName> = Api[N] extends { query: infer Q extends z.ZodType }
  ? z.input<Q>
  : Record<string, never>;
export type BodyOf<N extends EndpointName> = Api[N] extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;
export type OutputOf<N extends EndpointName> = Api[N] extends { output: infer O extends z.ZodType }
  ? z.output<O>
  : Response;
