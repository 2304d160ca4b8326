import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Connector, NetworkFailure } from '../../src/connectors/connector.ts';
import { type DiscoverNeeds, type Discovery, discover } from '../../src/services/discover.ts';
import { makeSampler } from '../../src/services/sampler.ts';
import { bird, song } from '../support/bird.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrivalOf, NOW, post, testEar } from '../support/hearing.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const never = () => {
  throw new Error('this test has no network');
};

/** A network anybody may hear; `asked` is told the words it was searched for. */
function openBird(
  id: string,
  past: NonNullable<Connector['inbound']['backfill']>,
  asked: (words: readonly string[]) => void = () => {},
) {
  return {
    ...bird({ inbound: { backfill: past } }),
    id,
    name: id,
    listensOnly: () => true,
    withoutAccount: (words: readonly string[]) => {
      asked(words);
      return [{ server: 'birds.example', token: 'nobody' }];
    },
  } as Connector;
}

async function look(connectors: Connector[], text: string, more: { signal?: AbortSignal } = {}) {
  const brand = await testBrand(database.db);
  const needs: DiscoverNeeds = {
    db: database.db,
    connectors: new Map(connectors.map(one => [one.id, one])),
    openContext: channel => ({ ...channel, now: () => NOW }) as never,
    openCheck: attempt => ({ ...attempt, now: () => NOW }) as never,
    now: () => NOW,
  };
  const found: Discovery[] = [];
  const signal = more.signal ?? new AbortController().signal;
  for await (const one of discover(needs, brand.who('owner'), text, signal)) found.push(one);
  return found;
}

function ends(found: Discovery[]) {
  const last = new Map(found.flatMap(one => (one.kind === 'source' ? [[one.source.id, one.source] as const] : [])));
  return [...last.values()].map(({ network, state, read, matched, said }) => ({ network, state, read, matched, said }));
}

test('every open source is searched for the words that matter, and what matches is told with where', async () => {
  const asked: string[] = [];
  const robin = openBird(
    'robin',
    {
      async *pages() {
        yield song('one', null, { text: 'my kestrel leaks' });
        yield song('two', null, { text: 'a wren sings' });
      },
    },
    words => asked.push(...words),
  );
  const found = await look([robin], 'kestrel (leak* OR broken)');
  assert.deepEqual(asked, ['kestrel']);
  assert.deepEqual(ends(found), [{ network: 'robin', state: 'done', read: 2, matched: 1, said: null }]);
  const texts = found.flatMap(one => (one.kind === 'match' ? [[one.match.network, one.match.text]] : []));
  assert.deepEqual(texts, [['robin', 'my kestrel leaks']]);
});

test('a source that cannot be reached says why, and the others go on', async () => {
  const broken = openBird('magpie', { pages: never });
  broken.connect = {
    check: async () => {
      throw new NetworkFailure('retry', 'It cannot be reached.');
    },
  };
  const well = openBird('robin', {
    async *pages() {
      yield song('one', null, { text: 'kestrel' });
    },
  });
  assert.deepEqual(ends(await look([broken, well], 'kestrel')), [
    { network: 'magpie', state: 'failed', read: 0, matched: 0, said: 'It cannot be reached.' },
    { network: 'robin', state: 'done', read: 1, matched: 1, said: null },
  ]);
});

test('whoever goes away stops the looking', async () => {
  const stop = new AbortController();
  const endless = openBird('robin', {
    async *pages(context) {
      for (let i = 0; !context.signal.aborted; i++) {
        if (i === 3) stop.abort();
        yield song(`song ${i}`, null, { text: 'kestrel' });
      }
    },
  });
  const found = await look([endless], 'kestrel', { signal: stop.signal });
  assert.equal(ends(found)[0]?.state, 'done');
});

test('what the desk has heard already is searched too, so that it works without a way out', async () => {
  const brand = await testBrand(database.db);
  const { channelId } = await testEar(database, { brand });
  const { brandId } = brand;
  const sampler = makeSampler({
    db: database.db,
    brandId,
    channelId,
    network: 'square',
    random: () => 0,
    now: () => NOW,
  });
  sampler.offer(arrivalOf(post('1', 'thea', 1, { text: 'a kestrel', addressed: false }), post('2', 'thea', 1)));
  await sampler.write(true);
  const needs = { db: database.db, connectors: new Map(), openContext: never, openCheck: never, now: () => NOW };
  const found: Discovery[] = [];
  for await (const one of discover(needs, brand.who('owner'), 'kestrel', new AbortController().signal)) found.push(one);
  assert.deepEqual(ends(found), [{ network: 'here', state: 'done', read: 2, matched: 1, said: null }]);
});

test('a query that cannot be read is refused before anybody is asked', async () => {
  await assert.rejects(look([openBird('robin', { pages: never })], 'kestrel "no end'), { code: 'not_valid' });
});
