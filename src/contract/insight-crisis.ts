/** Crises: bursts that belong together, what is said to everybody who waits in one, and what to learn from it. */
import { z } from 'zod';
import { LEFT_OUT } from '../core/crisis/holding.ts';
import { CRISIS_STATES, CRISIS_STEPS } from '../core/crisis/step.ts';
import { ROLES } from '../core/permission.ts';
import { SENTIMENTS, URGENCIES } from '../core/triage/reading.ts';
import { type Shape, TEXT_LIMIT } from './shape.ts';
import * as shapes from './shapes.ts';

const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
const name = z.string().trim().min(1).max(120);
const words = z.array(z.string().trim().min(1).max(60)).max(20);

const head = {
  id: shapes.uuid,
  name: z.string(),
  state: z.enum(CRISIS_STATES),
  /** Its posts hold one of these; none: all that was heard in its time. */
  words: z.array(z.string()),
  beganAt: shapes.instant,
  raisedAt: shapes.instant,
  declaredAt: maybe(shapes.instant),
  closedAt: maybe(shapes.instant),
  version: z.int(),
};
const staffing = z.object({
  arrivalsPerHour: z.number(),
  usualPerHour: z.number(),
  waiting: z.int(),
  on: z.int(),
  promiseMinutes: z.number(),
  handlingSeconds: z.number(),
  /** Answers it was measured on; null: assumed. */
  measuredOf: maybe(z.int()),
  needed: z.int(),
  /** Share of those who arrive that the people on answer within the promise. */
  share: z.number(),
  /** Since when more are needed than are on; null: there are enough. */
  since: maybe(shapes.instant),
  at: shapes.instant,
});
const voice = z.object({
  id: shapes.uuid,
  at: shapes.instant,
  network: z.string(),
  name: maybe(z.string()),
  handle: maybe(z.string()),
  followers: maybe(z.int()),
  text: z.string(),
  url: maybe(z.string()),
  conversationId: maybe(shapes.uuid),
});
const facts = z.object({
  burstId: shapes.uuid.optional(),
  holdingId: shapes.uuid.optional(),
  otherId: shapes.uuid.optional(),
  words: z.string().optional(),
  n: z.int().optional(),
  needed: z.int().optional(),
  on: z.int().optional(),
});
const crisis = z.object({
  ...head,
  learnt: z.string(),
  bursts: z.array(
    z.object({
      id: shapes.uuid,
      /** What it was heard in. */
      of: z.discriminatedUnion('kind', [
        z.object({ kind: z.enum(['heard', 'inbox']) }),
        z.object({ kind: z.literal('channel'), channelId: z.string() }),
        z.object({ kind: z.literal('topic'), topic: z.string() }),
      ]),
      queryId: maybe(shapes.uuid),
      beganAt: shapes.instant,
      endedAt: maybe(shapes.instant),
      times: z.number(),
      posts: z.int(),
      words: z.array(z.string()),
    }),
  ),
  posts: z.int(),
  voices: z.int(),
  /** There was more than is looked at: 5,000 of what is on the desk, and as many of what queries heard. */
  isMore: z.boolean(),
  networks: z.array(z.object({ network: z.string(), posts: z.int(), voices: z.int() })),
  alike: z.array(
    z.object({
      first: voice,
      posts: z.int(),
      voices: z.int(),
      networks: z.array(z.string()),
      lastAt: shapes.instant,
    }),
  ),
  own: z.int(),
  spread: z.object({
    minutes: z.int(),
    slots: z.array(
      z.object({
        at: shapes.instant,
        /** By people who had not spoken before, in words nobody had used. */
        fresh: z.int(),
        repeats: z.int(),
        usual: maybe(z.number()),
        usualHigh: maybe(z.number()),
      }),
    ),
  }),
  peak: maybe(z.object({ at: shapes.instant, posts: z.int() })),
  firstVoices: z.array(voice),
  mood: z.object({ angry: maybe(z.number()), read: z.int() }),
  conversations: z.object({ all: z.int(), waiting: z.int(), broken: z.int() }),
  staffing: maybe(staffing),
  timeline: z.array(
    z.object({
      at: shapes.instant,
      step: z.enum([...CRISIS_STEPS, 'first_voice', 'peak', 'first_answer', 'last_answer']),
      actorId: maybe(shapes.uuid),
      facts,
    }),
  ),
  review: z.object({
    beganAt: shapes.instant,
    noticedAt: maybe(shapes.instant),
    declaredAt: maybe(shapes.instant),
    holdingAt: maybe(shapes.instant),
    firstAnswerAt: maybe(shapes.instant),
    lastAnswerAt: maybe(shapes.instant),
    closedAt: maybe(shapes.instant),
    conversations: z.int(),
    answered: z.int(),
    never: z.int(),
    waiting: z.int(),
    broken: z.int(),
    neither: z.int(),
  }),
});

