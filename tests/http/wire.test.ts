import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { paths } from '../../src/contract/paths.ts';
import { JSON_BODY_BYTES } from '../../src/http/body.ts';
import { hostsFor } from '../../src/http/guard.ts';
import { HOOK_BODY_BYTES } from '../../src/http/hooks.ts';
import { makeLog } from '../../src/log.ts';
import type { MediaFile } from '../../src/services/media.ts';
import { openTestHeed } from '../support/app.ts';
import { freshFolder } from '../support/folder.ts';

const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };
const LARGE = 'export const words = 1;\n'.repeat(100);
type Problem = { code: string; detail: string; status: number; reference?: string; fields?: { path: string }[] };

test('what does not exist, and what is asked the wrong way, is a problem document', async t => {
  const heed = await openTestHeed(t);
  const none = await heed.call('GET', '/api/v1/nothing');
  assert.equal(none.status, 404);
  assert.match(none.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const wrong = await heed.call('PUT', '/api/v1/session');
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get('allow'), 'POST, DELETE');
});

test('a body that is broken, too deep, of another kind or too large is refused before anybody reads it', async t => {
  const heed = await openTestHeed(t);
  const post = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const response = await fetch(`${heed.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return [response.status, ((await response.json()) as Problem).code];
  };
  assert.deepEqual(await post('{"email":'), [400, 'not_understood']);
  assert.deepEqual(await post(new Uint8Array([0x7b, 0xff, 0x7d])), [400, 'not_understood']);
  assert.deepEqual(await post('['.repeat(50_000) + ']'.repeat(50_000)), [400, 'not_understood']);
  assert.deepEqual(await post('a=b', 'application/x-www-form-urlencoded'), [415, 'not_json']);
  assert.deepEqual(await post('{}', 'text/plain'), [415, 'not_json']);
  assert.deepEqual(await post(`"${'x'.repeat(JSON_BODY_BYTES)}"`), [413, 'too_large']);
  assert.deepEqual(await post('{}'), [422, 'not_valid']);
});

test('a body without an end is cut at the limit', async t => {
  const heed = await openTestHeed(t);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sending = request(`${heed.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    sending.on('response', response => resolve(response.statusCode));
    sending.on('error', reject);
    for (let n = 0; n < 20; n++) sending.write('x'.repeat(JSON_BODY_BYTES / 10));
  });
  assert.equal(status, 413);
});

test('every field that is wrong is named', async t => {
  const heed = await openTestHeed(t);
  const reply = await heed.call('POST', '/api/v1/welcome', {
    body: { token: 'x', name: ' ', email: 'no', password: 'short' },
  });
  assert.equal(reply.status, 422);
  const paths = (reply.body as Problem).fields?.map(field => field.path).sort();
  assert.deepEqual(paths, ['brand', 'email', 'name', 'password']);
});

test('hostile words are kept as words: markup as it is, NUL refused, half characters mended', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  const rename = (name: string) => heed.call('PATCH', '/api/v1/brands/1', { token, body: { name } });
  const markup = '<script>alert(1)</script> \u202e\u200b';
  const kept = await rename(markup);
  assert.equal((kept.body as { brand: { name: string } }).brand.name, markup.trim());
  assert.equal(kept.headers.get('x-content-type-options'), 'nosniff');
  assert.match(kept.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal((await rename('a\u0000b')).status, 422);
  assert.equal((await rename('x'.repeat(121))).status, 422);
  const half = await rename('half \ud83d of one');
  assert.equal((half.body as { brand: { name: string } }).brand.name, 'half \ufffd of one');
  const query = await heed.call('GET', '/api/v1/welcome?token=%00', {});
  assert.equal(query.status, 422);
});

test('ids and brands that cannot be are not found, and break nothing', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  for (const brand of ['0', '999999999', '99999999999', '-1', "1'--", '%00', '..%2F..', 'KESTREL', 'nowhere']) {
    const reply = await heed.call('GET', `/api/v1/brands/${brand}/inboxes`, { token });
    assert.equal(reply.status, 404, brand);
  }
  for (const id of ['x', "'", '%00', '%F0%9F', '00000000-0000-0000-0000-000000000000', 'a'.repeat(3000)]) {
    const reply = await heed.call('PATCH', `/api/v1/brands/1/inboxes/${id}`, { token, body: {} });
    assert.equal(reply.status, 404, id);
  }
});

test('a bug answers 500 without its words, and its reference stands in the log beside them', async t => {
  const lines: string[] = [];
  const log = makeLog({ level: 'error', sink: { write: line => lines.push(line) } });
  const heed = await openTestHeed(t, { log });
  const { token } = await heed.services.welcome.setUp(OWNER);
  heed.services.brands.rename = () => Promise.reject(new TypeError('the secret inner words'));
  const reply = await heed.call('PATCH', '/api/v1/brands/1', { token, body: { name: 'x' } });
  const { code, reference } = reply.body as Problem;
  assert.deepEqual([reply.status, code], [500, 'bug']);
  assert.ok(!JSON.stringify(reply.body).includes('secret inner words'));
  assert.ok(reference && lines.some(line => line.includes(reference) && line.includes('secret inner words')));
});

