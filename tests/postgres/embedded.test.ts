import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import pg from 'pg';
import { type Embedded, type EmbeddedOptions, openEmbedded } from '../../src/postgres/embedded.ts';
import { isAlive, waitUntilGone } from '../../src/postgres/process.ts';
import { atEnd } from '../support/at-end.ts';
import { freshFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

const environment = { PATH: process.env['PATH'], TZ: 'UTC' };
const isRoot = process.getuid?.() === 0;

/** A data folder made once, stopped in order; each test works on a copy of it. */
let seed = '';

before(async () => {
  seed = mkdtempSync(join(tmpdir(), 'heed-seed-'));
  const embedded = await openEmbedded({ dataFolder: seed, environment });
  await ask(embedded, 'create table kept (n int)');
  await embedded.close();
});
after(() => rmSync(seed, { recursive: true, force: true }));

function copyOfSeed(context: TestContext, name = 'data'): string {
  const folder = join(freshFolder(context), name);
  cpSync(seed, folder, { recursive: true });
  return folder;
}

async function open(context: TestContext, dataFolder: string, more: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await openEmbedded({ dataFolder, environment, ...more });
  atEnd(context, () => embedded.close());
  return embedded;
}

async function ask(embedded: Embedded, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(embedded.address);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another program that has the folder open; answers the number of the server it found. */
async function openElsewhere(
  context: TestContext,
  dataFolder: string,
): Promise<{ child: ChildProcess; server: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'open-and-wait.ts'), dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(context, () => child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { child, server: Number(String(line)) };
}

async function refusal(work: Promise<Embedded>): Promise<string> {
  try {
    await (await work).close();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'it started';
}

test('an empty folder becomes a database that survives a power cut and knows foreign letters', async context => {
  const lines: string[] = [];
  const embedded = await open(context, join(freshFolder(context), 'new'), { say: line => lines.push(line) });
  assert.equal(embedded.isNew, true);
  assert.deepEqual(lines, ['Creating the database.']);
  await ask(embedded, 'create extension pg_trgm');
  const [row] = await ask(
    embedded,
    `select current_setting('data_checksums') as sums, current_setting('fsync') as fsync, current_setting('io_method') as io,
       current_setting('listen_addresses') as tcp, current_setting('synchronous_commit') as sync,
       cardinality(show_trgm('καφές')) > 1 as greek, lower('ΚΑΦΈ') as lower`,
  );
  assert.deepEqual(row, { sums: 'on', fsync: 'on', io: 'sync', tcp: '', sync: 'on', greek: true, lower: 'καφέ' });
});

test('nothing is left running once it is closed', async context => {
  const embedded = await openEmbedded({ dataFolder: copyOfSeed(context), environment });
  const server = embedded.pid();
  assert.equal(isAlive(server), true);
  const startedAt = performance.now();
  await embedded.close();
  assert.equal(isAlive(server), false);
  assert.ok(performance.now() - startedAt < 4000);
});

test('a connection somebody forgot does not keep the server', async context => {
  const embedded = await openEmbedded({ dataFolder: copyOfSeed(context), environment });
  const client = new pg.Client(embedded.address);
  client.on('error', () => {});
  await client.connect();
  await client.query('begin; insert into kept values (1)');
  await embedded.close();
  assert.equal(isAlive(embedded.pid()), false);
});

test('a second program shares the server, and the last one out stops it', async context => {
  const dataFolder = copyOfSeed(context);
  const { child, server } = await openElsewhere(context, dataFolder);
  const embedded = await openEmbedded({ dataFolder, environment });
  assert.equal(embedded.pid(), server);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.equal(isAlive(server), true);
  await embedded.close();
  assert.equal(isAlive(server), false);
});

test('eight that come to an empty folder at once end with one server', async context => {
  const dataFolder = join(freshFolder(context), 'new');
  const all = await Promise.all(Array.from({ length: 8 }, () => openEmbedded({ dataFolder, environment })));
  assert.equal(new Set(all.map(each => each.pid())).size, 1);
  assert.equal(all.filter(each => each.isNew).length, 1);
  await Promise.all(all.map(each => each.close()));
  assert.equal(isAlive(all[0]?.pid() ?? 0), false);
});

test('a server whose program was killed is taken over as it runs', async context => {
  const dataFolder = copyOfSeed(context);
  const { child, server } = await openElsewhere(context, dataFolder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const embedded = await openEmbedded({ dataFolder, environment });
  assert.equal(embedded.pid(), server);
  await embedded.close();
  assert.equal(isAlive(server), false);
});

test('after everything was killed at once what was committed is there', async context => {
  const dataFolder = copyOfSeed(context);
  const { child, server } = await openElsewhere(context, dataFolder);
  const first = await openEmbedded({ dataFolder, environment });
  await ask(first, 'insert into kept select generate_series(1, 1000)');
  process.kill(server, 'SIGSTOP');
  child.kill('SIGKILL');
  process.kill(server, 'SIGKILL');
  await waitUntilGone(server, 5000);
  await first.close();
  const embedded = await open(context, dataFolder);
  assert.notEqual(embedded.pid(), server);
  assert.deepEqual(await ask(embedded, 'select count(*)::int as n from kept'), [{ n: 1000 }]);
});

test('a server that is killed while in use is started again', async context => {
  const lines: string[] = [];
  const embedded = await open(context, copyOfSeed(context), { say: line => lines.push(line) });
  const first = embedded.pid();
  process.kill(first, 'SIGKILL');
  await until(() => embedded.pid() !== first);
  assert.deepEqual(await ask(embedded, 'select 1 as n'), [{ n: 1 }]);
  assert.match(lines.join('\n'), /ended by itself/);
});

for (const [what, pid] of [
  ['a number nobody has', () => 4_194_303],
  ['a number that is another program by now', () => process.pid],
] as const) {
  test(`a note of a server that is no more does not stand in the way: ${what}`, async context => {
    const dataFolder = copyOfSeed(context);
    const note = [
      pid(),
      join(dataFolder, 'pg'),
      1_700_000_000,
      5432,
      join(dataFolder, 'run'),
      '',
      '  1  1',
      'ready   ',
    ];
    writeFileSync(join(dataFolder, 'pg', 'postmaster.pid'), `${note.join('\n')}\n`);
    const embedded = await open(context, dataFolder);
    assert.deepEqual(await ask(embedded, 'select 1 as n'), [{ n: 1 }]);
  });
}

test('a lock and a half-made database of a killed start are swept away', async context => {
  const dataFolder = join(freshFolder(context), 'data');
  mkdirSync(join(dataFolder, 'pg.new', 'base'), { recursive: true });
  writeFileSync(join(dataFolder, 'pg.lock'), JSON.stringify({ pid: process.pid, mark: 'another beginning' }));
  const embedded = await open(context, dataFolder);
  assert.equal(embedded.isNew, true);
  assert.equal(existsSync(join(dataFolder, 'pg.new')), false);
});

test('a folder of another version is refused with the way on', async context => {
  const dataFolder = copyOfSeed(context);
  writeFileSync(join(dataFolder, 'pg', 'PG_VERSION'), '15\n');
  const said = await refusal(openEmbedded({ dataFolder, environment }));
  assert.match(said, /written by PostgreSQL 15.*brings 18.*backup.*restore/);
});

test('a broken database says why in one line', async context => {
  const dataFolder = copyOfSeed(context);
  writeFileSync(join(dataFolder, 'pg', 'global', 'pg_control'), 'rubbish');
  const said = await refusal(openEmbedded({ dataFolder, environment }));
  assert.match(said, /^The database did not start\. It said: (FATAL|PANIC).*postgres\.log\.$/);
});

test('a path too long for a socket gets one among the temporary files, private to us', async context => {
  const dataFolder = copyOfSeed(context, 'x'.repeat(100));
  const embedded = await openEmbedded({ dataFolder, environment });
  assert.ok(embedded.address.host.startsWith(tmpdir()), embedded.address.host);
  assert.equal(embedded.address.host.includes('xxx'), false);
  assert.equal(statSync(embedded.address.host).mode & 0o777, 0o700);
  await embedded.close();
  assert.deepEqual(readdirSync(embedded.address.host), []);
  rmdirSync(embedded.address.host);
});

test('blanks, quotes and foreign letters in a path are no trouble', async context => {
  const embedded = await open(context, copyOfSeed(context, "the owner's καφέ"));
  assert.deepEqual(await ask(embedded, 'select 1 as n'), [{ n: 1 }]);
});

test('where the system forbids user namespaces root hands the database to nobody', async context => {
  const dataFolder = copyOfSeed(context);
  chmodSync(join(dataFolder, '..'), 0o755);
  const embedded = await open(context, dataFolder, { namespaces: false });
  assert.deepEqual(await ask(embedded, 'select 1 as n'), [{ n: 1 }]);
  const owner = statSync(join(dataFolder, 'pg', 'PG_VERSION')).uid;
  assert.equal(owner, isRoot ? 65_534 : process.getuid?.());
});

test('a folder that nobody else may enter is refused with the way on, where it has to be entered', async context => {
  const said = await refusal(openEmbedded({ dataFolder: copyOfSeed(context), environment, namespaces: false }));
  assert.match(said, isRoot ? /HEED_DATA_DIR/ : /it started/);
});

test('a setting of the owner in own.conf wins', async context => {
  const dataFolder = copyOfSeed(context);
  writeFileSync(join(dataFolder, 'pg', 'own.conf'), "work_mem = '5MB'\n");
  const embedded = await open(context, dataFolder);
  assert.deepEqual(await ask(embedded, 'show work_mem'), [{ work_mem: '5MB' }]);
  assert.doesNotMatch(readFileSync(join(dataFolder, 'pg', 'postgresql.conf'), 'utf8'), /5MB/);
});
