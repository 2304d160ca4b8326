/** What became of answers: turned around, stayed resolved, asked again, thanked. */
import { z } from 'zod';
import { range, sliceQuery } from './insight-slice.ts';
import { flag, page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const interval = z.object({ low: z.number(), high: z.number() });
/** Of so many, so many; 95% by Wilson. Null where there are none. */
export const share = z.object({
  hits: z.int(),
  of: z.int(),
  share: z.number().nullable(),
  interval: interval.nullable(),
  /** Too few to say much. */
  isSmall: z.boolean(),
});
const figures = {
  answered: z.int(),
  /** Within their seven days still: counted in none of the shares. */
  pending: z.int(),
  complaints: z.int(),
  turnedAround: share,
  stayedResolved: share,
  askedAgain: share,
  thanked: share,
};
const one = z.object({ key: z.string().nullable(), name: z.string().nullable(), ...figures });

const row = z.object({
  turnId: shapes.uuid,
  conversationId: shapes.uuid,
  customer: z.string().nullable(),
  network: z.string(),
  lang: z.string().nullable(),
  complaint: z.boolean(),
  openedAt: shapes.instant,
  answeredAt: shapes.instant,
  /** Told to leads only. */
  agentId: shapes.uuid.nullable(),
  agentName: z.string().nullable(),
  thanked: z.boolean(),
  turned: z.boolean(),
  again: z.boolean(),
  /** A new complaint of the same person within seven days. */
  back: z.boolean(),
  /** Their seven days are over. */
  decided: z.boolean(),
});

/** By whom: for leads. */
const agent = shapes.uuid.optional();

export const insightOutcomes = {
  readOutcomes: {
    summary:
      'Turned around, stayed resolved, asked again, thanked: of answered turns, with intervals, by network, team, language and, for leads, colleague.',
    query: z.object({ ...sliceQuery, agent }),
    output: z.object({
      ...range.shape,
      total: z.object(figures),
      byNetwork: z.array(one),
      byTeam: z.array(one),
      byLanguage: z.array(one),
      /** Empty for whoever is not a lead. */
      byAgent: z.array(one),
    }),
    tables: { networks: 'byNetwork', teams: 'byTeam', languages: 'byLanguage', colleagues: 'byAgent', total: 'total' },
  },
  listOutcomeRows: {
    summary: 'The turns behind an outcome, newest first. `held=false`: those in which it did not come true.',
    query: z.object({
      ...sliceQuery,
      agent,
      outcome: z.enum(['turned', 'stayed', 'again', 'thanked', 'pending']).optional(),
      held: flag.optional(),
      ...page,
    }),
    output: z.object({ ...range.shape, rows: z.array(row), next: z.string().nullable() }),
    tables: { turns: 'rows' },
  },
} satisfies Record<string, Shape>;
