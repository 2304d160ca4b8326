import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callAt, failure, tried } from '../../../tests/support/whatsapp-channel.ts';
import type { Ability, Finding } from '../connector.ts';
import { check } from './check.ts';
import { whatsapp } from './index.ts';
import { trial } from './trial.ts';
import { watch } from './watch.ts';

test('what was filled in is proven, and says whose number it is', async t => {
  const { context, fake } = await tried(t);
  const { account, credentials } = await check(context);
  assert.deepEqual(account, fake.account);
  assert.deepEqual(credentials, { ...fake.credentials, appId: '4455667788' });
});

test('a token that ends is said to end; one of a system user lasts', async t => {
  const { context, fake } = await tried(t);
  const held = fake.graph.tokens.get(fake.token);
  assert.ok(held);
  assert.deepEqual(whatsapp.connect.life?.((await check(context)).credentials), { kind: 'lasting' });
  const endsAt = new Date('2026-03-02T10:00:00Z');
  fake.graph.tokens.set(fake.token, { ...held, endsAt });
  const { credentials } = await check(context);
  assert.deepEqual(whatsapp.connect.life?.(credentials), { kind: 'ending', endsAt });
});

test('each wrong field is named', async t => {
  const wrong = [
    [{ accessToken: 'another token altogether' }, 'accessToken', 'reauthorise'],
    [{ appSecret: 'another secret altogether' }, 'appSecret', 'refuse'],
    [{ phoneNumberId: '999999' }, 'phoneNumberId', 'gone'],
    [{ wabaId: '888888' }, 'wabaId', 'gone'],
  ] as const;
  for (const [more, field, next] of wrong) {
    const { context } = await tried(t, more);
    const failed = await failure(check(context));
    assert.deepEqual([failed.field, failed.next], [field, next]);
    for (const secret of Object.values(more).filter(value => value.includes(' ')))
      assert.ok(!`${failed.message} ${failed.said}`.includes(secret));
  }
});

test('forms take no ids with spaces or letters, and the address of the API may be another', () => {
  const whole = { accessToken: 't', phoneNumberId: '1234', wabaId: '5678', appSecret: 's' };
  assert.equal(whatsapp.credentials.parse(whole).graph, 'https://graph.facebook.com');
  for (const phoneNumberId of ['+49 30 1234', 'abc', ''])
    assert.equal(whatsapp.credentials.safeParse({ ...whole, phoneNumberId }).success, false);
  assert.equal(whatsapp.credentials.parse({ ...whole, phoneNumberId: ' 1234 ' }).phoneNumberId, '1234');
});

function of(findings: readonly Finding[], ability: Ability): Finding | undefined {
  return findings.find(one => one.ability === ability);
}

test('a test of the channel says what the number may do, and what stands in the way', async t => {
  const { context, fake } = await tried(t);
  const well = await trial(context);
  assert.deepEqual(of(well, 'account'), {
    ability: 'account',
    verdict: 'works',
    why: 'People see the name Kestrel Coffee. Its quality is rated green. It may write first to 1,000 people a day.',
  });
  assert.match(of(well, 'direct')?.why ?? '', /2 templates/);
  fake.stand.number = {
    ...fake.stand.number,
    name_status: 'PENDING_REVIEW',
    quality_rating: 'RED',
    status: 'CONNECTED',
  };
  assert.match(of(await trial(context), 'account')?.why ?? '', /once WhatsApp has approved it \(pending review\).*red/);
  fake.stand.number = { ...fake.stand.number, status: 'BANNED' };
  const banned = await trial(context);
  assert.deepEqual([of(banned, 'account')?.verdict, of(banned, 'direct')?.verdict], ['fails', 'fails']);
  fake.stand.number = { display_phone_number: '+49 30 5550100', platform_type: 'NOT_APPLICABLE' };
  assert.match(of(await trial(context), 'account')?.why ?? '', /not registered/);
  fake.stand.number = { display_phone_number: '+49 30 5550100' };
  assert.equal(of(await trial(context), 'account')?.why, 'The number answers.');
});

