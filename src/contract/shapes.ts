/** The shapes that travel, as schemas. Those the event log carries are declared in core/view and only mirrored here. */
import { z } from 'zod';
import { DELIVERY_STATES } from '../core/delivery.ts';
import { MODERATION_DEEDS, MODERATION_STATES, REPORT_GROUNDS } from '../core/moderation.ts';
import { ROLES } from '../core/permission.ts';
import {
  type ConversationView,
  type Face,
  type MediaView,
  type MessageView,
  PRIORITIES,
  type TurnView,
} from '../core/view.ts';
import { noise, readingsView, sentiment, urgency } from './readings.ts';

export const instant = z.iso.datetime();
export const uuid = z.guid();
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();

export const visibility = z.enum(['public', 'private']);
export const status = z.enum(['open', 'waiting', 'snoozed', 'resolved']);
export const role = z.enum(ROLES);

/** What was promised, as it was given. */
export const givenPolicy = z.object({ id: uuid, name: z.string(), minutes: z.int(), inHours: z.boolean() });

export const turn = z.object({
  id: uuid,
  conversationId: uuid,
  kind: z.enum(['first', 'next']),
  openedAt: instant,
  receivedAt: instant,
  openedBy: uuid,
  dueAt: maybe(instant),
  breachedAt: maybe(instant),
  policy: maybe(givenPolicy),
  warned: z.number(),
  closedAt: maybe(instant),
  closedBy: maybe(uuid),
  outcome: maybe(z.enum(['answered', 'unanswered', 'not_needed', 'withdrawn'])),
  reason: maybe(z.string()),
}) satisfies z.ZodType<TurnView>;

export const face = z.object({
  contactId: uuid,
  identityId: uuid,
  name: z.string(),
  handle: maybe(z.string()),
  avatarId: maybe(z.string()),
}) satisfies z.ZodType<Face>;

export const conversation = z.object({
  id: uuid,
  inboxId: uuid,
  channelId: uuid,
  network: z.string(),
  threadId: uuid,
  visibility,
  linkedId: maybe(uuid),
  face: maybe(face),
  status,
  assigneeId: maybe(uuid),
  teamId: maybe(uuid),
  claimedBy: maybe(uuid),
  claimedUntil: maybe(instant),
  heard: z.boolean(),
  preview: z.string(),
  lang: maybe(z.string()),
  tags: z.array(z.string()),
  priority: z.enum(PRIORITIES),
  intents: z.array(z.string()),
  urgency: maybe(urgency),
  sentiment: maybe(sentiment),
  noise: maybe(noise),
  /** Of losing this customer, 0 to 100. */
  risk: maybe(z.int()),
  messageCount: z.int(),
  openedAt: instant,
  lastMessageAt: instant,
  snoozedUntil: maybe(instant),
  turn: maybe(
    z.object({
      id: uuid,
      kind: z.enum(['first', 'next']),
      openedAt: instant,
      dueAt: maybe(instant),
      breachedAt: maybe(instant),
      policy: maybe(givenPolicy),
    }),
  ),
  resolution: maybe(z.object({ dueAt: maybe(instant), breachedAt: maybe(instant), policy: givenPolicy })),
  version: z.int(),
}) satisfies z.ZodType<ConversationView>;

export const mediaView = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  mediaId: maybe(z.string()),
  description: maybe(z.string()),
  missing: maybe(z.string()),
  /** What our copy is, by its content. */
  type: z.string().optional(),
}) satisfies z.ZodType<MediaView>;

export const moderationMark = z.object({
  id: uuid,
  deed: z.enum(MODERATION_DEEDS),
  /** `unsure`: a report left, and nobody knows whether it arrived. */
  state: z.enum(MODERATION_STATES),
  /** The network's words, or why it waits. */
  said: maybe(z.string()),
  reason: maybe(z.string()),
  ground: maybe(z.enum(REPORT_GROUNDS)),
  /** Null: a rule did it. */
  agentId: maybe(uuid),
  ruleName: maybe(z.string()),
  at: instant,
});

/** What met a condition of an approval rule. */
const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everybody') }),
  z.object({ kind: z.literal('role'), role }),
  z.object({ kind: z.literal('new'), days: z.int() }),
  z.object({ kind: z.literal('priority'), priority: z.string() }),
  z.object({ kind: z.enum(['intent', 'tag', 'network', 'lang', 'inbox', 'word']), word: z.string() }),
  z.object({ kind: z.literal('sentiment'), sentiment }),
  z.object({ kind: z.literal('urgency'), urgency }),
  z.object({ kind: z.literal('risk'), score: z.int() }),
  z.object({ kind: z.literal('reach'), followers: z.int() }),
]);

