/** What channels pay is counted once, across processes and crashes, and stops where the month's budget ends. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import { paying } from '../../src/connectors/kit/cost.ts';
import { microUsd } from '../../src/core/costs.ts';
import { makeCosts } from '../../src/services/costs/costs.ts';
import { makeMeter } from '../../src/services/costs/meter.ts';
import { makeBudgetWarner } from '../../src/services/costs/warn.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { forgetBought } from '../../src/store/costs.ts';
import { bird, birdAccount } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const makeId = countedIds(770_000_000);
const READ = { name: 'read', usd: 0.005 };
const POST = { name: 'post', usd: 0.015 };

async function place(at = '2026-11-22T12:00:00Z') {
  const { db } = database;
  const clock = { now: new Date(at) };
  const now = () => clock.now;
  const brand = await testBrand(db);
  const { brandId, inboxId } = brand;
  const channelId = makeId();
  const name = `Bird ${channelId.slice(-4)}`;
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name,
    account: birdAccount,
    sealed: Buffer.from('x'),
  });
  const connector = bird();
  const priced = { ...connector, limits: { ...connector.limits, prices: { read: READ.usd, post: POST.usd } } };
  const connectors = new Map([['bird', priced]]);
  const costs = makeCosts({ db, connectors, now });
  const owner = brand.who('owner');
  return {
    ...brand,
    channelId,
    clock,
    costs,
    owner,
    warner: () => makeBudgetWarner({ db, connectors, makeId, now }),
    meter: () => makeMeter({ db, now }),
    budget: (monthlyUsd: number | null, reserveUsd = 0) =>
      costs.setBudget(owner, channelId, { monthlyUsd, reserveUsd }),
    cost: async () => (await costs.open(owner, channelId)) ?? assert.fail('it costs nothing'),
  };
}

const refused = (next: 'retry' | 'refuse') => (error: unknown) =>
  error instanceof NetworkFailure && error.next === next && /^This month’s budget of \$/.test(error.message);

test('what is bought by its id is counted once a day, also when two processes bought it', async () => {
  const { meter, channelId, cost, clock } = await place();
  const [here, there] = [meter(), meter()];
  here.charge(channelId, READ, ['a', 'b', 'a']);
  here.charge(channelId, POST, 2);
  await here.write();
  there.charge(channelId, READ, ['b', 'c']);
  await there.write();
  here.charge(channelId, READ, ['a']);
  await here.write();
  assert.deepEqual((await cost()).prices, [
    { price: 'post', usdEach: 0.015, units: 2, usd: 0.03 },
    { price: 'read', usdEach: 0.005, units: 3, usd: 0.015 },
  ]);
  clock.now = new Date('2026-11-23T00:00:00Z');
  here.charge(channelId, READ, ['a']);
  await here.write();
  assert.equal((await cost()).spentUsd, 0.05);
  assert.equal((await cost()).todayUsd, 0.005);
});

test('a process that starts again the same day does not pay twice for the same post', async () => {
  const { meter, channelId, cost } = await place();
  const first = meter();
  first.charge(channelId, READ, ['a']);
  await first.write();
  const again = meter();
  again.charge(channelId, READ, ['a']);
  await again.write();
  assert.equal((await cost()).spentUsd, 0.005);
});

test('what a database that was away did not take is written later', async () => {
  const { meter, channelId, cost } = await place();
  const one = meter();
  one.charge(channelId, { name: 'read', usd: Number.NaN }, 1);
  await assert.rejects(one.write());
  one.charge(channelId, READ, 1);
  await assert.rejects(one.write(), 'it is kept until it is taken');
  const well = meter();
  well.charge(channelId, READ, 3);
  await well.write();
  assert.equal((await cost()).spentUsd, 0.015);
});

test('nothing is asked where no budget is set', async () => {
  const { meter, channelId } = await place();
  const one = meter();
  one.charge(channelId, POST, 1_000_000);
  await one.mayPay(channelId, POST, 1, true);
});

test('the hard stop comes before the request that would go over it, with what is not yet written', async () => {
  const { meter, channelId, budget } = await place();
  await budget(0.04);
  const one = meter();
  await one.mayPay(channelId, POST, 2, true);
  one.charge(channelId, POST, 2);
  await assert.rejects(one.mayPay(channelId, POST, 1, true), refused('refuse'));
  await one.mayPay(channelId, READ, 2, false);
  await assert.rejects(one.mayPay(channelId, READ, 3, false), refused('retry'));
  await one.write();
  await assert.rejects(one.mayPay(channelId, POST, 1, true), refused('refuse'));
});

test('another process learns of what was spent, and of a raised budget', async () => {
  const { meter, channelId, budget } = await place();
  await budget(0.04);
  const [here, there] = [meter(), meter()];
  await there.mayPay(channelId, POST, 2, true);
  here.charge(channelId, POST, 2);
  await here.write();
  await there.write();
  const failure = await there.mayPay(channelId, READ, 3, false).then(
    () => assert.fail('it may pay'),
    (error: unknown) => error as NetworkFailure,
  );
  assert.equal(failure.ready?.(), false);
  assert.equal(failure.afterSeconds, 8.5 * 86_400);
  await budget(1);
  await there.write();
  assert.equal(failure.ready?.(), true);
  await there.mayPay(channelId, POST, 1, true);
});

test('reading stops at what is kept for answers; answers go on to the end', async () => {
  const { meter, channelId, budget, cost } = await place();
  await budget(0.1, 0.05);
  const one = meter();
  one.charge(channelId, READ, 10);
  await one.write();
  await assert.rejects(one.mayPay(channelId, READ, 1, false), /\$0\.05 kept for answers/);
  await one.mayPay(channelId, POST, 3, true);
  assert.equal((await cost()).state, 'readingStopped');
});

test('a new month begins anew by itself', async () => {
  const { meter, channelId, budget, clock } = await place('2026-11-30T23:59:59Z');
  await budget(0.01);
  const one = meter();
  one.charge(channelId, READ, 2);
  await assert.rejects(one.mayPay(channelId, READ, 1, false), refused('retry'));
  await one.write();
  clock.now = new Date('2026-12-01T00:00:00Z');
  await one.mayPay(channelId, READ, 2, false);
});

test('a request with a price is not sent when it may not be paid, a stream ends', async () => {
  const { meter, channelId, budget } = await place();
  await budget(0.01);
  const one = meter();
  const sent: string[] = [];
  const plain = {
    fetch: async (url: string) => {
      sent.push(url);
      return { status: 200 } as never;
    },
    async *lines() {
      for (let n = 0; n < 9; n++) yield `line ${n}`;
    },
  };
  const shop = paying(plain, { channelId, prices: { read: 0.005 }, meter: one });
  await shop.fetch('free');
  await shop.fetch('paid', { price: 'read', priceUnits: 2 });
  const heard: string[] = [];
  await assert.rejects(async () => {
    for await (const line of shop.lines('stream', { price: 'read' })) {
      heard.push(line);
      shop.charge('read', [line]);
    }
  }, refused('retry'));
  assert.deepEqual(heard, ['line 0', 'line 1']);
  await assert.rejects(shop.fetch('not sent', { price: 'read' }), refused('retry'));
  await shop.fetch('free again');
  assert.deepEqual(sent, ['free', 'paid', 'free again']);
  await assert.rejects(shop.fetch('x', { price: 'unknown' }), /No price is called "unknown"/);
});

test('owners and leads are told once when most is spent, when reading stops and when nothing is left', async () => {
  const here = await place();
  const { brandId, channelId } = here;
  const people = await Promise.all(
    (['owner', 'lead', 'agent'] as const).map(async role => {
      const id = makeId();
      await sql`insert into agent (id, email, name) values (${id}, ${`${id}@kestrel.example`}, ${role})`.execute(
        database.db,
      );
      await sql`insert into membership (brand_id, agent_id, role) values (${brandId}, ${id}, ${role})`.execute(
        database.db,
      );
      return { id, role };
    }),
  );
  await here.budget(1, 0.1);
  const meter = here.meter();
  const [warn, other] = [here.warner(), here.warner()];
  for (const units of [159, 1, 19, 1, 20]) {
    meter.charge(channelId, READ, units);
    const standings = await meter.write();
    await warn(standings);
    await other(standings);
  }
  const { rows } = await sql<{ agentId: string; kind: string }>`
    select agent_id "agentId", kind from notification where brand_id = ${brandId} order by at, kind`.execute(
    database.db,
  );
  const told = rows.map(({ agentId, kind }) => `${people.find(({ id }) => id === agentId)?.role} ${kind}`);
  assert.deepEqual(
    told.sort(),
    ['budget_near', 'budget_reading', 'budget_used'].flatMap(kind => [`lead ${kind}`, `owner ${kind}`]).sort(),
  );
});

test('the list goes day by day, newest first; days that are over are forgotten among what was bought', async () => {
  const { meter, channelId, costs, owner, clock, cost } = await place();
  const one = meter();
  one.charge(channelId, READ, ['a', 'b']);
  await one.write();
  clock.now = new Date('2026-11-23T09:00:00Z');
  one.charge(channelId, READ, ['a']);
  one.charge(channelId, POST, 1);
  await one.write();
  assert.deepEqual(await costs.list(owner, channelId, {}), [
    { day: '2026-11-23', price: 'read', units: 1, usd: 0.005 },
    { day: '2026-11-23', price: 'post', units: 1, usd: 0.015 },
    { day: '2026-11-22', price: 'read', units: 2, usd: 0.01 },
  ]);
  assert.equal((await costs.list(owner, channelId, { from: '2026-11-22', to: '2026-11-22' })).length, 1);
  assert.ok((await forgetBought(database.db, '2026-11-23')) >= 2);
  assert.equal((await cost()).spentUsd, 0.03);
});

test('only owners set a budget, and none keeps back more than it is', async () => {
  const { costs, who, channelId, budget, cost } = await place();
  await assert.rejects(costs.setBudget(who('lead'), channelId, { monthlyUsd: 5 }), { code: 'not_allowed' });
  await assert.rejects(budget(5, 6), { code: 'not_valid' });
  await budget(5, 1);
  assert.deepEqual([(await cost()).monthlyUsd, (await cost()).reserveUsd], [5, 1]);
  await budget(null);
  assert.equal((await cost()).monthlyUsd, null);
  assert.equal(microUsd(0.0015), 1500);
});
