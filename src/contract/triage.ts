/** What triage read, what people corrected, and what was learnt from it. The shapes of readings stand in readings.ts. */
import { z } from 'zod';
import { DEEDS } from '../core/triage/deeds.ts';
import { KEPT_BACK } from '../core/triage/labels.ts';
import * as read from './readings.ts';
import { page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

/** Somebody said it, or it follows from what somebody did anyway. */
const source = z.enum(['person', 'deed']);
/** A deed that says what a post was: docs/definitions.md has each. */
const deed = z.enum(DEEDS);

const correction = z.object({
  id: shapes.uuid,
  messageId: shapes.uuid,
  conversationId: shapes.uuid,
  said: read.said,
  /** What had been read, and how sure (null: nobody had read it yet). Of intents, those it had. */
  was: z.object({ value: z.union([z.string(), z.int(), z.array(z.string())]).nullable(), sure: z.number().nullable() }),
  source,
  deed: deed.nullable(),
  agentId: shapes.uuid.nullable(),
  agentName: z.string().nullable(),
  at: shapes.instant,
  undoneAt: shapes.instant.nullable(),
  undoneBy: shapes.uuid.nullable(),
  /** Learning leaves it out, because that version was undone or all was reset. */
  isSetAside: z.boolean(),
  /** The first words of the post; empty where it is gone. */
  preview: z.string(),
});

/** What one correction, or taking it back, made of the message, its conversation and the learning. */
const corrected = z.object({
  /** Null: that was said already. */
  correction: correction.nullable(),
  readings: read.readingsView,
  conversation: shapes.conversation,
  /** What was learnt from it at once; null: it is learnt within seconds (`settings.changed` of `learning` tells when). */
  learnt: z
    .object({ aspect: read.aspect, version: z.int(), state: z.enum(['taught', 'kept_back']), tookMs: z.number() })
    .nullable(),
});

/** Why what came with the product is kept: plain words, none of them a fault of anybody. */
const why = z.enum(KEPT_BACK);

/** Macro-F1 on this brand's own labels, each read by a model that had not seen it; with a 95% interval. */
const quality = z.object({ score: z.number(), low: z.number(), high: z.number() });

const measured = {
  /** On so many labels, posts that were let stand among them. */
  measuredOn: z.int(),
  /** What was learnt; null: nothing was. */
  taught: quality.nullable(),
  /** What came with the product, on the same labels. */
  shipped: quality.nullable(),
};

const words = z.array(
  z.object({
    /** A value of the aspect; of intents, a name. */
    value: z.string(),
    /** The strongest first; `weight` is against the strongest of all, −1 to 1: below nought it speaks against. */
    words: z.array(z.object({ text: z.string(), weight: z.number() })),
  }),
);

const version = z.object({
  version: z.int(),
  at: shapes.instant,
  /** `reset`: back to what came with the product. */
  kind: z.enum(['learnt', 'reset']),
  /** `in_use`: posts are read by it; `kept_back`: learnt and not good enough; `before`: followed by a later one. */
  state: z.enum(['in_use', 'kept_back', 'before', 'undone']),
  why: z.array(why),
  labels: z.int(),
  /** Corrections that were new in it. */
  added: z.int(),
  ...measured,
  /** Of the newest messages looked at, so many are read otherwise than before. */
  changes: z.int(),
  lookedAt: z.int(),
  agentId: shapes.uuid.nullable(),
});

const learningOf = z.object({
  aspect: read.aspect,
  /** `shipped`: read by what came with the product. */
  state: z.enum(['taught', 'shipped']),
  /** The version in use; 0: what came with the product. */
  version: z.int(),
  /** Why it is not taught, or why the newest labels are not in use. */
  why: z.array(why),
  /** The version that `undoLearning` would undo, and that `redoLearning` would bring back. */
  canUndo: z.int().nullable(),
  canRedo: z.int().nullable(),
  /** What learning goes by: by people, by deeds; what is left out since an undo or reset; what is gone with its message. */
  labels: z.object({ people: z.int(), deeds: z.int(), setAside: z.int(), gone: z.int() }),
  /** Corrections wait to be learnt. */
  isLearning: z.boolean(),
  by: z.array(
    z.object({
      agentId: shapes.uuid,
      name: z.string(),
      corrections: z.int(),
      deeds: z.int(),
      /** Almost all of theirs say this one thing; null: they differ. */
      oneSided: z.string().nullable(),
      /** How many of theirs contradict others' on the same words. */
      contradicts: z.int(),
      /** What theirs count, 0 to 1. */
      counts: z.number(),
    }),
  ),
  /** Labels that others contradict on the same words. */
  contradictions: z.int(),
  ...measured,
  words,
  /** Newest first. */
  versions: z.array(version),
});

export const triage = {
  readMessageReadings: {
    summary: 'What was read off one message, why, and what people here said instead.',
    output: z.object({
      messageId: shapes.uuid,
      /** As kept with the message: what people said stands in it. Null: not read yet. */
      kept: read.readingsView.nullable(),
      /** As it is read now, with reasons; what people said stands in it as the fact `person_said`. */
      readings: read.readings,
      /** Those that hold, newest first. */
      corrections: z.array(correction),
      /** What intents can be called here, the company's own kinds of request among them. */
      intents: z.array(z.string()),
    }),
  },
  correctReading: {
    summary:
      'Say what one aspect of a message is. The message, its conversation and its promise change at once; the brand learns from it.',
    body: read.said,
    output: corrected,
  },
  undoCorrection: {
    summary: 'Take a correction back: the message is again what was read off it, unless others say something else.',
    output: corrected,
  },
  listCorrections: {
    summary: 'What people here corrected, and what follows from what they did, newest first.',
    query: z.object({
      ...page,
      aspect: read.aspect.optional(),
      agent: shapes.uuid.optional(),
      source: source.optional(),
      message: shapes.uuid.optional(),
    }),
    output: z.object({ rows: z.array(correction), next: z.string().nullable() }),
  },
  readLearning: {
    summary:
      'What the brand has taught, by aspect: from whom, how good it is on its own held-back corrections beside what came with the product, and the words it goes by.',
    output: z.object({
      aspects: z.array(learningOf),
      /** Of each aspect, so many versions can be gone back to. */
      versionsKept: z.int(),
      seq: z.int(),
    }),
  },
  whatChanged: {
    summary: 'Which of the newest messages are read otherwise since a version; those that are gone are not shown.',
    query: z.object({ aspect: read.aspect, version: z.coerce.number().int().min(1).optional() }),
    output: z.object({
      aspect: read.aspect,
      version: z.int(),
      changes: z.int(),
      lookedAt: z.int(),
      rows: z.array(
        z.object({
          messageId: shapes.uuid,
          conversationId: shapes.uuid,
          preview: z.string(),
          at: shapes.instant,
          was: z.array(z.string()),
          is: z.array(z.string()),
          sure: z.number(),
        }),
      ),
    }),
  },
  undoLearning: {
    summary:
      'Back to the version before. Corrections that were new in it stay on their messages and are left out of learning until it is brought back.',
    body: z.object({ aspect: read.aspect, version: z.int() }),
    output: learningOf,
  },
  redoLearning: {
    summary: 'Bring back what was undone last, with its corrections.',
    body: z.object({ aspect: read.aspect, version: z.int() }),
    output: learningOf,
  },
  resetLearning: {
    summary:
      'Back to what came with the product: all corrections of this aspect are left out of learning. Can be undone.',
    body: z.object({ aspect: read.aspect }),
    output: learningOf,
  },
} satisfies Record<string, Shape>;