test('a service that never ends is given up', async t => {
  const heed = await openTestHeed(t, { requestTimeoutMs: 30 });
  const { token } = await heed.services.welcome.setUp(OWNER);
  heed.services.brands.rename = () => new Promise(() => {});
  const reply = await heed.call('PATCH', '/api/v1/brands/1', { token, body: { name: 'x' } });
  assert.deepEqual([reply.status, (reply.body as Problem).code], [503, 'took_too_long']);
});

test('every answer, refusals and pages too, carries the headers that keep a browser safe', async t => {
  const heed = await openTestHeed(t, { deskFolder: await deskIn(await freshFolder(t)) });
  for (const path of [
    '/',
    '/api/v1/me',
    '/api/v1/welcome',
    '/api/v1/nothing',
    '/nothing.png',
    '/healthz',
    '/assets/a-1.js',
  ]) {
    const { headers } = await heed.call('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
    assert.equal(headers.get('access-control-allow-origin'), null, path);
  }
});

test('a page of another site changes nothing, with a cookie or without', async t => {
  const heed = await openTestHeed(t);
  await heed.services.welcome.setUp(OWNER);
  const { email, password } = OWNER;
  const signIn = (headers: Record<string, string>) =>
    heed.call('POST', '/api/v1/session', { headers, body: { email, password } });
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${heed.url}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const reply = await signIn(headers as Record<string, string>);
    assert.deepEqual([reply.status, (reply.body as Problem).code], [403, 'foreign_page'], JSON.stringify(headers));
  }
  assert.equal((await signIn({ origin: heed.url, 'sec-fetch-site': 'same-origin' })).status, 200);
});

