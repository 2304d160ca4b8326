import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type pg from 'pg';
import { backUp, keyFingerprint } from '../../src/services/backup.ts';
import { checkBackupFile } from '../../src/services/backup-file.ts';
import { type RestoreOptions, restore } from '../../src/services/restore.ts';
import { readJobs } from '../../src/store/jobs-copy.ts';
import { MIGRATIONS_FOLDER, migrate, readMigrations } from '../../src/store/migrate.ts';
import { atEnd } from '../support/at-end.ts';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

const now = new Date('2026-11-22T09:30:00Z');
const secretKey = 'a key of thirty-two letters, only for tests';
const LEVEL = readMigrations().length;

async function ours(context: TestContext, make: () => Promise<FreshDatabase> = freshDatabase): Promise<FreshDatabase> {
  const database = await make();
  atEnd(context, () => database.drop());
  return database;
}

/** Rows that are awkward to carry: every kind of character, bytes, nothing at all, the greatest numbers, jobs. */
async function fill(pool: pg.Pool): Promise<void> {
  const awkward = 'tab\there, line\nbreak, back\\slash, \\N, quote \' " \\., ‮bidi‬, καφές ☕️, \u0001';
  await pool.query(
    "insert into brand (slug, name) values ('kestrel', 'Kestrel'), ('heron', 'Heron'), ('gone', 'Gone')",
  );
  await pool.query("delete from brand where slug = 'gone'");
  await pool.query(
    "insert into agent (id, name, email, created_at) values ('018f0000-0000-7000-8000-000000000001', $1, 'ada@kestrel.example', '0044-03-15 12:00:00.123456+00 BC')",
    [awkward],
  );
  await pool.query(
    "insert into membership (brand_id, agent_id, role) values (1, '018f0000-0000-7000-8000-000000000001', 'owner')",
  );
  await pool.query(
    "insert into media (brand_id, id, type, bytes) select 1, 'm' || n, 'image/png', decode(repeat(md5(n::text), 40000), 'hex') from generate_series(1, 3) n",
  );
  await pool.query('insert into setting (key, value) values ($1, $2)', [
    'odd',
    JSON.stringify({ text: awkward.replace('\u0001', ''), n: 1e300 }),
  ]);
  await pool.query(
    `insert into event (brand_id, at, kind, data) select 1, now() + n * interval '1 second', 'settings.changed', jsonb_build_object('n', n, 'text', repeat('x', n % 300))
     from generate_series(1, 5000) n`,
  );
  await pool.query(
    "select graphile_worker.add_job('send', json_build_object('id', n), queue_name := 'q' || n % 3, job_key := 'k' || n, priority := n::int) from generate_series(1, 700) n",
  );
  await pool.query(
    "update graphile_worker._private_jobs set attempts = 25, last_error = 'the network said no' where key = 'k7'",
  );
}

/** What every table holds, whatever it is called: a new table is compared without being named here. */
async function contents(pool: pg.Pool): Promise<Record<string, unknown>> {
  const { rows } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  );
  const sums: Record<string, unknown> = {};
  for (const { name } of rows) {
    const found = await pool.query(
      `select count(*)::int as n, md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as sum from "${name}" t`,
    );
    sums[name] = found.rows[0];
  }
  const client = await pool.connect();
  sums['jobs'] = await readJobs(client);
  client.release();
  return sums;
}

function backUpTo(path: string, database: FreshDatabase, withKey = false) {
  return backUp(database.pool, { path, version: '0.1.0', secretKey, withKey, now });
}

function restoreFrom(path: string, database: FreshDatabase, more: Partial<RestoreOptions> = {}) {
  return restore(database.pool, { path, replace: false, connectionName: 'heed', ...more });
}

test('everything comes back as it was, into an empty database', async context => {
  const [from, to] = [await ours(context), await ours(context, emptyDatabase)];
  const path = join(freshFolder(context), 'heed.backup');
  await fill(from.pool);
  const made = await backUpTo(path, from);
  const back = await restoreFrom(path, to);
  assert.deepEqual(await contents(to.pool), await contents(from.pool));
  assert.equal(made.rows, back.rows);
  assert.equal(made.jobs, 700);
  assert.deepEqual(back.migrated, []);
});

test('what is made afterwards goes on from where it was: numbers, counters, triggers', async context => {
  const [from, to] = [await ours(context), await ours(context, emptyDatabase)];
  const path = join(freshFolder(context), 'heed.backup');
  await fill(from.pool);
  await backUpTo(path, from);
  await restoreFrom(path, to);
  const { rows } = await to.pool.query("insert into brand (slug, name) values ('osprey', 'Osprey') returning id");
  assert.equal(rows[0].id, 4, 'the number of the brand that was removed is not given again');
  const { rows: off } = await to.pool.query(
    "select count(*)::int as n from pg_trigger where not tgisinternal and tgenabled = 'D'",
  );
  assert.equal(off[0].n, 0);
});

