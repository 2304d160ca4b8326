/** How much is heard, how soon, and what no network lets anyone hear. */
import { z } from 'zod';
import { range, sliceQuery } from './insight-slice.ts';
import { unheardFigure } from './listening-figures.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const figure = z.object(unheardFigure);
const week = z.iso.date();
const delay = z.object({ turns: z.int(), halfSeconds: z.number(), nineOfTenSeconds: z.number() }).nullable();

export const insightHeard = {
  readHeard: {
    summary:
      'The unheard rate by network, query and week, how soon each network is heard, and what it does not let anyone hear.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      /** The unheard rate goes by weeks (their Mondays), not by the slice. */
      fromWeek: week,
      toWeek: week,
      whole: figure,
      delay,
      networks: z.array(
        z.object({
          network: z.string(),
          name: z.string(),
          channels: z.int(),
          figure: figure.nullable(),
          delay,
          cannotHear: z.array(z.string()),
        }),
      ),
      queries: z.array(z.object({ queryId: shapes.uuid, ...unheardFigure })),
      weeks: z.array(z.object({ week, kept: z.boolean(), ...unheardFigure })),
    }),
    tables: { networks: 'networks', queries: 'queries', weeks: 'weeks' },
  },
} satisfies Record<string, Shape>;