const deed = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['declare', 'dismiss', 'close']) }),
  z.object({ kind: z.literal('name'), name, words }),
  /** All of another crisis becomes part of this one. */
  z.object({ kind: z.literal('join'), otherId: shapes.uuid }),
  /** These bursts become a crisis of their own. */
  z.object({ kind: z.literal('split'), burstIds: z.array(shapes.uuid).min(1).max(100) }),
  z.object({ kind: z.literal('note'), learnt: z.string().max(20_000) }),
]);

const wording = z.object({
  lang: z.string().trim().min(2).max(20).nullable(),
  network: z.string().trim().min(1).max(40).nullable().default(null),
  texts: z.array(z.string().max(TEXT_LIMIT)).min(1).max(10),
});
const wish = {
  /** By language (null: any). Places such as `{{first_name|}}` are filled in; several texts take turns. */
  variants: z.array(wording).min(1).max(20),
  /** Left out: everybody who waits in the crisis. */
  conversationIds: z.array(shapes.uuid).max(500).optional(),
  /** By when they hear more, and the words that say so: a promise of our own on each. */
  nextUpdate: z.object({ at: shapes.instant, said: z.string().trim().min(1).max(500) }).optional(),
};
const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everybody') }),
  z.object({ kind: z.literal('role'), role: z.enum(ROLES) }),
  z.object({ kind: z.literal('new'), days: z.number() }),
  z.object({ kind: z.literal('priority'), priority: z.string() }),
  z.object({ kind: z.enum(['intent', 'tag', 'network', 'lang', 'inbox', 'word']), word: z.string() }),
  z.object({ kind: z.literal('sentiment'), sentiment: z.enum(SENTIMENTS) }),
  z.object({ kind: z.literal('urgency'), urgency: z.literal(URGENCIES) }),
  z.object({ kind: z.literal('risk'), score: z.number() }),
  z.object({ kind: z.literal('reach'), followers: z.number() }),
]);
/** The rule that asks for a look; an agent's holding reply is always looked at, without a rule (empty id). */
const why = maybe(z.object({ ruleId: z.string(), rule: z.string(), reasons: z.array(reason) }));
const holdingState = z.enum(['waiting', 'returned', 'sending', 'stopped', 'done']);
const standing = z.object({ id: shapes.uuid, state: holdingState });
const optionalInstant = maybe(shapes.instant);

