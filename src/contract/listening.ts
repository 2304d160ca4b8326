/** What is listened for where nobody tags us, what that heard, and trying a query before keeping it. */
import { z } from 'zod';
import { COST_CODES } from '../core/query/cost.ts';
import { flag, nothing, page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

export const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
const queryText = z.string().trim().min(1).max(5_000);
const opens = z.enum(['always', 'wants', 'never']);
const wants = maybe(z.enum(['complaint', 'question', 'request']));
const mark = z.enum(['noise', 'ours']);
/** UTF-16 units, end exclusive. */
const spans = z.array(z.object({ start: z.int(), end: z.int() }));
const hours = z.array(z.object({ hour: shapes.instant, matched: z.int(), untagged: z.int() }));

const query = z.object({
  id: shapes.uuid,
  name: z.string(),
  text: z.string(),
  /** Which matches open a conversation by themselves: all, those that want an answer, none. */
  opens,
  createdAt: shapes.instant,
  explained: z.string(),
  fault: maybe(z.object({ at: z.int(), length: z.int(), message: z.string() })),
  /** The last 48 hours. */
  lately: z.object({ matched: z.int(), untagged: z.int() }),
  /** The last 28 days. */
  judged: z.object({ matched: z.int(), noise: z.int() }),
});

export const said = {
  network: z.string(),
  channelId: shapes.uuid,
  postedAt: shapes.instant,
  author: z.object({ handle: maybe(z.string()), name: maybe(z.string()) }),
  text: z.string(),
  /** The author's content warning or title. */
  title: maybe(z.string()),
  url: maybe(z.string()),
  lang: maybe(z.string()),
  hasMedia: z.boolean(),
  addressed: z.boolean(),
  wants,
  because: z.array(z.string()),
  spans,
  titleSpans: spans,
  answered: z.boolean(),
};
/** `message` is English; the desk says it in its own language by `code`. */
const costNotice = z.object({
  code: z.enum(COST_CODES),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});
const example = z.object(said);
const match = z.object({
  id: shapes.uuid,
  ...said,
  heardAt: shapes.instant,
  deleted: z.boolean(),
  queryIds: z.array(shapes.uuid),
  mark: maybe(mark),
  conversationId: maybe(shapes.uuid),
});

export const listening = {
  listQueries: {
    summary: 'What we listen for where nobody tags us, with what each heard lately.',
    output: z.object({ rows: z.array(query) }),
  },
  openQuery: {
    summary: 'One listening query with its matches by the hour, the last 48 hours.',
    output: z.object({ query, hours }),
  },
  addQuery: {
    summary: 'Listen for this; docs/listening.md has the language.',
    status: 201,
    body: z.object({ text: queryText, name: z.string().trim().max(120).optional(), opens: opens.optional() }),
    output: query,
  },
  changeQuery: {
    summary: 'Change its words, its name, or what becomes a conversation. From then on; what it heard stays.',
    body: z.object({
      text: queryText.optional(),
      name: z.string().trim().max(120).optional(),
      opens: opens.optional(),
    }),
    output: query,
  },
  removeQuery: { summary: 'Stop listening for it, and forget what it heard.', output: nothing },
  tryQuery: {
    summary: 'What a query would hear, run over the sample of the last 48 hours.',
    body: z.object({ text: queryText }),
    output: z.object({
      /** Posts said in that time, and how many of them the query was held against. */
      read: z.int(),
      tried: z.int(),
      matched: z.int(),
      untagged: z.int(),
      unanswered: z.int(),
      perDay: maybe(z.number()),
      fromAt: maybe(shapes.instant),
      untilAt: maybe(shapes.instant),
      hours,
      examples: z.array(example),
      /** What the exclusions keep out. */
      keptOut: z.object({ matched: z.int(), examples: z.array(example) }),
      /** How many posts are looked at more closely for its sake, and how to make it fewer. */
      cost: maybe(
        z.object({
          level: z.enum(['cheap', 'fair', 'dear']),
          candidatesPerDay: z.int(),
          reasons: z.array(costNotice),
          advice: z.array(costNotice),
        }),
      ),
    }),
  },
  listMatches: {
    summary: 'What the queries heard, newest first.',
    query: z.object({
      ...page,
      query: shapes.uuid.optional(),
      view: z.enum(['all', 'untagged', 'unanswered', 'noise']).default('all'),
      words: z.string().max(200).optional(),
      /** Those who wait longest first. */
      oldest: flag.optional(),
    }),
    output: z.object({ rows: z.array(match), next: maybe(z.string()) }),
  },
  markMatch: {
    summary: 'Say that a match is noise, or that it is about us; null takes the mark back.',
    body: z.object({ mark: maybe(mark) }),
    output: z.object({ match }),
  },
  takeMatch: {
    summary: 'Bring a match to the desk as a conversation.',
    output: z.object({ conversationId: shapes.uuid }),
  },
  countUnanswered: {
    summary: 'Complaints, questions and requests of the last 28 days that no person from us answered.',
    output: z.object({ n: z.int(), people: z.int(), onDesk: z.int(), medianWaitMs: maybe(z.number()) }),
  },
  takeUnanswered: {
    summary: 'Bring them to the desk, those who wait longest first, up to 200 at once.',
    output: z.object({ taken: z.int(), left: z.int() }),
  },
  discover: {
    summary:
      'What was said lately with a query’s words on every source that needs no account, as it is found: lines of JSON, each a source or a match.',
    body: z.object({ text: queryText }),
    output: 'stream',
  },
} satisfies Record<string, Shape>;
