import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAuthTables } from 'better-auth/db';
import {
  authOptions,
  SIGN_IN_FAILURES_PER_ACCOUNT,
  SIGN_IN_FAILURES_PER_ADDRESS,
  SIGN_IN_WINDOW_MINUTES,
} from '../../src/services/sign-in.ts';
import { openTestHeed, type TestHeed } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';

const OWNER = {
  name: 'Olga Owner',
  email: 'olga@kestrel.example',
  password: 'a long enough password',
  brand: 'Kestrel',
};

async function becomeOwner(heed: TestHeed) {
  const token = await heed.services.welcome.freshToken();
  return heed.call('POST', '/api/v1/welcome', { body: { token, ...OWNER } });
}

function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ');
}

test('the one-time link makes the first owner, signs them in, and dies', async t => {
  const heed = await openTestHeed(t);
  const token = await heed.services.welcome.freshToken();
  const look = await heed.call('GET', `/api/v1/welcome?token=${token}`);
  assert.deepEqual(look.body, { needsOwner: true, tokenIsGood: true, version: '0.0.0-test' });
  const made = await heed.call('POST', '/api/v1/welcome', { body: { token, ...OWNER } });
  assert.equal(made.status, 201);
  assert.deepEqual(made.body, { brand: { id: 1, slug: 'kestrel', name: 'Kestrel', role: 'owner' } });
  const me = await heed.call('GET', '/api/v1/me', { headers: { cookie: cookieOf(made.headers) } });
  assert.equal(me.status, 200);
  const again = await heed.call('POST', '/api/v1/welcome', {
    body: { token, ...OWNER, email: 'eve@elsewhere.example' },
  });
  assert.equal(again.status, 403);
  assert.equal(await heed.services.welcome.freshToken(), null);
  const after = await heed.call('GET', `/api/v1/welcome?token=${token}`);
  assert.deepEqual(after.body, { needsOwner: false, tokenIsGood: false, version: '0.0.0-test' });
});

test('of two who use the link at once, one becomes owner', async t => {
  const heed = await openTestHeed(t);
  const token = await heed.services.welcome.freshToken();
  const tries = ['a@kestrel.example', 'b@kestrel.example', 'c@kestrel.example'].map(email =>
    heed.call('POST', '/api/v1/welcome', { body: { token, ...OWNER, email } }),
  );
  const statuses = (await Promise.all(tries)).map(reply => reply.status).sort();
  assert.deepEqual(statuses, [201, 403, 403]);
});

test('a fresh link ends the one printed before', async t => {
  const heed = await openTestHeed(t);
  const first = await heed.services.welcome.freshToken();
  await heed.services.welcome.freshToken();
  const reply = await heed.call('POST', '/api/v1/welcome', { body: { token: first, ...OWNER } });
  assert.equal(reply.status, 403);
});

test('the session cookie is for this site alone, out of reach of scripts, and ends with signing out', async t => {
  const heed = await openTestHeed(t);
  await becomeOwner(heed);
  const { email, password } = OWNER;
  const signedIn = await heed.call('POST', '/api/v1/session', { body: { email: email.toUpperCase(), password } });
  assert.equal(signedIn.status, 200);
  const [cookie = ''] = signedIn.headers.getSetCookie();
  assert.match(cookie, /HttpOnly/i);
  assert.match(cookie, /SameSite=Strict/i);
  const headers = { cookie: cookieOf(signedIn.headers) };
  assert.equal((await heed.call('GET', '/api/v1/me', { headers })).status, 200);
  assert.equal((await heed.call('DELETE', '/api/v1/session', { headers })).status, 200);
  assert.equal((await heed.call('GET', '/api/v1/me', { headers })).status, 401);
});

test('a wrong password and an unknown address get the same words', async t => {
  const heed = await openTestHeed(t);
  await becomeOwner(heed);
  const wrong = await heed.call('POST', '/api/v1/session', { body: { email: OWNER.email, password: 'wrong' } });
  const unknown = await heed.call('POST', '/api/v1/session', { body: { email: 'x@y.example', password: 'wrong' } });
  assert.equal(wrong.status, 401);
  assert.deepEqual(wrong.body, unknown.body);
  assert.deepEqual(wrong.headers.getSetCookie(), []);
});

test('guessing one account is stopped, the right password too, until the window has passed', async t => {
  const heed = await openTestHeed(t);
  await becomeOwner(heed);
  const attempt = (password: string) =>
    heed.call('POST', '/api/v1/session', { body: { email: OWNER.email, password } });
  for (let n = 0; n < SIGN_IN_FAILURES_PER_ACCOUNT; n++) assert.equal((await attempt('wrong')).status, 401);
  assert.equal((await attempt(OWNER.password)).status, 429);
  heed.clock.now = new Date(heed.clock.now.getTime() + SIGN_IN_WINDOW_MINUTES * 60_000 + 1);
  assert.equal((await attempt(OWNER.password)).status, 200);
});

