import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { openRecording } from '../../src/connectors/archive/parse.ts';
import { makeEars } from '../../src/services/ears.ts';
import { type Ingest, makeIngest } from '../../src/services/ingest.ts';
import { type ReplayAsk, type ReplayNeeds, replay } from '../../src/services/replay.ts';
import { waitFor } from '../../src/services/wait.ts';
import { birdAccount } from '../support/bird.ts';
import { countedIds } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

let database: FreshDatabase;
const makeId = countedIds();
let brands = 0;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const BROKEN = 'my machine is broken again, this is unacceptable, I want a refund';
const DAY = 'Tue Oct 31';

type Said = { id: number; by: string | number; at: string; text: string; to?: number; root?: number };

/** Three companies in one file, as it is handed around: both sides, unordered. */
const THREADS: Said[] = [
  // Ours: named and answered after 10 minutes; one that does not name us, though we answer.
  { id: 1, by: 501, at: '10:00:00', text: `@kestrelcare ${BROKEN}` },
  { id: 2, by: 'kestrelcare', at: '10:10:00', text: '@501 sorry to hear', to: 1, root: 1 },
  { id: 3, by: 502, at: '10:00:00', text: `@90001 ${BROKEN}` },
  { id: 4, by: 'kestrelcare', at: '10:01:00', text: '@502 sorry to hear', to: 3, root: 3 },
  // Merlin: answered after 20 and 45 minutes, one never; asked again after the answer; thanked.
  { id: 12, by: 'merlinhelp', at: '11:20:00', text: '@601 tell us more', to: 11, root: 11 },
  { id: 11, by: 601, at: '11:00:00', text: `@MerlinHelp ${BROKEN}` },
  { id: 13, by: 601, at: '11:30:00', text: '@merlinhelp thank you so much!', to: 12, root: 11 },
  { id: 21, by: 602, at: '12:00:00', text: `@merlinhelp ${BROKEN}` },
  { id: 22, by: 602, at: '12:05:00', text: `and the pump as well, ${BROKEN}`, to: 21, root: 21 },
  { id: 23, by: 'merlinhelp', at: '12:45:00', text: '@602 write to us', to: 22, root: 21 },
  { id: 31, by: 603, at: '13:00:00', text: `.@merlinhelp ${BROKEN}` },
  // Both are named: it is a complaint to both, and only they answer.
  { id: 41, by: 604, at: '14:00:00', text: `@kestrelcare @merlinhelp ${BROKEN}` },
  { id: 42, by: 'merlinhelp', at: '14:02:00', text: '@604 with us nothing leaks', to: 41, root: 41 },
  // A company nobody named as a rival.
  { id: 51, by: 605, at: '15:00:00', text: `@ospreyhelp ${BROKEN}` },
  { id: 52, by: 'ospreyhelp', at: '15:01:00', text: '@605 sorry', to: 51, root: 51 },
];

function asFile(said: readonly Said[]): string {
  const line = ({ id, by, at, text, to, root }: Said) =>
    JSON.stringify({
      tweet_id: id,
      author_id: String(by),
      inbound: typeof by === 'number',
      created_at: `${DAY} ${at} +0000 2017`,
      text,
      in_response_to_tweet_id: to ?? null,
      root: root ?? id,
    });
  return said.map(line).join('\n');
}

/** The same in Heed's own words, where everything is sent to the company unless the file says otherwise. */
const OWN_WORDS = [
  { id: 'n1', at: '2026-03-01T09:00:00Z', author: { id: 'thea', handle: 'thea' }, text: `@kestrelcare ${BROKEN}` },
  {
    id: 'n2',
    at: '2026-03-01T09:05:00Z',
    author: { id: 'k', handle: 'kestrelcare' },
    text: 'Sorry',
    parent: 'n1',
    own: true,
  },
  { id: 'n3', at: '2026-03-01T09:00:00Z', author: { id: 'finn', handle: 'finn' }, text: `@merlinhelp ${BROKEN}` },
  { id: 'n4', at: '2026-03-01T09:30:00Z', author: { id: 'm', handle: 'merlinhelp' }, text: 'Sorry', parent: 'n3' },
  { id: 'n5', at: '2026-03-01T09:00:00Z', author: { id: 'hugo', handle: 'hugo' }, text: `@merlinhelp ${BROKEN}` },
  { kind: 'edit', id: 'n5', at: '2026-03-01T09:10:00Z', text: '@merlinhelp hello there', version: 1 },
  { id: 'n6', at: '2026-03-01T09:00:00Z', author: { id: 'ida', handle: 'ida' }, text: `@merlinhelp ${BROKEN}` },
  { kind: 'delete', id: 'n6', at: '2026-03-01T09:20:00Z' },
];

