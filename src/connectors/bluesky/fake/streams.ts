/** The three streams of the miniature, over real WebSockets. */

import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { zstdCompressSync } from 'node:zlib';
import { encode, toBytes, toCidLink } from '@atcute/cbor';
import { fromString } from '@atcute/cid';
import { type WebSocket, WebSocketServer } from 'ws';
import { asRecord, cidOfBytes, type Entry, type Network } from './network.ts';

export type Telling = { twice: boolean; shuffled: boolean; damagedToo: boolean };
export type Streams = {
  upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends the beginning of a frame to everybody and cuts the line within it. */
  cutInFrame(): void;
  /** Sends something that is not of this protocol. */
  sendNonsense(frame: string | Uint8Array): void;
  /** Addresses that were opened, to see the cursors asked for. */
  opened: string[];
  close(): void;
};

type Wire = { frame(entry: Entry): string | Uint8Array | null; first(url: URL): Begin };
/** Where a stream begins, or why it ends at once. */
type Begin = { fromSeq: number; before: (string | Uint8Array)[]; isOver: boolean };

const dictionary = readFileSync(new URL('../jetstream.zdict', import.meta.url));

export function makeStreams(network: Network, telling: Telling): Streams {
  const server = new WebSocketServer({ noServer: true });
  const raw = new Map<WebSocket, Duplex>();
  const opened: string[] = [];
  return {
    opened,
    upgrade(incoming, socket, head) {
      const url = new URL(incoming.url ?? '/', 'http://fake.example');
      const wire = wireFor(network, url);
      const refusal = wire === null ? 404 : refusedBefore(network, url);
      if (wire === null || refusal !== null) {
        socket.end(`HTTP/1.1 ${refusal} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
        return;
      }
      opened.push(url.pathname + url.search);
      server.handleUpgrade(incoming, socket, head, ws => {
        raw.set(ws, socket);
        follow(network, telling, ws, wire, wire.first(url));
        ws.on('close', () => raw.delete(ws));
      });
    },
    cutInFrame() {
      for (const socket of raw.values()) {
        // A text frame that says it is 100 bytes long, and 9 of them.
        socket.write(Buffer.from([0x81, 100, ...Buffer.from('{"did":"d')]));
        setImmediate(() => socket.destroy());
      }
    },
    sendNonsense(frame) {
      for (const ws of raw.keys()) ws.send(frame);
    },
    close: () => server.close(),
  };
}

function follow(network: Network, telling: Telling, ws: WebSocket, wire: Wire, begin: Begin): void {
  for (const frame of begin.before) ws.send(frame);
  if (telling.damagedToo) ws.send('{"did":');
  if (begin.isOver) {
    ws.close();
    return;
  }
  const send = (entry: Entry) => {
    const frame = wire.frame(entry);
    if (frame === null) return;
    ws.send(frame);
    if (telling.twice) ws.send(frame);
  };
  const backlog = network.state.log.filter(({ seq }) => seq >= begin.fromSeq);
  for (const entry of telling.shuffled ? shuffled(backlog) : backlog) send(entry);
  network.state.listeners.add(send);
  ws.on('close', () => network.state.listeners.delete(send));
  ws.on('error', () => {});
}

/** Neighbours change places. */
function shuffled<T>(list: T[]): T[] {
  return list.map((one, i) => list[i % 2 === 0 ? i + 1 : i - 1] ?? one);
}

function wireFor(network: Network, url: URL): Wire | null {
  if (url.pathname === '/subscribe') return jetstream(network, url);
  if (url.pathname === '/xrpc/network.bsky.jetstream.subscribeEvents') return events(network, url);
  if (url.pathname === '/xrpc/com.atproto.sync.subscribeRepos') return repos(network);
  return null;
}

/** Version 2 refuses what version 1 calls its parameters, and a number it no longer keeps. */
function refusedBefore(network: Network, url: URL): number | null {
  if (!url.pathname.endsWith('subscribeEvents')) return null;
  const cursor = Number(url.searchParams.get('cursor') ?? network.state.seq);
  const isTooOld = cursor < MICROSECONDS_FROM && cursor < network.state.keptFrom;
  return url.searchParams.has('wantedCollections') || isTooOld ? 400 : null;
}

/** Greater numbers are times, not places. */
const MICROSECONDS_FROM = 1e15;

function wants(url: URL, name: string, entry: Entry): boolean {
  if (entry.kind !== 'commit') return true;
  const wanted = url.searchParams.getAll(name);
  return wanted.length === 0 || wanted.includes(entry.collection);
}

function jetstream(network: Network, url: URL): Wire {
  const isPacked = url.searchParams.get('compress') === 'true';
  return {
    frame(entry) {
      if (!wants(url, 'wantedCollections', entry)) return null;
      const { did, timeUs: time_us, kind, seq } = entry;
      const time = new Date(time_us / 1000).toISOString();
      const about =
        entry.kind === 'commit'
          ? { commit: commitOnWire(entry) }
          : entry.kind === 'identity'
            ? { identity: { did, handle: entry.handle, seq, time } }
            : { account: { did, active: entry.active, status: entry.status, seq, time } };
      const text = JSON.stringify({ did, time_us, kind, ...about });
      return isPacked ? zstdCompressSync(text, { dictionary }) : text;
    },
    first(at) {
      const cursor = at.searchParams.get('cursor');
      if (cursor === null) return live(network);
      // Inclusive; older than is kept is moved up without a word.
      const first = network.state.log.find(({ timeUs }) => timeUs >= Number(cursor));
      return {
        fromSeq: Math.max(first?.seq ?? network.state.seq + 1, network.state.keptFrom),
        before: [],
        isOver: false,
      };
    },
  };
}

function events(network: Network, url: URL): Wire {
  const envelope = (payload: unknown) => JSON.stringify({ $type: 'message', payload });
  const type = (kind: string) => `network.bsky.jetstream.subscribeEvents#${kind}`;
  return {
    frame(entry) {
      if (!wants(url, 'collections', entry)) return null;
      const { did, seq, timeUs, kind } = entry;
      const time = new Date(timeUs / 1000).toISOString();
      const about =
        entry.kind === 'commit'
          ? commitOnWire(entry)
          : entry.kind === 'identity'
            ? { identity: { did, handle: entry.handle, seq: seq + 9_000, time } }
            : { account: { did, active: entry.active, status: entry.status, seq: seq + 9_000, time } };
      return envelope({ $type: type(kind), seq, did, time, ...about });
    },
    first(at) {
      const asked = at.searchParams.get('cursor');
      if (asked === null) return live(network);
      const cursor = Number(asked);
      const { log, keptFrom, seq } = network.state;
      if (cursor < MICROSECONDS_FROM) {
        const error = JSON.stringify({ $type: 'error', error: 'FutureCursor', message: 'Cursor in the future' });
        return { fromSeq: cursor, before: cursor > seq + 1 ? [error] : [], isOver: cursor > seq + 1 };
      }
      const first = log.find(({ timeUs }) => timeUs >= cursor)?.seq ?? seq + 1;
      const info = envelope({ $type: type('info'), name: 'OutdatedCursor' });
      return { fromSeq: Math.max(first, keptFrom), before: first < keptFrom ? [info] : [], isOver: false };
    },
  };
}

function repos(network: Network): Wire {
  const frame = (t: string, body: unknown) => Buffer.concat([encode({ op: 1, t }), encode(body)]);
  return {
    frame(entry) {
      const { seq, did } = entry;
      const time = new Date(entry.timeUs / 1000).toISOString();
      if (entry.kind === 'identity') return frame('#identity', { seq, did, time, handle: entry.handle });
      if (entry.kind === 'account') {
        const status = entry.status === undefined ? {} : { status: entry.status };
        return frame('#account', { seq, did, time, active: entry.active, ...status });
      }
      const { rev, operation: action, collection, rkey, record, cid } = entry;
      const bytes = record === undefined ? null : encode(asRecord(record));
      const body = {
        seq,
        rebase: false,
        tooBig: false,
        repo: did,
        rev,
        since: null,
        time,
        commit: toCidLink(cidOfBytes(encode({ rev }))),
        ops: [{ action, path: `${collection}/${rkey}`, cid: cid === undefined ? null : toCidLink(fromString(cid)) }],
        blocks: toBytes(carOf(bytes === null ? [] : [bytes])),
        blobs: [],
      };
      return frame('#commit', body);
    },
    first(at) {
      const asked = at.searchParams.get('cursor');
      const { seq, keptFrom } = network.state;
      if (asked === null) return live(network);
      const cursor = Number(asked);
      if (cursor > seq) {
        const error = Buffer.concat([
          encode({ op: -1 }),
          encode({ error: 'FutureCursor', message: 'Cursor in the future.' }),
        ]);
        return { fromSeq: 0, before: [error], isOver: true };
      }
      // Exclusive; what is too old is said.
      const isOld = cursor + 1 < keptFrom && cursor > 0;
      const info = frame('#info', { name: 'OutdatedCursor', message: 'Requested cursor exceeded limit.' });
      return { fromSeq: Math.max(cursor + 1, keptFrom), before: isOld ? [info] : [], isOver: false };
    },
  };
}

function live(network: Network): Begin {
  return { fromSeq: network.state.seq + 1, before: [], isOver: false };
}

function commitOnWire({ rev, operation, collection, rkey, record, cid }: Extract<Entry, { kind: 'commit' }>) {
  return { rev, operation, collection, rkey, ...(record === undefined ? {} : { record, cid }) };
}

/** A CAR file: a header, then each block behind its length and its name. */
function carOf(blocks: Uint8Array[]): Uint8Array {
  const cids = blocks.map(bytes => cidOfBytes(bytes));
  const root = cids[0] ?? cidOfBytes(encode({}));
  const header = encode({ version: 1, roots: [toCidLink(root)] });
  const parts: Uint8Array[] = [lengthOf(header.length), header];
  for (const [i, bytes] of blocks.entries()) {
    const cid = cids[i]?.bytes ?? new Uint8Array();
    parts.push(lengthOf(cid.length + bytes.length), cid, bytes);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function lengthOf(length: number): Uint8Array {
  const bytes: number[] = [];
  let rest = length;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return Uint8Array.from([...bytes, rest]);
}
