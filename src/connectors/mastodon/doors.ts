/** The ways into a server's streams. Documents describe several, servers offer some: what is refused one way is tried the next. */
import { NetworkFailure } from '../connector.ts';
import { serverSent } from '../kit/server-sent.ts';
import type { MastodonContext } from './credentials.ts';
import { type Frame, readEvent, readFrame } from './frame.ts';
import type { Place } from './parse.ts';

export type Told = { frame: Frame; raw: string };

/**
 * A WebSocket with the token among the headers, where nobody writes it down; with the token in the address, which some
 * servers insist on; server-sent events.
 */
const WAYS = ['header', 'address', 'events'] as const;
type Way = (typeof WAYS)[number];

/** Longest frame taken; a status with its author is a hundredth of it. */
const FRAME_LIMIT_BYTES = 1024 * 1024;
/** A server with nothing to say for so long is taken for dead; it is asked in between. */
const QUIET_MS = 90_000;

/** @param stream the query that names it  @param onOpen told when the server has agreed. Ends with `stop`; throws what kept it from opening, or broke it. */
export async function* through(
  context: MastodonContext,
  place: Place,
  stream: Record<string, string>,
  stop: AbortSignal,
  onOpen: () => void = () => {},
): AsyncGenerator<Told> {
  let first: unknown = null;
  for (const way of WAYS) {
    let isOpen = false;
    const agreed = () => {
      isOpen = true;
      onOpen();
    };
    try {
      yield* opened(context, place, stream, way, { signal: stop, opened: agreed });
      return;
    } catch (error) {
      if (isOpen || !mayTryNext(error)) throw error;
      first ??= error;
    }
  }
  throw closed(first);
}

/** Being told to wait is an answer, not a closed door. */
function mayTryNext(error: unknown): boolean {
  return error instanceof NetworkFailure && error.afterSeconds === null;
}

/** Our sign-in was taken a moment ago, so a door that asks for another is a door that does not open. */
function closed(error: unknown): unknown {
  if (!(error instanceof NetworkFailure) || error.next === 'retry') return error;
  return new NetworkFailure('refuse', 'Its stream does not open; it is asked every half minute instead.', {
    said: error.said,
    cause: error,
  });
}

async function* opened(
  context: MastodonContext,
  place: Place,
  stream: Record<string, string>,
  way: Way,
  line: { signal: AbortSignal; opened: () => void },
): AsyncGenerator<Told> {
  const { accessToken = '' } = context.credentials;
  const authorization = { authorization: `Bearer ${accessToken}` };
  if (way === 'events') {
    const headers = { accept: 'text/event-stream', ...authorization };
    const lines = context.lines(eventsAddress(context, stream), { headers, silenceMs: QUIET_MS, ...line });
    for await (const { event, data } of serverSent(lines))
      yield { frame: readEvent(event, data, place, context.now()), raw: JSON.stringify({ event, payload: data }) };
    return;
  }
  const url = new URL(`${apiOf(context)}?${new URLSearchParams(stream).toString()}`);
  if (way === 'address') url.searchParams.set('access_token', accessToken);
  const frames = context.socket(url.href, {
    headers: way === 'header' ? authorization : {},
    maxFrameBytes: FRAME_LIMIT_BYTES,
    silenceMs: QUIET_MS,
    pings: true,
    ...line,
  });
  for await (const bytes of frames) {
    const raw = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
    const frame = readFrame(raw, place, context.now());
    if (frame !== null) yield { frame, raw };
  }
}

/** Servers tell their host, or the whole address. */
function apiOf({ credentials }: MastodonContext): string {
  const told = credentials.about?.streaming ?? '';
  return told.endsWith('/api/v1/streaming') ? told : `${told}/api/v1/streaming`;
}

function eventsAddress(context: MastodonContext, { stream = '', ...rest }: Record<string, string>): string {
  const path = stream.replace(':', '/');
  const query = new URLSearchParams(rest).toString();
  return `${apiOf(context).replace(/^ws/, 'http')}/${path}${query === '' ? '' : `?${query}`}`;
}
