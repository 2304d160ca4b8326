/** What an endpoint's entry holds, and the small schemas many of them share. */
import { z } from 'zod';
import * as shapes from './shapes.ts';
import type { Tables } from './tables.ts';

export type Shape = {
  summary: string;
  query?: z.ZodObject;
  /** `'file'`: the body is a file as it is, with its own content type. */
  body?: z.ZodType | 'file';
  /** What comes back: JSON of this shape, a file, or a stream of events. */
  output: z.ZodType | 'file' | 'stream';
  /** Its tables by name, for `?format=csv|json`; the first is meant where none is named (`tables.ts`). */
  tables?: Tables;
  /** 200 unless said. */
  status?: 200 | 201 | 202;
};

export const PAGE_LIMIT = 100;
export const TEXT_LIMIT = 20_000;

export const nothing = z.object({});
export const inBrand = z.object({ brand: shapes.brand });
export const shortText = z.string().trim().min(1).max(120);
export const email = z.email().max(254);
/** Length is the only rule that helps (NIST SP 800-63B). */
export const password = z.string().min(10).max(200);
export const page = {
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(50),
};
export const flag = z.enum(['true', 'false']).transform(word => word === 'true');

/** Query parameters that may come more than once. */
const repeating = new WeakSet<z.ZodType>();
const REPEATED_LIMIT = 100;

/** One or several, with commas between them or given again and again. */
export function repeated<Out>(of: z.ZodType<Out, string>) {
  const schema = z
    .string()
    .transform(words => words.split(',').filter(one => one !== ''))
    .pipe(z.array(of).max(REPEATED_LIMIT))
    .optional()
    .describe('One or several, with commas between them.');
  repeating.add(schema);
  return schema;
}

export function mayRepeat(schema: z.ZodType | undefined): boolean {
  return schema !== undefined && repeating.has(schema);
}
