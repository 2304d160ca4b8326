/** Messages a network has approved beforehand, which may be sent when nobody may write freely any more. */
import { z } from 'zod';
import { VALUE_LIMIT } from '../core/template.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const VALUES_LIMIT = 60;

/** `values` by the key of the variable. */
export const templateChoice = z.object({
  name: z.string().min(1).max(600),
  language: z.string().min(1).max(60),
  values: z
    .record(z.string().max(200), z.string().max(VALUE_LIMIT))
    .refine(values => Object.keys(values).length <= VALUES_LIMIT, `At most ${VALUES_LIMIT} values.`)
    .default({}),
});

const template = z.object({
  name: z.string(),
  /** As the network writes it: `en_US`. */
  language: z.string(),
  category: z.enum(['utility', 'marketing', 'authentication', 'other']),
  /** Only `approved` ones without a hindrance can be sent. */
  state: z.enum(['approved', 'waiting', 'rejected', 'paused']),
  /** As they are read; `{{key}}` stands for what is filled in. */
  parts: z.array(z.object({ kind: z.enum(['header', 'body', 'footer', 'button']), text: z.string() })),
  variables: z.array(
    z.object({ key: z.string(), of: z.enum(['header', 'body', 'button']), example: z.string().nullable() }),
  ),
  priceUsd: z.number().nullable(),
  priceNote: z.string().nullable(),
  /** Why it cannot be sent from here; null where it can. */
  hindrance: z.string().nullable(),
});

export const templates = {
  listTemplates: {
    summary:
      'Messages the network of this channel has approved beforehand, for when its window is closed. Kept for five minutes.',
    query: z.object({ refresh: z.stringbool().default(false) }),
    output: z.object({ rows: z.array(template), askedAt: shapes.instant }),
  },
} satisfies Record<string, Shape>;
