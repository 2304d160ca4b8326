/** The three streams as one: opened where we stopped, gaps found and filled. */
import { type Heard, NetworkFailure } from '../connector.ts';
import { POST, PROFILE } from './address.ts';
import { since as postsSince } from './backfill.ts';
import { type BlueskyContext, listensOnly, type StreamSource, streamOf } from './credentials.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { type Frame, heardOf, readEvent, readJetstream, readRepoFrame } from './frame.ts';
import type { Place } from './parse.ts';
import { placeOf } from './place.ts';
import { EVENT_LIMIT_BYTES, unpacked } from './unpack.ts';

/** Jetstream's cursor is a time: other servers behind the same name, and clocks a little apart, are met by going back. */
export const OVERLAP_MS = 5_000;
/** When the first event after a cursor is this much younger than the cursor, the stream no longer reached back so far. */
export const GAP_MS = 60_000;
/** A frame of subscribeRepos holds up to 2 MB of blocks. */
const FRAME_LIMIT_BYTES = 5 * 1024 * 1024;
/** A server of one's own may have nothing to say for a while; it is asked whether it is there. */
const QUIET_MS = 90_000;

/** Ends when the signal aborts; throws a classed failure when the stream breaks. */
export async function* openStream(context: BlueskyContext, after: string | null): AsyncGenerator<Heard> {
  const source = streamOf(context.credentials);
  const cursor = readCursor(after);
  for (const [i, address] of source.urls.entries()) {
    let opened = false;
    try {
      for await (const heard of followed(context, source, address, cursor)) {
        opened = true;
        yield heard;
      }
      return;
    } catch (error) {
      if (!opened && isPlaceTooOld(source, cursor, error)) {
        yield* followed(context, source, address, { ...cursor, kind: 'jetstream' });
        return;
      }
      // Only a door that never opened sends us to the next one.
      const mayTryNext = error instanceof NetworkFailure && !opened && i < source.urls.length - 1;
      if (!mayTryNext || context.signal.aborted) throw error;
      context.log('info', 'Jetstream did not answer; the next one is asked', { address, why: error.message });
    }
  }
}

/** Version 2 turns away a number it no longer keeps before the line is open; a time it moves up, and says so. */
function isPlaceTooOld(source: StreamSource, cursor: Cursor | null, error: unknown): cursor is Cursor {
  const isRefused = error instanceof NetworkFailure && error.next === 'refuse';
  return isRefused && source.kind === 'events' && cursor?.kind === 'events';
}

async function* followed(
  context: BlueskyContext,
  source: StreamSource,
  address: string,
  cursor: Cursor | null,
): AsyncGenerator<Heard> {
  const place = placeOf(context);
  const { host } = new URL(address);
  const from = positionFor(source, host, cursor);
  const socket = context.socket(addressFrom(source, address, from), {
    maxFrameBytes: FRAME_LIMIT_BYTES,
    ...(source.isOwnServer || source.kind === 'repos' ? { silenceMs: QUIET_MS, pings: true } : {}),
  });
  // A position that could not be used says nothing about what we missed since its time.
  let gapSince = cursor !== null && from === null ? cursor.at : null;
  let isFirst = true;
  for await (const bytes of socket) {
    const { frame, raw } = readFrame(source, bytes, place);
    if (frame.kind === 'error') {
      if (frame.name === 'FutureCursor' && cursor !== null) {
        yield* followed(context, source, address, { ...cursor, position: UNUSABLE });
        return;
      }
      throw new NetworkFailure('retry', 'It ended the stream.', { said: frame.said });
    }
    if (frame.kind === 'notice') {
      if (frame.name === 'OutdatedCursor' && cursor !== null) gapSince = cursor.at;
      continue;
    }
    if (isFirst && frame.at !== null) {
      isFirst = false;
      if (cursor !== null && frame.at.getTime() - cursor.at.getTime() > GAP_MS) gapSince = cursor.at;
    }
    if (gapSince !== null) {
      // Before anything newer: the saved place must not move on while the gap is open.
      yield* missed(context, gapSince);
      gapSince = null;
    }
    yield heardOf(frame, raw, cursorOf(source, host, frame, from));
  }
}

/** Everything the network can still tell of that time; the stream's own place does not move. */
async function* missed(context: BlueskyContext, gapSince: Date): AsyncGenerator<Heard> {
  if (listensOnly(context.credentials)) {
    context.log(
      'warn',
      'The stream no longer reaches back to where we stopped, and without an account nobody tells more',
      {
        since: gapSince.toISOString(),
      },
    );
    return;
  }
  context.log('info', 'The stream no longer reaches back to where we stopped; the gap is filled otherwise', {
    since: gapSince.toISOString(),
  });
  for await (const heard of postsSince(context, new Date(gapSince.getTime() - OVERLAP_MS), null))
    yield { ...heard, cursor: null };
}

/** A position nobody can use: the stream begins at its live end, and the gap is filled. */
const UNUSABLE = -1;

/** @returns the position to ask for; null for the live end */
function positionFor(source: StreamSource, host: string, cursor: Cursor | null): number | null {
  // A server of one's own keeps about a day: all of it is read the first time, and when our place is not one of its own.
  if (cursor === null || cursor.position === UNUSABLE) return source.kind === 'repos' && source.isOwnServer ? 0 : null;
  const inMicroseconds = Math.max(cursor.at.getTime() - OVERLAP_MS, 0) * 1000;
  switch (source.kind) {
    case 'jetstream':
      return cursor.kind === 'jetstream' ? Math.max(cursor.position - OVERLAP_MS * 1000, 0) : inMicroseconds;
    case 'events':
      // Sequence numbers are one server's own; a time is understood by each.
      return cursor.kind === 'events' && cursor.host === host ? cursor.position : inMicroseconds;
    case 'repos':
      return cursor.kind === 'repos' && cursor.host === host ? cursor.position : source.isOwnServer ? 0 : null;
  }
}

function addressFrom(source: StreamSource, address: string, from: number | null): string {
  const url = new URL(address);
  const add = (name: string, ...values: string[]) => {
    for (const value of values) url.searchParams.append(name, value);
  };
  if (source.kind === 'jetstream') {
    add('wantedCollections', POST, PROFILE);
    add('maxMessageSizeBytes', String(EVENT_LIMIT_BYTES));
    add('compress', 'true');
  }
  if (source.kind === 'events') {
    add('kinds', 'commit', 'identity', 'account');
    add('collections', POST, PROFILE);
    add('maxMessageSizeBytes', String(EVENT_LIMIT_BYTES));
  }
  if (from !== null) add('cursor', String(from));
  return url.href;
}

function readFrame(source: StreamSource, bytes: string | Uint8Array, place: Place): { frame: Frame; raw: string } {
  if (source.kind === 'repos') {
    const whole = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    return { frame: readRepoFrame(whole, place), raw: Buffer.from(whole).toString('base64') };
  }
  const raw = typeof bytes === 'string' ? bytes : unpacked(bytes);
  return { frame: source.kind === 'jetstream' ? readJetstream(raw, place) : readEvent(raw, place), raw };
}

function cursorOf(
  source: StreamSource,
  host: string,
  { position, at }: Frame & { kind: 'told' },
  from: number | null,
): string | null {
  if (position === null || at === null) return null;
  // Within the overlap the saved place stays where it was; a stop there must not send us back further each time.
  const floor = source.kind === 'jetstream' && from !== null ? from + OVERLAP_MS * 1000 : position;
  const isOverlap = from !== null && position >= from && position < floor;
  return writeCursor({ kind: source.kind, position: isOverlap ? floor : position, at, host });
}
