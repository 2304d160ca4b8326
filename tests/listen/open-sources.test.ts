/** From sources without an account to the desk: a complaint that tags nobody, what is said below it, our answer there, an edit. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Connector } from '../../src/connectors/connector.ts';
import { openFake as openFeeds } from '../../src/connectors/feeds/fake.ts';
import { feeds } from '../../src/connectors/feeds/index.ts';
import { openFake as openHackerNews } from '../../src/connectors/hackernews/fake.ts';
import { hackernews } from '../../src/connectors/hackernews/index.ts';
import type { Fake } from '../../src/connectors/kit/fake.ts';
import { openFake as openLemmy } from '../../src/connectors/lemmy/fake.ts';
import { lemmy } from '../../src/connectors/lemmy/index.ts';
import { openFake as openStack } from '../../src/connectors/stackexchange/fake.ts';
import { stackexchange } from '../../src/connectors/stackexchange/index.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { testEar } from '../support/hearing.ts';
import { NOW, polled } from '../support/polled.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const SOURCES: [Connector, (now: () => Date) => Promise<Fake>][] = [
  [hackernews as Connector, openHackerNews],
  [feeds as Connector, openFeeds],
  [stackexchange as Connector, openStack],
  [lemmy as Connector, openLemmy],
];

for (const [connector, openFake] of SOURCES)
  test(`${connector.name}: a complaint nobody was tagged in reaches the desk, its edit too, and our answer there closes the turn`, async t => {
    const { db } = database;
    const { fake, ear: source, clock } = await polled(t, connector, openFake);
    const brand = await testBrand(db);
    const desk = await testEar(database, { brand, now: () => clock.now });
    await makeQueries({ db, makeId: desk.makeId, now: () => NOW }).add(brand.who('lead'), { text: 'kestrel' });
    const ears = makeEars({ db });
    await ears.refresh();
    const listen = async () => {
      const heard = await source.round();
      const batch = desk.batch(heard, {
        source: 'poll',
        cursor: source.cursor,
        listened: await ears.listen(brand.brandId, connector.id, heard),
      });
      const carries = connector.inbound.poll?.hearsEverybody === true ? ({ hearsEverybody: true } as const) : {};
      await desk.ingest({ ...batch, channel: { ...batch.channel, ...carries } });
    };
    const complaint = await fake.customerWrites({ text: 'My Kestrel K2 leaks, and nobody answers. What can I do?' });
    await fake.customerWrites({ text: 'Which beans for a moka pot?' });
    await listen();
    assert.deepEqual(await messagesOf(desk.brandId), [['in', complaint, 0]]);
    assert.deepEqual(await turnsOf(desk.brandId), ['open']);

    await fake.customerEdits?.(complaint, 'My Kestrel K2 leaks all day, and nobody answers. What can I do?');
    const answer = await fake.weWriteElsewhere?.({ text: 'A new gasket is on its way.', parent: complaint });
    clock.pass(3_600);
    await listen();
    clock.pass(3_600);
    await listen();
    assert.deepEqual(await messagesOf(desk.brandId), [
      ['in', complaint, 1],
      ['out', answer, 0],
    ]);
    assert.deepEqual(await turnsOf(desk.brandId), ['answered']);
    const { rows } = await sql`select 1 from awaiting where brand_id = ${desk.brandId}`.execute(db);
    assert.equal(rows.length, 0, 'what concerns nobody is not held');
  });

async function messagesOf(brandId: number): Promise<[string, string, number][]> {
  const { rows } = await sql<{ direction: string; id: string; versions: number }>`
    select direction, remote_id id, jsonb_array_length(before) versions from message
    where brand_id = ${brandId} order by at, direction`.execute(database.db);
  return rows.map(({ direction, id, versions }) => [direction, id, versions]);
}

async function turnsOf(brandId: number): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select coalesce(outcome, 'open') state from turn where brand_id = ${brandId}`.execute(database.db);
  return rows.map(({ state }) => state);
}
