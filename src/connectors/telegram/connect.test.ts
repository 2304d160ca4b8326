/** From a token to a channel, and what its test says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tried } from '../../../tests/support/telegram-channel.ts';
import type { Ability, NetworkFailure } from '../connector.ts';
import { check } from './check.ts';
import { credentialsSchema, type TelegramContext } from './credentials.ts';
import { trial } from './trial.ts';
import { hook } from './webhook.ts';

const AT = { url: 'https://desk.kestrel.example/hooks/1/c1', secret: 'secretOfOneChannelAndNoOther0123456789abcde' };

async function verdicts(context: TelegramContext): Promise<Partial<Record<Ability, string>>> {
  return Object.fromEntries((await trial(context)).map(({ ability, verdict, why }) => [ability, `${verdict}: ${why}`]));
}

test('a token is proven, and says whose it is', async t => {
  const { context } = await tried(t);
  const { account } = await check(context);
  assert.deepEqual(
    [account.remoteId, account.handle, account.name, account.profileUrl],
    ['7310000001', 'KestrelCoffeeBot', 'Kestrel', 'https://t.me/KestrelCoffeeBot'],
  );
});

test('a token nobody knows is said at its field', async t => {
  const { context } = await tried(t);
  const credentials = { ...context.credentials, token: '7310000001:somebodyElsesTokenWhichIsNone' };
  const failure: NetworkFailure = await check({ ...context, credentials }).catch(error => error);
  assert.deepEqual([failure.next, failure.field], ['reauthorise', 'token']);
  assert.ok(!failure.message.includes(credentials.token));
});

test('what is no token is not taken, and the address has its default', () => {
  for (const token of ['', '73', 'the token of Kestrel', '7310000001:with/slash/in/it/aaaaaaaaaaaaa'])
    assert.equal(credentialsSchema.safeParse({ token }).success, false, token);
  const { api } = credentialsSchema.parse({ token: ' 7310000001:ofKestrelForTestsOnlyNeverReal00000 ' });
  assert.equal(api, 'https://api.telegram.org');
});

test('the test says how it is heard, what the bot hears in groups, and who can be written to', async t => {
  const { fake, context } = await tried(t);
  const asked = await verdicts(context);
  assert.equal(asked.account, 'works: Signed in as @KestrelCoffeeBot.');
  assert.equal(asked.mentions, 'works: Heed asks Telegram for what happens.');
  assert.match(asked.stream ?? '', /^absent: .*privacy mode is on/);
  assert.match(asked.direct ?? '', /^works: .*business account/);
  fake.town.webhook.url = 'https://elsewhere.example/bot';
  assert.match((await verdicts(context)).mentions ?? '', /^unsure: Telegram calls elsewhere\.example now/);
  const called = { ...context, callAt: AT };
  assert.match((await verdicts(called)).mentions ?? '', /^fails: Telegram called elsewhere\.example/);
  await hook.watch?.keep(called);
  assert.match((await verdicts(called)).mentions ?? '', /^works/);
});

test('a bot that hears everything, may join no group and knows no business says so', async t => {
  const { fake, context } = await tried(t);
  const result = { ...fake.town.bot, can_join_groups: false, can_read_all_group_messages: true };
  fake.behave({ kind: 'status', status: 200, body: JSON.stringify({ ok: true, result }) }, 'getMe');
  const said = await verdicts(context);
  assert.match(said.stream ?? '', /^works/);
  assert.match(said.reply ?? '', /^fails: .*setjoingroups/);
  assert.match(said.direct ?? '', /Business Mode/);
});

test('a token withdrawn meanwhile asks for a new sign-in', async t => {
  const { fake, context } = await tried(t);
  fake.behave({ kind: 'status', status: 401, body: '{"ok":false,"error_code":401,"description":"Unauthorized"}' });
  const failure: NetworkFailure = await trial(context).then(
    () => assert.fail('it should have failed'),
    error => error,
  );
  assert.equal(failure.next, 'reauthorise');
});
