import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Item, Post } from '../../src/core/post.ts';
import { CRASH_POINTS } from '../../src/services/ingest.ts';
import { keepKnowingRivals } from '../../src/services/know-rivals.ts';
import { prune } from '../../src/services/retention.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrival, MINUTE_MS, NOW, person, post, type TestEar, testEar } from '../support/hearing.ts';

let database: FreshDatabase;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const COMPLAINT = 'is broken again, this is unacceptable, I want my money back';

/** An ear of a brand whose rival Merlin is heard as @merlin. */
async function rivalEar(options: Parameters<typeof testEar>[1] = {}): Promise<TestEar & { rivalId: string }> {
  const ear = await testEar(database, options);
  const rivalId = ear.makeId();
  await sql`
    insert into triage_settings (brand_id, settings, changed_at)
    values (${ear.brandId}, '{"requests": [], "rivals": ["Merlin"], "orders": [], "danger": []}', ${NOW})`.execute(
    database.db,
  );
  await sql`insert into rival (brand_id, id, name, created_at) values (${ear.brandId}, ${rivalId}, 'Merlin', ${NOW})`.execute(
    database.db,
  );
  await sql`insert into rival_handle (brand_id, rival_id, network, handle) values (${ear.brandId}, ${rivalId}, 'square', 'merlin')`.execute(
    database.db,
  );
  return { ...ear, rivalId };
}

/** Somebody's post to others: not to us. */
function said(remoteId: string, author: string, minutesAgo: number, text: string, more: Partial<Post> = {}): Post {
  return post(remoteId, author, minutesAgo, { text, addressed: false, ...more });
}

function under(parent: string, root = parent): Partial<Post> {
  return { parentRemoteId: parent, rootRemoteId: root };
}

type Row = { openedBy: string; outcome: string | null; minutes: number | null };