export const message = z.object({
  id: uuid,
  conversationId: uuid,
  direction: z.enum(['in', 'out', 'note']),
  visibility: z.enum(['public', 'private', 'note']),
  identityId: maybe(uuid),
  agentId: maybe(uuid),
  authorName: z.string(),
  authorHandle: maybe(z.string()),
  remoteId: maybe(z.string()),
  parentRemoteId: maybe(z.string()),
  at: instant,
  receivedAt: instant,
  text: z.string(),
  lang: maybe(z.string()),
  media: z.array(mediaView),
  warning: maybe(z.string()),
  url: maybe(z.string()),
  version: z.number(),
  before: z.array(z.object({ text: z.string(), at: instant })),
  deletedAt: maybe(instant),
  deletedBy: maybe(z.enum(['author', 'network', 'us'])),
  delivery: maybe(
    z.object({
      state: z.enum(DELIVERY_STATES),
      said: maybe(z.string()),
      sendAt: maybe(instant),
      attempts: z.int(),
      foundByLookup: z.boolean(),
      /** When a person took it to the network's own page. */
      handedAt: maybe(instant),
      /** The colleague on whose word it stands on the network. */
      saidBy: maybe(uuid),
    }),
  ),
  approval: maybe(
    z.object({
      state: z.enum(['waiting', 'approved', 'returned']),
      /** The rule that made it wait, and what met its conditions. */
      why: z.object({ ruleId: uuid, rule: z.string(), reasons: z.array(reason) }),
      askedAt: instant,
      by: maybe(uuid),
      at: maybe(instant),
      word: maybe(z.string()),
      textBefore: maybe(z.string()),
    }),
  ),
  holding: z.boolean(),
  deliveredAt: maybe(instant),
  seenAt: maybe(instant),
  reactions: z.array(z.object({ mark: z.string(), name: z.string(), own: z.boolean() })),
  mentions: z.array(uuid),
  /** What we did to it besides answering: the latest deed of each matter. */
  moderation: z.array(moderationMark),
  readings: maybe(readingsView),
}) satisfies z.ZodType<MessageView>;

/** A page of rows, newest or most urgent first; `next` goes back as `after`. `seq` is the event the page was read at. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: maybe(z.string()), seq: z.int() });
}

export const brand = z.object({ id: z.int(), slug: z.string(), name: z.string(), role: maybe(role) });
export const colleague = z.object({ id: uuid, name: z.string(), initials: z.string() });
export const member = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  role,
  inboxes: z.union([z.literal('all'), z.array(uuid)]),
});
export const inbox = z.object({
  id: uuid,
  name: z.string(),
});

const unit = z.enum(['graphemes', 'characters', 'bytes', 'weighted']);
/** What the composer must know of a channel's network before it lets words go. */
export const composing = z.object({
  text: z.object({ max: z.int(), unit, linkWeighs: maybe(z.int()) }),
  privateText: maybe(z.object({ max: z.int(), unit })),
  media: maybe(z.object({ perPost: z.int(), maxBytes: z.int(), types: z.array(z.string()) })),
  privateWindowHours: maybe(z.number()),
  /** Where it is shorter for what no person wrote. */
  automaticWindowHours: maybe(z.number()),
  /** For the first private answer to a public post, and how many there may be. */
  privateReplyWindowHours: maybe(z.number()),
  privateRepliesPerPost: maybe(z.int()),
  canReply: z.boolean(),
  canDirect: z.boolean(),
  canPrivateReply: z.boolean(),
  handOff: z.boolean(),
  /** Public posts that were not written to us are answered by hand-off only. */
  byHandUnlessAddressed: z.boolean(),
  /** Approved templates may go when the window is closed. */
  templates: z.boolean(),
  priceUsd: maybe(z.object({ reply: z.number(), withLink: z.number(), direct: z.number() })),
});

