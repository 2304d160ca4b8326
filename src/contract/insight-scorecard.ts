/** The one page to show around, as figures and as files, and the links that open it to people without an account. */
import { z } from 'zod';
import { SCORECARD_LANGUAGES } from '../core/insight/scorecard.ts';
import { PERIODS, REACHES } from '../core/insight/slice.ts';
import { range, sliceQuery } from './insight-slice.ts';
import { nothing, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const interval = z.object({ low: z.number(), high: z.number() });
const shareOf = z.object({ share: z.number(), of: z.int() });

export const scorecardLanguage = z.enum(SCORECARD_LANGUAGES);
const FILES = ['card.png', 'sheet.png', 'sheet.pdf'] as const;
const LINK_DAYS = 90;
const FILTERS = 100;

const word = z.string().trim().min(1).max(120);
const several = <T extends z.ZodType>(of: T) => z.array(of).max(FILTERS).optional();

/** A slice as it is kept, to be read anew each time: a period, not its days. */
export const sliceWish = z.object({
  period: z.enum(PERIODS).default('28d'),
  network: several(word),
  channel: several(shapes.uuid),
  inbox: several(shapes.uuid),
  team: several(z.union([shapes.uuid, z.literal('none')])),
  language: several(word),
  visibility: shapes.visibility.optional(),
  heard: z.boolean().optional(),
  reach: several(z.literal(REACHES)),
  kind: z.enum(['first', 'next']).optional(),
  complaint: z.boolean().optional(),
});

export type SliceWish = z.output<typeof sliceWish>;

const scorecard = {
  brand: z.string(),
  turns: z.int(),
  waiting: z.int(),
  never: z.int(),
  /** Null: nobody wrote. */
  met: interval.extend({ share: z.number() }).nullable(),
  metBefore: z.number().nullable(),
  expectation: z.array(z.object({ seconds: z.number(), lost: z.number() })),
  curve: z.array(z.object({ seconds: z.number(), answered: z.number() })),
  within: z.array(z.object({ seconds: z.number(), share: z.number() })),
  medianSeconds: z.number().nullable(),
  kept: shareOf.extend({ before: z.number().nullable() }).nullable(),
  /** Of four weeks and all that is heard; null for a part of the turns. */
  unheard: interval.extend({ rate: z.number(), of: z.int() }).nullable(),
  turnedAround: shareOf.nullable(),
  recommend: z.object({ score: z.number(), of: z.int() }).nullable(),
};

const link = z.object({
  id: shapes.uuid,
  name: z.string(),
  language: scorecardLanguage,
  createdAt: shapes.instant,
  createdBy: shapes.uuid,
  expiresAt: shapes.instant,
  revokedAt: shapes.instant.nullable(),
  openedAt: shapes.instant.nullable(),
  opens: z.int(),
});

export const insightScorecard = {
  readScorecard: {
    summary: 'The figures of the one page to show around.',
    query: z.object(sliceQuery),
    output: z.object({ ...range.shape, ...scorecard }),
    tables: { within: 'within', curve: 'curve' },
  },
  drawScorecard: {
    summary: 'The page as a picture of 1200 by 630 (card.png), a tall one (sheet.png), or A4 (sheet.pdf).',
    query: z.object({ ...sliceQuery, file: z.enum(FILES), words: scorecardLanguage.default('en') }),
    output: 'file',
  },
  listScorecardLinks: {
    summary: 'Links that open a scorecard to people without an account, newest first.',
    output: z.object({ rows: z.array(link) }),
    tables: { links: 'rows' },
  },
  makeScorecardLink: {
    summary:
      'Make a link to the figures as they stand now; it opens until it expires or is taken back. The address is told once.',
    body: z.object({
      name: shortText,
      words: scorecardLanguage.default('en'),
      days: z.int().min(1).max(LINK_DAYS),
      slice: sliceWish.prefault({}),
    }),
    output: z.object({ id: shapes.uuid, url: z.string(), expiresAt: shapes.instant }),
    status: 201,
  },
  revokeScorecardLink: { summary: 'Take a link back: it opens nothing any more.', output: nothing },
} satisfies Record<string, Shape>;
