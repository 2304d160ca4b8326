import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import type { Post } from '../../src/core/post.ts';
import { listBurstViews } from '../../src/services/bursts.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { makeReaders, plainReaders } from '../../src/services/readers.ts';
import { BURSTS_KEPT_DAYS, prune } from '../../src/services/retention.ts';
import { type BurstWatcher, makeBurstWatcher, WATCH_LEASE } from '../../src/services/watch-bursts.ts';
import { shippedOnce } from '../../src/shipped.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrival, NOW, post, testEar } from '../support/hearing.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

async function place() {
  const { db } = database;
  const clock = { now: NOW };
  const now = () => clock.now;
  const brand = await testBrand(db);
  const ear = await testEar(database, { brand, now });
  const { id: queryId } = await makeQueries({ db, makeId: ear.makeId, now }).add(brand.who('lead'), {
    text: 'kestrel',
  });
  const who = brand.who('agent');
  const watcher = (holder: string): BurstWatcher =>
    makeBurstWatcher({ db, makeId: ear.makeId, now, wait: async () => {}, log: () => {}, holder });
  let said = 0;
  const overhear = (
    text: string,
    more: Partial<Post> = {},
    network = 'square',
    wants: 'complaint' | null = 'complaint',
  ) => {
    said += 1;
    const one = post(`p${said}`, `author-${said}`, 0, { text, addressed: false, at: clock.now, ...more });
    const found = { queryIds: [queryId], wants, opens: false };
    const { channel } = ear.batch([]);
    const listened = new Map([[one.remoteId, found]]);
    return ear.ingest(
      ear.batch([arrival([{ kind: 'post', post: one }])], { listened, channel: { ...channel, network } }),
    );
  };
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };
  return {
    db,
    brand,
    who,
    queryId,
    ear,
    clock,
    now,
    watcher,
    overhear,
    pass,
    view: () => listBurstViews({ db, now, readers: plainReaders }, who),
  };
}

type Place = Awaited<ReturnType<typeof place>>;

const ORDINARY = ['pump', 'filter', 'descale', 'handle', 'steam', 'grinder', 'colour', 'manual', 'delivery', 'price'];

/** A post about this and that every other hour, for so long. */
async function ordinaryHours({ overhear, pass }: Place, watcher: BurstWatcher, hours: number) {
  for (let quarter = 0; quarter < hours * 4; quarter++) {
    if (quarter % 8 === 0) {
      await overhear(`a question of ${ORDINARY[(quarter / 8) % ORDINARY.length]} for my kestrel, number ${quarter}`);
    }
    await watcher.look();
    pass(HOUR_MS / 4);
  }
}

/** Many people, each in words of their own, about one thing. */
async function storm({ overhear, pass }: Place, watcher: BurstWatcher, people: number) {
  for (let n = 0; n < people; n++) {
    await overhear(`recall ${WORDS[n % WORDS.length]} kestrel ${WORDS[(n * 7 + 3) % WORDS.length]} boiler recall ${n}`);
    pass(MINUTE_MS);
    await watcher.look();
  }
}

const WORDS =
  'why how please never burnt smoke kitchen refund tonight letter shop again danger mother recalled plug'.split(' ');

