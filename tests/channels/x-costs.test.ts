/** X, which is paid by use, against its fake with the books kept: what it buys is counted, and past the budget X is not even asked. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Draft, NetworkFailure } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import { openXFake } from '../../src/connectors/x/fake.ts';
import { x } from '../../src/connectors/x/index.ts';
import { makeCosts } from '../../src/services/costs/costs.ts';
import { makeMeter } from '../../src/services/costs/meter.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { atEnd } from '../support/at-end.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const makeId = countedIds(780_000_000);
const now = () => new Date();

async function place(t: Parameters<typeof atEnd>[0]) {
  const { db } = database;
  const fake = await openXFake();
  atEnd(t, fake.close);
  const brand = await testBrand(db);
  const { brandId, inboxId } = brand;
  const channelId = makeId();
  const sealed = Buffer.from('sealed');
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'x',
    name: channelId,
    account: fake.account,
    sealed,
  });
  const meter = makeMeter({ db, now });
  const contexts = makeContexts({
    connectors: [x as never],
    allowPrivate: [fake.origin],
    userAgent: 'Heed tests',
    home: { url: fake.origin, seal: text => text },
    meter,
    now,
    log: () => {},
  });
  atEnd(t, contexts.close);
  const signal = new AbortController().signal;
  const { credentials, account } = fake;
  const context = contexts.open({ channelId, network: 'x', credentials, account, signal }) as never;
  const costs = makeCosts({ db, connectors: new Map([['x', x as never]]), now });
  const owner = brand.who('owner');
  const poll = () => x.inbound.poll?.page(context, null) ?? assert.fail('X is not polled');
  const { reply } = x.outbound ?? {};
  return {
    fake,
    meter,
    poll,
    budget: (monthlyUsd: number, reserveUsd = 0) => costs.setBudget(owner, channelId, { monthlyUsd, reserveUsd }),
    async spent() {
      await meter.write();
      const cost = await costs.open(owner, channelId);
      return Object.fromEntries(cost?.prices.flatMap(({ price, units }) => (units > 0 ? [[price, units]] : [])) ?? []);
    },
    async say(text: string) {
      const { person, remoteId, rootRemoteId } = await fake.somebody();
      const to = { person, remoteId, rootRemoteId, room: null, addressed: true };
      const draft: Draft = {
        key: makeId(),
        text,
        attachments: [],
        visibility: 'public',
        to,
        lang: 'en',
        byPerson: true,
      };
      return reply?.send(context, draft) ?? assert.fail('X takes no answers');
    },
  };
}

const saysTheBudget = (next: NetworkFailure['next']) => (error: unknown) =>
  error instanceof NetworkFailure && error.next === next && error.message.startsWith('This month’s budget of $');

test('what is heard in rounds is paid for once a day, an answer each time', async t => {
  const { fake, poll, say, spent } = await place(t);
  await fake.customerWrites({ text: 'my machine drips', mentionsUs: true });
  await fake.customerWrites({ text: 'and it hisses', mentionsUs: true });
  await poll();
  const first = await spent();
  assert.equal(first['read.own'], 2);
  await poll();
  assert.deepEqual(await spent(), first);
  await say('We look into it.');
  await say('Here is how: https://kestrel.example/lid');
  const after_ = await spent();
  assert.deepEqual([after_['reply.summoned'], after_['post.link']], [1, 1]);
});

test('past the budget X is not asked, neither for posts nor to take an answer, and goes on when it is raised', async t => {
  const { fake, meter, poll, say, budget } = await place(t);
  await budget(0);
  const asked = fake.server.asked.length;
  await assert.rejects(poll(), saysTheBudget('retry'));
  await assert.rejects(say('We look into it.'), saysTheBudget('refuse'));
  assert.equal(fake.server.asked.length, asked);
  await budget(50);
  await meter.write();
  await poll();
  await say('We look into it.');
  assert.ok(fake.server.asked.length > asked);
});

test('what is kept back goes to answers alone', async t => {
  const { meter, poll, say, budget } = await place(t);
  await budget(1, 1);
  await assert.rejects(poll(), saysTheBudget('retry'));
  await say('We look into it.');
  await meter.write();
});