test('a copy taken while others write is one moment of it', async context => {
  const [from, to] = [await ours(context), await ours(context, emptyDatabase)];
  const path = join(freshFolder(context), 'heed.backup');
  await fill(from.pool);
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n += 1) {
      await from.pool.query(
        `with b as (insert into brand (slug, name) values ('b${n}', 'B') returning id)
         insert into setting (key, value) select 'brand ' || id, '1' from b`,
      );
    }
  })();
  await backUpTo(path, from);
  writing = false;
  await writer;
  await restoreFrom(path, to);
  const { rows } = await to.pool.query(
    "select (select count(*) from brand where name = 'B') = (select count(*) from setting where key like 'brand %') as same",
  );
  assert.deepEqual(rows, [{ same: true }]);
});

test('a copy of an older level is brought up to this one', async context => {
  const [from, to] = [await ours(context, emptyDatabase), await ours(context, emptyDatabase)];
  const folder = freshFolder(context);
  const path = join(folder, 'heed.backup');
  await migrate(from.pool);
  await fill(from.pool);
  await backUpTo(path, from);
  cpSync(MIGRATIONS_FOLDER, join(folder, 'migrations'), { recursive: true });
  const next = `${String(LEVEL + 1).padStart(4, '0')}-colour.sql`;
  writeFileSync(join(folder, 'migrations', next), "alter table brand add colour text not null default 'red'");
  const back = await restoreFrom(path, to, { migrationsFolder: join(folder, 'migrations') });
  assert.deepEqual(back.migrated, [next]);
  const { rows } = await to.pool.query('select slug, colour from brand order by id');
  assert.deepEqual(rows, [
    { slug: 'kestrel', colour: 'red' },
    { slug: 'heron', colour: 'red' },
  ]);
  const newer = join(folder, 'newer.backup');
  await backUpTo(newer, to);
  await assert.rejects(restoreFrom(newer, from, { replace: true }), /made by a newer Heed.*-colour\.sql/);
});

test('a database in use is left alone unless it is to be replaced', async context => {
  const [from, to] = [await ours(context), await ours(context)];
  const path = join(freshFolder(context), 'heed.backup');
  await fill(from.pool);
  await backUpTo(path, from);
  await to.pool.query("insert into brand (slug, name) values ('mine', 'Mine')");
  const before = await contents(to.pool);
  await assert.rejects(restoreFrom(path, to), { code: 'already_exists', message: /--replace/ });
  assert.deepEqual(await contents(to.pool), before);
  await restoreFrom(path, to, { replace: true });
  assert.deepEqual(await contents(to.pool), await contents(from.pool));
});

test('a Heed at work on the database is not pulled away underneath', async context => {
  const [from, to] = [await ours(context), await ours(context)];
  const path = join(freshFolder(context), 'heed.backup');
  await backUpTo(path, from);
  await assert.rejects(restoreFrom(path, to, { connectionName: 'heed restore' }), /Stop it first/);
});

/** Damages a good backup in some way and says what restoring it came to. */
async function damage(context: TestContext, how: (path: string) => void): Promise<string> {
  const [from, to] = [await ours(context), await ours(context)];
  const path = join(freshFolder(context), 'heed.backup');
  await fill(from.pool);
  await to.pool.query("insert into brand (slug, name) values ('mine', 'Mine')");
  const before = await contents(to.pool);
  await backUpTo(path, from);
  how(path);
  const said = await restoreFrom(path, to, { replace: true }).then(
    () => 'it went through',
    error => error.message,
  );
  assert.deepEqual(await contents(to.pool), before, 'nothing was touched');
  return said;
}

test('a file cut short is refused before anything is touched', async context => {
  assert.match(await damage(context, path => truncateSync(path, statSync(path).size - 1000)), /damaged.*cut short/);
});

test('one changed bit is refused before anything is touched', async context => {
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
  assert.match(await damage(context, flip), /damaged/);
});

test('something else than a backup is called that', async context => {
  assert.match(await damage(context, path => writeFileSync(path, 'PK and so on')), /not a backup of Heed/);
  assert.match(await damage(context, path => writeFileSync(path, '')), /not a backup of Heed/);
  assert.match(await damage(context, path => writeFileSync(path, 'heed backup 9\n'.padEnd(100))), /newer Heed/);
  assert.match(await damage(context, path => writeFileSync(path, 'heed backup 1\n')), /damaged/);
});

test('the file is its owner’s alone, holds the key only when asked to, and never takes the place of another', async context => {
  const from = await ours(context);
  const folder = freshFolder(context);
  const [plain, full] = [join(folder, 'plain.backup'), join(folder, 'full.backup')];
  await backUpTo(plain, from);
  await backUpTo(full, from, true);
  assert.equal(statSync(plain).mode & 0o777, 0o600);
  assert.equal((await checkBackupFile(plain)).head.secretKey, undefined);
  assert.equal((await checkBackupFile(full)).head.secretKey, secretKey);
  assert.equal((await checkBackupFile(plain)).head.keyFingerprint, keyFingerprint(secretKey));
  await assert.rejects(backUpTo(plain, from), /exists already/);
  assert.equal(existsSync(`${plain}.part`), false);
});

test('a backup that fails leaves no half of a file', async context => {
  const from = await ours(context, emptyDatabase);
  const path = join(freshFolder(context), 'heed.backup');
  await assert.rejects(backUpTo(path, from), /nothing to back up/);
  assert.equal(existsSync(path) || existsSync(`${path}.part`), false);
});
