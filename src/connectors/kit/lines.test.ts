import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { answerBytes, wildServer } from '../../../tests/support/wild-server.ts';
import { NetworkFailure } from '../connector.ts';
import { guardedLines, splitLines } from './lines.ts';
import { makeRequests } from './request.ts';
import { serverSent } from './server-sent.ts';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';

function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

async function listening(answer: (socket: Socket) => void, signal = new AbortController().signal) {
  const server = await wildServer(answer);
  const requests = makeRequests({ allowPrivate: [server.origin], userAgent: 'Heed test' });
  const lines = guardedLines(requests, signal, () => new Date());
  return {
    server,
    lines: (silenceMs = 2_000) => lines(`${server.origin}/`, { silenceMs }),
    async [Symbol.asyncDispose]() {
      await requests.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function endOf(lines: AsyncIterable<string>) {
  const read: string[] = [];
  try {
    for await (const line of lines) read.push(line);
    return { read, failure: null };
  } catch (failure) {
    assert.ok(failure instanceof NetworkFailure, `${failure}`);
    return { read, failure };
  }
}

async function split(...pieces: (string | number[])[]): Promise<string[]> {
  async function* bytes() {
    for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : Uint8Array.from(piece);
  }
  const lines: string[] = [];
  for await (const line of splitLines(bytes())) lines.push(line);
  return lines;
}

test('lines end at LF, CR LF and CR, wherever the pieces are cut', async () => {
  assert.deepEqual(await split('a\nb\r\nc\rd\n'), ['a', 'b', 'c', 'd']);
  assert.deepEqual(await split('a\r', '\nb\n'), ['a', 'b']);
  assert.deepEqual(await split('καλη', 'μέρα\n'), ['καλημέρα']);
  assert.deepEqual(await split([0xce], [0xb1, 0x0a]), ['α']);
});

test('a line without end breaks the stream, not the memory', async () => {
  const piece = 'x'.repeat(1024 * 1024);
  await assert.rejects(split(piece, piece, piece, piece, piece), /longer than/);
});

test('server-sent events keep ids and join data lines; comments and empty events are passed over', async () => {
  async function* lines() {
    yield* [': hello', '', 'id: 7', 'data: one', 'data: two', '', 'event: ping', '', 'data:three', ''];
  }
  const events = [];
  for await (const event of serverSent(lines())) events.push(event);
  assert.deepEqual(events, [
    { event: 'message', data: 'one\ntwo', id: '7' },
    { event: 'message', data: 'three', id: '7' },
  ]);
});

test('a stream that ends, is cut, or falls silent is a failure to try again', async () => {
  for (const [answer, words] of [
    [(socket: Socket) => socket.end(`${HEAD}${chunk('a\n')}0\r\n\r\n`), /ended the stream/],
    [(socket: Socket) => socket.write(`${HEAD}${chunk('a\n')}`, () => setImmediate(() => socket.destroy())), /hung up/],
    [(socket: Socket) => socket.write(`${HEAD}${chunk('a\n')}`), /silent/],
  ] as const) {
    await using it = await listening(answer);
    const { read, failure } = await endOf(it.lines(150));
    assert.deepEqual(read, ['a']);
    assert.equal(failure?.next, 'retry');
    assert.match(failure?.message ?? '', words);
  }
});

test('a refusal before the stream is classed with its words', async () => {
  await using it = await listening(socket =>
    socket.end(answerBytes('429 Too Many', { 'retry-after': '9' }, '{"error":"one stream is enough"}')),
  );
  const { failure } = await endOf(it.lines());
  assert.deepEqual([failure?.next, failure?.afterSeconds, failure?.said], ['retry', 9, 'one stream is enough']);
});

test('stopping ends the lines quietly and closes the connection', async () => {
  const stop = new AbortController();
  await using it = await listening(socket => socket.write(`${HEAD}${chunk('a\nb\n')}`), stop.signal);
  const read: string[] = [];
  for await (const line of it.lines()) {
    read.push(line);
    stop.abort();
  }
  assert.ok(read.length <= 2);
  while (it.server.openCount() > 0) await new Promise(resolve => setImmediate(resolve));
});
