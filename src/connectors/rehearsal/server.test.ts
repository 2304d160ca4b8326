import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealText } from '../kit/signature.ts';
import { journalInMemory } from './fake.ts';
import { drawnPicture } from './picture.ts';
import { type RehearsalServerOptions, rehearsalServer } from './server.ts';
import { openSquare } from './square.ts';
import { companyToken } from './token.ts';

const ORIGIN = 'http://127.0.0.1:7373';
const seal = (text: string) => sealText('the key', text);
const token = companyToken(seal, { handle: 'kestrel', name: 'Kestrel', pace: { speed: 0, seed: 1 } });

async function house(options: Partial<RehearsalServerOptions> = {}) {
  const square = await openSquare(journalInMemory(), () => new Date('2026-03-01T12:00:00Z'));
  const serve = rehearsalServer({
    square,
    seal,
    hasChannel: () => true,
    isForEveryone: false,
    every: () => () => {},
    ...options,
  });
  const ask = (path: string, init: RequestInit = {}, address: string | null = '127.0.0.1', origin = ORIGIN) =>
    serve(new Request(`${origin}/rehearsal${path}`, init), { address });
  const post = (path: string, fields: Record<string, string | Blob>, headers: Record<string, string> = {}) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return ask(path, { method: 'POST', body, headers: { origin: ORIGIN, ...headers } });
  };
  const api = (path: string, init: RequestInit = {}) =>
    ask(`/api/${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  await api('me');
  return { square, ask, post, api, posts: () => [...square.state.posts.values()] };
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

test('a visitor posts under any name, edits, deletes and answers, and is remembered', async () => {
  const it = await house();
  const posted = await it.post('/post', { as: 'Zoë Q.', text: '@kestrel it leaks' });
  assert.equal(posted.status, 303);
  const cookie = cookieOf(posted);
  assert.match(posted.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/);
  const [post] = it.posts();
  assert.equal(post?.by, 'p-zoë_q');
  await it.post(`/edit/${post?.id}`, { text: '@kestrel it leaks a lot' }, { cookie });
  await it.post('/post', { as: 'Owen', text: 'Mine too', parent: post?.id ?? '' });
  assert.equal((await it.post(`/edit/${post?.id}`, { as: 'Owen', text: 'no' })).status, 403);
  await it.post('/private/c-kestrel', { text: 'Between us' }, { cookie });
  const page = await (await it.ask('', { headers: { cookie } })).text();
  assert.match(page, /data-post-id="[^"]+" data-author="p-zoë_q"/);
  assert.match(page, /it leaks a lot/);
  assert.match(page, /You are <strong>Zoë Q\.<\/strong>/);
  assert.doesNotMatch(page, /Between us/);
  assert.match(await (await it.ask('/private/c-kestrel', { headers: { cookie } })).text(), /Between us/);
  assert.doesNotMatch(await (await it.ask('/private/c-kestrel')).text(), /Between us/);
  await it.post(`/delete/${post?.id}`, {}, { cookie });
  assert.match(await (await it.ask('')).text(), /Deleted by its author/);
});

test('the company’s answer stands on the page, and what was read in private is told', async () => {
  const it = await house();
  const cookie = cookieOf(await it.post('/post', { as: 'Thea', text: '@kestrel hello' }));
  const root = it.posts()[0]?.id ?? '';
  const send = (body: object) =>
    it.api('posts', {
      method: 'POST',
      headers: { 'idempotency-key': JSON.stringify(body) },
      body: JSON.stringify(body),
    });
  await send({ text: 'We are on it', parent: root });
  await send({ text: 'Your address, please?', to: 'p-thea', about: root });
  const page = await (await it.ask(`/post/${root}`)).text();
  assert.match(page, /data-author="c-kestrel"\s+data-company>[\s\S]*We are on it/);
  assert.match(await (await it.ask('/private/c-kestrel', { headers: { cookie } })).text(), /Your address/);
  const { entries } = (await (await it.api('acts')).json()) as { entries: { kind: string }[] };
  assert.deepEqual(
    entries.map(({ kind }) => kind),
    ['post', 'post', 'post', 'read'],
  );
});

test('who is there already is found by name or handle, and nobody can be the company', async () => {
  const it = await house();
  for (const as of ['Thea Lindqvist', '@thea_lindqvist', 'THEA LINDQVIST'])
    await it.post('/post', { as, text: `as ${as}` });
  assert.deepEqual(new Set(it.posts().map(({ by }) => by)), new Set(['p-thea_lindqvist']));
  assert.equal((await it.post('/post', { as: 'Kestrel', text: 'We are closed' })).status, 409);
});

test('no body is read further than it may go, whatever it announces', async () => {
  const it = await house();
  let taken = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const init = {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { origin: ORIGIN, 'content-type': 'multipart/form-data; boundary=x' },
  };
  assert.equal((await it.ask('/post', init as RequestInit)).status, 413);
  assert.ok(taken < 4_000_000, `${taken}`);
});

test('whatever people write is text on the page, never markup', async () => {
  const it = await house();
  const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>" onfocus="alert(1)';
  await it.post('/post', {
    as: `${evil.slice(0, 20)}`,
    text: evil,
    picture: new Blob([new Uint8Array(drawnPicture(1))]),
    description: evil,
  });
  const response = await it.ask('');
  const page = await response.text();
  assert.doesNotMatch(page, /<script>alert|<img src=x|" onfocus=/);
  assert.match(page, /&lt;script&gt;alert/);
  assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'.*script-src 'self'/);
  assert.doesNotMatch(page, /<script(?! src="\/rehearsal\/page\.js")/);
});

test('only this machine may visit: no stranger, no proxy’s guest, no other name for this address', async () => {
  const it = await house();
  assert.equal((await it.ask('', {}, '192.168.1.7')).status, 403);
  assert.equal((await it.ask('', {}, null)).status, 403);
  assert.equal((await it.ask('', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status, 403);
  assert.equal((await it.ask('', {}, '127.0.0.1', 'http://evil.example:7373')).status, 421);
  assert.equal((await it.ask('', {}, '::1', 'http://localhost:7373')).status, 200);
  assert.equal((await it.ask('', {}, '::ffff:127.0.0.1')).status, 200);
  const open = await house({ isForEveryone: true });
  assert.equal((await open.ask('', {}, '192.168.1.7', 'http://desk.example')).status, 200);
});

test('another site cannot post through a visitor’s browser', async () => {
  const it = await house();
  for (const headers of [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: '', 'sec-fetch-site': 'cross-site' },
  ]) {
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
    const body = new URLSearchParams({ as: 'Thea', text: 'not me' });
    assert.equal((await it.ask('/post', { method: 'POST', body, headers: sent })).status, 403, JSON.stringify(headers));
  }
  assert.deepEqual(it.posts(), []);
});

test('there is no page without a channel', async () => {
  const it = await house({ hasChannel: () => false });
  assert.equal((await it.ask('')).status, 404);
  assert.equal((await it.post('/post', { as: 'Thea', text: 'hello' })).status, 404);
});

test('the API knows only keys that this installation sealed', async () => {
  const it = await house();
  const forged = companyToken(text => sealText('another key', text), {
    handle: 'kestrel',
    name: 'Kestrel',
    pace: { speed: 1, seed: 1 },
  });
  for (const authorization of [
    '',
    'Bearer x',
    `Bearer ${forged}`,
    `Bearer ${token}x`,
    `Bearer .${token.split('.')[1]}`,
  ])
    assert.equal((await it.ask('/api/acts', { headers: { authorization } })).status, 401, authorization);
  assert.equal((await it.api('nowhere')).status, 404);
  assert.equal((await it.api('posts', { method: 'POST', body: 'not json' })).status, 400);
  assert.equal((await it.api('media', { method: 'POST', body: '<svg>' })).status, 415);
});

test('a stream that is left is forgotten by the square', async () => {
  const it = await house();
  const response = await it.api('stream');
  assert.equal(it.square.listeners.size, 1);
  await response.body?.cancel();
  assert.equal(it.square.listeners.size, 0);
});

test('strange visits end in a page that says what is wrong', async () => {
  const it = await house();
  for (const [path, status] of [
    ['/post/none', 404],
    ['/private/none', 404],
    ['/elsewhere', 404],
    ['/media/none', 404],
    ['/post/%E0%A4%A', 404],
  ] as const)
    assert.equal((await it.ask(path)).status, status, path);
  assert.equal((await it.post('/post', { as: '', text: 'Who am I?' })).status, 422);
  assert.equal((await it.post('/post', { as: '!!!', text: 'A name of signs' })).status, 422);
  assert.equal(
    (await it.post('/post', { as: 'Thea', text: 'x', picture: new Blob(['<svg onload=alert(1)>']) })).status,
    415,
  );
  assert.equal((await it.ask('', { method: 'DELETE', headers: { origin: ORIGIN } })).status, 405);
  assert.equal(
    (await it.ask('/post', { method: 'POST', body: 'x', headers: { origin: ORIGIN, 'content-type': 'text/plain' } }))
      .status,
    400,
  );
});
