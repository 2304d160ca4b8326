import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { openRecording } from '../../src/connectors/archive/parse.ts';
import { sweep } from '../../src/services/clock.ts';
import { makeEars } from '../../src/services/ears.ts';
import { type Ingest, makeIngest } from '../../src/services/ingest.ts';
import { type ReplayAsk, type ReplayNeeds, type ReplayResult, replay, TICK_MS } from '../../src/services/replay.ts';
import { waitFor } from '../../src/services/wait.ts';
import { birdAccount } from '../support/bird.ts';
import { countedIds } from '../support/brand.ts';
import { companyDay } from '../support/company-day.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { disagreements, readReplayed } from '../support/replayed.ts';
import { makeTimeline, type Timeline } from '../support/timeline.ts';
import { truthOf } from '../support/twcs-truth.ts';
import { until } from '../support/until.ts';

let database: FreshDatabase;
const makeId = countedIds();
let brands = 0;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

type World = { needs: ReplayNeeds; ask: ReplayAsk; run(more?: Partial<ReplayAsk>): Promise<ReplayResult> };

async function world(t: TestContext, content: string, time?: Timeline): Promise<World> {
  const { db } = database;
  const file = join(freshFolder(t), 'day.jsonl');
  await writeFile(file, content);
  const now = time?.now ?? (() => new Date());
  const ingest = makeIngest({ database, makeId, now });
  const needs: ReplayNeeds = { db, ingest, ears: makeEars({ db }), makeId, now, wait: time?.wait ?? waitFor };
  const brand = `Kestrel ${++brands}`;
  const signal = new AbortController().signal;
  const ask = { file, brand, ours: birdAccount, speed: 'max', times: 'recorded', signal } as const;
  const format = () => openRecording('twcs', birdAccount);
  return {
    needs,
    ask: { ...ask, format: format() },
    run: more => replay(needs, { ...ask, format: format(), ...more }),
  };
}

async function check(result: ReplayResult, content: string): Promise<void> {
  const truth = truthOf(content);
  const replayed = await readReplayed(database.db, result.brandId, result.channelId);
  assert.deepEqual(disagreements(truth, replayed), []);
  assert.equal(result.posts, truth.tweets.size);
  assert.equal(result.turns, truth.turns.size);
  assert.equal(result.received, result.kept + result.ignored + result.failed);
  assert.deepEqual([result.kept, result.ignored, result.failed], [truth.tweets.size, truth.duplicates, truth.damaged]);
}

test('a recorded day ends with every post on the desk once and every response time as the file has it', async t => {
  const content = companyDay({ seed: 1, threads: 60 });
  const { run } = await world(t, content);
  const result = await run();
  assert.equal(result.kind, 'played');
  assert.deepEqual(result.brandBegun, { owners: 0 });
  await check(result, content);
  assert.ok(result.answered > 20 && result.answered < result.turns);
  const { rows } = await sql<{ heard: boolean; plays: Date | null }>`
    select last_heard_at is not null as heard, plays_until as plays from channel where id = ${result.channelId}`.execute(
    database.db,
  );
  assert.deepEqual(rows, [{ heard: true, plays: null }]);
});

test('the order of the lines makes no difference', async t => {
  for (const seed of [2, 3, 4]) {
    const content = companyDay({ seed, threads: 15, shuffled: true });
    const { run } = await world(t, content);
    await check(await run(), content);
  }
});

test('a second run of the same file says that it is on the desk already, and adds nothing', async t => {
  const content = companyDay({ seed: 5, threads: 10 });
  const { run } = await world(t, content);
  const first = await run();
  const second = await run();
  assert.equal(second.kind, 'already_on_the_desk');
  assert.deepEqual({ ...second, kind: 'played', lines: first.lines, brandBegun: first.brandBegun }, first);
});

