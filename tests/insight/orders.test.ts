/** Orders taken in once, by line; and what the answered bought beside comparable people who were not. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { Refusal } from '../../src/core/refusal.ts';
import { mergeContacts } from '../../src/services/merge-contacts.ts';
import { addOrders, forgetOrders, importOrders, matchNobodysOrders } from '../../src/services/orders.ts';
import { listBoughtRows, readBoughtAgain } from '../../src/services/reports/bought-again.ts';
import { testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const DAY_MINUTES = 24 * 60;
const BROKEN = 'My grinder is broken again, this is terrible';

async function open(t: TestContext) {
  const desk = await testDesk(t);
  const lead = await desk.colleague('Lea', 'lead');
  const { db } = desk.database;
  const file = (text: string, more: object = {}) =>
    importOrders(desk.desk, lead, {
      bytes: new TextEncoder().encode(text),
      currency: 'EUR',
      isTrial: false,
      networks: ['square'],
      ...more,
    });
  const buyers = async () =>
    (
      await sql<{ id: string; name: string | null }>`
        select o.order_id as id, c.name from customer_order o left join contact c on c.id = o.contact_id order by 1`.execute(
        db,
      )
    ).rows.map(({ id, name }) => `${id} ${name}`);
  return { ...desk, lead, db, file, buyers };
}

test('a file is taken in once by the number of the order; the same again changes nothing, and what is wrong is told by its line', async t => {
  const { file, buyers, db } = await open(t);
  const text = `Order number;Date;Total;E-Mail
A-1;2026-10-01;1.234,50;thea@brew.example
A-2;01.11.2026;19,90 €;ben@brew.example
A-3;11/12/2026;5,00;cem@brew.example
A-4;2026-11-05;much;cem@brew.example
A-5;2026-11-05;5,00;
A-1;2026-11-05;5,00;thea@brew.example
`;
  const trial = await file(text, { isTrial: true });
  assert.deepEqual(trial.columns, ['order', 'bought_at', 'amount', 'email']);
  assert.deepEqual([trial.rows, trial.mistaken, trial.orders], [6, 4, 0], 'looking changes nothing');
  const first = await file(text);
  assert.deepEqual([first.made, first.changed, first.same, first.mistaken], [2, 0, 0, 4]);
  assert.deepEqual(
    first.mistakes.map(one => [one.line, one.column]),
    [
      [4, 'Date'],
      [5, 'Total'],
      [6, ''],
      [7, ''],
    ],
  );
  const again = await file(text);
  assert.deepEqual([again.made, again.changed, again.same], [0, 0, 2]);
  const changed = await file(text.replace('19,90 €', '29,90 €'));
  assert.deepEqual([changed.made, changed.changed, changed.same], [0, 1, 1]);
  const { rows } =
    await sql`select order_id, amount_minor::text minor, currency from customer_order order by 1`.execute(db);
  assert.deepEqual(rows, [
    { order_id: 'A-1', minor: '123450', currency: 'EUR' },
    { order_id: 'A-2', minor: '2990', currency: 'EUR' },
  ]);
  assert.deepEqual(await buyers(), ['A-1 null', 'A-2 null']);
});

test('a file whose columns cannot be guessed asks which is which', async t => {
  const { file } = await open(t);
  const text = 'nr,when,eur,who\n1,2026-10-01,5,thea@brew.example\n';
  await assert.rejects(file(text), (error: unknown) => error instanceof Refusal && error.code === 'needs_a_choice');
  const { made } = await file(text, { columns: ['order', 'bought_at', 'amount', 'email'] });
  assert.equal(made, 1);
});

test('an order finds its buyer when they become known, goes along when people are put together, and never to two', async t => {
  const { ear, desk, lead, buyers, db } = await open(t);
  await ear.hear(post('a', 'thea', 10), post('b', 'ben', 10));
  const order = (orderId: string, handle: string) => ({
    ...{ orderId, boughtAt: '2026-11-01T10:00:00Z', amountMinor: 500, currency: 'EUR' },
    handle: { network: 'square', handle },
  });
  await addOrders(desk, lead, [order('1', 'Thea'), order('2', 'nobody')]);
  assert.deepEqual(await buyers(), ['1 null', '2 null']);
  const marks = await sql<{ mark: string }>`select mark from order_key order by mark`.execute(db);
  await sql`
    insert into contact_mark (brand_id, contact_id, identity_id, kind, mark)
    select i.brand_id, i.own_contact_id, i.id, 'handle_on', ${marks.rows[1]?.mark ?? ''} from identity i where i.handle = 'thea'`.execute(
    db,
  );
  await matchNobodysOrders(desk);
  assert.deepEqual(await buyers(), ['1 thea', '2 null']);
  const { rows } = await sql<{ id: string; name: string }>`select id, name from contact order by name`.execute(db);
  const [ben, thea] = rows;
  assert.ok(ben && thea);
  // Two people, one mark: nobody knows whose the next order is.
  await sql`
    insert into contact_mark (brand_id, contact_id, kind, mark) values (1, ${ben.id}, 'given_handle', ${marks.rows[1]?.mark ?? ''})`.execute(
    db,
  );
  await addOrders(desk, lead, [order('3', 'thea')]);
  assert.deepEqual(await buyers(), ['1 thea', '2 null', '3 null']);
  await mergeContacts(desk, lead, thea.id, ben.id);
  await matchNobodysOrders(desk);
  assert.notEqual((await buyers())[2], '3 null', 'they are one person now');
  const refused = await addOrders(desk, lead, [{ ...order('4', 'thea'), handle: undefined }]);
  assert.deepEqual([refused.mistaken, refused.mistakes[0]?.line], [1, 1]);
  assert.equal((await forgetOrders(desk, lead)).removed, 3);
});

/** `n` complaints a year of days ago, every other one answered; who buys is told by the number. */
async function openCompared(t: TestContext, n: number) {
  const one = await open(t);
  const { hear, ear, db, desk, lead } = one;
  const ago = 120 * DAY_MINUTES;
  for (let k = 0; k < n; k++) {
    await ear.hear(post(`c${k}`, `guest${k}`, ago + k, { text: BROKEN }));
    if (k % 2 === 0)
      await ear.hear(post(`r${k}`, 'kestrel', ago + k - 30, { parentRemoteId: `c${k}`, text: 'Mended.' }));
  }
  await hear(post('fresh', 'newcomer', 10, { text: BROKEN }));
  const { rows } = await sql<{ id: string; name: string }>`select id, name from contact`.execute(db);
  const contactOf = new Map(rows.map(row => [row.name, row.id]));
  /** Days after the complaint; below nought before it. */
  const buy = (k: number, days: number, amountMinor: number, currency = 'EUR') => ({
    orderId: `${k} ${days} ${amountMinor}`,
    boughtAt: new Date(desk.now().getTime() - ago * 60_000 + days * 86_400_000).toISOString(),
    ...{ amountMinor, currency, contactId: contactOf.get(`guest${k}`) ?? '' },
  });
  const report = (more: object = {}) => readBoughtAgain(desk, lead, { period: 'all', days: 90, ...more });
  return { ...one, buy, report };
}

