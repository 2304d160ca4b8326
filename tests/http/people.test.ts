import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Who } from '../../src/services/permit.ts';
import { openTestHeed, type TestHeed } from '../support/app.ts';
import { openCompany } from '../support/company.ts';

const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };
const path = '/api/v1/brands/kestrel';

test('the last owner can neither leave nor step down, two owners at once included', async t => {
  const heed = await openTestHeed(t);
  const { token, agentId } = await heed.services.welcome.setUp(OWNER);
  const code = (reply: { body: unknown }) => (reply.body as { code?: string }).code;
  const stepDown = (id: string) => heed.call('PATCH', `${path}/members/${id}`, { token, body: { role: 'lead' } });
  assert.equal(code(await stepDown(agentId)), 'last_owner');
  assert.equal(code(await heed.call('DELETE', `${path}/members/${agentId}`, { token })), 'last_owner');
  const body = { name: 'Ola', email: 'ola@kestrel.example', role: 'owner' };
  const added = await heed.call('POST', `${path}/members`, { token, body });
  const other = (added.body as { member: { id: string } }).member.id;
  const owner: Who = { agentId, brandId: 1, reach: { role: 'owner', inboxes: 'all' } };
  const outcomes = await Promise.allSettled([
    heed.services.people.changeMember(owner, other, { role: 'lead' }),
    heed.services.people.changeMember(owner, agentId, { role: 'lead' }),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('somebody who belongs to another brand keeps their password and joins this one too', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  await heed.call('POST', '/api/v1/brands', { token, body: { name: 'Heron' } });
  const body = { name: 'Ann', email: 'ann@kestrel.example', role: 'agent' };
  const first = await heed.call('POST', `${path}/members`, { token, body });
  const { firstPassword } = first.body as { firstPassword: string };
  const second = await heed.call('POST', '/api/v1/brands/heron/members', {
    token,
    body: { ...body, email: 'ANN@kestrel.example', name: 'Another name' },
  });
  assert.deepEqual([second.status, (second.body as { firstPassword: null }).firstPassword], [201, null]);
  const twice = await heed.call('POST', `${path}/members`, { token, body });
  assert.equal(twice.status, 409);
  const signedIn = await heed.call('POST', '/api/v1/session', { body: { email: body.email, password: firstPassword } });
  assert.equal(signedIn.status, 200);
});

test('a forgotten password is renewed by an owner of all their brands, and by nobody else; the old one and its sessions end', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  const body = { name: 'Ann', email: 'ann@kestrel.example', role: 'agent' };
  const added = await heed.call('POST', `${path}/members`, { token, body });
  const { member, firstPassword } = added.body as { member: { id: string }; firstPassword: string };
  const signIn = (password: string) => heed.call('POST', '/api/v1/session', { body: { email: body.email, password } });
  const cookie = (await signIn(firstPassword)).headers.getSetCookie().join('; ').split(';')[0] ?? '';
  const renew = () => heed.call('POST', `${path}/members/${member.id}/password`, { token });
  const renewed = (await renew()).body as { firstPassword: string };
  assert.equal((await heed.call('GET', '/api/v1/me', { headers: { cookie } })).status, 401);
  assert.equal((await signIn(firstPassword)).status, 401);
  assert.equal((await signIn(renewed.firstPassword)).status, 200);
  const owner: Who = { agentId: (await meOf(heed, token)).id, brandId: 1, reach: { role: 'owner', inboxes: 'all' } };
  const bea = await heed.services.people.addMember(owner, { name: 'Bea', email: 'bea@heron.example', role: 'owner' });
  const heron = await heed.services.brands.make({ agentId: bea.member.id }, 'Heron');
  await heed.services.people.addMember(
    { agentId: bea.member.id, brandId: heron.id, reach: { role: 'owner', inboxes: 'all' } },
    { name: 'Ann', email: body.email, role: 'agent' },
  );
  assert.equal((await renew()).status, 403);
  await heed.services.welcome.setPassword('ANN@kestrel.example', 'set on the machine itself');
  assert.equal((await signIn('set on the machine itself')).status, 200);
  await assert.rejects(heed.services.welcome.setPassword('x@y.example', 'long enough to be one'), {
    code: 'not_found',
  });
});

async function meOf(heed: TestHeed, token: string): Promise<{ id: string }> {
  return (await heed.call('GET', '/api/v1/me', { token })).body as { id: string };
}

test('a partner is given inboxes of this brand only, and none of them when made something else', async t => {
  const company = await openCompany(t);
  const { heed, tokens, who, ids } = company;
  const token = tokens.owner;
  const change = (body: object) => heed.call('PATCH', `${path}/members/${who.blind.agentId}`, { token, body });
  const rows = await sql<{ id: string }>`select id from inbox where brand_id = 2`.execute(heed.database.db);
  assert.equal((await change({ inboxes: [rows.rows[0]?.id] })).status, 422);
  assert.equal((await change({ inboxes: [ids.inbox] })).status, 200);
  const member = ((await change({ role: 'agent' })).body as { member: { inboxes: unknown } }).member;
  assert.equal(member.inboxes, 'all');
  const back = ((await change({ role: 'partner' })).body as { member: { inboxes: unknown } }).member;
  assert.deepEqual(back.inboxes, []);
});

test('what a member may not see any more goes back to the team, when they leave and when their reach is cut', async t => {
  const company = await openCompany(t);
  const { heed, tokens, who, ids } = company;
  const token = tokens.owner;
  const give = (assigneeId: string) =>
    heed.call('POST', `${path}/conversations/${ids.conversation}/assign`, { token, body: { assigneeId } });
  const holder = async () => {
    const { body } = await heed.call('GET', `${path}/conversations/${ids.conversation}`, { token });
    return (body as { conversation: { assigneeId: string | null } }).conversation.assigneeId;
  };
  const member = (id: string) => `${path}/members/${id}`;
  await give(who.partner.agentId);
  await heed.call('PATCH', member(who.partner.agentId), { token, body: { inboxes: [ids.inbox] } });
  assert.equal(await holder(), who.partner.agentId);
  await heed.call('PATCH', member(who.partner.agentId), { token, body: { inboxes: [] } });
  assert.equal(await holder(), null);
  await give(who.agent.agentId);
  await heed.call('DELETE', member(who.agent.agentId), { token });
  assert.equal(await holder(), null);
  assert.equal((await heed.call('GET', `${path}/inboxes`, { token: tokens.agent })).status, 404);
});

test('a new promise counts the running clocks anew and says how many', async t => {
  const company = await openCompany(t);
  const { heed, tokens, ids } = company;
  const token = tokens.owner;
  const dueAt = async () => {
    const { body } = await heed.call('GET', `${path}/conversations/${ids.conversation}`, { token });
    const { turn } = (body as { conversation: { turn: { openedAt: string; dueAt: string } } }).conversation;
    return (Date.parse(turn.dueAt) - Date.parse(turn.openedAt)) / 60_000;
  };
  assert.equal(await dueAt(), 30);
  const { body: before } = await heed.call('GET', `${path}/policies`, { token });
  const rest = (before as { rows: { id: string; name: string }[] }).rows.find(row => row.name === 'Everything else');
  const policy = `${path}/policies/${rest?.id}`;
  const changed = await heed.call('PATCH', policy, { token, body: { firstMinutes: 240 } });
  // Two and the neighbours they speak to wait here, none longer than half an hour.
  assert.equal((changed.body as { retimed: number }).retimed, 4);
  assert.equal(await dueAt(), 240);
  const renamed = await heed.call('PATCH', policy, { token, body: { warnings: [0.9] } });
  assert.equal((renamed.body as { retimed: number }).retimed, 0);
  assert.equal(await dueAt(), 240);
});

test('brands of one name get addresses of their own, and a number is never one', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  const make = async (name: string) => {
    const { body } = await heed.call('POST', '/api/v1/brands', { token, body: { name } });
    return (body as { brand: { slug: string } }).brand.slug;
  };
  assert.deepEqual(
    [await make('Kestrel'), await make('Kestrel'), await make('1984'), await make('Κίσσα'), await make('Søn & Ä.')],
    ['kestrel-2', 'kestrel-3', 'brand-1984', 'brand', 's-n-a'],
  );
});

test('figures count what was received, what could not be sent and how the channels are', async t => {
  const company = await openCompany(t);
  await company.addAnswer(company.who.owner, 'failed');
  await company.addAnswer(company.who.owner, 'queued');
  const text = String((await company.heed.call('GET', '/metrics')).body);
  for (const line of [
    'heed_deliveries{brand="1",state="failed"} 1',
    'heed_deliveries{brand="1",state="queued"} 1',
    'heed_channels{brand="1",network="square",state="active"} 2',
    'heed_waiting{brand="1"} 4',
    `heed_received_total{brand="1",channel="${company.ids.channel}",network="square",outcome="kept"} 3`,
  ]) {
    assert.ok(text.includes(`${line}\n`), line);
  }
});