export const insightCrisis = {
  listCrises: {
    summary: 'Crises, those that go on first: suggested by bursts (watching), declared (open), over, dismissed.',
    output: z.object({
      rows: z.array(
        z.object({
          ...head,
          posts: z.int(),
          times: maybe(z.number()),
          networks: z.array(z.string()),
          staffing: maybe(staffing),
        }),
      ),
      going: z.object({ watching: z.int(), open: z.int() }),
    }),
    tables: { crises: 'rows' },
  },
  declareCrisis: {
    summary: 'Say that a crisis has begun which no burst has raised.',
    status: 201,
    body: z.object({ name, words: words.default([]), since: shapes.instant.optional() }),
    output: z.object(head),
  },
  openCrisis: {
    summary:
      'One crisis: what is said and how often alike, where, since when, by whom first, what waits, its timeline.',
    output: crisis,
    tables: {
      timeline: 'timeline',
      spread: 'spread.slots',
      alike: 'alike',
      voices: 'firstVoices',
      networks: 'networks',
      bursts: 'bursts',
      review: 'review',
    },
  },
  crisisPosts: {
    summary: 'The posts of a crisis, newest first: all, of a network, said alike with one, or of a stretch of time.',
    query: z.object({
      network: z.string().max(40).optional(),
      alike: shapes.uuid.optional(),
      from: shapes.instant.optional(),
      to: shapes.instant.optional(),
      /** Those whose conversation waits for us; or is broken. */
      only: z.enum(['waiting', 'broken', 'never', 'answered']).optional(),
    }),
    output: z.object({ rows: z.array(voice), isMore: z.boolean() }),
    tables: { posts: 'rows' },
  },
  changeCrisis: {
    summary:
      'Declare, dismiss, close or name a crisis, join another to it, split bursts off, or write what was learnt.',
    body: z.object({ deed, version: z.int().optional() }),
    output: z.object(head),
  },
  listHoldings: {
    summary:
      'The holding replies of a crisis, and everybody they were for, with whether they have had a real answer since.',
    output: z.object({
      holdings: z.array(
        z.object({
          id: shapes.uuid,
          authorId: shapes.uuid,
          state: holdingState,
          variants: z.array(
            z.object({ lang: maybe(z.string()), network: maybe(z.string()), texts: z.array(z.string()) }),
          ),
          why,
          askedAt: shapes.instant,
          decidedBy: maybe(shapes.uuid),
          decidedAt: optionalInstant,
          word: maybe(z.string()),
          endedAt: optionalInstant,
          nextUpdate: maybe(z.object({ at: shapes.instant, said: z.string() })),
          planned: z.int(),
          queued: z.int(),
          leftOut: z.int(),
          sent: z.int(),
          failed: z.int(),
        }),
      ),
      people: z.array(
        z.object({
          holdingId: shapes.uuid,
          conversationId: shapes.uuid,
          messageId: shapes.uuid,
          network: z.string(),
          name: maybe(z.string()),
          handle: maybe(z.string()),
          preview: z.string(),
          text: z.string(),
          state: z.enum(['planned', 'queued', 'left_out']),
          reason: maybe(z.string()),
          delivery: maybe(z.string()),
          said: maybe(z.string()),
          toldAt: optionalInstant,
          answeredAt: optionalInstant,
          answeredBy: maybe(shapes.uuid),
          isWaiting: z.boolean(),
          dueAt: optionalInstant,
          breachedAt: optionalInstant,
        }),
      ),
    }),
    tables: { people: 'people', holdings: 'holdings' },
  },
  previewHolding: {
    summary:
      'Who would get a holding reply and how each would read it, why the others would not, and whether a lead has to look.',
    body: z.object(wish),
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          network: z.string(),
          name: maybe(z.string()),
          handle: maybe(z.string()),
          preview: z.string(),
          visibility: shapes.visibility,
          lang: maybe(z.string()),
          text: maybe(z.string()),
          why: maybe(z.enum(LEFT_OUT)),
          dueAt: optionalInstant,
        }),
      ),
      networks: z.array(z.object({ network: z.string(), n: z.int(), same: z.int() })),
      needsLook: z.union([z.literal('agent'), why]),
    }),
  },
  askHolding: {
    summary:
      'Send a holding reply to those who wait in a declared crisis, or have a lead look at it first where that is asked.',
    status: 202,
    body: z.object({ ...wish, id: shapes.uuid.optional() }),
    output: standing,
  },
  decideHolding: {
    summary: 'Let a holding reply go, or send it back with a word. Its author cannot, unless there is no other lead.',
    body: z.discriminatedUnion('approve', [
      z.object({ approve: z.literal(true) }),
      z.object({ approve: z.literal(false), word: z.string().trim().min(1).max(2000) }),
    ]),
    output: standing,
  },
  stopHolding: {
    summary: 'Stop a holding reply: nobody further gets it, and what has not left yet is taken back.',
    output: z.object({ takenBack: z.int() }),
  },
} satisfies Record<string, Shape>;
