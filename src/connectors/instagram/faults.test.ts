/** What Instagram says no with, and what it means for the next step. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { postsOf } from '../../../tests/contract/bench.ts';
import { draftFor, NOW, round, tried } from '../../../tests/support/instagram-channel.ts';
import type { NetworkFailure } from '../connector.ts';
import { contract } from './fake.ts';
import { findReply } from './find.ts';
import { pollPage } from './poll.ts';
import { direct, privateReply, reply } from './send.ts';

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

const no = (code: number, message: string, more: object = {}, status = 400) =>
  ({
    kind: 'status',
    status,
    body: JSON.stringify({ error: { message, type: 'OAuthException', code, ...more } }),
  }) as const;

for (const [what, answer, next] of [
  ['a token that ended', no(190, 'Session has expired', { error_subcode: 463 }), 'reauthorise'],
  [
    'a token taken back, with the wrong status',
    no(190, 'The user has not authorized', { error_subcode: 458 }, 500),
    'reauthorise',
  ],
  ['too many calls', no(4, 'Application request limit reached'), 'retry'],
  [
    'too many calls of a business',
    no(80_002, 'There have been too many calls to this Instagram account', {}, 403),
    'retry',
  ],
  ['too many calls of one kind', no(613, 'Calls to this api have exceeded the rate limit'), 'retry'],
  [
    'a closed window',
    no(10, 'This message is sent outside of allowed window', { error_subcode: 2_534_022 }, 403),
    'refuse',
  ],
  [
    'somebody who cannot be written to',
    no(551, 'This person is not available right now', { error_subcode: 1_545_041 }),
    'refuse',
  ],
  ['a right that is missing', no(200, 'Requires instagram_manage_messages', {}, 403), 'refuse'],
  ['a block for too much of the same', no(368, 'The action attempted has been deemed abusive'), 'refuse'],
  ['somebody who is not there', no(100, 'No matching user found', { error_subcode: 2_018_001 }), 'gone'],
  ['a comment that is not there', no(100, 'Object does not exist', { error_subcode: 33 }), 'gone'],
  ['trouble of its own', no(1, 'An unknown error has occurred', {}, 500), 'unsure'],
  ['trouble that passes', no(2, 'Service temporarily unavailable', {}, 503), 'unsure'],
  ['a page instead of an answer', { kind: 'html' }, 'unsure'],
  ['an answer without an id', { kind: 'status', status: 200, body: '{"recipient_id":"1"}' }, 'unsure'],
] as const)
  test(`${what} while a message is sent: ${next}`, async t => {
    const { fake, context } = await tried(t);
    const draft = await draftFor(fake, 'Hello.', 'private');
    fake.behave(answer);
    const failure = await failed(direct(context, draft));
    assert.equal(failure.next, next, failure.message);
    if ('body' in answer && answer.body.includes('"message"')) assert.ok(answer.body.includes(failure.said ?? '?'));
  });

test('how long to wait stands in the header, in minutes', async t => {
  const { fake, context } = await tried(t);
  const use = { '17841400000000001': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 7 }] };
  const headers = { 'x-business-use-case-usage': JSON.stringify(use) };
  fake.behave({ ...no(80_002, 'too many', {}, 403), headers });
  const failure = await failed(pollPage(context, null));
  assert.deepEqual([failure.next, failure.afterSeconds], ['retry', 420]);
});

test('a cursor that cannot be read begins anew instead of failing', async t => {
  const { fake, context } = await tried(t);
  const note = await fake.customerWrites({ text: 'hello' });
  for (const cursor of ['', 'null', '{}', '{"until":"never"}', '{"until":"2026-03-01T00:00:00Z","begun":7}'])
    assert.deepEqual(
      postsOf((await round(context, cursor)).heard).map(({ remoteId }) => remoteId),
      [note],
      cursor,
    );
});

test('a list that is no list is trouble, not silence', async t => {
  const { fake, context } = await tried(t);
  for (const body of ['[]', '{"data":{}}', '"x"', 'null']) {
    fake.behave({ kind: 'status', status: 200, body });
    assert.equal((await failed(pollPage(context, null))).next, 'retry', body);
  }
});

test('whether an answer stands is not guessed when the comment it goes to cannot be seen', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello.');
  await reply(context, draft);
  await fake.customerDeletes(draft.to.remoteId ?? '');
  assert.equal((await failed(findReply(context, draft, NOW))).next, 'unsure');
});

test('a lost answer to a private reply is found in the talk it opened', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Your order number, please.', 'private');
  fake.behave({ kind: 'cut-after' });
  assert.equal((await failed(privateReply(context, draft))).next, 'unsure');
  const deed = (await import('./index.ts')).instagram.outbound?.privateReply;
  assert.ok(deed?.idempotency === 'lookup');
  const found = await deed.find(context, draft, NOW);
  assert.equal(fake.town.state.words.get(found?.remoteId ?? '')?.text, draft.text);
});

test('what was shared and answered in a message comes along when it is fetched', () => {
  const lines = readFileSync(join(import.meta.dirname, 'fixtures/messages.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const posts = lines.flatMap(line => postsOf(contract.read(line, 'messages.jsonl')));
  assert.deepEqual(
    posts.map(({ own, attachments }) => [own, attachments.map(({ kind }) => kind)]),
    [
      [false, []],
      [true, []],
      [false, ['image', 'video', 'audio']],
      [false, ['file', 'file']],
      [false, []],
    ],
  );
});