test('the answered stand beside comparable people only; the difference is that of the strata, by hand', async t => {
  const { buy, report, desk, lead } = await openCompared(t, 80);
  const orders = [];
  for (let k = 0; k < 80; k++) {
    const isOld = k < 40;
    if (isOld) orders.push(buy(k, -10, 1000));
    // Old customers buy again: 15 of 20 answered, 10 of 20 unanswered. New ones: 5 of 20, and 2 of 20.
    const place = Math.floor((isOld ? k : k - 40) / 2);
    const isAnswered = k % 2 === 0;
    const most = isOld ? (isAnswered ? 15 : 10) : isAnswered ? 5 : 2;
    if (place < most) orders.push(buy(k, 30, 2000));
  }
  // After the window, given back, or in other money: no purchase, or no spend.
  orders.push(buy(1, 91, 9999), buy(79, 20, -2000), { ...buy(0, 40, 7777), currency: 'USD' });
  const taken = await addOrders(desk, lead, orders);
  assert.equal(taken.mistaken, 0);
  const found = await report();
  assert.equal(found.currency, 'EUR');
  assert.deepEqual([found.answered.people, found.answered.bought], [40, 20]);
  assert.deepEqual([found.unanswered.people, found.unanswered.bought], [40, 12]);
  assert.deepEqual(found.compared, { answered: 40, unanswered: 40, strata: 2 });
  // Two strata of the same size: the mean of 15/20 − 10/20 and 5/20 − 2/20.
  assert.ok(Math.abs((found.bought?.by ?? 0) - 0.2) < 1e-12);
  assert.ok((found.bought?.interval.low ?? 0) < 0.2 && (found.bought?.interval.high ?? 0) > 0.2);
  assert.ok(Math.abs((found.spent?.by ?? 0) - 400) < 1e-9, 'twenty cents of each euro of 2000');
  const { rows } = await listBoughtRows(desk, lead, { period: 'all', days: 90, answered: false, limit: 1000 });
  assert.equal(rows.length, 40);
  assert.equal(rows.filter(row => row.ordersAfter > 0).length, 12);
  assert.ok(
    rows.every(row => row.name !== 'newcomer'),
    'whose days are not over is not told of',
  );
});

test('too few are not compared, and it is said', async t => {
  const { report } = await openCompared(t, 30);
  const found = await report();
  assert.deepEqual([found.answered.people, found.unanswered.people], [15, 15]);
  assert.equal(found.bought, null);
  assert.equal(found.spent, null);
});

test('whoever is erased takes their orders and their answers along', async t => {
  const { desk, lead, db, ear } = await open(t);
  const id = desk.makeId();
  await sql`insert into contact (brand_id, id, name, created_at) values (1, ${id}, 'Thea', now())`.execute(db);
  await addOrders(desk, lead, [
    { orderId: '1', boughtAt: '2026-11-01T10:00:00Z', amountMinor: 500, currency: 'EUR', contactId: id },
  ]);
  await sql`
    insert into survey_ask (brand_id, id, contact_id, conversation_id, turn_id, inbox_id, channel_id, network, lang, kind, scale, ask_at, state)
    values (1, ${id}, ${id}, ${id}, ${id}, ${ear.inboxId}, ${ear.channelId}, 'square', 'en', 'satisfaction', 'stars', now(), 'planned')`.execute(
    db,
  );
  await sql`delete from contact where id = ${id}`.execute(db);
  const { rows } = await sql`
    select (select count(*)::int from customer_order) orders, (select count(*)::int from order_key) keys, (select count(*)::int from survey_ask) asked`.execute(
    db,
  );
  assert.deepEqual(rows, [{ orders: 0, keys: 0, asked: 0 }]);
});
