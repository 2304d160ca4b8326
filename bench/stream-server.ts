/** The network of `bench stream`, in a process of its own: plays an hour over a WebSocket as Jetstream does, and can be cut. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import { type WebSocket, WebSocketServer } from 'ws';
import { capturedHour, type Hour, madeUpHour } from './stream-events.ts';

export type Played = {
  perSecond: number;
  seconds: number;
  seed: number;
  capture: string | null;
  startUs: number;
  /** Recorded seconds in one of ours. */
  speed: number;
};
export type Order = { kind: 'open'; played: Played } | { kind: 'begin' } | { kind: 'cut' } | { kind: 'ask' };
/** `sent`: frames on all lines together, those sent again included; `due`: events whose time has come. */
export type Told = {
  origin: string;
  count: number;
  sent: number;
  due: number;
  lines: number;
  startedMs: number | null;
};

/** What may wait in a line before the reader is waited for. */
const BUFFERED_LIMIT_BYTES = 1 << 20;
const TICK_MS = 20;
const AT_ONCE = 400;
const CHUNK_BYTES = 16 << 20;
const dictionary = readFileSync(join(import.meta.dirname, '../src/connectors/bluesky/jetstream.zdict'));

type Playing = {
  hour: Hour;
  packed: Packed;
  speed: number;
  startedMs: number | null;
  sent: number;
  lines: Set<WebSocket>;
};

export function hourOf({ capture, perSecond, seconds, seed, startUs }: Played): Hour {
  return capture === null ? madeUpHour({ perSecond, seconds, seed }, startUs) : capturedHour(capture, startUs);
}

if (process.send !== undefined) serve();

function serve(): void {
  let playing: Playing | null = null;
  let origin = '';
  process.on('message', async (order: Order) => {
    if (order.kind === 'open') {
      const hour = hourOf(order.played);
      const { speed } = order.played;
      playing = { hour, packed: pack(hour), speed, startedMs: null, sent: 0, lines: new Set() };
      origin = await openDoor(playing);
    }
    if (playing === null) return;
    if (order.kind === 'begin') playing.startedMs = Date.now();
    if (order.kind === 'cut') for (const line of playing.lines) line.terminate();
    const { hour, sent, lines, startedMs } = playing;
    process.send?.({
      origin,
      count: hour.count,
      sent,
      due: dueIn(playing),
      lines: lines.size,
      startedMs,
    } satisfies Told);
  });
  process.on('disconnect', () => process.exit(0));
}

type Packed = (index: number) => Uint8Array;

/** Made before it is played: the processor is then left to those who hear. */
function pack({ count, frame }: Hour): Packed {
  const chunks: Buffer[] = [];
  const places = new Float64Array(count);
  const lengths = new Uint32Array(count);
  let chunk = Buffer.alloc(CHUNK_BYTES);
  let used = 0;
  for (let i = 0; i < count; i++) {
    const bytes = zstdCompressSync(frame(i), { dictionary });
    if (used + bytes.length > CHUNK_BYTES) {
      chunks.push(chunk);
      chunk = Buffer.alloc(CHUNK_BYTES);
      used = 0;
    }
    bytes.copy(chunk, used);
    places[i] = chunks.length * CHUNK_BYTES + used;
    lengths[i] = bytes.length;
    used += bytes.length;
  }
  chunks.push(chunk);
  return index => {
    const place = places[index] ?? 0;
    const start = place % CHUNK_BYTES;
    return (chunks[Math.floor(place / CHUNK_BYTES)] ?? chunk).subarray(start, start + (lengths[index] ?? 0));
  };
}

async function openDoor(playing: Playing): Promise<string> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://stream.example');
    sockets.handleUpgrade(request, socket, head, line => void follow(playing, line, url));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** How many events have happened by now. */
function dueIn({ hour, speed, startedMs }: Playing): number {
  if (startedMs === null) return 0;
  return firstFrom(hour, hour.timeUs(0) + (Date.now() - startedMs) * 1_000 * speed + 1);
}

/** The first event at this time or later. */
function firstFrom({ count, timeUs }: Hour, us: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeUs(middle) < us) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function follow(playing: Playing, line: WebSocket, url: URL): Promise<void> {
  const { hour, packed, lines } = playing;
  const cursor = url.searchParams.get('cursor');
  let next = cursor === null ? dueIn(playing) : firstFrom(hour, Number(cursor));
  lines.add(line);
  line.on('error', () => {});
  line.on('close', () => lines.delete(line));
  while (lines.has(line)) {
    const until = Math.min(dueIn(playing), next + AT_ONCE);
    const isFull = line.bufferedAmount > BUFFERED_LIMIT_BYTES;
    if (next === until || isFull) {
      await sleep(isFull ? 1 : TICK_MS);
      continue;
    }
    for (; next < until; next++) {
      line.send(packed(next));
      playing.sent += 1;
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}