/** `us` or the rival's turns by opening. */
async function turnsOf({ brandId }: TestEar, whose: 'rival' | 'us' = 'rival'): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select opened_by "openedBy", outcome, (extract(epoch from closed_at - opened_at) / 60)::float8 minutes from rival_turn
    where brand_id = ${brandId} and (rival_id is null) = ${whose === 'us'} order by opened_at, opened_by`.execute(
    database.db,
  );
  return rows;
}

test('a public complaint to a rival is answered by the first public word of the rival to that person', async () => {
  const ear = await rivalEar();
  await ear.hear(said('c1', 'ada', 60, `@merlin the grinder ${COMPLAINT}`));
  assert.deepEqual(await turnsOf(ear), [{ openedBy: 'c1', outcome: null, minutes: null }]);
  await ear.hear(said('a1', 'merlin', 40, '@ada sorry to hear', under('c1')));
  await ear.hear(said('a2', 'merlin', 10, '@ada better now?', under('c1')));
  assert.deepEqual(await turnsOf(ear), [{ openedBy: 'c1', outcome: 'answered', minutes: 20 }]);
});

test('whatever order and batches it is heard in, and however often, the turns are the same', async () => {
  const posts = [
    said('c1', 'ada', 60, `@merlin the grinder ${COMPLAINT}`),
    said('c2', 'ada', 50, `and the pump ${COMPLAINT}`, under('c1')),
    said('a1', 'merlin', 40, 'sorry to hear', under('c2', 'c1')),
    said('c3', 'ada', 30, `it ${COMPLAINT}`, under('a1', 'c1')),
    said('b1', 'bob', 45, `@merlin mine ${COMPLAINT} too`, under('c1')),
    said('a2', 'merlin', 20, 'let us see', under('b1', 'c1')),
  ];
  const wanted = [
    { openedBy: 'c1', outcome: 'answered', minutes: 20 },
    { openedBy: 'b1', outcome: 'answered', minutes: 25 },
    { openedBy: 'c3', outcome: null, minutes: null },
  ];
  const together = await rivalEar();
  await together.hear(...posts);
  assert.deepEqual(await turnsOf(together), wanted);
  const oneByOne = await rivalEar();
  for (const one of [...posts, ...posts]) await oneByOne.hear(one);
  assert.deepEqual(await turnsOf(oneByOne), wanted);
  const answersFirst = await rivalEar();
  const late = (one: Post) => (one.author.handle === 'merlin' ? 0 : 1);
  for (const one of posts.toSorted((a, b) => late(a) - late(b))) await answersFirst.hear(one);
  assert.deepEqual(await turnsOf(answersFirst), wanted);
});

test('thanks, questions, posts that only name the company, and what is said in private are no complaints to it', async () => {
  const ear = await rivalEar();
  await ear.hear(
    said('t', 'ada', 60, '@merlin thank you so much, all is well'),
    said('q', 'bob', 60, '@merlin when do you open on Sunday?'),
    said('n', 'cyd', 60, `My Merlin grinder ${COMPLAINT}`),
    said('e', 'dan', 60, `write to help@merlin, it ${COMPLAINT}`),
    said('p', 'eve', 60, `@merlin it ${COMPLAINT}`, { visibility: 'private', room: 'r' }),
    said('m', 'fay', 60, `@merlins it ${COMPLAINT}`),
  );
  assert.deepEqual(await turnsOf(ear), []);
});

test('what authors take back or change is followed, and an answer taken back was none', async () => {
  const ear = await rivalEar();
  await ear.hear(
    said('c1', 'ada', 60, `@merlin it ${COMPLAINT}`),
    said('a1', 'merlin', 40, 'sorry', under('c1')),
    said('a2', 'merlin', 30, 'really', under('c1')),
    said('c2', 'bob', 60, `@merlin it ${COMPLAINT}`),
    said('c3', 'cyd', 55, '@merlin hello there'),
  );
  const at = (minutesAgo: number) => new Date(NOW.getTime() - minutesAgo * MINUTE_MS);
  const remove = (remoteId: string): Item => ({ kind: 'remove', remoteId, at: at(5), by: 'author' });
  const edit = (remoteId: string, text: string, version = 1): Item => ({
    kind: 'edit',
    remoteId,
    text,
    attachments: null,
    at: at(5),
    version,
  });
  await ear.hear(arrival([remove('a1'), remove('c2'), edit('c3', `@merlin it ${COMPLAINT}`)]));
  assert.deepEqual(await turnsOf(ear), [
    { openedBy: 'c1', outcome: 'answered', minutes: 30 },
    { openedBy: 'c2', outcome: 'withdrawn', minutes: 55 },
    { openedBy: 'c3', outcome: null, minutes: null },
  ]);
  await ear.hear(edit('c3', '@merlin hello there', 2));
  assert.equal((await turnsOf(ear)).length, 2);
});

test('we are measured by the same rules, and nobody is who names no rival', async () => {
  const ear = await rivalEar();
  const ours = [post('c1', 'ada', 60, { text: `@kestrel it ${COMPLAINT}` }), post('a1', 'kestrel', 48, under('c1'))];
  await ear.hear(...ours);
  assert.deepEqual(await turnsOf(ear, 'us'), [{ openedBy: 'c1', outcome: 'answered', minutes: 12 }]);
  assert.deepEqual(await turnsOf(ear), []);
  const alone = await testEar(database);
  await alone.hear(...ours, said('c2', 'bob', 60, `@merlin it ${COMPLAINT}`));
  assert.deepEqual(await turnsOf(alone, 'us'), []);
});

test('no words and no names are kept of what is between others', async () => {
  const ear = await rivalEar();
  await ear.hear(said('c1', 'ada', 60, `@merlin the grinder ${COMPLAINT}`), said('a1', 'merlin', 50, 'x', under('c1')));
  const { rows } = await sql<{ row: string }>`
    select p::text "row" from rival_post p where brand_id = ${ear.brandId}
    union all select t::text from rival_turn t where brand_id = ${ear.brandId}
    union all select body::text from raw_event where brand_id = ${ear.brandId}
    union all select item::text from awaiting where brand_id = ${ear.brandId}`.execute(database.db);
  assert.equal(rows.length, 3);
  for (const { row } of rows) assert.doesNotMatch(row, /ada|grinder|broken/);
});

test('where a stream tells people by ids alone, the handle is looked up and answers are known by the id', async () => {
  const ear = await rivalEar();
  const { brandId, channelId, rivalId } = ear;
  const { db } = database;
  await sql`insert into rival_handle (brand_id, rival_id, network, handle) values (${brandId}, ${rivalId}, 'square', 'merlin.example')`.execute(
    db,
  );
  const stop = new AbortController();
  const asked: string[][] = [];
  await keepKnowingRivals({
    needs: { db, log: () => assert.fail(), wait: async () => stop.abort() },
    channel: { id: channelId, brandId, network: 'square' },
    connector: {
      people: {
        most: 25,
        find: async (_, handles) => {
          asked.push([...handles]);
          return [person('did:plc:merlin', 'Merlin'), person('nobody')].map((one, at) => ({
            ...one,
            handle: at === 0 ? 'Merlin.example' : 'nobody',
          }));
        },
      },
    },
    context: {} as never,
    signal: stop.signal,
  });
  assert.deepEqual(asked, [['merlin', 'merlin.example']]);
  const nameless = (id: string) => ({ author: { ...person(id), handle: null } });
  const at = (id: string, key: string) => `at://${id}/app.bsky.feed.post/${key}`;
  const complaint = at('did:plc:ada', '1');
  const root = at('did:plc:merlin', '0');
  await ear.hear(
    said(complaint, 'ada', 60, `@merlin.example it ${COMPLAINT}`, nameless('did:plc:ada')),
    said(at('did:plc:merlin', '2'), 'm', 35, 'sorry', { ...under(complaint), ...nameless('did:plc:merlin') }),
    // Names nobody, and answers a post of theirs that was never heard.
    said(at('did:plc:bob', '3'), 'bob', 30, `it ${COMPLAINT}`, { ...under(root), ...nameless('did:plc:bob') }),
  );
  assert.deepEqual(await turnsOf(ear), [
    { openedBy: complaint, outcome: 'answered', minutes: 25 },
    { openedBy: at('did:plc:bob', '3'), outcome: null, minutes: null },
  ]);
});

