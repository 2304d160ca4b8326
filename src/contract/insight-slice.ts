/** What every report is asked by, and what every answer says of the turns it is about. */
import { z } from 'zod';
import { DIMENSIONS, PERIODS, REACHES } from '../core/insight/slice.ts';
import { flag, repeated } from './shape.ts';
import * as shapes from './shapes.ts';

const word = z.string().trim().min(1).max(120);
/** An id, or `none`. */
const idOrNone = z.union([shapes.uuid, z.literal('none')]);

/** Spread it into a report's `query`. `since` stands before `period`. */
export const sliceQuery = {
  period: z.enum(PERIODS).default('28d'),
  since: shapes.instant.optional(),
  until: shapes.instant.optional(),
  network: repeated(word),
  channel: repeated(shapes.uuid),
  inbox: repeated(shapes.uuid),
  team: repeated(idOrNone),
  language: repeated(word),
  visibility: shapes.visibility.optional(),
  heard: flag.optional(),
  reach: repeated(z.string().transform(Number).pipe(z.literal(REACHES))),
  kind: z.enum(['first', 'next']).optional(),
  complaint: flag.optional(),
};

export const dimension = z.enum(DIMENSIONS);

/** Which turns the figures are of, and in whose days they are told. */
export const range = z.object({
  since: shapes.instant,
  until: shapes.instant,
  anchor: z.enum(['now', 'recording']),
  timeZone: z.string(),
});
