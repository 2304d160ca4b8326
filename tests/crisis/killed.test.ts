/** The program that sends a holding reply is killed in the middle, twice. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { declareCrisis } from '../../src/services/crisis/crises.ts';
import { askHolding, listHoldings } from '../../src/services/crisis/holding.ts';
import { makeSeal } from '../../src/services/seal.ts';
import type { Orders } from '../out/sender.ts';
import { atEnd } from '../support/at-end.ts';
import { testDesk } from '../support/desk.ts';
import { MINUTE_MS, person, post } from '../support/hearing.ts';
import { until } from '../support/until.ts';

const SEAL_KEY = 'a key for tests only, long enough';
const SENDER = join(import.meta.dirname, '..', 'out', 'sender.ts');
const PEOPLE = 4;

async function start(t: TestContext, orders: Orders): Promise<ChildProcess> {
  const sender = spawn(process.execPath, [SENDER, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  atEnd(t, async () => {
    if (sender.exitCode !== null || sender.signalCode !== null) return;
    sender.kill('SIGTERM');
    await once(sender, 'exit');
  });
  await once(sender.stdout as NonNullable<typeof sender.stdout>, 'data');
  return sender;
}

/** Keeps every post it is sent, the same one twice too, and can be asked what stands there. */
async function openNetwork(t: TestContext) {
  const posts: { id: string; key: string; text: string; at: string }[] = [];
  const server = createServer(async (request, response) => {
    const key = new URL(request.url ?? '', 'http://square').searchParams.get('key');
    let post = posts.find(one => one.key === key);
    if (request.method === 'POST') {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk);
      const asked = JSON.parse(Buffer.concat(body).toString()) as { key: string; text: string };
      post = { ...asked, id: `post ${posts.length + 1}`, at: new Date().toISOString() };
      posts.push(post);
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(post === undefined ? null : { id: post.id, at: post.at }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(t, () => server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts };
}

test('killed before and after an answer of it is written down, it goes on where it was: everybody is told once', async t => {
  const network = await openNetwork(t);
  const now = Date.now();
  const d = await testDesk(t, {
    startsAt: new Date(now),
    limits: { text: { max: 500, unit: 'graphemes', linkWeighs: null } },
  });
  const { brandId, channelId } = d.ear;
  const lena = await d.colleague('Lena', 'lead');
  for (let n = 0; n < PEOPLE; n++) {
    const at = new Date(now - (10 - n) * MINUTE_MS);
    await d.hear(
      post(`p${n}`, `author-${n}`, 0, { author: person(`author-${n}`, `Bird ${n}`), text: 'the boiler leaks', at }),
    );
  }
  const sealed = makeSeal(SEAL_KEY).seal({ origin: network.origin }, { brandId, channelId });
  const crisis = await declareCrisis(d.desk, lena, { name: 'Leaks', words: ['boiler'] });
  await askHolding(d.desk, lena, crisis.id, {
    variants: [{ lang: null, network: null, texts: ['{{name}}, we are at it.'] }],
  });
  await sql`update channel set sealed = ${sealed} where id = ${channelId}`.execute(d.database.db);
  const orders = { url: d.database.url, origin: network.origin, sealKey: SEAL_KEY };
  for (const crashAt of ['holding queued', 'holding committed']) {
    const sender = await start(t, { ...orders, crashAt });
    await once(sender, 'exit');
    assert.equal(sender.signalCode, 'SIGKILL');
    // The pace between two on one channel is the machine's clock; nobody waits for it here.
    await sql`update holding_target set at = at - interval '1 minute'`.execute(d.database.db);
  }
  await start(t, { ...orders, crashAt: null });
  await until(async () => {
    await sql`update holding_target set at = at - interval '1 minute' where state = 'queued'`.execute(d.database.db);
    await sql`update message set send_at = now() where delivery = 'queued' and send_at > now()`.execute(d.database.db);
    await sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`.execute(d.database.db);
    const { holdings } = await listHoldings(d.desk, lena, crisis.id);
    return holdings[0]?.sent === PEOPLE;
  });
  assert.deepEqual(
    network.posts.map(({ text }) => text).sort(),
    Array.from({ length: PEOPLE }, (_, n) => `Bird ${n}, we are at it.`),
  );
});
