import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SocketOptions } from '../connector.ts';
import { NetworkFailure } from '../connector.ts';
import { guardedSocket } from './socket.ts';

async function server(greet: (socket: WebSocket) => void, refuse?: string) {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (refuse) return void socket.end(refuse);
    sockets.handleUpgrade(request, socket, head, greet);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/`,
    origin: `http://127.0.0.1:${port}`,
    open: sockets.clients,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      http.close();
    },
  };
}

type Server = Awaited<ReturnType<typeof server>>;

function frames(at: Server, options: SocketOptions = {}, signal = new AbortController().signal) {
  return guardedSocket(
    { allowPrivate: [at.origin], userAgent: 'Heed test' },
    signal,
    () => new Date(),
  )(at.url, options);
}

async function endOf(stream: AsyncIterable<string | Uint8Array>) {
  const read: (string | Uint8Array)[] = [];
  try {
    for await (const frame of stream) read.push(frame);
    return { read, failure: null };
  } catch (failure) {
    assert.ok(failure instanceof NetworkFailure, `${failure}`);
    return { read, failure };
  }
}

test('frames come in order, text as text and bytes as bytes, and the end is a failure to try again', async () => {
  await using it = await server(socket => {
    socket.send('one');
    socket.send(Uint8Array.of(1, 2, 3));
    socket.close(1000);
  });
  const { read, failure } = await endOf(frames(it));
  assert.deepEqual(read, ['one', Uint8Array.of(1, 2, 3)]);
  assert.equal(failure?.next, 'retry');
});

test('a frame over the limit, silence and a refused handshake are classed', async () => {
  await using large = await server(socket => socket.send('x'.repeat(5_000)));
  const tooLarge = await endOf(frames(large, { maxFrameBytes: 1_000, silenceMs: 500 }));
  assert.deepEqual([tooLarge.read, tooLarge.failure?.next], [[], 'retry']);
  await using silent = await server(() => {});
  assert.match((await endOf(frames(silent, { silenceMs: 100 }))).failure?.message ?? '', /silent/);
  await using closed = await server(() => {}, 'HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n');
  assert.equal((await endOf(frames(closed))).failure?.next, 'reauthorise');
});

test('no socket is opened into this machine unless it was named', async () => {
  const reach = guardedSocket(
    { allowPrivate: [], userAgent: 'Heed test' },
    new AbortController().signal,
    () => new Date(),
  );
  for (const url of ['ws://127.0.0.1:9/', 'ws://[::ffff:127.0.0.1]:9/', 'ws://2130706433/', 'ws://localhost:9/'])
    assert.equal((await endOf(reach(url))).failure?.next, 'refuse', url);
  assert.equal((await endOf(reach('http://square.example/'))).failure?.next, 'refuse');
});

test('a sender faster than the reader waits; every frame still comes, in order', async () => {
  const count = 3_000;
  await using it = await server(socket => {
    for (let i = 0; i < count; i++) socket.send(String(i).padEnd(2_000, ' '));
  });
  let next = 0;
  for await (const frame of frames(it)) {
    assert.equal(String(frame).trimEnd(), String(next++));
    if (next % 100 === 0) await new Promise(resolve => setImmediate(resolve));
    if (next === count) break;
  }
  assert.equal(next, count);
});

test('stopping ends the frames quietly and leaves nothing open', async () => {
  await using it = await server(socket => socket.send('hello'));
  const stop = new AbortController();
  for await (const frame of frames(it, {}, stop.signal)) {
    assert.equal(frame, 'hello');
    stop.abort();
  }
  while (it.open.size > 0) await new Promise(resolve => setImmediate(resolve));
});
