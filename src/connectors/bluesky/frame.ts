/** One frame of any of the three streams: what happened, where in the stream it stands, and when it was seen. Never throws. */
import { fromUint8Array as readCar } from '@atcute/car';
import { decode, decodeFirst, fromBytes, isBytes } from '@atcute/cbor';
import { toString as cidText } from '@atcute/cid';
import type { z } from 'zod';
import type { Item } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readJson, readValue } from '../kit/json.ts';
import { itemsOfAccount, itemsOfCommit, itemsOfIdentity, type Parsed, type Place } from './parse.ts';
import {
  commitSchema,
  envelopeSchema,
  eventSchema,
  frameErrorSchema,
  frameHeaderSchema,
  frameSchema,
  jetstreamSchema,
  repoAccountSchema,
  repoCommitSchema,
  repoIdentitySchema,
} from './schema.ts';

/**
 * `told`: something happened at a position of the stream. `notice`: the stream speaks of itself (a cursor that is too
 * old). `error`: it will close now, and why.
 */
export type Frame =
  | { kind: 'told'; parsed: Parsed; position: number | null; at: Date | null; lane: string }
  | { kind: 'notice'; name: string }
  | { kind: 'error'; name: string; said: string | null };

export function heardOf(frame: Frame & { kind: 'told' }, raw: string, cursor: string | null): Heard {
  const { parsed, lane } = frame;
  if ('items' in parsed) return { kind: 'arrival', items: parsed.items, raw, cursor, lane };
  return parsed.ignored ? ignored(parsed.reason, '', cursor) : dropped(parsed.reason, raw, cursor);
}

/** Jetstream version 1: one JSON object a frame, positions in microseconds. */
export function readJetstream(raw: string, place: Place): Frame {
  const read = readJson(raw, jetstreamSchema);
  if (!read.ok) return unreadable(read.reason);
  const { did, time_us: position, kind, commit, identity, account } = read.value;
  const at = new Date(Math.floor(position / 1000));
  const told = (parsed: Parsed): Frame => ({ kind: 'told', parsed, position, at, lane: did });
  if (kind === 'identity' && identity) return told(itemsOfIdentity(identity, at));
  if (kind === 'account' && account) return told(itemsOfAccount(account, at));
  if (kind !== 'commit') return told({ reason: 'an event of another kind', ignored: true });
  return told(commitOf({ did, ...(isObject(commit) ? commit : {}) }, at, place));
}

/** Jetstream version 2: the event in an envelope, positions are sequence numbers. */
export function readEvent(raw: string, place: Place): Frame {
  const read = readJson(raw, envelopeSchema);
  if (!read.ok) return unreadable(read.reason);
  const { $type: type, error, message, payload } = read.value;
  if (type === 'error') return { kind: 'error', name: error ?? 'unknown', said: message ?? error ?? null };
  const event = readValue(payload, eventSchema);
  if (!event.ok) return unreadable(event.reason);
  const { seq: position = null, time, identity, account, name } = event.value;
  const kind = event.value.$type.split('#')[1] ?? '';
  if (kind === 'info') return { kind: 'notice', name: name ?? '' };
  const at = time === undefined ? null : new Date(time);
  const did = identity?.did ?? account?.did ?? (isObject(payload) ? String(payload['did'] ?? '') : '');
  const told = (parsed: Parsed): Frame => ({ kind: 'told', parsed, position, at, lane: did });
  if (at === null || position === null) return told({ reason: 'an event without place or time', ignored: false });
  if (kind === 'identity' && identity) return told(itemsOfIdentity(identity, at));
  if (kind === 'account' && account) return told(itemsOfAccount(account, at));
  if (kind !== 'commit') return told({ reason: 'an event of another kind', ignored: true });
  return told(commitOf(payload, at, place));
}

