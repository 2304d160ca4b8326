/** Connecting by a sign-in at the network's own page, over HTTP, against Bluesky's fake. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { agree } from '../../src/connectors/bluesky/fake/oauth.ts';
import { type BlueskyFake, openFake } from '../../src/connectors/bluesky/fake.ts';
import { bluesky } from '../../src/connectors/bluesky/index.ts';
import type { Connector } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import { openTestHeed, type TestHeed } from '../support/app.ts';
import { atEnd } from '../support/at-end.ts';

const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };
type Begun = { url: string };
type Finished = { channel: { id: string; state: string; handle: string }; isNew: boolean };

type World = { heed: TestHeed; fake: BlueskyFake; session: Record<string, string>; token: string };

async function openWorld(t: TestContext): Promise<World> {
  const fake = await openFake();
  atEnd(t, fake.close);
  const connector = bluesky as Connector;
  const contexts = makeContexts({
    connectors: [connector],
    allowPrivate: [fake.origin],
    userAgent: 'Heed test',
    home: { url: fake.origin, seal: text => text },
    now: () => new Date(),
    log: () => {},
  });
  atEnd(t, contexts.close);
  const { open, openCheck } = contexts;
  const heed = await openTestHeed(t, { connectors: new Map([['bluesky', connector]]), open, openCheck });
  const { token } = await heed.services.welcome.setUp(OWNER);
  return { heed, fake, session: await signIn(heed), token };
}

async function signIn(heed: TestHeed): Promise<Record<string, string>> {
  const { email, password } = OWNER;
  const { headers } = await heed.call('POST', '/api/v1/session', { body: { email, password } });
  return {
    cookie: headers
      .getSetCookie()
      .map(line => line.split(';')[0])
      .join('; '),
  };
}

async function begin({ heed, fake, session }: World, headers = session): Promise<string> {
  const form = { identifier: 'kestrel.example', service: fake.origin, stream: fake.streamAddress('jetstream') };
  const { status, body } = await heed.call('POST', '/api/v1/brands/1/connect', {
    headers,
    body: { network: 'bluesky', form },
  });
  assert.equal(status, 200, JSON.stringify(body));
  return (body as Begun).url;
}

function finish({ heed }: World, answer: string, headers: Record<string, string>) {
  return heed.call('POST', '/api/v1/brands/1/connect/finish', { headers, body: { answer } });
}

test('begun in a session, agreed at Bluesky, finished in the same session: a channel, and nothing secret in any answer', async t => {
  const world = await openWorld(t);
  const url = await begin(world);
  const back = agree(world.fake.server, url, world.fake.us.did);
  assert.equal(back.origin + back.pathname, `${world.heed.url}/connect/bluesky/finish`);
  const other = await signIn(world.heed);
  assert.equal((await finish(world, back.search.slice(1), other)).status, 409, 'another session of the same person');
  const bearer = { authorization: `Bearer ${world.token}` };
  assert.equal((await finish(world, back.search.slice(1), bearer)).status, 409, 'a token of the same person');
  assert.equal((await finish(world, back.search.slice(1), {})).status, 401, 'nobody');
  const { status, body } = await finish(world, back.search.slice(1), world.session);
  assert.equal(status, 200, JSON.stringify(body));
  const { channel, isNew } = body as Finished;
  assert.deepEqual([channel.state, channel.handle, isNew], ['active', 'kestrel.example', true]);
  for (const secret of world.fake.server.sessions.keys()) assert.equal(JSON.stringify(body).includes(secret), false);
  assert.equal((await finish(world, back.search.slice(1), world.session)).status, 409, 'a second time');
});

test('a session that has ended cannot finish what it began', async t => {
  const world = await openWorld(t);
  const back = agree(world.fake.server, await begin(world), world.fake.us.did);
  await world.heed.call('DELETE', '/api/v1/session', { headers: world.session });
  assert.equal((await finish(world, back.search.slice(1), world.session)).status, 401);
  assert.equal((await finish(world, back.search.slice(1), await signIn(world.heed))).status, 409);
});

test('a program finishes with the token it began with', async t => {
  const world = await openWorld(t);
  const bearer = { authorization: `Bearer ${world.token}` };
  const back = agree(world.fake.server, await begin(world, bearer), world.fake.us.did);
  assert.equal((await finish(world, back.search.slice(1), bearer)).status, 200);
});

test('a code that the network does not take any more connects nothing, and what was typed comes back with its words', async t => {
  const world = await openWorld(t);
  const back = agree(world.fake.server, await begin(world), world.fake.us.did);
  world.fake.server.codes.clear();
  const { status, body } = await finish(world, back.search.slice(1), world.session);
  assert.equal(status, 409);
  const { detail, details } = body as { detail: string; details: { begun: { form: Record<string, string> } } };
  assert.match(detail, /Not connected\. Bluesky said: This code is good no more\./);
  assert.equal(details.begun.form['identifier'], 'kestrel.example');
});

test('an answer from another server than the one asked is refused', async t => {
  const world = await openWorld(t);
  const back = agree(world.fake.server, await begin(world), world.fake.us.did);
  back.searchParams.set('iss', 'https://thief.example');
  assert.equal((await finish(world, back.search.slice(1), world.session)).status, 409);
  const { body } = await world.heed.call('GET', '/api/v1/brands/1/channels', { headers: world.session });
  assert.deepEqual((body as { rows: unknown[] }).rows, []);
});

test('who asks is told to the network at the address it was given, and nowhere else; on this machine no page is needed', async t => {
  const { heed } = await openWorld(t);
  const atHome = await heed.call('GET', '/connect/bluesky/client-metadata.json');
  assert.equal(atHome.status, 404, 'a loopback client describes itself in its name');
  const known = bluesky.connect.clientDocument?.('https://desk.example/connect/bluesky/finish');
  assert.equal(known?.url, 'https://desk.example/connect/bluesky/client-metadata.json');
  heed.services.connect.document = (network, path) =>
    network === 'bluesky' && path === new URL(known?.url ?? '').pathname ? known?.body : null;
  const served = await heed.call('GET', '/connect/bluesky/client-metadata.json');
  assert.equal(served.status, 200);
  assert.match(served.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal((served.body as { client_id: string }).client_id, known?.url);
  assert.equal((await heed.call('GET', '/connect/bluesky/other.json')).status, 404);
  assert.equal((await heed.call('GET', '/connect/nobody/client-metadata.json')).status, 404);
});
