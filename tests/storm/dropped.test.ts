/** What a network gave up telling us is read from its lists afterwards: once, whatever was heard of it before, and in whichever order. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Connector, Heard } from '../../src/connectors/connector.ts';
import { connectors } from '../../src/connectors/index.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Contract } from '../../src/connectors/kit/fake.ts';
import type { Person } from '../../src/core/post.ts';
import { atEnd } from '../support/at-end.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeWorld, type World } from './world.ts';

const POSTS = 24;
const MINUTE_MS = 60_000;

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const calling = connectors.filter(({ inbound }) => inbound.hook !== undefined && inbound.backfill !== undefined);

for (const connector of calling)
  test(`${connector.name}: what was never told is read afterwards, each once, and the books balance`, async t => {
    const { contract }: { contract: Contract } = await import(`../../src/connectors/${connector.id}/fake.ts`);
    const fake = await contract.openFake?.();
    assert.ok(fake?.weWriteElsewhere, 'a connector with a back-fill ships a fake that can be written to');
    atEnd(t, fake.close);
    const { credentials, account } = fake;
    const tongue = { connector: connector as Connector, credentials: credentials as Record<string, unknown>, account };
    const world = await makeWorld(database, tongue, new Date());
    const { context, stop } = contextFor(connector, fake.origin, credentials, account);
    atEnd(t, stop);
    const since = new Date(Date.now() - MINUTE_MS);
    const root = await fake.weWriteElsewhere({ text: 'The new grinder is here.' });
    const wanted = [root];
    const write = async (from: number, to: number) => {
      for (let i = from; i < to; i++)
        wanted.push(await fake.customerWrites({ text: `never told ${i}`, parent: root, mentionsUs: true }));
    };
    await write(0, POSTS / 2);
    const { poll } = connector.inbound;
    // What asking brought before is not brought again.
    if (poll) await hear(world, connector, account, 'poll', (await poll.page(context, null)).heard);
    await write(POSTS / 2, POSTS);
    for (let times = 0; times < 2; times++) {
      const heard: Heard[] = [];
      for await (const one of connector.inbound.backfill?.pages(context, since, null) ?? []) heard.push(one);
      await hear(world, connector, account, 'backfill', times === 0 ? heard : heard.toReversed());
    }
    const rows = await world.messages();
    const times = Map.groupBy(rows, ({ remoteId }) => remoteId);
    for (const id of wanted) assert.equal(times.get(id)?.length, 1, `${id} stands there once`);
    assert.deepEqual(
      rows.filter(({ text, isOurs }) => !isOurs && !text.includes('never told')),
      [],
    );
    for (const { day, received, kept, ignored, failed } of await world.ledger()) {
      assert.equal(received, kept + ignored + failed, day);
      assert.equal(failed, 0, 'nothing was unreadable');
    }
  });

async function hear(
  { ingest, place }: World,
  { id: network }: Connector,
  account: Person,
  source: 'poll' | 'backfill',
  heard: readonly Heard[],
): Promise<void> {
  const channel = { id: place.channelId, network, account, playsRecording: false };
  await ingest({ brandId: place.brandId, channel, source, heard, cursor: null, receivedAt: new Date() });
}

function contextFor(connector: Connector, origin: string, credentials: unknown, account: Person) {
  const end = new AbortController();
  const contexts = makeContexts({
    connectors: [connector],
    allowPrivate: [origin],
    userAgent: 'Heed storm',
    home: { url: origin, seal: text => text },
    now: () => new Date(),
    log: () => {},
  });
  const of = { channelId: 'c1', brandId: 1, network: connector.id, credentials, account, signal: end.signal };
  return {
    context: contexts.open(of),
    stop: async () => {
      end.abort();
      await contexts.close();
    },
  };
}