/** com.atproto.sync.subscribeRepos: two DAG-CBOR values a frame, records in CAR blocks, positions are sequence numbers. */
export function readRepoFrame(bytes: Uint8Array, place: Place): Frame {
  let header: unknown;
  let body: unknown;
  try {
    const [first, rest] = decodeFirst(bytes);
    header = first;
    body = decode(rest);
  } catch {
    return unreadable('not DAG-CBOR');
  }
  const read = readValue(header, frameHeaderSchema);
  if (!read.ok) return unreadable(`header: ${read.reason}`);
  if (read.value.op === -1) {
    const error = readValue(body, frameErrorSchema);
    return error.ok
      ? { kind: 'error', name: error.value.error, said: error.value.message ?? error.value.error }
      : unreadable(`error: ${error.reason}`);
  }
  return readRepoBody(read.value.t ?? '', body, place);
}

function readRepoBody(type: string, body: unknown, place: Place): Frame {
  if (type === '#info') return { kind: 'notice', name: isObject(body) ? String(body['name'] ?? '') : '' };
  const base = readValue(body, frameSchema);
  if (!base.ok) return unreadable(base.reason);
  const { seq: position } = base.value;
  const at = new Date(base.value.time);
  const told = (parsed: Parsed, lane: string): Frame => ({ kind: 'told', parsed, position, at, lane });
  const as = <T>(schema: z.ZodType<T>, use: (value: T) => { parsed: Parsed; lane: string }): Frame => {
    const read = readValue(body, schema);
    if (!read.ok) return told({ reason: `${type}: ${read.reason}`, ignored: false }, 'unknown');
    const { parsed, lane } = use(read.value);
    return told(parsed, lane);
  };
  switch (type) {
    case '#commit':
      return as(repoCommitSchema, value => ({ parsed: itemsOfRepoCommit(value, at, place), lane: value.repo }));
    case '#identity':
      return as(repoIdentitySchema, value => ({ parsed: itemsOfIdentity(value, at), lane: value.did }));
    case '#account':
      return as(repoAccountSchema, value => ({ parsed: itemsOfAccount(value, at), lane: value.did }));
    default:
      return told({ reason: 'a message of another type', ignored: true }, 'unknown');
  }
}

/** Every change of a commit is read; one that cannot be does not take the others with it. */
function itemsOfRepoCommit(commit: z.infer<typeof repoCommitSchema>, seenAt: Date, place: Place): Parsed {
  const blocks = blocksOf(commit.blocks);
  const items: Item[] = [];
  let why: { reason: string; ignored: boolean } | null = null;
  for (const { action, path, cid } of commit.ops) {
    const slash = path.indexOf('/');
    const change = {
      did: commit.repo,
      rev: commit.rev,
      operation: action,
      collection: path.slice(0, slash),
      rkey: path.slice(slash + 1),
      record: cid === null ? undefined : decoded(blocks.get(cid.$link)),
    };
    const parsed = commitOf(change, seenAt, place);
    if ('items' in parsed) items.push(...parsed.items);
    else if (why === null || why.ignored) why = parsed;
  }
  if (items.length > 0) return { items };
  return why ?? { reason: 'a commit without changes', ignored: true };
}

function blocksOf(blocks: unknown): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  if (!isBytes(blocks)) return found;
  try {
    for (const { cid, bytes } of readCar(fromBytes(blocks))) found.set(cidText(cid), bytes);
  } catch {
    // What was read up to here stands; a missing record is told by the reader of the record.
  }
  return found;
}

function decoded(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) return undefined;
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

function commitOf(value: unknown, seenAt: Date, place: Place): Parsed {
  const read = readValue(value, commitSchema);
  if (!read.ok) return { reason: `commit: ${read.reason}`, ignored: false };
  return itemsOfCommit({ ...read.value, seenAt }, place);
}

function unreadable(reason: string): Frame {
  return { kind: 'told', parsed: { reason, ignored: false }, position: null, at: null, lane: 'unknown' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
