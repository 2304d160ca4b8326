/** Values as Meta writes them, in all the ways it does: ids as text or number, moments in seconds, milliseconds or as a date. */
import { z } from 'zod';

const ID_LIMIT = 300;
/** From here on a number counts milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;
const LAST_INSTANT_MS = 8.64e15;

export const idSchema = z
  .union([z.string().trim().min(1).max(ID_LIMIT), z.int().min(0).transform(String)])
  // Neither gaps nor what is no letter at all: ids go into addresses, paths and the database.
  .refine(id => !/[\s\p{Cc}\p{Cs}]/u.test(id));

/** Seconds or milliseconds since 1970, as number or text, or a date (`2026-03-01T12:00:00+0000`). */
export const instantSchema = z.union([z.number(), z.string().min(1).max(60)]).transform((told, context) => {
  const number = typeof told === 'number' || /^\d+(\.\d+)?$/.test(told) ? Number(told) : null;
  // JavaScript wants a colon in the zone, Meta writes none.
  const ms =
    number === null
      ? Date.parse(String(told).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
      : number * (number < MILLISECONDS_FROM ? 1000 : 1);
  if (Number.isFinite(ms) && ms > 0 && ms < LAST_INSTANT_MS) return new Date(ms);
  context.addIssue({ code: 'custom', message: 'no moment' });
  return z.NEVER;
});

/**
 * JSON with whole numbers too large for JavaScript kept as text: ids of theirs have been sent as numbers.
 * Throws what `JSON.parse` throws.
 */
export function parseKeepingIds(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const keep = (_name: string, value: unknown, { source }: { source?: string } = {}) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^\d{16,40}$/.test(source ?? '') ? source : value;
  return JSON.parse(text, keep as (name: string, value: unknown) => unknown);
}