test('a Heed on this machine only answers to no other name', async t => {
  const hosts = hostsFor('127.0.0.1', ['https://desk.kestrel.example']);
  const heed = await openTestHeed(t, { hosts });
  const ask = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${heed.url}/api/v1/welcome`, { headers: { host } }, response => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  assert.equal(await ask('rebound.evil.example'), 403);
  assert.equal(await ask('localhost:7373'), 200);
  assert.equal(await ask('desk.kestrel.example'), 200);
  assert.equal(hostsFor('0.0.0.0', ['http://x.example']), null);
});

test('the desk: its page is never kept, its hashed files for ever, and nothing else of the disk is reached', async t => {
  const heed = await openTestHeed(t, { deskFolder: await deskIn(await freshFolder(t)) });
  const page = await heed.call('GET', '/');
  assert.deepEqual([page.status, page.body, page.headers.get('cache-control')], [200, '<p>desk</p>', 'no-store']);
  assert.equal((await heed.call('GET', '/people/some-one')).body, '<p>desk</p>');
  const asset = await heed.call('GET', '/assets/a-1.js');
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/);
  assert.match(asset.headers.get('content-type') ?? '', /^text\/javascript/);
  assert.equal((await heed.call('HEAD', '/assets/a-1.js')).body, '');
  const large = await heed.call('GET', '/assets/large-2.js', { headers: { 'accept-encoding': 'br' } });
  assert.equal(large.headers.get('content-encoding'), 'br');
  assert.equal(String(large.body), LARGE);
  for (const path of ['/assets/gone.js', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/api', '/hooks/x', '/x.php']) {
    const reply = await heed.call('GET', path);
    assert.equal(reply.status, 404, path);
    assert.doesNotMatch(JSON.stringify(reply.body), /secret words|desk<\/p>/, path);
  }
});

test('a stranger’s file is shown as a picture or played, in a sandbox; anything else is saved under no type of its own', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  const asked = (type: string, use: MediaFile['use'], headers: Record<string, string> = {}) => {
    heed.services.media.open = () => Promise.resolve({ type, use, bytes: Buffer.from('<script>') });
    return heed.call('GET', '/api/v1/brands/1/media/abc', { token, headers });
  };
  const served = async (type: string, use: MediaFile['use']) => (await asked(type, use)).headers;
  const picture = await served('image/png', 'show');
  assert.deepEqual([picture.get('content-type'), picture.get('content-disposition')], ['image/png', 'inline']);
  const page = await served('text/html', 'save');
  assert.equal(page.get('content-type'), 'application/octet-stream');
  assert.equal(page.get('content-disposition'), 'attachment');
  const sound = await served('audio/ogg', 'play');
  assert.deepEqual([sound.get('content-type'), sound.get('accept-ranges')], ['audio/ogg', 'bytes']);
  const part = await asked('audio/ogg', 'play', { range: 'bytes=1-3' });
  assert.deepEqual([part.status, part.body, part.headers.get('content-range')], [206, 'scr', 'bytes 1-3/8']);
  assert.equal((await asked('audio/ogg', 'play', { range: 'bytes=-2' })).body, 't>');
  assert.equal((await asked('audio/ogg', 'play', { range: 'bytes=90-' })).status, 200, 'what is not there is not cut');
  assert.equal((await asked('text/html', 'save', { range: 'bytes=1-3' })).status, 200);
  for (const headers of [picture, page, sound]) {
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('cache-control') ?? '', /private/);
  }
});

test('health: alive always, ready only while everything it needs answers', async t => {
  const checks = [
    { name: 'database', run: () => Promise.resolve() },
    { name: 'worker', run: () => Promise.reject(new Error('inner words')) },
  ];
  const heed = await openTestHeed(t, { health: { checks } });
  assert.equal((await heed.call('GET', '/healthz')).status, 200);
  const ready = await heed.call('GET', '/readyz');
  assert.equal(ready.status, 503);
  assert.deepEqual(ready.body, { ready: false, checks: { database: true, worker: false } });
});

test('figures are for this machine, or for a token and then only of the brands it leads', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  await heed.call('POST', '/api/v1/brands', { token, body: { name: 'Heron' } });
  const body = { name: 'Lea', email: 'lea@heron.example', role: 'lead' };
  const added = await heed.call('POST', '/api/v1/brands/heron/members', { token, body });
  const { member } = added.body as { member: { id: string } };
  const lea = await heed.services.tokens.make({ agentId: member.id }, 'watch');
  const here = await heed.call('GET', '/metrics');
  assert.equal(here.status, 200);
  assert.match(String(here.body), /heed_waiting\{brand="1"\} 0/);
  assert.match(String(here.body), /heed_request_seconds_count\{/);
  const proxied = { 'x-forwarded-for': '203.0.113.9' };
  assert.equal((await heed.call('GET', '/metrics', { headers: proxied })).status, 401);
  const hers = await heed.call('GET', '/metrics', { headers: proxied, token: lea.token });
  assert.match(String(hers.body), /heed_waiting\{brand="2"\}/);
  assert.doesNotMatch(String(hers.body), /brand="1"/);
  const behindProxy = await openTestHeed(t, { publicUrl: 'https://desk.kestrel.example' });
  assert.equal((await behindProxy.call('GET', '/metrics')).status, 401);
});

test('a page beside the desk is told whether its caller is on this machine', async t => {
  const seen: boolean[] = [];
  const handle = (_: Request, caller: { isLocal: boolean }) => {
    seen.push(caller.isLocal);
    return caller.isLocal ? new Response('square') : null;
  };
  const heed = await openTestHeed(t, { mounts: [{ path: '/rehearsal', handle }] });
  assert.equal((await heed.call('GET', '/rehearsal')).body, 'square');
  assert.equal((await heed.call('POST', '/rehearsal/post')).body, 'square');
  const far = await heed.call('GET', '/rehearsal', { headers: { 'x-forwarded-for': '203.0.113.9' } });
  assert.equal(far.status, 404);
  assert.deepEqual(seen, [true, true, false]);
});

test('a hook reaches the receiver as the bytes it was, and too many bytes do not', async t => {
  const got: { place: unknown; text: string }[] = [];
  const receive: NonNullable<Parameters<typeof openTestHeed>[1]>['receive'] = {
    receive: async (place, call) => {
      got.push({ place, text: Buffer.from(call.bytes).toString() });
      return { status: 200, body: 'thanks', read: Promise.resolve() };
    },
    catchUp: () => Promise.resolve(0),
  };
  const heed = await openTestHeed(t, { receive });
  const reply = await heed.call('POST', '/hooks/7/abc', {
    body: { a: 1 },
    headers: { origin: 'https://network.example' },
  });
  assert.deepEqual([reply.status, reply.body], [200, 'thanks']);
  assert.deepEqual(got, [{ place: { brandId: 7, channelId: 'abc' }, text: '{"a":1}' }]);
  const large = await heed.call('POST', '/hooks/7/abc', { body: 'x'.repeat(HOOK_BODY_BYTES) });
  assert.equal(large.status, 413);
  assert.equal((await heed.call('GET', '/hooks/abc/abc')).status, 404);
});

test('the OpenAPI document names every endpoint, and every reference in it leads somewhere', async t => {
  const heed = await openTestHeed(t);
  const { body } = await heed.call('GET', '/api/openapi.json');
  const document = body as {
    paths: Record<string, Record<string, { operationId: string }>>;
    components: { schemas: object };
  };
  const named = Object.values(document.paths).flatMap(path =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  assert.deepEqual(named.sort(), Object.keys(paths).sort());
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  assert.ok(references.length > 20);
  for (const [, name] of references) assert.ok(name && name in document.components.schemas, `${name} leads nowhere`);
});

async function deskIn(folder: string): Promise<string> {
  const desk = join(folder, 'dist');
  await mkdir(join(desk, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret words');
  await writeFile(join(desk, 'index.html'), '<p>desk</p>');
  await writeFile(join(desk, 'assets/a-1.js'), 'export {}');
  await writeFile(join(desk, 'assets/large-2.js'), LARGE);
  return desk;
}
