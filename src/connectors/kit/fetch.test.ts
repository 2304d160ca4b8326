import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { answerBytes, type WildServer, wildServer } from '../../../tests/support/wild-server.ts';
import type { FailureNext } from '../../core/delivery.ts';
import { type FetchOptions, NetworkFailure } from '../connector.ts';
import type { Resolve } from './address.ts';
import { guardedFetch } from './fetch.ts';
import { makeRequests } from './request.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const WRITE: FetchOptions = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };

function reach(options: { allow?: string[]; resolve?: Resolve; signal?: AbortSignal } = {}) {
  const requests = makeRequests({
    allowPrivate: options.allow ?? [],
    userAgent: 'Heed test',
    ...(options.resolve ? { resolve: options.resolve } : {}),
  });
  const fetch = guardedFetch(requests, null, options.signal ?? new AbortController().signal, () => NOW);
  return Object.assign(fetch, { [Symbol.asyncDispose]: () => requests.close() });
}

async function failure(promise: Promise<unknown>, next: FailureNext, words: RegExp): Promise<NetworkFailure> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof NetworkFailure, `${error}`);
  assert.equal(error.next, next, error.message);
  assert.match(error.message, words);
  return error;
}

async function answering(bytes: Buffer, use: (server: WildServer, fetch: ReturnType<typeof reach>) => Promise<void>) {
  await using server = await wildServer(socket => socket.write(bytes));
  await using fetch = reach({ allow: [server.origin] });
  await use(server, fetch);
}

test('an answer is read whole, also when it comes packed', async () => {
  const json = JSON.stringify({ words: 'καλημέρα' });
  for (const [encoding, body] of [
    ['identity', Buffer.from(json)],
    ['gzip', gzipSync(json)],
    ['br', brotliCompressSync(json)],
  ] as const)
    await answering(answerBytes('200 OK', { 'content-encoding': encoding }, body), async (server, fetch) => {
      assert.deepEqual((await fetch(`${server.origin}/x`)).json(), { words: 'καλημέρα' });
    });
});

test('no address inside this machine or network is opened, however it is spelt', async () => {
  await using server = await wildServer(socket => socket.write(answerBytes('200 OK', {}, '"secret"')));
  await using fetch = reach();
  const { port } = server;
  for (const host of [
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
    '[fec0::1]',
    '169.254.169.254',
    '10.0.0.1',
    '192.168.1.1',
    '100.64.0.1',
    'localhost',
    '127.0.0.1.',
  ])
    await failure(fetch(`http://${host}:${port}/`), 'refuse', /private network/);
  assert.deepEqual(server.requests, []);
});

test('a name that leads to a private address is refused at the moment of connecting', async () => {
  await using server = await wildServer(socket => socket.write(answerBytes('200 OK', {}, '1')));
  // It answers a public address to whoever asks first, and a private one after.
  let asked = 0;
  const resolve: Resolve = (_name, done) =>
    done(null, [{ address: asked++ === 0 ? '127.0.0.1' : '93.184.215.14', family: 4 }]);
  await using fetch = reach({ resolve });
  await failure(fetch(`http://rebinding.example:${server.port}/`), 'refuse', /private network/);
  assert.equal(asked, 1);
  assert.deepEqual(server.requests, []);
});

test('only http and https are opened, and no address with a name in it', async () => {
  await using fetch = reach();
  await failure(fetch('file:///etc/passwd'), 'refuse', /file:/);
  await failure(fetch('ftp://files.example/'), 'refuse', /ftp:/);
  await failure(fetch('not an address'), 'refuse', /not a web address/);
  await failure(fetch('https://me:pass@shop.example/'), 'refuse', /name or password/);
});

test('a place named with a path is open there and nowhere else', async () => {
  await using server = await wildServer(socket => socket.write(answerBytes('200 OK', {}, '1')));
  await using fetch = reach({ allow: [`${server.origin}/square`] });
  for (const path of ['/square', '/square/', '/square/media/1', '/square?x=1']) await fetch(server.origin + path);
  for (const path of ['/', '/api', '/squarely', '/square/../api', '/square/%2e%2e/api', '//square'])
    await failure(fetch(server.origin + path), 'refuse', /private network/);
  assert.equal(server.requests.length, 4);
});

test('a redirect is judged like a first request', async () => {
  for (const to of [
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://2130706433/',
    'file:///etc/passwd',
  ])
    await answering(answerBytes('302 Found', { location: to }), async (server, fetch) => {
      await failure(fetch(`${server.origin}/`), 'refuse', /private network|file:/);
    });
});