export const ledgerLine = z.object({ outcome: z.enum(['kept', 'ignored', 'failed']), reason: z.string(), n: z.int() });
export const allowance = z.object({
  name: z.string(),
  by: z.enum(['us', 'network']),
  left: z.int(),
  of: z.int(),
  wholeAt: maybe(instant),
});
const silence = z.object({ since: instant, noticedAt: instant, expected: z.number() });
const life = z.object({
  kind: z.enum(['lasting', 'renewing', 'ending', 'unknown']),
  endsAt: maybe(instant),
});
/** In US dollars. `readingStopped`: what is left is kept for answers. */
export const budget = z.object({
  state: z.enum(['open', 'near', 'readingStopped', 'usedUp']),
  monthlyUsd: z.number(),
  reserveUsd: z.number(),
  leftUsd: z.number(),
  beginsAnewAt: instant,
});
/** What every channel of a list shows of its health. */
export const brief = {
  silence: maybe(silence),
  /** Half of the last hour's posts came within this; of the last day's, where the last hour brought none. */
  hearingDelayMs: maybe(z.number()),
  /** What runs out first. */
  left: maybe(allowance),
  life,
  isUnattended: z.boolean(),
  /** The network should call us and does not. */
  isUncalled: z.boolean(),
  /** It has a line that can be opened anew: `redialChannel`. */
  canRedial: z.boolean(),
  /** The month's budget; null where none is set. */
  budget: maybe(budget),
};
export const channel = z.object({
  id: uuid,
  inboxId: uuid,
  network: z.string(),
  networkName: z.string(),
  name: z.string(),
  handle: maybe(z.string()),
  state: z.enum(['active', 'paused', 'broken', 'left']),
  said: maybe(z.string()),
  lastHeardAt: maybe(instant),
  ...brief,
  reconnects: z.int(),
  speaks: z.boolean(),
  /** Somebody signed in for it, and may have to again. */
  signsIn: z.boolean(),
  cannotHear: z.array(z.string()),
  composing,
  /** Since midnight UTC: received = kept + ignored + failed. */
  today: z.object({ received: z.int(), kept: z.int(), ignored: z.int(), failed: z.int(), lines: z.array(ledgerLine) }),
  /** Since the channel was connected, by the same sum. */
  ever: z.object({ received: z.int(), kept: z.int(), ignored: z.int(), failed: z.int(), lines: z.array(ledgerLine) }),
});

/** At the network's own page; by an app password, token or key typed in; without an account, to listen only. */
export const wayIn = z.enum(['signIn', 'token', 'listen']);
/** Be signed in, hear who writes to us, hear what is said in public, answer, answer privately, send pictures. */
export const ability = z.enum(['account', 'mentions', 'stream', 'reply', 'direct', 'media']);
/** What a channel can do there: `unsure` cannot be found out without posting, `absent` is not there at all. */
export const finding = z.object({
  ability,
  verdict: z.enum(['works', 'fails', 'unsure', 'absent']),
  why: maybe(z.string()),
});

/** One field of a network's credential form, drawn by the desk. */
export const credentialField = z.object({
  name: z.string(),
  label: z.string(),
  help: maybe(z.string()),
  secret: z.boolean(),
  required: z.boolean(),
  /** For the few who need it. */
  more: z.boolean(),
  /** For which ways in it is asked; for all of them when empty. */
  ways: z.array(wayIn),
});
export const network = z.object({
  id: z.string(),
  name: z.string(),
  fields: z.array(credentialField),
  /** The best one first. */
  ways: z.array(
    z.object({
      way: wayIn,
      steps: z.array(z.object({ text: z.string(), url: z.string().optional() })),
      hindrance: maybe(z.string()),
      returnsTo: maybe(z.string()),
    }),
  ),
  hindrance: maybe(z.string()),
  /** What an account there is good for. */
  can: z.array(ability),
  hears: z.array(z.string()),
  speaks: z.array(z.string()),
  cannotHear: z.array(z.string()),
});

export const identity = z.object({
  id: uuid,
  network: z.string(),
  handle: maybe(z.string()),
  name: maybe(z.string()),
  profileUrl: maybe(z.string()),
  avatarId: maybe(z.string()),
  /** What they say of themselves there; `verifiedLinks`: pages that link back. */
  profile: maybe(
    z.object({
      bio: z.string(),
      links: z.array(z.string()),
      verifiedLinks: z.array(z.string()),
      followers: maybe(z.number()),
    }),
  ),
  standing: z.enum(['active', 'suspended', 'gone']),
  /** `asked`: only answers to what they write; `wantsBy` their own words, or a setting of the network. */
  wants: z.enum(['anything', 'asked']),
  wantsBy: maybe(z.enum(['words', 'network'])),
  firstSeenAt: instant,
});
/** In the currency's own unit, as text: `1234.50`. */
export const money = z.object({
  amount: z.string().regex(/^\d{1,12}(\.\d{1,3})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export const contact = z.object({
  id: uuid,
  name: z.string(),
  notes: z.string(),
  tags: z.array(z.string()),
  /** By the id of the field. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  value: maybe(money),
  createdAt: instant,
  identities: z.array(identity),
  /** What the company wrote down of how to reach them. */
  given: z.array(
    z.object({ kind: z.enum(['email', 'phone', 'handle']), network: maybe(z.string()), shown: z.string() }),
  ),
  /** Who was merged in and can be taken apart again; `contactId` is theirs. */
  merges: z.array(z.object({ id: uuid, contactId: uuid, name: z.string(), agentId: maybe(uuid), at: instant })),
});

/** RFC 9457 problem document. `code` is a word of core/refusal; `reference` finds the line in the log for a bug of ours. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  reference: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  fields: z.array(z.object({ path: z.string(), says: z.string() })).optional(),
});
