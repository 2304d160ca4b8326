/** How every network of Meta's calls us: a handshake, a signature over the raw bytes, and batches of entries told apart one by one. */
import { z } from 'zod';
import type { Dropped, HookRequest, Verified } from '../../connector.ts';
import { dropped, ignored, readValue } from '../json.ts';
import { isSameSecret, isSigned, verified } from '../signature.ts';
import { idSchema, instantSchema, parseKeepingIds } from './values.ts';

/** What is echoed is a number of theirs; nothing that could be markup or a header is. */
const CHALLENGE = /^[\w.-]{1,200}$/;

type Answer =
  | { kind: 'verified'; body: Verified }
  | { kind: 'answer'; status: number; body: string }
  | { kind: 'refused'; why: string };

/** @param verifyToken what the network hands back in its handshake: the channel's `CallPlace.secret` */
export function verifyMeta(
  { method, url, headers, bytes }: HookRequest,
  appSecret: string,
  verifyToken: string,
): Answer {
  if (method === 'GET') return handshake(url.searchParams, verifyToken);
  if (method !== 'POST') return { kind: 'refused', why: 'Meta calls by GET and POST.' };
  const given = headers.get('x-hub-signature-256');
  if (!isSigned({ secret: appSecret, signed: bytes, given, encoding: 'hex', prefix: 'sha256=' }))
    return { kind: 'refused', why: 'The signature is not Meta’s.' };
  return { kind: 'verified', body: verified(bytes) };
}

function handshake(query: URLSearchParams, verifyToken: string): Answer {
  if (query.get('hub.mode') !== 'subscribe') return { kind: 'refused', why: 'This is no handshake of Meta’s.' };
  if (!isSameSecret(query.get('hub.verify_token'), verifyToken))
    return { kind: 'refused', why: 'The verify token is another.' };
  const challenge = query.get('hub.challenge') ?? '';
  if (!CHALLENGE.test(challenge)) return { kind: 'refused', why: 'The challenge is no number.' };
  return { kind: 'answer', status: 200, body: challenge };
}

/**
 * One change of a batch. `way`: the list it stood in. `value`: a change's `value`, and the whole of a message. `raw`: a body that holds
 * this alone and is read like any other.
 */
export type Told = {
  kind: 'told';
  object: string;
  accountId: string;
  at: Date | null;
  way: 'changes' | 'messaging' | 'standby';
  /** The name of the field; of messages null. */
  field: string | null;
  value: unknown;
  raw: string;
};

const bodySchema = z.object({ object: z.string().max(100), entry: z.array(z.unknown()) });
const entrySchema = z.object({
  id: idSchema,
  time: instantSchema.nullish().catch(null),
  changes: z.array(z.unknown()).nullish(),
  messaging: z.array(z.unknown()).nullish(),
  standby: z.array(z.unknown()).nullish(),
});
/** Some samples write field and value straight into the entry. */
const bareSchema = z.object({ field: z.string().max(100), value: z.unknown() });
const WAYS = ['changes', 'messaging', 'standby'] as const;

/** Every change of every entry, each by itself: whatever cannot be read spoils nothing beside it. Never throws. */
export function walk({ bytes }: Verified, object: string): (Told | Dropped)[] {
  const text = new TextDecoder().decode(bytes);
  const body = bodyIn(text);
  if (typeof body === 'string') return [dropped(body, text, null)];
  if (body.object !== object) return [ignored('told about another kind of account', text, null)];
  return body.entry.flatMap(entry => inEntry(entry, object));
}

/** The ids of the accounts a body concerns, each once. Never throws. */
export function accountsIn({ bytes }: Verified): string[] {
  const body = bodyIn(new TextDecoder().decode(bytes));
  if (typeof body === 'string') return [];
  const ids = body.entry.flatMap(entry => {
    const read = readValue(entry, z.object({ id: idSchema }));
    return read.ok ? [read.value.id] : [];
  });
  return [...new Set(ids)];
}

function bodyIn(text: string): z.infer<typeof bodySchema> | string {
  try {
    const value = parseKeepingIds(text);
    const read = readValue(Array.isArray(value) ? asOne(value) : value, bodySchema);
    return read.ok ? read.value : read.reason;
  } catch {
    return 'not JSON';
  }
}

/** Samples stand in a list; of bodies about several kinds of accounts, the first kind counts. */
function asOne(bodies: readonly unknown[]): unknown {
  const read = bodies.map(body => readValue(body, bodySchema)).flatMap(body => (body.ok ? [body.value] : []));
  const [first] = read;
  if (first === undefined) return bodies[0];
  return { object: first.object, entry: read.flatMap(({ object, entry }) => (object === first.object ? entry : [])) };
}

function inEntry(entry: unknown, object: string): (Told | Dropped)[] {
  const whole = rawOf(object, entry);
  const read = readValue(entry, entrySchema);
  if (!read.ok) return [dropped(`entry ${read.reason}`, whole, null)];
  const { id, time } = read.value;
  const about = { object, accountId: id, at: time ?? null };
  const bare = readValue(entry, bareSchema);
  const told = WAYS.flatMap(way =>
    (read.value[way] ?? []).map(one => {
      const raw = rawOf(object, { id, time: (entry as { time?: unknown }).time, [way]: [one] });
      return way === 'changes' ? changed(one, about, raw) : messaged(one, way, about, raw);
    }),
  );
  if (told.length === 0 && bare.ok) return [changed(bare.value, about, whole)];
  return told.length === 0 ? [ignored('an entry without changes', whole, null)] : told;
}

type About = Pick<Told, 'object' | 'accountId' | 'at'>;

function changed(change: unknown, about: About, raw: string): Told | Dropped {
  const read = readValue(change, bareSchema);
  if (!read.ok) return dropped(`change ${read.reason}`, raw, null);
  return { kind: 'told', ...about, way: 'changes', field: read.value.field, value: read.value.value, raw };
}

function messaged(value: unknown, way: 'messaging' | 'standby', about: About, raw: string): Told | Dropped {
  if (typeof value !== 'object' || value === null) return dropped('message: missing or of another kind', raw, null);
  return { kind: 'told', ...about, way, field: null, value, raw };
}

function rawOf(object: string, entry: unknown): string {
  return JSON.stringify({ object, entry: [entry] });
}
