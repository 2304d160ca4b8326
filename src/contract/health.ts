/** How channels fare, what could not be read, and reading it again. */
import { z } from 'zod';
import { nothing, page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

/** Longest reason the ledger keeps, in characters. */
const REASON_LIMIT = 200;
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();

const delay = z.object({ n: z.int(), p50Ms: maybe(z.number()), p95Ms: maybe(z.number()) });
const expected = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['unwatched', 'never']) }),
  z.object({ kind: z.literal('learning'), knownHours: z.int() }),
  z.object({ kind: z.literal('seldom'), perWeek: z.number() }),
  z.object({
    kind: z.enum(['usual', 'unusual']),
    sinceLast: z.number(),
    thisHour: z.number(),
    alarmAt: maybe(shapes.instant),
  }),
]);
const reread = z.object({
  id: shapes.uuid,
  kind: z.enum(['letters', 'all']),
  reason: maybe(z.string()),
  askedAt: shapes.instant,
  total: z.int(),
  done: z.int(),
  kept: z.int(),
  ignored: z.int(),
  failed: z.int(),
  endedAt: maybe(shapes.instant),
  said: maybe(z.string()),
});
const rereading = z.object({ begun: z.boolean(), reread: maybe(reread) });
const channelHealth = z.object({
  ...shapes.brief,
  lastHeardAt: maybe(shapes.instant),
  expected,
  delay: z.object({
    hour: delay,
    day: delay,
    /** Posts the network dates later than we received them. */
    ahead: z.object({ n: z.int(), mostMs: z.number() }),
    backfilled: z.int(),
  }),
  line: z.object({
    brokeAt: maybe(shapes.instant),
    brokeSaid: maybe(z.string()),
    nextTryAt: maybe(shapes.instant),
  }),
  reconnects: z.object({ hour: z.int(), day: z.int(), ever: z.int() }),
  allowances: z.array(shapes.allowance),
  letters: z.object({ kept: z.int(), canReread: z.boolean() }),
  reread: maybe(reread),
  /** Null: this network never calls. */
  hook: maybe(
    z.object({
      state: z.enum(['stands', 'byHand', 'failing', 'unseen', 'unwatched', 'unreachable']),
      why: maybe(z.string()),
      lookedAt: maybe(shapes.instant),
      stoodAt: maybe(shapes.instant),
      begunAt: maybe(shapes.instant),
      /** It is heard in other ways as well. */
      isAsked: z.boolean(),
      url: maybe(z.string()),
      /** For owners only. */
      secret: maybe(z.string()),
      steps: z.array(z.object({ text: z.string(), url: maybe(z.string()), copy: maybe(z.string()) })),
    }),
  ),
  /** Newest first; each day by UTC. */
  days: z.array(z.object({ day: z.string(), received: z.int(), kept: z.int(), ignored: z.int(), failed: z.int() })),
});
const letter = {
  id: z.int(),
  channelId: shapes.uuid,
  receivedAt: shapes.instant,
  source: z.string(),
  reason: z.string(),
  form: z.enum(['json', 'text', 'bytes']),
  length: z.int(),
};

export const health = {
  listTroubles: {
    summary: 'Channels that need a look, and why.',
    output: z.object({
      rows: z.array(
        z.object({
          channelId: shapes.uuid,
          name: z.string(),
          kind: z.enum(['broken', 'silent', 'unattended', 'uncalled', 'budget', 'ending']),
        }),
      ),
    }),
  },
  openHealth: {
    summary: 'How a channel fares: expected by now, delay, what is left, sign-in, line, ledger by day.',
    output: z.object({ health: channelHealth }),
  },
  callNormal: { summary: 'This silence is normal: end its alarm, and learn from it.', output: nothing },
  redialChannel: {
    summary: 'Ask the network again now: its line is opened anew, and what was missed is asked for.',
    status: 202,
    output: nothing,
  },
  listFailed: {
    summary: 'What this channel received and could not read, newest first.',
    query: z.object({ ...page, reason: z.string().max(REASON_LIMIT).optional() }),
    output: z.object({
      rows: z.array(z.object({ ...letter, sample: z.string() })),
      next: z.string().nullable(),
      reasons: z.array(z.object({ reason: z.string(), n: z.int() })),
    }),
  },
  openFailed: {
    summary: 'One of them, laid out to be read: JSON with its lines, bytes as hexadecimal digits.',
    output: z.object({ letter: z.object({ ...letter, text: z.string(), isCut: z.boolean() }) }),
  },
  replayFailed: {
    summary: 'Read them again, after a fix; those of one reason, one alone, or all. Goes on in the background.',
    status: 202,
    body: z.object({ reason: z.string().max(REASON_LIMIT).optional(), letter: z.int().min(1).optional() }),
    output: rereading,
  },
  rereadChannel: {
    summary: 'Read again everything kept raw that was received in this time. What is on the desk stays as it is.',
    status: 202,
    body: z.object({ since: shapes.instant, until: shapes.instant.optional() }),
    output: rereading,
  },
} satisfies Record<string, Shape>;
