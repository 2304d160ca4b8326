import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Connector, NetworkFailure, type OpenCheck } from '../../src/connectors/connector.ts';
import { channel as channelShape } from '../../src/contract/shapes.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { type Channels, makeChannels } from '../../src/services/channels.ts';
import { networksOf } from '../../src/services/networks.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { bird, openBirdContext } from '../support/bird.ts';
import { countedIds, type TestBrand, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
let brand: TestBrand;
const seal = makeSeal('a key for tests');
const makeId = countedIds();
const now = () => new Date('2026-11-22T12:00:00Z');
const openCheck: OpenCheck = ({ credentials, signal }) =>
  ({ credentials, signal, now }) as unknown as ReturnType<OpenCheck>;
const form = { server: 'birds.example', token: 'tok-5521' };

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

async function setUp(connector: Connector = bird()): Promise<Channels> {
  brand = await testBrand(database.db);
  const connectors = new Map([[connector.id, connector]]);
  return makeChannels({ db: database.db, connectors, openCheck, openContext: openBirdContext, seal, makeId, now });
}

async function refusal(deed: Promise<unknown>): Promise<Refusal> {
  const error = await deed.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error;
}

const wish = (more: object = {}) => ({ network: 'bird', name: 'Our bird', credentials: form, ...more });

test('a connected account is shown as the contract says, and its secrets are nowhere to be read', async () => {
  const channels = await setUp();
  const view = await channels.add(brand.who('owner'), wish());
  channelShape.parse(view);
  assert.equal(view.handle, 'kestrel');
  assert.equal(view.state, 'active');
  assert.equal(view.inboxId, brand.inboxId);
  assert.equal(JSON.stringify(view).includes('tok-5521'), false);
  const { rows } = await sql<{ sealed: Buffer; line: string }>`
    select sealed, row_to_json(channel)::text as line from channel where id = ${view.id}`.execute(database.db);
  assert.equal(rows[0]?.sealed.includes('tok-5521'), false);
  assert.equal(rows[0]?.line.includes('tok-5521'), false);
  const sealed = rows[0]?.sealed ?? Buffer.alloc(0);
  assert.deepEqual(seal.unseal(sealed, { brandId: brand.brandId, channelId: view.id }), form);
});

test('credentials that do not fit the form are refused by field, before the network is asked', async () => {
  const check = () => assert.fail('the network was asked');
  const channels = await setUp(bird({ connect: { check } }));
  const said = await refusal(channels.add(brand.who('owner'), wish({ credentials: { server: 'birds.example' } })));
  assert.equal(said.code, 'not_valid');
  assert.match(said.message, /token/);
  assert.deepEqual(await channels.list(brand.who('owner')), []);
});

test("credentials the network does not take are refused in the network's words", async () => {
  const check = () =>
    Promise.reject(new NetworkFailure('reauthorise', 'It said no.', { said: 'This token was revoked.' }));
  const channels = await setUp(bird({ connect: { check } }));
  const said = await refusal(channels.add(brand.who('owner'), wish()));
  assert.equal(said.code, 'channel_not_ready');
  assert.match(said.message, /Birdsong said: This token was revoked\./);
});

test('the same account is connected once in a brand, and may be connected in another', async () => {
  const channels = await setUp();
  const first = await channels.add(brand.who('owner'), wish());
  const said = await refusal(channels.add(brand.who('owner'), wish({ name: 'Again' })));
  assert.equal(said.code, 'already_exists');
  assert.equal(said.details['channelId'], first.id);
  const other = await setUp();
  assert.notEqual((await other.add(brand.who('owner'), wish())).id, first.id);
});

test('of two people who connect the same account at once, one is refused', async () => {
  const channels = await setUp();
  const who = brand.who('owner');
  const tries = await Promise.allSettled([channels.add(who, wish()), channels.add(who, wish())]);
  assert.deepEqual(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('a channel that is left keeps its state and loses its secrets; connected again it is the same channel', async () => {
  const channels = await setUp();
  const who = brand.who('owner');
  const { id } = await channels.add(who, wish());
  await channels.leave(who, id);
  assert.equal((await channels.open(who, id)).state, 'left');
  const { rows } = await sql<{ sealed: Buffer | null }>`select sealed from channel where id = ${id}`.execute(
    database.db,
  );
  assert.equal(rows[0]?.sealed, null);
  assert.equal((await refusal(channels.change(who, id, { state: 'active' }))).code, 'channel_not_ready');
  const again = await channels.add(who, wish({ name: 'Back' }));
  assert.deepEqual([again.id, again.state, again.name], [id, 'active', 'Back']);
});

test('a channel is renamed, moved and paused, and each change is told once, with its inbox', async () => {
  const channels = await setUp();
  const who = brand.who('owner');
  const { id } = await channels.add(who, wish());
  const inboxId = makeId();
  await sql`insert into inbox (brand_id, id, name) values (${brand.brandId}, ${inboxId}, 'Second')`.execute(
    database.db,
  );
  const changed = await channels.change(brand.who('lead'), id, { name: 'Renamed', inboxId, state: 'paused' });
  assert.deepEqual([changed.name, changed.inboxId, changed.state], ['Renamed', inboxId, 'paused']);
  const { rows } = await sql<{ kind: string; inbox: string; state: string }>`
    select kind, inbox_id as inbox, data->>'state' as state from event where brand_id = ${brand.brandId} order by seq`.execute(
    database.db,
  );
  assert.deepEqual(rows, [
    { kind: 'channel.changed', inbox: brand.inboxId, state: 'active' },
    { kind: 'channel.changed', inbox: inboxId, state: 'paused' },
  ]);
});

test('who may not is told so, and a channel of another brand does not exist', async () => {
  const channels = await setUp();
  const { id } = await channels.add(brand.who('owner'), wish());
  const code = async (deed: Promise<unknown>) => (await refusal(deed)).code;
  assert.equal(await code(channels.add(brand.who('lead'), wish())), 'not_allowed');
  assert.equal(await code(channels.change(brand.who('agent'), id, { name: 'Mine' })), 'not_allowed');
  assert.equal(await code(channels.leave(brand.who('lead'), id)), 'not_allowed');
  assert.equal(await code(channels.list(brand.who('partner'))), 'not_allowed');
  const elsewhere = (await testBrand(database.db)).who('owner');
  assert.equal(await code(channels.open(elsewhere, id)), 'not_found');
  assert.equal(await code(channels.leave(elsewhere, id)), 'not_found');
  assert.equal(await code(channels.change(brand.who('lead'), id, { inboxId: makeId() })), 'not_found');
});

test('the ledger adds up, today and ever', async () => {
  const channels = await setUp();
  const { id } = await channels.add(brand.who('owner'), wish());
  const put = (day: string, outcome: string, reason: string, n: number) =>
    sql`insert into ledger values (${brand.brandId}, ${id}, ${day}, ${outcome}, ${reason}, ${n})`.execute(database.db);
  await put('2026-11-20', 'kept', 'on the desk', 40);
  await put('2026-11-22', 'kept', 'on the desk', 2);
  await put('2026-11-22', 'ignored', 'seen before', 3);
  await put('2026-11-21', 'failed', 'not JSON', 5);
  await put('2026-11-20', 'received', '', 40);
  await put('2026-11-21', 'received', '', 5);
  await put('2026-11-22', 'received', '', 5);
  const { today, ever } = await channels.open(brand.who('agent'), id);
  const { lines: todaysLines, ...todaysSums } = today;
  const { lines, ...sums } = ever;
  assert.deepEqual(todaysSums, { received: 5, kept: 2, ignored: 3, failed: 0 });
  assert.deepEqual(sums, { received: 50, kept: 42, ignored: 3, failed: 5 });
  assert.equal(
    todaysLines.reduce((sum, { n }) => sum + n, 0),
    5,
  );
  assert.equal(
    lines.reduce((sum, { n }) => sum + n, 0),
    50,
  );
});

test('the form of a network is drawn from its schema; a network that hears nothing is not offered', () => {
  const hears = bird({
    inbound: { poll: { everySeconds: 60, page: async () => ({ heard: [], cursor: null, more: false }) } },
  });
  const [network, ...others] = networksOf(
    new Map([
      ['bird', hears],
      ['deaf', bird({ id: 'deaf' })],
    ]),
    'http://127.0.0.1:7373',
  );
  assert.deepEqual(others, []);
  assert.deepEqual(network?.hears, ['poll']);
  const plain = { help: null, secret: false, required: true, more: false, ways: [] };
  assert.deepEqual(network?.fields, [
    { ...plain, name: 'server', label: 'Server', help: 'Such as birds.example' },
    { ...plain, name: 'token', label: 'Access token', secret: true, ways: ['token'] },
    { ...plain, name: 'room', label: 'room', required: false },
  ]);
});
