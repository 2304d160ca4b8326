import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { openFake } from '../../src/connectors/rehearsal/fake.ts';
import { rehearsal } from '../../src/connectors/rehearsal/index.ts';
import { STOP_LIMIT_MS } from '../../src/jobs/worker.ts';
import { CRASH_POINTS } from '../../src/services/delivering.ts';
import { openConversation } from '../../src/services/open.ts';
import { reply } from '../../src/services/reply.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { atEnd } from '../support/at-end.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { person } from '../support/hearing.ts';
import { until } from '../support/until.ts';
import type { Orders } from './sender.ts';

const SEAL_KEY = 'a key for tests only, long enough';

/** Another program that works off answers. @returns it once it is ready */
async function startSender(t: TestContext, orders: Orders): Promise<ChildProcess> {
  const sender = spawn(process.execPath, [join(import.meta.dirname, 'sender.ts'), JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(t, async () => {
    if (sender.exitCode !== null || sender.signalCode !== null) return;
    sender.kill('SIGTERM');
    await once(sender, 'exit');
  });
  await once(sender.stdout as NonNullable<typeof sender.stdout>, 'data');
  return sender;
}

type Network = {
  origin: string;
  credentials: unknown;
  network: string;
  posts: () => { remoteId: string; text: string }[];
  to: string;
  author: string;
};

/** Knows keys: the rehearsal square over HTTP, as it ships. */
async function openSquare(t: TestContext): Promise<Network> {
  const fake = await openFake();
  atEnd(t, fake.close);
  const { remoteId, person: author } = await fake.somebody();
  return { ...fake, network: 'rehearsal', posts: fake.ourPosts, to: remoteId, author: author.remoteId };
}

/** Keeps every post it is sent, the same one twice too, and can be asked what stands there. */
async function openForgetful(t: TestContext): Promise<Network> {
  const posts: { remoteId: string; text: string; key: string; at: string }[] = [];
  const server = createServer(async (request, response) => {
    const key = new URL(request.url ?? '', 'http://square').searchParams.get('key');
    let post = posts.find(one => one.key === key);
    if (request.method === 'POST') {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk);
      const asked = JSON.parse(Buffer.concat(body).toString()) as { key: string; text: string };
      post = { ...asked, remoteId: `post ${posts.length + 1}`, at: new Date().toISOString() };
      posts.push(post);
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(post === undefined ? null : { id: post.remoteId, at: post.at }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(t, () => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, credentials: { origin }, network: 'square', posts: () => posts, to: 'p1', author: 'thea' };
}

/** A desk whose channel is that network, with an answer that may leave now. */
async function answerOn(t: TestContext, network: Network) {
  const now = Date.now();
  const d = await testDesk(t, { startsAt: new Date(now) });
  d.desk.connectors = new Map([...d.desk.connectors, ['rehearsal', rehearsal]]);
  const { brandId, channelId } = d.ear;
  const id = await d.hear(
    complaint({ remoteId: network.to, author: person(network.author), at: new Date(now - 60_000) }),
  );
  const sealed = makeSeal(SEAL_KEY).seal(network.credentials, { brandId, channelId });
  await sql`update channel set network = ${network.network}, sealed = ${sealed} where id = ${channelId}`.execute(
    d.database.db,
  );
  const who = await d.colleague('Ada');
  const { message } = await reply(d.desk, who, id, { visibility: 'public', text: 'On its way', resolve: true });
  // The desk's clock is the test's; the sender's is the machine's.
  await sql`update message set send_at = now() where id = ${message.id}`.execute(d.database.db);
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(d.database.db);
  return { d, id, who, messageId: message.id };
}

async function deliveryOf(d: TestDesk, messageId: string): Promise<string | undefined> {
  return (await d.message(messageId))?.delivery?.state;
}

for (const [kind, open] of [
  ['a network that knows keys', openSquare],
  ['a network that can only be asked', openForgetful],
] as const) {
  for (const point of CRASH_POINTS) {
    test(`killed when it has ${point} an answer on ${kind}: it stands there once and the desk ends in sent`, async t => {
      const network = await open(t);
      const { d, id, who, messageId } = await answerOn(t, network);
      const orders: Orders = { url: d.database.url, origin: network.origin, sealKey: SEAL_KEY, crashAt: point };
      const first = await startSender(t, orders);
      if (first.signalCode === null) await once(first, 'exit');
      assert.equal(first.signalCode, 'SIGKILL', 'it did not die where it should');
      assert.equal(network.posts().length, point === 'marked' ? 0 : 1);
      assert.equal(await deliveryOf(d, messageId), point === 'finalised' ? 'sent' : 'sending');
      // The lease of the dead runs out.
      await sql`update message set lease_until = now() where lease_until is not null`.execute(d.database.db);
      await startSender(t, { ...orders, crashAt: null });
      await until(async () => (await openConversation(d.desk, who, id)).conversation.status === 'resolved');
      assert.equal(await deliveryOf(d, messageId), 'sent');
      assert.deepEqual(
        network.posts().map(post => post.text),
        ['On its way'],
      );
      const { turns, messages } = await openConversation(d.desk, who, id);
      assert.deepEqual(
        turns.map(turn => turn.outcome),
        ['answered'],
      );
      assert.equal(messages.filter(message => message.direction === 'out').length, 1);
    });
  }
}

test('an answer whose job is lost is found and sent', async t => {
  const network = await openSquare(t);
  const { d, messageId } = await answerOn(t, network);
  await sql`delete from graphile_worker._private_jobs`.execute(d.database.db);
  await sql`update message set send_at = now() - interval '1 minute' where id = ${messageId}`.execute(d.database.db);
  await startSender(t, { url: d.database.url, origin: network.origin, sealKey: SEAL_KEY, crashAt: null });
  await until(async () => (await deliveryOf(d, messageId)) === 'sent');
  assert.equal(network.posts().length, 1);
});

test('stopped in the middle of a send it ends in time, and the next start goes on at once', async t => {
  const fake = await openFake();
  atEnd(t, fake.close);
  const { remoteId, person: author } = await fake.somebody();
  const network = { ...fake, network: 'rehearsal', posts: fake.ourPosts, to: remoteId, author: author.remoteId };
  const { d, messageId } = await answerOn(t, network);
  const orders: Orders = { url: d.database.url, origin: fake.origin, sealKey: SEAL_KEY, crashAt: null };
  fake.behave({ kind: 'stall' }, '/posts');
  const first = await startSender(t, orders);
  await until(() => fake.received.some(body => body.includes('On its way')));
  const startedMs = performance.now();
  first.kill('SIGTERM');
  await once(first, 'exit');
  assert.ok(performance.now() - startedMs < STOP_LIMIT_MS + 1_000, 'it took too long to stop');
  assert.equal(await deliveryOf(d, messageId), 'unsure');
  await startSender(t, orders);
  await until(async () => (await deliveryOf(d, messageId)) === 'sent', 5_000);
  assert.equal(network.posts().length, 1);
});
