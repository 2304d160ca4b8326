/** What a channel paid, over the wire: as JSON, as CSV, and the budget that an owner sets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestHeed } from '../support/app.ts';

const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };
const CHANNEL = '00000000-0000-7000-8000-000000000777';

test('what was paid is told by day and price, as CSV too; a budget stops where it says', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  const { db } = heed.database;
  await sql`
    insert into channel (brand_id, id, inbox_id, network, name, account)
    select 1, ${CHANNEL}, id, 'x', 'X', '{"remoteId": "1", "handle": "kestrel"}' from inbox where brand_id = 1 limit 1`.execute(
    db,
  );
  const pay = (day: string, price: string, units: number, micro: number) =>
    sql`insert into spend values (1, ${CHANNEL}, ${day}, ${price}, ${units}, ${micro})`.execute(db);
  await pay('2026-11-20', 'read.own', 12, 12_000);
  await pay('2026-11-22', 'read.own', 3, 3_000);
  await pay('2026-11-22', 'post.link', 2, 400_000);
  const at = `/api/v1/brands/kestrel/channels/${CHANNEL}`;
  const get = (path: string) => heed.call('GET', `${at}/${path}`, { token });

  assert.deepEqual((await get('spend')).body, {
    rows: [
      { day: '2026-11-22', price: 'read.own', units: 3, usd: 0.003 },
      { day: '2026-11-22', price: 'post.link', units: 2, usd: 0.4 },
      { day: '2026-11-20', price: 'read.own', units: 12, usd: 0.012 },
    ],
  });
  const csv = String((await get('spend?format=csv')).body).replace('\ufeff', '');
  assert.deepEqual(csv.trimEnd().split('\r\n'), [
    'day,price,units,usd',
    '2026-11-22,read.own,3,0.003',
    '2026-11-22,post.link,2,0.4',
    '2026-11-20,read.own,12,0.012',
  ]);
  const one = (await get('spend?from=2026-11-20&to=2026-11-21')).body as { rows: unknown[] };
  assert.equal(one.rows.length, 1);
  assert.equal((await get('spend?from=yesterday')).status, 422);

  const budget = { monthlyUsd: 0.42, reserveUsd: 0.1 };
  const set = await heed.call('PUT', `${at}/budget`, { token, body: budget });
  const { cost } = set.body as { cost: { spentUsd: number; state: string; monthlyUsd: number } };
  assert.deepEqual([cost.spentUsd, cost.monthlyUsd, cost.state], [0.415, 0.42, 'readingStopped']);
  const wrong = await heed.call('PUT', `${at}/budget`, { token, body: { monthlyUsd: 1, reserveUsd: 2 } });
  assert.equal(wrong.status, 422);
  const row = (await heed.call('GET', at, { token })).body as {
    channel: { budget: { state: string; leftUsd: number } };
  };
  assert.deepEqual([row.channel.budget.state, row.channel.budget.leftUsd], ['readingStopped', 0.005]);
});