test('guessing from one address is stopped, whichever accounts it tries; an IPv6 caller counts as its whole network', async t => {
  const heed = await openTestHeed(t);
  await becomeOwner(heed);
  const attempt = (n: number, from: string) =>
    heed.call('POST', '/api/v1/session', {
      body: { email: `guess-${n}@kestrel.example`, password: 'wrong' },
      headers: { 'x-forwarded-for': from },
    });
  for (let n = 0; n < SIGN_IN_FAILURES_PER_ADDRESS; n++) {
    assert.equal((await attempt(n, `2001:db8:1:2:${n.toString(16)}::1`)).status, 401);
  }
  assert.equal((await attempt(99, '2001:db8:1:2:ffff::1')).status, 429);
  assert.equal((await attempt(99, '2001:db8:1:3::1')).status, 401);
});

test('an open session is no place to guess its password', async t => {
  const heed = await openTestHeed(t);
  const headers = { cookie: cookieOf((await becomeOwner(heed)).headers) };
  const guess = (current: string) =>
    heed.call('POST', '/api/v1/me/password', { headers, body: { current, next: 'another long password' } });
  for (let n = 0; n < SIGN_IN_FAILURES_PER_ACCOUNT; n++) assert.equal((await guess('wrong')).status, 422);
  assert.equal((await guess(OWNER.password)).status, 429);
});

test('changing the password ends every other session and keeps this one', async t => {
  const heed = await openTestHeed(t);
  const here = { cookie: cookieOf((await becomeOwner(heed)).headers) };
  const { email, password } = OWNER;
  const there = {
    cookie: cookieOf((await heed.call('POST', '/api/v1/session', { body: { email, password } })).headers),
  };
  const change = (current: string) =>
    heed.call('POST', '/api/v1/me/password', { headers: here, body: { current, next: 'another long password' } });
  assert.equal((await change('not this one')).status, 422);
  assert.equal((await change(password)).status, 200);
  assert.equal((await heed.call('GET', '/api/v1/me', { headers: here })).status, 200);
  assert.equal((await heed.call('GET', '/api/v1/me', { headers: there })).status, 401);
  assert.equal((await heed.call('POST', '/api/v1/session', { body: { email, password } })).status, 401);
});

test('a bearer token works without a cookie, is shown once, and stops when revoked', async t => {
  const heed = await openTestHeed(t);
  const headers = { cookie: cookieOf((await becomeOwner(heed)).headers) };
  const made = await heed.call('POST', '/api/v1/me/tokens', { headers, body: { name: 'a script' } });
  assert.equal(made.status, 201);
  const { id, token } = made.body as { id: string; token: string };
  assert.match(token, /^heed_[\w-]{43}$/);
  assert.equal((await heed.call('GET', '/api/v1/me', { token })).status, 200);
  const list = await heed.call('GET', '/api/v1/me/tokens', { token });
  assert.ok(!JSON.stringify(list.body).includes(token));
  assert.equal((await heed.call('DELETE', `/api/v1/me/tokens/${id}`, { token })).status, 200);
  assert.equal((await heed.call('GET', '/api/v1/me', { token })).status, 401);
});

test('a wrong bearer token is not rescued by a good cookie', async t => {
  const heed = await openTestHeed(t);
  const headers = { cookie: cookieOf((await becomeOwner(heed)).headers) };
  const reply = await heed.call('GET', '/api/v1/me', { headers, token: `heed_${'A'.repeat(43)}` });
  assert.equal(reply.status, 401);
});

test('another person’s token cannot be revoked, nor told from one that does not exist', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  const added = await heed.call('POST', '/api/v1/brands/1/members', {
    token,
    body: { name: 'Ann', email: 'ann@kestrel.example', role: 'agent' },
  });
  const { member, firstPassword } = added.body as { member: { id: string }; firstPassword: string };
  const email = 'ann@kestrel.example';
  const ann = await heed.call('POST', '/api/v1/session', { body: { email, password: firstPassword } });
  assert.equal(ann.status, 200);
  const hers = await heed.services.tokens.make({ agentId: member.id }, 'hers');
  const reply = await heed.call('DELETE', `/api/v1/me/tokens/${hers.id}`, { token });
  const none = await heed.call('DELETE', '/api/v1/me/tokens/00000000-0000-7000-8000-000000000000', { token });
  assert.equal(reply.status, 404);
  assert.deepEqual(reply.body, none.body);
  assert.equal((await heed.call('GET', '/api/v1/me', { token: hers.token })).status, 200);
});

test('setting up twice is refused, and the token it prints works', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  assert.equal((await heed.call('GET', '/api/v1/brands/kestrel/inboxes', { token })).status, 200);
  await assert.rejects(heed.services.welcome.setUp(OWNER), { code: 'already_exists' });
});

test('the tables are those the sign-in library expects', async t => {
  const database = await freshDatabase();
  t.after(() => database.drop());
  const options = authOptions({ db: database.db, secretKey: 'x', publicUrl: 'http://x.example', makeId: () => 'x' });
  const { rows } = await database.pool.query(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
  );
  const columns = new Set(rows.map(row => row.name));
  const missing = Object.values(getAuthTables(options)).flatMap(table =>
    Object.entries(table.fields)
      .map(([key, field]) => `${table.modelName}.${field.fieldName ?? key}`)
      .filter(name => !columns.has(name)),
  );
  assert.deepEqual(missing, []);
});
