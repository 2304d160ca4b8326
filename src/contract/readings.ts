/** What triage read off a post, as it travels. The words and their meaning stand in core/triage/reading. */
import { z } from 'zod';
import { PERSONAL_KINDS } from '../core/privacy/personal.ts';
import { ABOUT, ASPECTS, FACTS, NOISES, type ReadingsView, type Reason, SENTIMENTS } from '../core/triage/reading.ts';

export const aspect = z.enum(ASPECTS);
export const sentiment = z.enum(SENTIMENTS);
export const noise = z.enum(NOISES);
export const about = z.enum(ABOUT);
/** 0: can wait. 1: today. 2: within the hour. 3: now. */
export const urgency = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
/** A word of the product, or `request.` and a kind of request. */
export const intentName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_-]*)?$/)
  .max(60);
/** BCP 47. */
export const languageTag = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/)
  .max(35);
/** How sure: 0 to 1, meant as a chance. */
const sure = z.number();

/** Where personal data stands; never what it says. */
export const personal = z.object({
  kind: z.enum(PERSONAL_KINDS),
  start: z.int(),
  end: z.int(),
  possible: z.boolean(),
  country: z.string().exactOptional(),
});

/** What is kept with each message. */
export const readingsView = z.object({
  language: z.string().nullable(),
  languageSure: sure,
  noise: noise.nullable(),
  noiseSure: sure,
  about: about.nullable(),
  aboutSure: sure,
  sentiment: sentiment.nullable(),
  /** Of negative, neutral, positive; empty where there is no sentiment. */
  chances: z.array(z.number()),
  /** The surest first. */
  intents: z.array(z.object({ name: z.string(), sure })),
  urgency,
  personal: z.array(personal),
  /** What a person here has set: it stays, whatever is read later. */
  said: z.array(aspect),
}) satisfies z.ZodType<ReadingsView>;

/** In UTF-16 units of the text as given, end exclusive. */
const span = z.object({ start: z.int(), end: z.int() });

/** Why it was read so. `weight`: how much it spoke for it, −1 to 1. */
const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), spans: z.array(span), weight: z.number() }),
  z.object({
    kind: z.literal('fact'),
    fact: z.enum(FACTS),
    weight: z.number(),
    count: z.number().exactOptional(),
    spans: z.array(span).exactOptional(),
    name: z.string().exactOptional(),
  }),
  /** People here taught it, by so many corrections. */
  z.object({ kind: z.literal('taught'), corrections: z.int() }),
]) satisfies z.ZodType<Reason>;

const read = <V extends z.ZodType>(value: V) => z.object({ value, sure, reasons: z.array(reason) });

/** Everything read off one post, with the reasons. */
export const readings = z.object({
  language: read(z.string().nullable()),
  noise: read(noise.nullable()),
  /** Null: nobody taught the difference, or the post was sent to us. */
  about: read(about).nullable(),
  /** Null: no words to read a mood off. */
  sentiment: read(sentiment)
    .extend({ chances: z.record(sentiment, z.number()) })
    .nullable(),
  intents: z.array(read(z.string())),
  urgency: read(urgency),
  personal: z.array(personal),
});

/** One aspect of a post with its value, as a person may say it. Of intents, those to add and those to take away. */
export const said = z.discriminatedUnion('aspect', [
  z.object({ aspect: z.literal('language'), value: languageTag.nullable() }),
  z.object({ aspect: z.literal('noise'), value: noise.nullable() }),
  z.object({ aspect: z.literal('about'), value: about }),
  z.object({ aspect: z.literal('sentiment'), value: sentiment }),
  z.object({
    aspect: z.literal('intents'),
    value: z.object({
      add: z.array(intentName).max(20).default([]),
      remove: z.array(intentName).max(20).default([]),
    }),
  }),
  z.object({ aspect: z.literal('urgency'), value: urgency }),
]);
