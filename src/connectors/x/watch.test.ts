/** Whether X calls: asked for, looked after, and what is said where it cannot be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOW, type Tried, tried } from '../../../tests/support/x-channel.ts';
import type { CallPlace } from '../connector.ts';
import type { Habits } from './fake/ask.ts';
import { verify } from './hook.ts';
import { EVENTS } from './subscriptions.ts';
import { end, keep, minuteOf } from './watch.ts';

const HERE: CallPlace = { url: 'https://desk.kestrel.example/hooks/1/c1', secret: 's'.repeat(43) };

/** A desk that answers X's question as the hook does. */
async function reachable(t: Parameters<typeof tried>[0], habits: Partial<Habits> = {}, place = HERE): Promise<Tried> {
  const all = await tried(t, habits, {}, place);
  all.fake.server.hooks.asks = async url => {
    const request = { method: 'GET', url: new URL(url), headers: new Headers(), bytes: new Uint8Array(), now: NOW };
    const answer = verify(request, all.context.credentials);
    return answer.kind === 'answer' ? answer.body : '';
  };
  return all;
}

test('X is asked to call, and to tell all that concerns the account; then it stands', async t => {
  const { context, fake } = await reachable(t);
  assert.equal((await keep(context)).kind, 'begun');
  assert.deepEqual(
    fake.server.hooks.all.map(({ url }) => url),
    [HERE.url],
  );
  assert.deepEqual(
    fake.server.hooks.subscriptions.map(one => [one.event_type, one.filter.user_id, one.webhook_id, one.tag]),
    EVENTS.map(event => [event, fake.town.us.id, fake.server.hooks.all[0]?.id, 'heed c1']),
  );
  assert.deepEqual(await keep(context), { kind: 'stands' });
  assert.deepEqual(fake.server.hooks.replays, []);
});

test('one that X gave up is checked again, and what it did not deliver is played back', async t => {
  const { context, fake } = await reachable(t);
  await keep(context);
  const [hook] = fake.server.hooks.all;
  assert.ok(hook);
  hook.valid = false;
  fake.server.hooks.subscriptions.pop();
  const kept = await keep(context);
  assert.equal(kept.kind, 'begun');
  assert.equal(hook.valid, true);
  assert.equal(fake.server.hooks.subscriptions.length, EVENTS.length);
  assert.deepEqual(fake.server.hooks.replays, [
    { webhook_id: hook.id, from_date: '202608311300', to_date: '202609011149' },
  ]);
  assert.equal(minuteOf(new Date('2026-11-02T03:04:59Z')), '202611020304');
});

test('a subscription that was lost is made again; one that leads elsewhere is led here', async t => {
  const { context, fake } = await reachable(t);
  await keep(context);
  const [first] = fake.server.hooks.subscriptions;
  assert.ok(first);
  first.webhook_id = '1';
  assert.equal((await keep(context)).kind, 'begun');
  assert.equal(first.webhook_id, fake.server.hooks.all[0]?.id);
});

test('an app with one webhook shares it among the channels of an installation, and with nobody else', async t => {
  const { context, fake } = await reachable(t);
  const hook = { id: '77', url: 'https://desk.kestrel.example/hooks/1/other', valid: true, created_at: '' };
  fake.server.hooks.all.push(hook);
  assert.equal((await keep(context)).kind, 'begun');
  assert.ok(fake.server.hooks.subscriptions.every(one => one.webhook_id === '77'));
  await end(context);
  assert.deepEqual([fake.server.hooks.all, fake.server.hooks.subscriptions], [[hook], []]);
  hook.url = 'https://elsewhere.example/hooks';
  const kept = await keep(context);
  assert.ok(kept.kind === 'byHand' && kept.why.includes('elsewhere.example'), JSON.stringify(kept));
});

test('a webhook that leads to a channel that is no more makes room for ours', async t => {
  const { context, fake } = await reachable(t);
  const answers = fake.server.hooks.asks;
  fake.server.hooks.asks = async url => (url.includes('/other') ? '' : answers(url));
  const lost = { id: '77', url: 'https://desk.kestrel.example/hooks/1/other', valid: false, created_at: '' };
  fake.server.hooks.all.push(lost);
  assert.equal((await keep(context)).kind, 'begun');
  assert.deepEqual(
    fake.server.hooks.all.map(({ url }) => url),
    [HERE.url],
  );
  fake.server.hooks.asks = async () => '';
  const [ours] = fake.server.hooks.all;
  if (ours) ours.valid = false;
  assert.equal((await keep(context)).kind, 'byHand');
});

test('an app that has only the older way gets all at once by that', async t => {
  const { context, fake } = await reachable(t, { activity: false });
  assert.equal((await keep(context)).kind, 'begun');
  assert.equal(fake.server.hooks.older.size, 1);
  assert.deepEqual(await keep(context), { kind: 'stands' });
});

test('where X cannot call, it is said why', async t => {
  const cases: [CallPlace | null, RegExp][] = [
    [null, /Nobody outside/],
    [{ ...HERE, url: 'http://desk.kestrel.example/hooks/1/c1' }, /https/],
    [{ ...HERE, url: 'https://desk.kestrel.example:8443/hooks/1/c1' }, /port/],
  ];
  for (const [place, words] of cases) {
    const { context, fake } = await tried(t, {}, {}, place);
    const kept = await keep(context);
    assert.ok(kept.kind === 'byHand' && words.test(kept.why), JSON.stringify(kept));
    assert.deepEqual(fake.server.asked, []);
  }
  const { context } = await tried(t, {}, { apiKey: '', apiSecret: '', appToken: '' }, HERE);
  const kept = await keep(context);
  assert.ok(kept.kind === 'byHand' && kept.why.includes('API key'));
});

test('an address that does not answer X’s question is told so', async t => {
  const { context, fake } = await tried(t, {}, {}, HERE);
  fake.server.hooks.asks = async () => '<html>';
  const kept = await keep(context);
  assert.ok(kept.kind === 'byHand' && kept.why.includes(HERE.url));
  assert.deepEqual(fake.server.hooks.all, []);
});

test('leaving takes the subscriptions and the webhook away', async t => {
  const { context, fake } = await reachable(t);
  await keep(context);
  await end(context);
  assert.deepEqual([fake.server.hooks.all, fake.server.hooks.subscriptions], [[], []]);
});
