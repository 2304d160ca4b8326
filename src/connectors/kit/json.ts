/** From a network's JSON to something of a known shape, or a reason a person can read. */
import type { z } from 'zod';
import { type Dropped, NetworkFailure } from '../connector.ts';

const REASON_LIMIT = 160;

export type Read<T> = { ok: true; value: T } | { ok: false; reason: string };

/** Parses and checks; never throws. The reason names the field, never its content. */
export function readJson<T>(text: string, schema: z.ZodType<T>): Read<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
  return readValue(value, schema);
}

export function readValue<T>(value: unknown, schema: z.ZodType<T>): Read<T> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  const what = issue?.code === 'invalid_type' ? 'missing or of another kind' : 'not as agreed';
  return { ok: false, reason: `${where === '' ? 'the whole' : where}: ${what}`.slice(0, REASON_LIMIT) };
}

export function dropped(reason: string, raw: string, cursor: string | null): Dropped {
  return { kind: 'dropped', reason: reason.slice(0, REASON_LIMIT), raw, cursor };
}

/** Whole and well, of a kind nobody asked for. */
export function ignored(reason: string, raw: string, cursor: string | null): Dropped {
  return { ...dropped(reason, raw, cursor), ignored: true };
}

/** For answers to our own requests, where another shape means the network (or a box between) misbehaves. */
export function expect<T>(value: unknown, schema: z.ZodType<T>, isWrite: boolean): T {
  const read = readValue(value, schema);
  if (read.ok) return read.value;
  throw new NetworkFailure(isWrite ? 'unsure' : 'retry', `Its answer is not as agreed (${read.reason}).`);
}