test('a playing that was cut off goes on where it stood; nothing is lost and nothing comes twice', async t => {
  const content = companyDay({ seed: 6, threads: 300 });
  const { run, needs, ask } = await world(t, content);
  let batches = 0;
  const ingest: Ingest = batch => {
    if (++batches === 2) throw new Error('killed');
    return needs.ingest(batch);
  };
  await assert.rejects(replay({ ...needs, ingest }, ask), /killed/);
  const rest = await run();
  assert.equal(rest.kind, 'played');
  assert.ok(rest.lines < content.split('\n').length - 400, 'it did not begin anew');
  await check(rest, content);
});

test('stopped by its signal it says so, and goes on when asked again', async t => {
  const content = companyDay({ seed: 7, threads: 300 });
  const { run } = await world(t, content);
  const stop = new AbortController();
  const onProgress: ReplayAsk['onProgress'] = step => {
    if (step.kind === 'playing' && step.lines >= 500) stop.abort();
  };
  const first = await run({ signal: stop.signal, onProgress });
  assert.equal(first.kind, 'stopped');
  const second = await run();
  assert.equal(second.kind, 'played');
  await check(second, content);
});

test('two processes do not play the same file at once, and begin its brand once', async t => {
  const content = companyDay({ seed: 8, threads: 20 });
  const { run, needs, ask } = await world(t, content);
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ingest: Ingest = async batch => {
    begun.resolve();
    await goOn.promise;
    return needs.ingest(batch);
  };
  const first = replay({ ...needs, ingest }, ask);
  await begun.promise;
  await assert.rejects(run(), /being played by another process/);
  goOn.resolve();
  await check(await first, content);
  const together = await world(t, content);
  const runs = await Promise.allSettled([together.run(), together.run()]);
  assert.ok(runs.some(one => one.status === 'fulfilled' && one.value.kind === 'played'));
  const { rows } = await sql`select id from brand where name = ${together.ask.brand}`.execute(database.db);
  assert.equal(rows.length, 1);
});

test('only threads of one company can be taken, and the rest afterwards', async t => {
  const content = companyDay({ seed: 9, threads: 30 });
  const { run } = await world(t, content);
  const some = await run({ only: 'kestrelcare' });
  assert.ok(some.posts > 0 && some.posts < truthOf(content).tweets.size);
  const all = await run();
  assert.equal(all.kind, 'played');
  const truth = truthOf(content);
  const replayed = await readReplayed(database.db, all.brandId, all.channelId);
  assert.deepEqual(disagreements(truth, replayed), []);
});

test('moved to now, no post stands in the future and every response time stays', async t => {
  const content = companyDay({ seed: 10, threads: 20 });
  const time = makeTimeline('2026-11-22T09:00:00Z');
  const { run } = await world(t, content, time);
  const result = await run({ times: 'shifted' });
  const { rows } = await sql<{ newest: Date }>`
    select max(at) as newest from message where brand_id = ${result.brandId}`.execute(database.db);
  assert.equal(rows[0]?.newest.toISOString(), '2026-11-22T09:00:00.000Z');
  const truth = truthOf(content);
  const replayed = await readReplayed(database.db, result.brandId, result.channelId);
  const responses = (turns: typeof truth.turns) =>
    [...turns].map(([id, { openedMs, closedMs }]) => [id, closedMs === null ? null : closedMs - openedMs]).sort();
  assert.deepEqual(responses(replayed.turns), responses(truth.turns));
});

const tweet = (id: number, minute: number, more: object) =>
  JSON.stringify({
    tweet_id: id,
    created_at: `Tue Oct 31 22:${String(minute).padStart(2, '0')}:00 +0000 2017`,
    author_id: '500',
    inbound: true,
    text: `words of ${id}`,
    ...more,
  });

