import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openDatabase } from '../../src/store/db.ts';
import { MIGRATIONS_FOLDER, migrate, migrationState, readMigrations } from '../../src/store/migrate.ts';
import { atEnd } from '../support/at-end.ts';
import { emptyDatabase, type FreshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

const names = readMigrations().map(({ name }) => name);

async function empty(context: TestContext): Promise<FreshDatabase> {
  const database = await emptyDatabase();
  atEnd(context, () => database.drop());
  return database;
}

/** A folder with our migrations and, after them, others. */
function folderWith(context: TestContext, more: Record<string, string>): string {
  const folder = freshFolder(context);
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
  for (const [name, sql] of Object.entries(more)) writeFileSync(join(folder, name), sql);
  return folder;
}

function nextName(what: string, ahead = 1): string {
  return `${String(names.length + ahead).padStart(4, '0')}-${what}.sql`;
}

test('twenty programs that migrate an empty database at once all end well, and each step is applied once', async context => {
  const database = await empty(context);
  const pools = Array.from({ length: 20 }, () => openDatabase(database.connection, { max: 2 }));
  for (const pool of pools) atEnd(context, () => pool.close());
  const applied = await Promise.all(pools.map(({ pool }) => migrate(pool)));
  assert.deepEqual(applied.flat(), names);
  const state = await migrationState(database.pool);
  assert.deepEqual(state, { missing: [], changed: [], unknown: [], level: names.length });
});

test('so do real programs', async context => {
  const database = await empty(context);
  const codes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/cli/main.ts'), 'migrate', '--json'], {
        env: { PATH: process.env['PATH'], HEED_DATABASE_URL: database.url, HEED_DATA_DIR: '/nowhere/at/all' },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [line] = await once(child.stdout, 'data');
      const [code] = await once(child, 'exit');
      return { code, applied: JSON.parse(String(line)).applied };
    }),
  );
  assert.deepEqual(
    codes.map(({ code }) => code),
    [0, 0, 0, 0],
  );
  assert.deepEqual(
    codes.flatMap(({ applied }) => applied),
    names,
  );
});

test('a second time there is nothing to do', async context => {
  const database = await empty(context);
  await migrate(database.pool);
  assert.deepEqual(await migrate(database.pool), []);
});

test('a database at an older level is brought forward from there', async context => {
  const database = await empty(context);
  await migrate(database.pool, { upTo: 1 });
  assert.equal((await migrationState(database.pool)).level, 1);
  assert.deepEqual(await migrate(database.pool), names.slice(1));
});

test('a step that fails leaves nothing of itself behind, and the ones before it stay', async context => {
  const database = await empty(context);
  const folder = folderWith(context, {
    [nextName('good')]: 'create table good (n int);',
    [nextName('bad', 2)]: 'create table half (n int); select 1 / 0;',
  });
  await assert.rejects(migrate(database.pool, { folder }), /-bad\.sql could not be applied: division by zero/);
  const { rows } = await database.pool.query("select to_regclass('good') as good, to_regclass('half') as half");
  assert.deepEqual(rows, [{ good: 'good', half: null }]);
  writeFileSync(join(folder, nextName('bad', 2)), 'create table half (n int);');
  assert.deepEqual(await migrate(database.pool, { folder }), [nextName('bad', 2)]);
});

test('a database of a newer Heed is refused in one clear line', async context => {
  const database = await empty(context);
  const folder = folderWith(context, { [nextName('tomorrow')]: 'create table tomorrow (n int);' });
  await migrate(database.pool, { folder });
  await assert.rejects(migrate(database.pool), /last used by a newer Heed.*-tomorrow\.sql.*Start the newer Heed/);
  assert.deepEqual((await migrationState(database.pool)).unknown, [nextName('tomorrow')]);
});

test('a file that was changed after it was applied is refused by name', async context => {
  const database = await empty(context);
  const folder = folderWith(context, { [nextName('mine')]: 'create table mine (n int);' });
  await migrate(database.pool, { folder });
  writeFileSync(join(folder, nextName('mine')), 'create table mine (n bigint);');
  await assert.rejects(migrate(database.pool, { folder }), /-mine\.sql is not the file that made this database/);
  assert.deepEqual((await migrationState(database.pool, folder)).changed, [nextName('mine')]);
});

test('files are numbered without gaps or twins', context => {
  assert.throws(() => readMigrations(folderWith(context, { [nextName('gap', 2)]: '' })), /without gaps or twins/);
});

test('the queue of jobs has its tables too', async context => {
  const database = await empty(context);
  await migrate(database.pool);
  const { rows } = await database.pool.query(
    "select to_regprocedure('graphile_worker.add_jobs(graphile_worker.job_spec[],boolean)') is not null as there",
  );
  assert.deepEqual(rows, [{ there: true }]);
});
