/** What a screen of Insight can be narrowed to, and the turns behind a figure. */
import { z } from 'zod';
import { range, sliceQuery } from './insight-slice.ts';
import type { Shape } from './shape.ts';

const choice = z.object({ key: z.string(), name: z.string().nullable(), turns: z.int() });

export const insightTurns = {
  listInsightChoices: {
    summary: 'The stretch of time a slice means, and what it can be narrowed to, with the turns of each.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      turns: z.int(),
      networks: z.array(choice),
      languages: z.array(choice),
      teams: z.array(choice),
      inboxes: z.array(choice),
    }),
  },
} satisfies Record<string, Shape>;
