import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftTo, failure, tried } from '../../../tests/support/whatsapp-channel.ts';
import type { FailureNext } from '../../core/delivery.ts';
import { send } from './send.ts';
import { listTemplates } from './templates.ts';

/** As the documents name them, each with what follows from it. */
const CODES: [number, string, FailureNext, number | null][] = [
  [131_047, 'Re-engagement message', 'refuse', null],
  [131_056, '(Business Account, Consumer Account) pair rate limit hit', 'retry', 6],
  [130_429, 'Rate limit hit', 'retry', null],
  [131_048, 'Spam rate limit hit', 'retry', null],
  [80_007, 'Rate limit issues', 'retry', null],
  [4, 'API Too Many Calls', 'retry', null],
  [131_026, 'Message undeliverable', 'refuse', null],
  [131_021, 'Recipient cannot be sender', 'refuse', null],
  [131_051, 'Unsupported message type', 'refuse', null],
  [131_050, 'User has stopped receiving marketing messages', 'refuse', null],
  [131_049, 'Not delivered to maintain healthy ecosystem engagement', 'refuse', null],
  [130_472, 'User’s number is part of an experiment', 'refuse', null],
  [131_053, 'Media upload error', 'refuse', null],
  [132_001, 'Template does not exist', 'refuse', null],
  [132_012, 'Template parameter format mismatch', 'refuse', null],
  [131_031, 'Account has been locked', 'refuse', null],
  [368, 'Temporarily blocked for policies violations', 'refuse', null],
  [10, 'Permission denied', 'refuse', null],
  [200, 'API Permission', 'refuse', null],
  [131_005, 'Access denied', 'refuse', null],
  [190, 'Access token has expired', 'reauthorise', null],
  [102, 'Session has expired', 'reauthorise', null],
  [131_016, 'Service unavailable', 'retry', null],
  [131_057, 'Account in maintenance mode', 'retry', null],
  [131_000, 'Something went wrong', 'unsure', null],
  [1, 'API Unknown', 'unsure', null],
  [2, 'API Service', 'unsure', null],
];

for (const [code, message, next, afterSeconds] of CODES)
  test(`${code} (${message}) is ${next}`, async t => {
    const { fake, context } = await tried(t);
    const error = { message: `(#${code}) ${message}`, type: 'OAuthException', code, fbtrace_id: 'A1' };
    fake.behave({ kind: 'status', status: 400, body: JSON.stringify({ error }) });
    const failed = await failure(send(context, draftTo()));
    assert.equal(failed.next, next);
    assert.equal(failed.afterSeconds, afterSeconds);
    assert.ok(failed.said?.includes(message), `${failed.said}`);
    assert.equal(fake.stand.ours.length, 0);
  });

test('details tell more than the message, and a wait that is told is kept', async t => {
  const { fake, context } = await tried(t);
  const details = 'Message failed to send because more than 24 hours have passed.';
  const error = {
    message: '(#131047) Re-engagement',
    code: 131_047,
    error_data: { messaging_product: 'whatsapp', details },
  };
  fake.behave({ kind: 'status', status: 400, body: JSON.stringify({ error }) });
  assert.equal((await failure(send(context, draftTo()))).said, details);
  const usage = JSON.stringify({
    102290120001: [
      { type: 'whatsapp', call_count: 101, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 3 },
    ],
  });
  const slow = JSON.stringify({ error: { message: 'too many', code: 80_007 } });
  fake.behave({ kind: 'status', status: 400, body: slow, headers: { 'x-business-use-case-usage': usage } });
  assert.equal((await failure(send(context, draftTo()))).afterSeconds, 180);
});

test('a closed window is told by the network too, and a template passes it', async t => {
  const { fake, context } = await tried(t);
  fake.stand.windowIsClosed = true;
  const closed = await failure(send(context, draftTo()));
  assert.equal(closed.next, 'refuse');
  assert.match(closed.said ?? '', /24 hours/);
  await send(
    context,
    draftTo(undefined, { template: { name: 'still_there', language: 'de', values: { first_name: 'Thea' } } }),
  );
  assert.equal(fake.stand.ours.length, 1);
});

test('an answer that is not as agreed leaves the fate of the message open', async t => {
  const { fake, context } = await tried(t);
  for (const body of ['{}', '{"messages":[]}', '{"messages":[{"id":""}]}', '<html>', '"ok"']) {
    fake.behave({ kind: 'status', status: 200, body });
    assert.equal((await failure(send(context, draftTo()))).next, 'unsure', body);
  }
});

test('of a list of templates every page is read, and a damaged one is left out alone', async t => {
  const { fake, context } = await tried(t);
  const many = Array.from({ length: 130 }, (_, n) => ({
    name: `t${n}`,
    language: 'en',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'x' }],
  }));
  fake.stand.templates.push({ name: 7 }, ...many);
  const templates = await listTemplates(context);
  assert.equal(templates.length, 134);
  assert.equal(templates.at(-1)?.name, 't129');
});

test('templates tell their places, their examples, and why they cannot go', async t => {
  const { context } = await tried(t);
  const [ready, still, roast, refund] = await listTemplates(context);
  assert.deepEqual(
    ready?.parts.map(({ text }) => text),
    [
      'Your {{header.1}} is ready',
      'Hello {{1}}, your machine is repaired. You can fetch it from {{2}} on.',
      'Kestrel Coffee, Harbour Street',
      'Follow it → https://kestrel.example/repairs/{{button.0.1}}',
      'Thank you',
    ],
  );
  assert.deepEqual(ready?.variables, [
    { key: 'header.1', of: 'header', example: 'grinder' },
    { key: '1', of: 'body', example: 'Thea' },
    { key: '2', of: 'body', example: 'Monday' },
    { key: 'button.0.1', of: 'button', example: 'https://kestrel.example/repairs/77' },
  ]);
  assert.deepEqual(still?.variables, [{ key: 'first_name', of: 'body', example: 'Thea' }]);
  assert.match(roast?.hindrance ?? '', /picture/);
  assert.deepEqual([refund?.state, refund?.category], ['rejected', 'utility']);
});