test('a redirect to another host takes no key along, and one to itself ends', async () => {
  await using other = await wildServer(socket => socket.write(answerBytes('200 OK', {}, '1')));
  await using first = await wildServer(socket =>
    socket.write(answerBytes('302 Found', { location: `${other.origin}/b` })),
  );
  await using fetch = reach({ allow: [first.origin, other.origin] });
  await fetch(`${first.origin}/a`, {
    headers: { Authorization: 'Bearer kept', 'X-Api-Key': 'kept', Accept: 'text/html' },
  });
  assert.match(first.requests[0] ?? '', /bearer kept/i);
  assert.doesNotMatch(other.requests[0] ?? '', /kept/i);
  assert.match(other.requests[0] ?? '', /accept: text\/html/i);

  await answering(answerBytes('302 Found', { location: '/again' }), async (server, loop) => {
    await failure(loop(`${server.origin}/`), 'refuse', /circle/);
    assert.equal(server.requests.length, 6);
  });
});

test('what was moved for good is told apart from a detour', async () => {
  await using server = await wildServer((socket, request) => {
    const path = /^GET (\S+)/.exec(request)?.[1] ?? '';
    const [status, location] = MOVES[path] ?? [];
    socket.write(
      status === undefined ? answerBytes('200 OK', {}, '1') : answerBytes(status, { location: location ?? '' }),
    );
  });
  await using fetch = reach({ allow: [server.origin] });
  const moved = async (path: string) => {
    const { url, movedTo } = await fetch(server.origin + path);
    return [url, movedTo].map(one => one?.slice(server.origin.length) ?? null);
  };
  assert.deepEqual(await moved('/here'), ['/here', null]);
  assert.deepEqual(await moved('/old'), ['/here', '/here']);
  assert.deepEqual(await moved('/older'), ['/here', '/here']);
  assert.deepEqual(await moved('/today'), ['/here', null]);
  assert.deepEqual(await moved('/mixed'), ['/here', '/today']);
});

const MOVES: Record<string, [string, string]> = {
  '/old': ['301 Moved Permanently', '/here'],
  '/older': ['308 Permanent Redirect', '/old'],
  '/today': ['302 Found', '/here'],
  '/mixed': ['301 Moved Permanently', '/today'],
};

test('a write is not carried to another host', async () => {
  await using other = await wildServer(socket => socket.write(answerBytes('200 OK', {}, '1')));
  for (const status of ['302 Found', '307 Temporary Redirect'])
    await answering(answerBytes(status, { location: `${other.origin}/` }), async server => {
      await using fetch = reach({ allow: [server.origin, other.origin] });
      await failure(fetch(`${server.origin}/`, WRITE), 'refuse', /not taken/);
    });
  assert.deepEqual(other.requests, []);
});

test('nobody there: nothing was written, so a write may be tried again', async () => {
  const vacant = createServer().listen(0, '127.0.0.1');
  const address = await new Promise<{ port: number }>(resolve =>
    vacant.on('listening', () => resolve(vacant.address() as { port: number })),
  );
  await new Promise(resolve => vacant.close(resolve));
  const origin = `http://127.0.0.1:${address.port}`;
  await using fetch = reach({ allow: [origin] });
  await failure(fetch(`${origin}/`, WRITE), 'retry', /Nobody answers/);
});

test('cut after the request left: a read is tried again, a write is unsure', async () => {
  await using server = await wildServer(socket => socket.destroy());
  await using fetch = reach({ allow: [server.origin] });
  await failure(fetch(`${server.origin}/`), 'retry', /hung up/);
  await failure(fetch(`${server.origin}/`, WRITE), 'unsure', /hung up/);
});

test('silence, slow dripping and half an answer end within the time allowed', async () => {
  await using silent = await wildServer(() => {});
  await using dripping = await wildServer(socket => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
    const drip = setInterval(() => socket.write('a'), 10);
    socket.on('close', () => clearInterval(drip));
  });
  await using fetch = reach({ allow: [silent.origin, dripping.origin] });
  await failure(fetch(`${silent.origin}/`, { timeoutMs: 150 }), 'retry', /too long|in time/);
  await failure(fetch(`${silent.origin}/`, { ...WRITE, timeoutMs: 150 }), 'unsure', /too long|in time/);
  await failure(fetch(`${dripping.origin}/`, { timeoutMs: 200 }), 'retry', /too long/);
});

test('an answer that lies about its length is not believed', async () => {
  const short = Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 50\r\nconnection: close\r\n\r\n'),
    Buffer.from('[1,2'),
  ]);
  await using server = await wildServer(socket => socket.end(short));
  await using fetch = reach({ allow: [server.origin] });
  await failure(fetch(`${server.origin}/`), 'retry', /hung up|announced|broke/);
  await failure(fetch(`${server.origin}/`, WRITE), 'unsure', /hung up|announced|broke/);
});