async function burstEvents({ db, brand }: Place): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select kind from event where brand_id = ${brand.brandId} and kind like 'burst.%' order by seq`.execute(db);
  return rows.map(({ kind }) => kind);
}

test('a burst is told of once: what, where, how many more than usual, since when, with examples; and that it is over', async () => {
  const here = await place();
  const watcher = here.watcher('one');
  await ordinaryHours(here, watcher, 30);
  assert.deepEqual((await here.view()).rows, [], 'nothing on an ordinary day');
  const beganAt = here.clock.now;
  await storm(here, watcher, 20);
  const [burst] = (await here.view()).rows;
  assert.equal(burst?.queryId, here.queryId);
  assert.equal(burst?.endedAt, null);
  assert.ok(Math.abs(Date.parse(burst?.beganAt ?? '') - beganAt.getTime()) <= 15 * MINUTE_MS, 'since it began');
  assert.ok((burst?.times ?? 0) >= 2 && (burst?.posts ?? 0) >= 5);
  assert.deepEqual(
    burst?.networks.map(({ network }) => network),
    ['square'],
  );
  assert.ok(burst?.words.some(({ word }) => word === 'recall'));
  assert.ok((burst?.examples.length ?? 0) >= 3);
  assert.ok(burst?.examples.every(({ text }) => text.includes('kestrel')));
  await ordinaryHours(here, watcher, 6);
  assert.notEqual((await here.view()).rows[0]?.endedAt, null);
  const told = await burstEvents(here);
  assert.deepEqual([told[0], told.at(-1)], ['burst.began', 'burst.ended']);
  assert.equal(told.filter(kind => kind === 'burst.began').length, 1);
});

test('it says how much of it complains and how much is angry, of what is still kept', async () => {
  const here = await place();
  const watcher = here.watcher('one');
  await ordinaryHours(here, watcher, 30);
  for (let n = 0; n < 20; n++) {
    const [text, wants] =
      n % 4 === 0
        ? (['I love the new recall video about my kestrel, thank you so much', null] as const)
        : (['the recall of my kestrel is awful, I hate this terrible boiler', 'complaint'] as const);
    await here.overhear(`${text} ${WORDS[n % WORDS.length]} ${n}`, {}, 'square', wants);
    here.pass(MINUTE_MS);
    await watcher.look();
  }
  const readers = makeReaders({ shipped: shippedOnce(), taught: async () => ({}) });
  const [burst] = (await listBurstViews({ db: here.db, now: here.now, readers }, here.who)).rows;
  assert.ok(Math.abs((burst?.read?.complaints ?? 0) - 0.75) < 0.1, `${burst?.read?.complaints}`);
  assert.ok(Math.abs((burst?.read?.angry ?? 0) - 0.75) < 0.1, `${burst?.read?.angry}`);
  assert.equal((await here.view()).rows[0]?.read?.angry, null, 'where nothing reads moods, nothing is said of them');
});

test('a restart in the middle and two who watch at once tell nothing twice and miss nothing', async () => {
  const here = await place();
  const [one, two] = [here.watcher('one'), here.watcher('two')];
  await ordinaryHours(here, one, 30);
  assert.equal(await two.look(), false, 'one watches');
  await storm(here, one, 10);
  await one.stop();
  const again = here.watcher('again');
  for (let n = 0; n < 12; n++) {
    await here.overhear(`recall of the kestrel ${WORDS[n]} boiler in ${WORDS[(n * 5 + 1) % WORDS.length]} ${n}`);
    here.pass(MINUTE_MS);
    const looks = await Promise.all([again.look(), two.look()]);
    assert.equal(looks.filter(Boolean).length, 1);
  }
  const { rows } = await here.view();
  assert.equal(rows.length, 1);
  const { rows: counted } = await sql<{ posts: number; unwatched: number }>`
    select (select sum((bucket ->> 'posts')::int) from burst_watch w, jsonb_array_elements(w.state -> 'buckets') bucket
        where w.query_id = ${here.queryId})::int as posts,
      (select count(*) from listening_match_query where not watched)::int as unwatched`.execute(here.db);
  const { rows: matched } = await sql<{ n: number }>`
    select count(*)::int as n from listening_match where posted_at > ${new Date(here.clock.now.getTime() - 12 * HOUR_MS)}`.execute(
    here.db,
  );
  assert.equal(counted[0]?.unwatched, 0);
  assert.ok((counted[0]?.posts ?? 0) >= (matched[0]?.n ?? 0), `each of ${matched[0]?.n} once`);
  assert.ok(
    (counted[0]?.posts ?? 0) <= (matched[0]?.n ?? 0) + 2,
    'and none twice: the buckets reach two hours further back',
  );
  assert.equal((await burstEvents(here)).filter(kind => kind === 'burst.began').length, 1);
});

test('whoever lost the lease writes nothing', async () => {
  const here = await place();
  const one = here.watcher('one');
  await one.look();
  await here.overhear('my kestrel leaks');
  await sql`update lease set holder = 'somebody else', until = now() + interval '1 hour' where name = ${WATCH_LEASE}`.execute(
    here.db,
  );
  assert.equal(await one.look(), false);
  const { rows } = await sql`select from listening_match_query where watched`.execute(here.db);
  assert.equal(rows.length, 0);
});

test('complaints sent to us that no query heard have their own watch', async () => {
  const here = await place();
  const watcher = here.watcher('one');
  await ordinaryHours(here, watcher, 30);
  for (let n = 0; n < 20; n++) {
    const text = `outage ${WORDS[n % WORDS.length]} is broken ${WORDS[(n * 7 + 3) % WORDS.length]} outage ${n}`;
    await here.ear.hear(post(`sent${n}`, `writer-${n}`, 0, { text, at: here.clock.now }));
    here.pass(MINUTE_MS);
    await watcher.look();
  }
  const [burst] = (await here.view()).rows;
  assert.equal(burst?.queryId, null);
  assert.ok(burst?.examples.every(({ text, addressed }) => text.includes('outage') && addressed));
  assert.ok((burst?.examples.length ?? 0) > 0);
});

test('which watches still learn is told; a removed query takes its bursts along; old ones are forgotten', async () => {
  const here = await place();
  const watcher = here.watcher('one');
  await watcher.look();
  here.pass(11 * MINUTE_MS);
  await watcher.look();
  const learning = (await here.view()).learning;
  assert.deepEqual(learning.map(({ queryId }) => queryId).sort(), [here.queryId, null].sort());
  await ordinaryHours(here, watcher, 30);
  await storm(here, watcher, 20);
  await ordinaryHours(here, watcher, 6);
  assert.equal((await here.view()).rows.length, 1);
  const at = new Date(here.clock.now.getTime() + (BURSTS_KEPT_DAYS + 1) * 24 * HOUR_MS);
  await prune({ db: here.db, now: () => at }, new AbortController().signal);
  const { rows } = await sql`select from burst`.execute(here.db);
  assert.equal(rows.length, 0);
  await makeQueries({ db: here.db, makeId: here.ear.makeId, now: here.now }).remove(
    here.brand.who('lead'),
    here.queryId,
  );
  here.pass(2 * MINUTE_MS);
  await watcher.look();
  const { rows: watches } = await sql`select from burst_watch where query_id is not null`.execute(here.db);
  assert.equal(watches.length, 0);
});

test('hours in which no channel heard are not taken for ordinary ones', async () => {
  const here = await place();
  const watcher = here.watcher('one');
  const learned = async () => {
    const { rows } = await sql<{ hours: number }>`
      select (state -> 'baseline' ->> 'heardHours')::float8 as hours from burst_watch where query_id = ${here.queryId}`.execute(
      here.db,
    );
    return rows[0]?.hours ?? 0;
  };
  const listenFor = async (hours: number) => {
    for (let minute = 0; minute < hours * 60; minute += 5) {
      await watcher.look();
      here.pass(5 * MINUTE_MS);
    }
  };
  await listenFor(8);
  const before = await learned();
  assert.ok(before >= 4, 'five hours of eight are learned: late posts are waited for');
  await sql`update channel set state = 'broken' where brand_id = ${here.brand.brandId}`.execute(here.db);
  await listenFor(8);
  assert.ok((await learned()) - before <= 3, 'nothing but what was heard before');
});

test('another brand is told of nothing, nor is a partner', async () => {
  const here = await place();
  const other = await testBrand(here.db);
  assert.deepEqual(
    (await listBurstViews({ db: here.db, now: here.now, readers: plainReaders }, other.who('owner'))).rows,
    [],
  );
  await assert.rejects(
    listBurstViews({ db: here.db, now: here.now, readers: plainReaders }, here.brand.who('partner')),
    {
      code: 'not_allowed',
    },
  );
});

test('what a recording says rings no alarm', async () => {
  const here = await place();
  const watcher = here.watcher('one');
  await ordinaryHours(here, watcher, 30);
  await storm({ ...here, overhear: (text, more) => here.overhear(text, more, 'archive'), pass: () => {} }, watcher, 20);
  assert.deepEqual(await burstEvents(here), []);
  await storm(here, watcher, 20);
  assert.deepEqual(await burstEvents(here), ['burst.began'], 'the same on a live channel does ring');
});
