/** Companies measured beside ours: public complaint to first public answer, from open networks. */
import { z } from 'zod';
import { HANDLE_LIMIT, HANDLES_PER_RIVAL, RIVAL_NAME_LIMIT } from '../core/insight/rival.ts';
import { WORDS_PER_LIST } from '../core/triage/own-words.ts';
import { range, sliceQuery } from './insight-slice.ts';
import { page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const { period, since, until, network } = sliceQuery;
const asked = { period, since, until, network };
const interval = z.object({ low: z.number(), high: z.number() });

const company = z.object({
  /** Null: us. */
  id: shapes.uuid.nullable(),
  name: z.string().nullable(),
  /** Where complaints to them were heard. */
  networks: z.array(z.string()),
  /** Complaints, those waiting in it; what was taken back unanswered is beside them. */
  turns: z.int(),
  answered: z.int(),
  waiting: z.int(),
  withdrawn: z.int(),
  /** Too few to say more than the counts. */
  isSmall: z.boolean(),
  met: z.object({ share: z.number(), interval, surely: z.number(), atBest: z.number(), turns: z.int() }).nullable(),
  median: z.object({ seconds: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  within: z.array(
    z.object({
      seconds: z.int(),
      answered: z.int(),
      share: z.number(),
      interval,
      /** Of customers, lost by then. */
      expected: z.number(),
    }),
  ),
  /** By Kaplan and Meier, as fine as a picture shows. */
  curve: z.array(z.object({ seconds: z.number(), share: z.number(), low: z.number(), high: z.number() })),
});

const row = z.object({
  id: shapes.uuid,
  /** Null: us. */
  rivalId: shapes.uuid.nullable(),
  name: z.string().nullable(),
  network: z.string(),
  openedAt: shapes.instant,
  outcome: z.enum(['answered', 'waiting', 'withdrawn']),
  /** To the answer, or as long as it surely waits. */
  seconds: z.int().nullable(),
  answeredAt: shapes.instant.nullable(),
  /** The posts in public; kept for 30 days. */
  url: z.string().nullable(),
  answerUrl: z.string().nullable(),
  /** Ours only. */
  conversationId: shapes.uuid.nullable(),
});

const name = z.string().trim().min(1).max(RIVAL_NAME_LIMIT);
const handle = z.object({
  network: z.string().min(1).max(60),
  handle: z
    .string()
    .trim()
    .min(1)
    .max(HANDLE_LIMIT + 1),
});
const list = z.object({
  rivals: z.array(z.object({ id: shapes.uuid.nullable(), name: z.string(), handles: z.array(handle) })),
  /** Where rivals can be heard. `archive` stands for recordings; `heard`: there is a channel here. */
  networks: z.array(z.object({ id: z.string(), name: z.string().nullable(), heard: z.boolean() })),
  version: z.int(),
});

export const insightRivals = {
  readRivals: {
    summary:
      'The companies measured beside ours, and where each is heard. Their names are the rivals of the triage settings.',
    output: list,
    tables: { rivals: 'rivals' },
  },
  setRivals: {
    summary: 'Put the whole list. Whoever is no more on it goes with all that was heard of them.',
    body: z.object({
      rivals: z
        .array(
          z.object({ id: shapes.uuid.nullable().optional(), name, handles: z.array(handle).max(HANDLES_PER_RIVAL) }),
        )
        .max(WORDS_PER_LIST),
      /** The version it was changed from; another is refused. */
      version: z.int().optional(),
    }),
    output: list,
  },
  readRivalsReport: {
    summary: 'How soon each rival, and we beside them, answered public complaints in public.',
    query: z.object(asked),
    output: z.object({
      ...range.shape,
      networks: z.array(z.string()),
      /** Named, and heard nowhere yet. */
      unheard: z.array(z.string()),
      /** We first. */
      companies: z.array(company),
    }),
    tables: { companies: 'companies', within: 'companies.*.within', curves: 'companies.*.curve' },
  },
  listRivalRows: {
    summary: 'The complaints behind it, newest first.',
    query: z.object({
      ...asked,
      company: z.union([shapes.uuid, z.literal('us')]).optional(),
      outcome: z.enum(['answered', 'waiting', 'withdrawn']).optional(),
      fromSeconds: z.coerce.number().int().min(0).optional(),
      toSeconds: z.coerce.number().int().min(0).optional(),
      ...page,
    }),
    output: z.object({ ...range.shape, rows: z.array(row), next: z.string().nullable() }),
    tables: { complaints: 'rows' },
  },
} satisfies Record<string, Shape>;
