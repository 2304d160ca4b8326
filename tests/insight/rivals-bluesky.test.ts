/** From Bluesky's stream, which tells people by their ids alone, to the turn of a rival: connector, look-up and counting together. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { bluesky } from '../../src/connectors/bluesky/index.ts';
import { openStream } from '../../src/connectors/bluesky/stream.ts';
import type { Connector, Context } from '../../src/connectors/connector.ts';
import { connectorById } from '../../src/connectors/index.ts';
import { keepKnowingRivals } from '../../src/services/know-rivals.ts';
import { setRivals } from '../../src/services/rivals.ts';
import { contextOf, hear, tried } from '../support/bluesky-channel.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { person, testEar } from '../support/hearing.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('a complaint to a rival on Bluesky and the rival’s answer are one answered turn, and the desk stays empty', async t => {
  const { db } = database;
  const { fake, context: signedIn, clock } = await tried(t);
  // The company of the fake is the rival here; who listens is nobody there.
  const listener = { ...fake, account: person('did:plc:listener') };
  const { context } = contextOf(t, listener, clock);
  const brand = await testBrand(db);
  const ear = await testEar(database, { brand, now: () => clock.now });
  const owner = brand.who('owner');
  await sql`insert into agent (id, name, email) values (${owner.agentId}, 'Ola', 'ola@kestrel.example')`.execute(db);
  const needs = { db, connectors: connectorById, makeId: ear.makeId, now: () => clock.now };
  const handles = [{ network: 'bluesky', handle: `@${fake.account.handle}` }];
  await setRivals(needs, owner, { rivals: [{ name: 'Merlin', handles }] });
  const stop = new AbortController();
  await keepKnowingRivals({
    needs: { db, log: (_, words) => assert.fail(words), wait: async () => stop.abort() },
    channel: { id: ear.channelId, brandId: ear.brandId, network: 'bluesky' },
    connector: bluesky as Connector,
    context: signedIn as Context<unknown>,
    signal: stop.signal,
  });
  const complaint = await fake.customerWrites({ text: 'it is broken again, I want my money back', mentionsUs: true });
  clock.now = new Date(clock.now.getTime() + 25 * 60_000);
  await fake.weWriteElsewhere?.({ text: 'Sorry to hear that.', parent: complaint });
  const heard = await hear(openStream(context, fake.beginning ?? null), 2);
  const batch = ear.batch(heard);
  const counted = await ear.ingest({
    ...batch,
    channel: { ...batch.channel, network: 'bluesky', hearsEverybody: true },
  });
  assert.deepEqual([counted.received, counted.kept], [counted.ignored, 0]);
  const { rows } = await sql`
    select opened_by "openedBy", seconds, answer_url is not null "hasAddress" from rival_turn where brand_id = ${ear.brandId}`.execute(
    db,
  );
  assert.deepEqual(rows, [{ openedBy: complaint, seconds: 25 * 60, hasAddress: true }]);
  const messages = await sql`select from message where brand_id = ${ear.brandId}`.execute(db);
  assert.equal(messages.rows.length, 0);
});