test('a batch that dies anywhere before its end leaves nothing, and comes once when it is heard again', async () => {
  const posts = [said('c1', 'ada', 60, `@merlin it ${COMPLAINT}`), said('a1', 'merlin', 40, 'sorry', under('c1'))];
  for (const point of CRASH_POINTS) {
    let dies = true;
    const ear = await rivalEar({
      reached: at => {
        if (dies && at === point) throw new Error('killed');
      },
    });
    await assert.rejects(ear.hear(...posts), /killed/);
    assert.equal((await turnsOf(ear)).length, point === 'committed' ? 1 : 0, point);
    dies = false;
    await ear.hear(...posts);
    assert.deepEqual(await turnsOf(ear), [{ openedBy: 'c1', outcome: 'answered', minutes: 20 }], point);
  }
});

test('two channels that hear the halves of it at the same moment make one answered turn', async () => {
  const ear = await rivalEar();
  const second = await testEar(database, { brand: ear });
  for (let round = 0; round < 8; round++) {
    const [ask, answer] = [`c${round}`, `a${round}`];
    await Promise.all([
      ear.hear(said(ask, 'ada', 60, `@merlin it ${COMPLAINT}`)),
      second.hear(said(answer, 'merlin', 40, 'sorry', under(ask))),
    ]);
  }
  const turns = await turnsOf(ear);
  assert.equal(turns.length, 8);
  assert.ok(turns.every(({ outcome }) => outcome === 'answered'));
});

test('posts are forgotten with the matches, the counts stay, and whoever waited then is waiting until then', async () => {
  const ear = await rivalEar();
  await ear.hear(
    said('c1', 'ada', 60, `@merlin it ${COMPLAINT}`, { url: 'https://square.example/c1' }),
    said('a1', 'merlin', 40, 'sorry', under('c1')),
    said('c2', 'bob', 30, `@merlin it ${COMPLAINT}`),
  );
  const later = new Date(NOW.getTime() + 31 * 86_400_000);
  await prune({ db: database.db, now: () => later }, new AbortController().signal);
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', opened_by, coalesce(outcome, 'waits'), coalesce(url, '-'), watched_until is not null) line
    from rival_turn where brand_id = ${ear.brandId} order by 1`.execute(database.db);
  assert.deepEqual(
    rows.map(({ line }) => line),
    ['c1 answered - f', 'c2 waits - t'],
  );
  const left = await sql`select from rival_post where brand_id = ${ear.brandId}`.execute(database.db);
  assert.equal(left.rows.length, 0);
  await prune({ db: database.db, now: () => new Date(NOW.getTime() + 401 * 86_400_000) }, new AbortController().signal);
  assert.deepEqual(await turnsOf(ear), []);
});

test('a name that leaves the list of rivals is heard no more', async () => {
  const ear = await rivalEar();
  await sql`update triage_settings set settings = jsonb_set(settings, '{rivals}', '[]') where brand_id = ${ear.brandId}`.execute(
    database.db,
  );
  await ear.hear(said('c1', 'ada', 60, `@merlin it ${COMPLAINT}`));
  assert.deepEqual(await turnsOf(ear), []);
});

test('a rival that leaves the list while a post to them is being taken in costs nobody the post', async () => {
  const ear = await rivalEar({
    reached: async at => {
      if (at === 'settled') await sql`delete from rival where brand_id = ${ear.brandId}`.execute(database.db);
    },
  });
  const counted = await ear.hear(post('c1', 'ada', 60, { text: `@kestrel @merlin it ${COMPLAINT}` }));
  assert.deepEqual([counted.kept, counted.failed], [1, 0]);
  assert.deepEqual(await turnsOf(ear), []);
});