test('no answer grows past the limit: not by its announcement, not by streaming, not by unpacking', async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000));
  assert.ok(bomb.length < 30_000);
  await answering(answerBytes('200 OK', { 'content-encoding': 'gzip' }, bomb), async (server, fetch) => {
    await failure(fetch(`${server.origin}/`, { maxBytes: 1_000_000 }), 'refuse', /larger than 1000000/);
  });
  await answering(answerBytes('200 OK', {}, 'a'.repeat(3000)), async (server, fetch) => {
    await failure(fetch(`${server.origin}/`, { maxBytes: 1000 }), 'refuse', /larger/);
  });
  const chunks = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'400\r\n'.concat('a'.repeat(1024), '\r\n').repeat(50)}`;
  await answering(Buffer.from(chunks), async (server, fetch) => {
    await failure(fetch(`${server.origin}/`, { maxBytes: 10_000 }), 'refuse', /larger/);
  });
});

test('damaged packing is a failure, not a crash', async () => {
  const damaged = gzipSync('hello '.repeat(100));
  damaged.fill(7, 12, 30);
  await answering(answerBytes('200 OK', { 'content-encoding': 'gzip' }, damaged), async (server, fetch) => {
    await failure(fetch(`${server.origin}/`), 'retry', /damaged|too soon|broke/);
  });
  await answering(answerBytes('200 OK', { 'content-encoding': 'rot13' }, 'uryyb'), async (server, fetch) => {
    await failure(fetch(`${server.origin}/`), 'retry', /packed/);
  });
});

test('a web page instead of data is named as one, and leaves a write unsure', async () => {
  await answering(
    answerBytes('200 OK', { 'content-type': 'text/html' }, '<!doctype html><p>Sign in</p>'),
    async (server, fetch) => {
      const read = await fetch(`${server.origin}/`);
      assert.throws(
        () => read.json(),
        (e: unknown) => e instanceof NetworkFailure && e.next === 'retry' && /web page/.test(e.message),
      );
      const written = await fetch(`${server.origin}/`, WRITE);
      assert.throws(
        () => written.json(),
        (e: unknown) => e instanceof NetworkFailure && e.next === 'unsure',
      );
    },
  );
});

test('statuses are classed, with the hint and the words of the network', async () => {
  for (const [status, headers, body, next, options] of [
    ['429 Too Many', { 'retry-after': '17' }, '{"error":"slow down"}', 'retry', WRITE],
    ['401 Unauthorized', {}, '{"message":"token expired"}', 'reauthorise', WRITE],
    ['403 Forbidden', {}, '{"errors":[{"detail":"replies are closed"}]}', 'refuse', WRITE],
    ['410 Gone', {}, '{}', 'gone', WRITE],
    ['422 Unprocessable', {}, '{"error":"text is too long"}', 'refuse', WRITE],
    ['500 Oops', {}, '', 'retry', {}],
    ['502 Bad Gateway', {}, '<html>', 'unsure', WRITE],
    ['503 Busy', {}, '', 'retry', WRITE],
  ] as const)
    await answering(answerBytes(status, headers, body), async (server, fetch) => {
      const error = await failure(fetch(`${server.origin}/`, options as FetchOptions), next, /./);
      if (status.startsWith('429')) assert.deepEqual([error.afterSeconds, error.said], [17, 'slow down']);
      if (status.startsWith('403')) assert.equal(error.said, 'replies are closed');
      if (status.startsWith('502')) assert.equal(error.said, null);
    });
});

test('a form goes out whole, and an accepted status is not thrown', async () => {
  await answering(answerBytes('304 Not Modified', {}, ''), async (server, fetch) => {
    const form = new FormData();
    form.append('file', new Blob(['abc'], { type: 'image/png' }), 'a.png');
    const answer = await fetch(`${server.origin}/`, { method: 'POST', body: form, accept: status => status === 304 });
    assert.equal(answer.status, 304);
    assert.match(server.requests[0] ?? '', /multipart\/form-data; boundary=/);
  });
});

test('stopping the channel ends a request under way', async () => {
  const stop = new AbortController();
  await using server = await wildServer(() => stop.abort());
  await using fetch = reach({ allow: [server.origin], signal: stop.signal });
  await failure(fetch(`${server.origin}/`, WRITE), 'unsure', /./);
  await failure(fetch(`${server.origin}/`, WRITE), 'retry', /./);
});
