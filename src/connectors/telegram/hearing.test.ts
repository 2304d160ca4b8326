/** Asking and being called: nothing is lost on the way from one to the other. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { postsOf } from '../../../tests/support/bluesky-channel.ts';
import { NOW, SECONDS, tried } from '../../../tests/support/telegram-channel.ts';
import type { NetworkFailure } from '../connector.ts';
import { fetchMedia } from './media.ts';
import { pollPage } from './poll.ts';
import { KINDS } from './update.ts';
import { hook } from './webhook.ts';

const AT = { url: 'https://desk.kestrel.example/hooks/1/c1', secret: 'secretOfOneChannelAndNoOther0123456789abcde' };

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

test('what was asked for is forgotten there only with the next question, and comes in order, each once', async t => {
  const { fake, context } = await tried(t);
  for (const text of ['one', 'two', 'three']) await fake.customerWrites({ text, privately: true });
  fake.tell?.({ twice: true, shuffled: true });
  const first = await pollPage(context, null);
  const again = await pollPage(context, null);
  assert.deepEqual(
    postsOf(first.heard).map(({ text }) => text),
    ['one', 'two', 'three'],
  );
  assert.deepEqual(again, first);
  assert.equal(fake.town.updates.length, 3);
  await fake.customerWrites({ text: 'four', privately: true });
  const next = await pollPage(context, first.cursor);
  assert.deepEqual(
    postsOf(next.heard).map(({ text }) => text),
    ['four'],
  );
  assert.equal(fake.town.updates.length, 1);
  assert.deepEqual(fake.town.kindsAsked, [...KINDS]);
});

test('a question waits there until somebody writes', async t => {
  const { fake, context } = await tried(t);
  const waiting = pollPage(context, '830417001');
  await fake.customerWrites({ text: 'Hello', privately: true });
  assert.deepEqual(
    postsOf((await waiting).heard).map(({ text }) => text),
    ['Hello'],
  );
});

test('after a quiet week numbers begin anywhere, and the place follows them', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'Hello again', privately: true });
  fake.server.keepsConfirmed = true;
  const [update] = fake.town.updates;
  assert.ok(update);
  fake.behave(
    {
      kind: 'status',
      status: 200,
      body: JSON.stringify({ ok: true, result: [{ ...update, update_id: 117_314_199 }] }),
    },
    'getUpdates',
  );
  const page = await pollPage(context, '830417001');
  assert.deepEqual([postsOf(page.heard).length, page.cursor], [1, '117314200']);
});

test('a webhook left behind is ended when nobody can call us, and what waits there is heard', async t => {
  const { fake, context, logged } = await tried(t);
  fake.town.webhook.url = 'https://elsewhere.example/bot';
  await fake.customerWrites({ text: 'Still there?', privately: true });
  const page = await pollPage(context, null);
  assert.deepEqual(
    postsOf(page.heard).map(({ text }) => text),
    ['Still there?'],
  );
  assert.equal(fake.town.webhook.url, '');
  assert.match(logged.join(), /called another address/);
});

test('another program that asks too is told of, and tried again', async t => {
  const { fake, context } = await tried(t);
  const description =
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
  fake.behave({ kind: 'status', status: 409, body: JSON.stringify({ ok: false, error_code: 409, description }) });
  const failure = await failed(pollPage(context, null));
  assert.deepEqual([failure.next, failure.said], ['retry', description]);
});

test('where Telegram can call us it is asked to, of everything, with the secret, and keeps what waits', async t => {
  const { fake, context, waited } = await tried(t, AT);
  await fake.customerWrites({ text: 'Before', privately: true });
  assert.deepEqual(await hook.watch?.keep(context), { kind: 'begun', why: 'Telegram called nobody.' });
  const { webhook, updates } = fake.town;
  assert.deepEqual([webhook.url, webhook.secret, webhook.kinds, updates.length], [AT.url, AT.secret, [...KINDS], 1]);
  assert.deepEqual(await hook.watch?.keep(context), { kind: 'stands' });
  assert.deepEqual(await pollPage(context, '5'), { heard: [], cursor: '5', more: false }, 'it is not asked as well');
  assert.equal(waited.length, 1, 'and looks again only after a while');
});

test('until the call is set, it is asked all the same', async t => {
  const { fake, context } = await tried(t, AT);
  await fake.customerWrites({ text: 'Early', privately: true });
  assert.equal(postsOf((await pollPage(context, null)).heard).length, 1);
});

test('a call that fails, goes elsewhere or leaves something out is set anew', async t => {
  const { fake, context } = await tried(t, AT);
  await hook.watch?.keep(context);
  await fake.customerWrites({ text: 'Hello', privately: true });
  const { webhook } = fake.town;
  Object.assign(webhook, { lastError: 'Wrong response from the webhook: 401 Unauthorized', lastErrorAt: SECONDS - 60 });
  const failing = await hook.watch?.keep(context);
  assert.ok(failing?.kind === 'begun' && failing.why.includes('401 Unauthorized') && failing.why.includes('1 waiting'));
  Object.assign(fake.town.webhook, { lastError: 'Read timeout expired', lastErrorAt: SECONDS - 3_600 });
  assert.deepEqual(await hook.watch?.keep(context), { kind: 'stands' }, 'an hour ago is past');
  fake.town.webhook.url = 'https://elsewhere.example/secret-path';
  const elsewhere = await hook.watch?.keep(context);
  assert.ok(elsewhere?.kind === 'begun' && elsewhere.why.includes('elsewhere.example'));
  assert.ok(!elsewhere.why.includes('secret-path'));
  fake.town.webhook.kinds = ['message'];
  assert.equal((await hook.watch?.keep(context))?.kind, 'begun');
  await hook.watch?.end?.(context);
  assert.equal(fake.town.webhook.url, '');
});

test('from asking to being called and back, every message is heard', async t => {
  const { fake, context } = await tried(t);
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', piece => pieces.push(piece));
    request.on('end', () => {
      const verdict = hook.verify(
        {
          method: request.method ?? '',
          url: new URL('https://desk.example/'),
          headers: new Headers(request.headers as Record<string, string>),
          bytes: Buffer.concat(pieces),
          now: NOW,
        },
        context.credentials,
        AT.secret,
      );
      if (verdict.kind === 'verified')
        heard.push(...postsOf(hook.parse(verdict.body, context.credentials, context.account)).map(({ text }) => text));
      response.writeHead(verdict.kind === 'verified' ? 200 : 401).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const called = { ...context, callAt: { ...AT, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` } };
  await fake.customerWrites({ text: 'one', privately: true });
  const first = await pollPage(context, null);
  heard.push(...postsOf(first.heard).map(({ text }) => text));
  await hook.watch?.keep(called);
  await fake.customerWrites({ text: 'two', privately: true });
  await fake.deliver();
  fake.town.webhook.secret = 'not-the-right-one';
  await fake.customerWrites({ text: 'three', privately: true });
  assert.equal(await fake.deliver(), 0, 'a wrong secret is turned away, and the message waits');
  await hook.watch?.keep(called);
  await fake.deliver();
  await fake.customerWrites({ text: 'four', privately: true });
  const back = await pollPage(context, first.cursor);
  heard.push(...postsOf(back.heard).map(({ text }) => text));
  assert.deepEqual([...new Set(heard)], ['one', 'two', 'three', 'four']);
});

test('a deletion told without a time counts from when it was told', () => {
  const body = JSON.stringify({
    update_id: 1,
    deleted_business_messages: { business_connection_id: 'b', chat: { id: 5, type: 'private' }, message_ids: [1] },
  });
  const request = { method: 'POST', url: new URL('https://desk.example/'), now: NOW };
  const headers = new Headers({ 'x-telegram-bot-api-secret-token': AT.secret });
  const verdict = hook.verify({ ...request, headers, bytes: Buffer.from(body) }, {} as never, AT.secret);
  assert.ok(verdict.kind === 'verified');
  const account = { remoteId: '1', handle: null, name: null, avatarUrl: null, profileUrl: null };
  const [heard] = hook.parse(verdict.body, { token: '', api: '' } as never, account, NOW);
  assert.ok(heard?.kind === 'arrival');
  assert.deepEqual(
    heard.items.map(item => item.kind === 'remove' && item.at),
    [NOW],
  );
});

test('a file is fetched by its name, within bounds, and its address is told nobody', async t => {
  const { fake, context, logged } = await tried(t);
  fake.town.files.set('AgAC1', { path: 'photos/file 1.jpg', bytes: Buffer.from('picture') });
  assert.equal(Buffer.from(await fetchMedia(context, 'telegram:AgAC1', 1_000)).toString(), 'picture');
  assert.equal((await failed(fetchMedia(context, 'telegram:AgAC1', 3))).next, 'refuse');
  assert.equal((await failed(fetchMedia(context, 'telegram:none', 1_000))).next, 'gone');
  fake.behave({ kind: 'status', status: 404, body: `{"message":"Cannot GET /file/bot${fake.token}/x"}` }, '/file/');
  const lost = await failed(fetchMedia(context, 'telegram:AgAC1', 1_000));
  assert.equal(lost.next, 'gone');
  for (const text of [lost.message, lost.said ?? '', String(lost.stack), ...logged])
    assert.ok(!text.includes(fake.token), text);
  fake.town.files.set('local', { path: '/var/lib/telegram/1.jpg', bytes: Buffer.from('x') });
  assert.match((await failed(fetchMedia(context, 'telegram:local', 1_000))).message, /--local/);
});