test('a promise in a recording breaks when the recording has played past it, not before, and what stays open breaks at its end', async t => {
  const answer = { author_id: 'kestrelcare', inbound: false };
  const content = [
    tweet(1, 0, {}),
    tweet(2, 14, { ...answer, in_response_to_tweet_id: 1 }),
    tweet(3, 15, { author_id: '501' }),
    tweet(4, 50, { ...answer, in_response_to_tweet_id: 3 }),
    tweet(5, 55, { author_id: '502' }),
  ].join('\n');
  const time = makeTimeline('2026-11-22T09:00:00Z');
  const { run } = await world(t, content, time);
  const clock = { db: database.db, makeId, now: time.now, wait: time.wait, log: () => {} };
  const stop = new AbortController();
  t.after(() => stop.abort());
  let isOver = false;
  const running = run({ speed: 60, signal: stop.signal }).finally(() => {
    isOver = true;
  });
  // A second for a minute, and no time passes while the playing is at work: where it stands does not hang on the machine.
  const playTo = async (minute: number) => {
    const target = Date.parse('2026-11-22T09:00:00Z') + minute * 1000;
    const rests = () => until(() => isOver || time.waits().length > 0);
    while (time.now().getTime() < target) {
      await rests();
      await time.pass(TICK_MS);
    }
    await rests();
  };
  const breached = async () => {
    await sweep(clock);
    const { rows } = await sql<{ id: string }>`
      select m.remote_id as id from turn t join message m on m.id = t.opened_by
      where t.breached_at is not null and t.brand_id = (select max(id) from brand) order by t.opened_at`.execute(
      database.db,
    );
    return rows.map(({ id }) => id).join();
  };
  const broken: [number, string][] = [];
  // A new brand promises half an hour.
  for (const minute of [43, 44, 47, 53, 56]) {
    await playTo(minute);
    broken.push([minute, await breached()]);
  }
  assert.deepEqual(broken, [
    [43, ''],
    [44, ''],
    [47, '3'],
    [53, '3'],
    [56, '3,5'],
  ]);
  assert.equal((await running).kind, 'played');
});

test('at the speed asked for, posts come when their time has come', async t => {
  const content = [tweet(1, 0, {}), tweet(2, 2, { author_id: '501' }), tweet(3, 10, { author_id: '502' })].join('\n');
  const time = makeTimeline();
  const { run } = await world(t, content, time);
  const seen: [number, number][] = [];
  const startMs = time.now().getTime();
  const onProgress: ReplayAsk['onProgress'] = step => {
    if (step.kind === 'playing' && step.lines > seen.length) seen.push([step.lines, time.now().getTime() - startMs]);
  };
  const running = run({ speed: 30, onProgress });
  let isOver = false;
  running.finally(() => {
    isOver = true;
  });
  await until(async () => isOver || (time.waits().length > 0 && (await time.pass(TICK_MS))));
  assert.deepEqual(seen, [
    [1, 0],
    [2, 4_000],
    [3, 20_000],
  ]);
});

test('posts nobody addressed to us are kept where a listening query asks for them', async t => {
  const line = (id: string, text: string) =>
    JSON.stringify({ id, at: '2026-03-01T10:00:00Z', author: { id: 'maria' }, text, addressed: false });
  const content = [line('1', 'My kestrel grinder hums'), line('2', 'I like birds')].join('\n');
  const { run, needs } = await world(t, content);
  const first = await run({ format: openRecording('ndjson', birdAccount), signal: AbortSignal.abort() }).catch(
    () => null,
  );
  assert.equal(first, null);
  const { rows } = await sql<{ id: number }>`
    insert into brand (slug, name) values ('listening', 'Listening') returning id`.execute(needs.db);
  const brandId = rows[0]?.id ?? 0;
  await sql`insert into inbox (brand_id, id, name) values (${brandId}, ${makeId()}, 'Care')`.execute(needs.db);
  await sql`insert into listening_query (brand_id, id, text) values (${brandId}, ${makeId()}, 'kestrel')`.execute(
    needs.db,
  );
  const result = await run({ format: openRecording('ndjson', birdAccount), brand: 'listening' });
  assert.deepEqual([result.kept, result.ignored], [1, 1]);
});
