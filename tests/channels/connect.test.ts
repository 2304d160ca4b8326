import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Connector, NetworkFailure, type OpenCheck } from '../../src/connectors/connector.ts';
import type { Role } from '../../src/core/permission.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { type Channels, makeChannels } from '../../src/services/channels.ts';
import {
  CONNECTING_MINUTES,
  type Connect,
  type Connected,
  type Finished,
  makeConnect,
} from '../../src/services/connect.ts';
import { networksOf } from '../../src/services/networks.ts';
import type { Who } from '../../src/services/permit.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertAgent } from '../../src/store/agents.ts';
import { bird, birdAccount, openBirdContext } from '../support/bird.ts';
import { countedIds, type TestBrand, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
let brand: TestBrand;
const people = new Map<Role, Who>();
const seal = makeSeal('a key for tests');
const makeId = countedIds();
const clock = { now: new Date('2026-11-22T12:00:00Z') };
const now = () => clock.now;
const openCheck: OpenCheck = ({ credentials, signal }) =>
  ({ credentials, signal, now }) as unknown as ReturnType<OpenCheck>;
const SESSION = 'session one';
const FORM = { server: 'birds.example' };

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

/** A network with a sign-in page: whoever comes back with `code=NAME` is NAME there. */
function nest(more: Partial<Connector['connect']> = {}): Connector {
  return bird({
    connect: {
      check: async ({ credentials }) => ({ account: birdAccount, credentials }),
      begin: async (redirectUrl, state, form) => ({
        url: `https://birds.example/sign-in?${new URLSearchParams({ state, redirectUrl })}`,
        keep: { verifier: 'keep-7731', server: form['server'] },
      }),
      finish: async (answer, keep) => {
        const { verifier, server } = keep as { verifier: string; server: string };
        assert.equal(verifier, 'keep-7731');
        const name = answer.get('code') ?? '';
        return {
          account: { ...birdAccount, remoteId: name, handle: name },
          credentials: { server, token: 'tok-9043' },
        };
      },
      ...more,
    },
  });
}

/** One person of each role, with an account here. */
function person(role: Role): Who {
  const known = people.get(role);
  if (known === undefined) throw new Error(`nobody is ${role}`);
  return known;
}

async function join(role: Role): Promise<void> {
  const who = brand.who(role);
  const email = `${role}@${brand.brandId}.example`;
  await insertAgent(database.db, { id: who.agentId, name: role, email });
  people.set(role, who);
}

function channelOf(finished: Finished): Connected {
  assert.ok('channelId' in finished, 'there is something to pick');
  return finished;
}

type World = { channels: Channels; connect: Connect; again: () => Connect };

async function setUp(connector: Connector = nest()): Promise<World> {
  brand = await testBrand(database.db);
  for (const role of ['owner', 'lead', 'agent'] as const) await join(role);
  const needs = {
    db: database.db,
    connectors: new Map([[connector.id, connector]]),
    openCheck,
    openContext: openBirdContext,
    seal,
    makeId,
    now,
  };
  const again = () => makeConnect({ ...needs, publicUrl: 'https://desk.example' });
  return { channels: makeChannels(needs), connect: again(), again };
}

const wish = (more: object = {}) => ({ network: 'bird', form: FORM, ...more });

function stateIn(url: string): string {
  return new URL(url).searchParams.get('state') ?? '';
}

async function begun(connect: Connect, more: object = {}): Promise<string> {
  return stateIn((await connect.begin(person('owner'), SESSION, wish(more))).url);
}

async function refusal(deed: Promise<unknown>): Promise<Refusal> {
  const error = await deed.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error;
}

async function codeOf(deed: Promise<unknown>): Promise<string> {
  return (await refusal(deed)).code;
}

async function count(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from connecting where brand_id = ${brand.brandId}`.execute(database.db);
  return rows[0]?.n ?? 0;
}

test('begun and finished: the account is a channel, by whatever process the person comes back to', async () => {
  const { connect, again, channels } = await setUp();
  const { url } = await connect.begin(person('owner'), SESSION, wish({ name: 'Our nest' }));
  assert.equal(new URL(url).searchParams.get('redirectUrl'), 'https://desk.example/connect/bird/finish');
  const answer = `code=kestrel&state=${stateIn(url)}`;
  const { channelId, isNew } = channelOf(await again().finish(person('owner'), SESSION, answer));
  const channel = await channels.open(person('owner'), channelId);
  assert.deepEqual([isNew, channel.name, channel.handle, channel.state], [true, 'Our nest', 'kestrel', 'active']);
  assert.equal(await count(), 0);
});

test('what waits for the person to come back can neither be read nor used from the database alone', async () => {
  const { connect } = await setUp();
  const state = await begun(connect);
  const { rows } = await sql<{ line: string }>`
    select row_to_json(connecting)::text || encode(sealed, 'escape') as line from connecting where brand_id = ${brand.brandId}`.execute(
    database.db,
  );
  for (const secret of ['keep-7731', 'birds.example', state, state.split('.')[1] ?? ''])
    assert.equal(rows[0]?.line.includes(secret), false, secret);
});

test('a sign-in is good once, in its session, for its person and brand, within its time; all else is told the same', async () => {
  const { connect } = await setUp();
  const owner = person('owner');
  const other = { ...owner, agentId: person('lead').agentId };
  const state = await begun(connect);
  const answer = `code=kestrel&state=${state}`;
  assert.equal(await codeOf(connect.finish(owner, 'another session', answer)), 'too_late');
  assert.equal(await codeOf(connect.finish(other, SESSION, answer)), 'too_late');
  const theirs = await testBrand(database.db);
  assert.equal(await codeOf(connect.finish({ ...owner, brandId: theirs.brandId }, SESSION, answer)), 'too_late');
  for (const forged of ['', `${brand.brandId}.${'A'.repeat(43)}`, `${state}x`, state.replace(/^\d+/, '9'), '%00'])
    assert.equal(await codeOf(connect.finish(owner, SESSION, `code=kestrel&state=${forged}`)), 'too_late', forged);
  await connect.finish(owner, SESSION, answer);
  assert.equal(await codeOf(connect.finish(owner, SESSION, answer)), 'too_late', 'used already');
  const late = await begun(connect);
  const before = clock.now;
  clock.now = new Date(before.getTime() + CONNECTING_MINUTES * 60_000);
  assert.equal(await codeOf(connect.finish(owner, SESSION, `code=owl&state=${late}`)), 'too_late', 'its time is over');
  clock.now = before;
});

test('of two processes that are asked with the same answer at once, one connects', async () => {
  const { connect, again } = await setUp();
  const answer = `code=kestrel&state=${await begun(connect)}`;
  const who = person('owner');
  const tries = await Promise.allSettled([connect.finish(who, SESSION, answer), again().finish(who, SESSION, answer)]);
  assert.deepEqual(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('whoever says no at the network is told that nothing happened, and finds what they had typed', async () => {
  const { connect, channels } = await setUp();
  const state = await begun(connect, { name: 'Our nest' });
  const said = await refusal(connect.finish(person('owner'), SESSION, `error=access_denied&state=${state}`));
  assert.match(said.message, /You did not agree at Birdsong, so nothing was changed/);
  assert.deepEqual(said.details['begun'], { network: 'bird', channelId: null, form: FORM, name: 'Our nest' });
  assert.deepEqual(await channels.list(person('owner')), []);
});

test('a network in trouble at the end is told in its words, with what to do next', async () => {
  const finish = () => Promise.reject(new NetworkFailure('retry', 'Away.', { said: 'Nests are being cleaned' }));
  const { connect } = await setUp(nest({ finish }));
  const said = await refusal(connect.finish(person('owner'), SESSION, `code=x&state=${await begun(connect)}`));
  assert.equal(said.message, 'Not connected. Birdsong said: Nests are being cleaned. Try again in a moment.');
});

test('only an owner connects; a lead may sign a channel in again', async () => {
  const { connect } = await setUp();
  assert.equal((await refusal(connect.begin(person('lead'), SESSION, wish()))).code, 'not_allowed');
  const { channelId } = channelOf(
    await connect.finish(person('owner'), SESSION, `code=kestrel&state=${await begun(connect)}`),
  );
  const lead = person('lead');
  const { url } = await connect.beginAgain(lead, SESSION, channelId, {});
  const done = channelOf(await connect.finish(lead, SESSION, `code=kestrel&state=${stateIn(url)}`));
  assert.deepEqual(done, { channelId, isNew: false });
  assert.equal((await refusal(connect.beginAgain(person('agent'), SESSION, channelId, {}))).code, 'not_allowed');
});

test('signed in again, a broken channel is heard on from where it stopped, under its name, and a paused one stays paused', async () => {
  const { connect, channels } = await setUp();
  const who = person('owner');
  const answer = async () => `code=kestrel&state=${await begun(connect, { name: 'Our nest' })}`;
  const { channelId } = channelOf(await connect.finish(who, SESSION, await answer()));
  await sql`insert into channel_cursor values (${brand.brandId}, ${channelId}, 'stream', 'place 12')`.execute(
    database.db,
  );
  for (const [state, becomes] of [
    ['broken', 'active'],
    ['paused', 'paused'],
  ] as const) {
    await sql`update channel set state = ${state}, said = 'Token revoked' where id = ${channelId}`.execute(database.db);
    const { url } = await connect.beginAgain(who, SESSION, channelId, {});
    await connect.finish(who, SESSION, `code=kestrel&state=${stateIn(url)}`);
    const channel = await channels.open(who, channelId);
    assert.deepEqual([channel.state, channel.said, channel.name], [becomes, null, 'Our nest']);
  }
  const { rows } = await sql`select cursor from channel_cursor where channel_id = ${channelId}`.execute(database.db);
  assert.deepEqual(rows, [{ cursor: 'place 12' }]);
});

test('signing in as somebody else does not turn a channel into another one, and what was agreed to is given back', async () => {
  const given: unknown[] = [];
  const revoke = async ({ credentials }: { credentials: unknown }) => {
    given.push(credentials);
    throw new NetworkFailure('retry', 'Away.');
  };
  const { connect, channels } = await setUp(nest({ revoke }));
  const who = person('owner');
  const { channelId } = channelOf(await connect.finish(who, SESSION, `code=kestrel&state=${await begun(connect)}`));
  const { url } = await connect.beginAgain(who, SESSION, channelId, {});
  const said = await refusal(connect.finish(who, SESSION, `code=heron&state=${stateIn(url)}`));
  assert.match(said.message, /You signed in as heron, but this channel speaks for kestrel/);
  assert.deepEqual(given, [{ server: 'birds.example', token: 'tok-9043' }]);
  assert.equal((await channels.open(who, channelId)).handle, 'kestrel');
});

test('the form of a channel comes back without its secrets; what is typed anew takes their place, what is not stays', async () => {
  const asked: unknown[] = [];
  const check: Connector['connect']['check'] = async ({ credentials }) => {
    asked.push(credentials);
    return { account: birdAccount, credentials };
  };
  const { connect, channels } = await setUp(nest({ check }));
  const who = person('owner');
  const credentials = { server: 'birds.example', token: 'tok-5521', room: 'attic' };
  const { id } = await channels.add(who, { network: 'bird', credentials });
  const form = await connect.form(person('lead'), id);
  assert.deepEqual(form, {
    network: 'bird',
    way: 'token',
    values: { server: 'birds.example', room: 'attic' },
  });
  await connect.mend(person('lead'), id, { token: 'tok-6000' });
  assert.deepEqual(asked.at(-1), { server: 'birds.example', room: 'attic', token: 'tok-6000' });
});

test('a password inside an address is a secret too', async () => {
  const { connect, channels } = await setUp();
  const credentials = { server: 'https://kestrel:hush@birds.example/', token: 'tok-5521' };
  const { id } = await channels.add(person('owner'), { network: 'bird', credentials });
  assert.deepEqual((await connect.form(person('owner'), id)).values, {});
});

test('a wrong token is said where it was typed', async () => {
  const check = () => Promise.reject(new NetworkFailure('reauthorise', 'No.', { said: 'Wrong token' }));
  const { channels } = await setUp(nest({ check }));
  const credentials = { server: 'birds.example', token: 'tok-5521' };
  const said = await refusal(channels.add(person('owner'), { network: 'bird', credentials }));
  assert.deepEqual(said.details['fields'], [{ path: 'token', says: 'Wrong token.' }]);
  assert.match(said.message, /Check what you filled in, or make a new one there/);
});

test('what does not fit is said by field before anybody leaves, and secrets do not go along', async () => {
  let form: unknown;
  const begin: Connector['connect']['begin'] = async (_url, _state, typed) => {
    form = typed;
    return { url: 'https://birds.example/', keep: {} };
  };
  const { connect } = await setUp(nest({ begin }));
  const who = person('owner');
  const said = await refusal(connect.begin(who, SESSION, wish({ form: { server: 'x' } })));
  assert.deepEqual(
    (said.details['fields'] as { path: string }[]).map(({ path }) => path),
    ['server'],
  );
  assert.equal(form, undefined);
  await connect.begin(who, SESSION, wish({ form: { ...FORM, token: 'tok-5521', strange: 'field' } }));
  assert.deepEqual(form, FORM);
});

test('a page that is no web page is never opened', async () => {
  const { connect } = await setUp(nest({ begin: async () => ({ url: 'javascript:alert(1)', keep: {} }) }));
  assert.equal((await refusal(connect.begin(person('owner'), SESSION, wish()))).code, 'channel_not_ready');
});

test('who asks is described at the address the network is given, and at no other', async () => {
  const clientDocument: Connector['connect']['clientDocument'] = redirectUrl => ({
    url: new URL('client.json', redirectUrl).href,
    body: { redirectUrl },
  });
  const { connect } = await setUp(nest({ clientDocument }));
  const body = { redirectUrl: 'https://desk.example/connect/bird/finish' };
  assert.deepEqual(connect.document('bird', '/connect/bird/client.json'), body);
  assert.equal(connect.document('bird', '/connect/bird/other.json'), null);
  assert.equal(connect.document('owl', '/connect/owl/client.json'), null);
});

test('where a sign-in cannot come back to is said beforehand, and stops whoever goes on', async () => {
  const connector = nest({
    hindrance: url => (url.startsWith('https:') ? 'Only by http. Set HEED_PUBLIC_URL.' : null),
  });
  const { connect } = await setUp(connector);
  const [network] = networksOf(
    new Map([['bird', { ...connector, inbound: { poll: neverAsked } }]]),
    'https://desk.example',
  );
  assert.deepEqual(
    network?.ways.map(({ way, hindrance }) => [way, hindrance]),
    [
      ['signIn', 'Only by http. Set HEED_PUBLIC_URL.'],
      ['token', null],
    ],
  );
  const said = await refusal(connect.begin(person('owner'), SESSION, wish()));
  assert.equal(said.message, 'Only by http. Set HEED_PUBLIC_URL.');
});

test('a network without an account has one way in, and nothing to sign in to again', async () => {
  const deaf = bird({ listensOnly: () => true, inbound: { poll: neverAsked } });
  const [network] = networksOf(new Map([['bird', deaf]]), 'https://desk.example');
  assert.deepEqual(
    network?.ways.map(({ way }) => way),
    ['token', 'listen'],
  );
  const { channels } = await setUp(deaf);
  const credentials = { server: 'birds.example', token: 'tok-5521' };
  const { signsIn, speaks } = await channels.add(person('owner'), { network: 'bird', credentials });
  assert.deepEqual([signsIn, speaks], [false, false]);
});

test('a second channel of the same name gets its handle beside it, and no channel is given the name of another', async () => {
  const { connect, channels } = await setUp();
  const who = person('owner');
  const names: string[] = [];
  for (const code of ['kestrel', 'kestrel-support', 'owl']) {
    const { channelId } = channelOf(await connect.finish(who, SESSION, `code=${code}&state=${await begun(connect)}`));
    names.push((await channels.open(who, channelId)).name);
  }
  assert.deepEqual(names, ['Birdsong', 'Birdsong · kestrel-support', 'Birdsong · owl']);
  const [first, second] = await channels.list(who);
  const said = await refusal(channels.change(who, second?.id ?? '', { name: 'birdsong' }));
  assert.equal(said.code, 'already_exists');
  await channels.change(who, first?.id ?? '', { name: 'Birdsong' });
});

test('one person’s sign-ins under way are few: the oldest gives way', async () => {
  const { connect } = await setUp();
  for (let i = 0; i < 25; i++) await begun(connect);
  assert.equal(await count(), 20);
});

const neverAsked: NonNullable<Connector['inbound']['poll']> = {
  everySeconds: 60,
  page: async () => ({ heard: [], cursor: null, more: false }),
};

/** Whoever comes back looks after three accounts there. */
const flock = () =>
  nest({
    finish: async () => {
      const [first, ...besides] = ['kestrel', 'owl', 'heron'].map(name => ({
        account: { ...birdAccount, remoteId: name, handle: name },
        credentials: { server: 'birds.example', token: `tok of ${name}` },
      }));
      assert.ok(first);
      return { ...first, besides };
    },
  });

test('of several accounts behind one sign-in those picked become channels, each with its own credentials', async () => {
  const { connect, channels } = await setUp(flock());
  const owner = person('owner');
  const finished = await connect.finish(owner, SESSION, `code=x&state=${await begun(connect)}`);
  assert.ok('pick' in finished);
  const { pick, accounts } = finished.pick;
  assert.deepEqual(
    accounts.map(one => [one.handle, one.isHere]),
    [
      ['kestrel', false],
      ['owl', false],
      ['heron', false],
    ],
  );
  assert.equal((await channels.list(owner)).length, 0, 'nothing is kept before anybody chose');
  assert.equal(await codeOf(connect.pick(owner, 'another session', { pick, accounts: ['owl'] })), 'too_late');
  const { channelIds, refused } = await connect.pick(owner, SESSION, { pick, accounts: ['owl', 'heron', 'nobody'] });
  assert.deepEqual(refused, []);
  const handles = await Promise.all(channelIds.map(async id => (await channels.open(owner, id)).handle));
  assert.deepEqual(handles, ['owl', 'heron']);
  const kept = await Promise.all(
    channelIds.map(async channelId => {
      const { rows } = await sql<{ sealed: Buffer }>`select sealed from channel where id = ${channelId}`.execute(
        database.db,
      );
      assert.ok(rows[0]);
      return seal.unseal(rows[0].sealed, { brandId: owner.brandId, channelId }) as { token: string };
    }),
  );
  assert.deepEqual(
    kept.map(({ token }) => token),
    ['tok of owl', 'tok of heron'],
  );
  assert.equal(await codeOf(connect.pick(owner, SESSION, { pick, accounts: ['owl'] })), 'too_late', 'used already');
  const again = await connect.finish(owner, SESSION, `code=x&state=${await begun(connect)}`);
  assert.ok('pick' in again);
  assert.deepEqual(
    again.pick.accounts.map(one => one.isHere),
    [false, true, true],
  );
  const both = await connect.pick(owner, SESSION, { pick: again.pick.pick, accounts: ['owl', 'kestrel'] });
  assert.deepEqual([both.channelIds.length, both.refused.map(({ remoteId }) => remoteId)], [1, ['owl']]);
});

test('a channel that is signed in again takes its own account among several', async () => {
  const { connect, channels } = await setUp(flock());
  const owner = person('owner');
  const finished = await connect.finish(owner, SESSION, `code=x&state=${await begun(connect)}`);
  assert.ok('pick' in finished);
  const { channelIds } = await connect.pick(owner, SESSION, { pick: finished.pick.pick, accounts: ['heron'] });
  const [channelId = ''] = channelIds;
  const { url } = await connect.beginAgain(owner, SESSION, channelId, FORM);
  assert.deepEqual(await connect.finish(owner, SESSION, `code=x&state=${stateIn(url)}`), { channelId, isNew: false });
  assert.equal((await channels.open(owner, channelId)).handle, 'heron');
});

test('a choice is open for a quarter of an hour', async () => {
  const { connect } = await setUp(flock());
  const owner = person('owner');
  const finished = await connect.finish(owner, SESSION, `code=x&state=${await begun(connect)}`);
  assert.ok('pick' in finished);
  clock.now = new Date(clock.now.getTime() + 16 * 60_000);
  assert.equal(await codeOf(connect.pick(owner, SESSION, { pick: finished.pick.pick, accounts: ['owl'] })), 'too_late');
});