test('missing rights are named, each with what it keeps from working', async t => {
  const { context, fake } = await tried(t);
  const held = fake.graph.tokens.get(fake.token);
  assert.ok(held);
  fake.graph.tokens.set(fake.token, { ...held, scopes: ['whatsapp_business_management'] });
  assert.match(of(await trial(context), 'direct')?.why ?? '', /lacks the right whatsapp_business_messaging/);
  fake.graph.tokens.set(fake.token, { ...held, scopes: ['whatsapp_business_messaging'] });
  const without = of(await trial(context), 'direct');
  assert.deepEqual([without?.verdict, /no templates/.test(without?.why ?? '')], ['works', true]);
});

test('an app that is told of no messages is told of them; the address it names for itself is left alone', async t => {
  const { context, fake } = await tried(t, { appId: '4455667788' });
  const { why } = (await watch.keep(context)) as { why: string };
  assert.equal(why, 'The app was told of no messages. WhatsApp told us nothing.');
  const [told] = fake.stand.told.app;
  assert.ok(told);
  assert.deepEqual(
    [told?.object, told?.callback_url, told?.verifyToken],
    ['whatsapp_business_account', callAt.url, callAt.secret],
  );
  assert.ok(told?.fields.includes('messages') && told.fields.includes('smb_message_echoes'));
  fake.stand.told.app = [{ ...told, callback_url: 'https://elsewhere.example/hook', fields: ['messages'] }];
  assert.deepEqual(await watch.keep(context), { kind: 'stands' });
  fake.stand.told.app = [];
  const no = JSON.stringify({ error: { message: '(#100) Param fields must be one of …', code: 100 } });
  fake.behave({ kind: 'status', status: 400, body: no }, 'POST /v24.0/4455667788/subscriptions');
  await watch.keep(context);
  assert.deepEqual(fake.stand.told.app[0]?.fields, ['messages']);
});

test('a version of the API that does not know a field of the number is asked for fewer', async t => {
  const { context, fake } = await tried(t);
  const no = JSON.stringify({
    error: { message: '(#100) Tried accessing nonexisting field (messaging_limit_tier)', code: 100 },
  });
  fake.behave({ kind: 'status', status: 400, body: no });
  assert.equal((await check(context)).account.name, 'Kestrel Coffee');
});

test('WhatsApp is asked to call this channel, left alone while it does, and asked again when it stops', async t => {
  const { context, fake } = await tried(t);
  assert.deepEqual(await watch.keep(context), { kind: 'begun', why: 'WhatsApp told us nothing.' });
  assert.deepEqual(fake.stand.calledAt, callAt);
  assert.deepEqual(await watch.keep(context), { kind: 'stands' });
  fake.stand.calledAt = { url: 'https://elsewhere.example/hook', secret: null };
  assert.equal((await watch.keep(context)).kind, 'begun');
  fake.stand.calledAt = { url: null, secret: null };
  assert.equal((await watch.keep(context)).kind, 'begun');
  fake.stand.calledAt = { url: 'https://desk.example/hooks/b1/c2', secret: null };
  assert.deepEqual(await watch.keep(context), { kind: 'stands' }, 'a channel beside this one hands our part on');
  await watch.end?.(context);
  assert.notEqual(fake.stand.calledAt, null, 'the channel beside this one is not cut off');
  fake.stand.calledAt = { ...callAt };
  await watch.end?.(context);
  assert.equal(fake.stand.calledAt, null);
  assert.deepEqual(await watch.keep({ ...context, callAt: null }), { kind: 'stands' });
  assert.equal(fake.stand.calledAt, null);
  const steps = watch.byHand?.(callAt) ?? [];
  assert.deepEqual(
    steps.flatMap(({ copy }) => copy ?? []),
    [callAt.url, callAt.secret],
  );
});