type World = { needs: ReplayNeeds; ask: () => ReplayAsk };

async function world(t: TestContext, content: string): Promise<World> {
  const file = join(freshFolder(t), 'three.jsonl');
  await writeFile(file, content);
  const now = () => new Date();
  const { db } = database;
  const ingest = makeIngest({ database, makeId, now });
  const needs: ReplayNeeds = { db, ingest, ears: makeEars({ db }), makeId, now, wait: waitFor };
  const brand = `Kestrel rivals ${++brands}`;
  const { signal } = new AbortController();
  return {
    needs,
    ask: () => ({
      file,
      brand,
      format: openRecording('twcs', birdAccount),
      ours: birdAccount,
      speed: 'max',
      times: 'recorded',
      only: 'kestrelcare',
      signal,
    }),
  };
}

async function turnsOf(brandId: number): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', coalesce(r.name, 'us'), t.opened_by, coalesce((extract(epoch from t.closed_at - t.opened_at) / 60)::int::text, 'waits')) line
    from rival_turn t left join rival r on r.brand_id = t.brand_id and r.id = t.rival_id
    where t.brand_id = ${brandId} order by t.opened_at, 1`.execute(database.db);
  return rows.map(({ line }) => line);
}

const MEASURED = [
  'us 1 10',
  'merlinhelp 11 20',
  'merlinhelp 21 45',
  'merlinhelp 31 waits',
  'merlinhelp 41 2',
  'us 41 waits',
];

test('one file of many companies measures us and the rivals named in it by the same rules', async t => {
  const { needs, ask } = await world(t, asFile(THREADS));
  const played = await replay(needs, { ...ask(), rivals: ['@merlinhelp'] });
  assert.deepEqual(await turnsOf(played.brandId), MEASURED);
  // Ours on the desk are as ever: the rivals' threads are not, and their answers are not ours.
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', m.remote_id, m.direction) line from message m where m.brand_id = ${played.brandId} order by m.remote_id::int`.execute(
    database.db,
  );
  assert.deepEqual(
    rows.map(({ line }) => line),
    ['1 in', '2 out', '3 in', '4 out', '41 in', '42 in'],
  );
  assert.equal(played.received, played.kept + played.ignored + played.failed);
  const waiting = await sql`select from awaiting where brand_id = ${played.brandId}`.execute(database.db);
  assert.equal(waiting.rows.length, 0);
});

test('rivals named after a file was played are measured when it is played again, and nothing comes twice', async t => {
  const { needs, ask } = await world(t, asFile(THREADS));
  const first = await replay(needs, ask());
  assert.deepEqual(await turnsOf(first.brandId), []);
  const second = await replay(needs, { ...ask(), rivals: ['merlinhelp'] });
  assert.equal(second.kind, 'played');
  assert.deepEqual([second.posts, second.turns], [first.posts, first.turns]);
  assert.deepEqual(await turnsOf(first.brandId), MEASURED);
  const third = await replay(needs, ask());
  assert.equal(third.kind, 'already_on_the_desk');
});

test('a playing that is killed between any two transactions measures rivals once', async t => {
  const many = Array.from({ length: 120 }, (_, n) =>
    THREADS.map(said => ({
      ...said,
      id: said.id + 1_000 * n,
      ...(said.to === undefined ? {} : { to: said.to + 1_000 * n }),
      ...(said.root === undefined ? {} : { root: said.root + 1_000 * n }),
    })),
  ).flat();
  const { needs, ask } = await world(t, asFile(many));
  let left = 1;
  const dying: Ingest = async batch => {
    const done = await needs.ingest(batch);
    if (--left === 0) throw new Error('killed');
    return done;
  };
  const rivals = ['merlinhelp'];
  await assert.rejects(replay({ ...needs, ingest: dying }, { ...ask(), rivals }), /killed/);
  const played = await replay(needs, { ...ask(), rivals });
  assert.equal((await turnsOf(played.brandId)).length, 120 * MEASURED.length);
});

test('in Heed’s own words too the rivals’ threads stay off the desk, and what people change there is followed', async t => {
  const { needs, ask } = await world(t, OWN_WORDS.map(line => JSON.stringify(line)).join('\n'));
  const format = openRecording('ndjson', birdAccount);
  const played = await replay(needs, { ...ask(), format, rivals: ['merlinhelp'] });
  assert.deepEqual(await turnsOf(played.brandId), ['merlinhelp n3 30', 'merlinhelp n6 20', 'us n1 5']);
  assert.equal(played.posts, 2);
  const waiting = await sql`select from awaiting where brand_id = ${played.brandId}`.execute(database.db);
  assert.equal(waiting.rows.length, 0);
});
