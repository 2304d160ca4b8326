import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { isAlive } from '../../src/postgres/process.ts';
import { atEnd } from '../support/at-end.ts';
import { freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { postgresPid, ROOT, runHeed, startServer } from '../support/running-heed.ts';
import { until } from '../support/until.ts';

const STOP_LIMIT_MS = 5000;

/** Where nothing of Heed's is yet, with a blank in its name as on many a desktop. */
function emptyFolder(context: TestContext): string {
  const folder = join(freshFolder(context), 'heed data');
  mkdirSync(folder);
  return folder;
}

const seed = join(mkdtempSync(join(tmpdir(), 'heed-seed-')), 'heed data');
after(() => rmSync(dirname(seed), { recursive: true, force: true, maxRetries: 5 }));

/** Where a Heed ran once and stopped, without anybody having come: to make a database takes longer than all the rest of a start. */
async function usedFolder(context: TestContext): Promise<string> {
  if (!existsSync(seed)) {
    mkdirSync(seed);
    await (await startServer(context, seed)).stop();
  }
  const folder = join(freshFolder(context), 'heed data');
  cpSync(seed, folder, { recursive: true });
  return folder;
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url, { headers: { connection: 'close' } })).status;
}

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  holder.close();
  await once(holder, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

test('an empty folder becomes a Heed with a link for its first owner, and a clean stop leaves nothing running', async context => {
  const heed = await startServer(context, emptyFolder(context));
  const link = await until(() => /Begin here, once: (\S+)\n/.exec(heed.said())?.[1]);
  assert.match(link, new RegExp(`^${heed.url}/welcome#token=[\\w-]{43}$`));
  assert.equal(await statusOf(`${heed.url}/healthz`), 200);
  assert.equal(await statusOf(`${heed.url}/readyz`), 200);
  assert.equal(await statusOf(`${heed.url}/`), 200);
  assert.equal(statSync(join(heed.dataFolder, 'secret.key')).mode & 0o777, 0o600);
  const server = postgresPid(heed.dataFolder) ?? 0;
  assert.equal(isAlive(server), true);
  const { code, tookMs } = await heed.stop();
  assert.equal(code, 0);
  assert.ok(tookMs < STOP_LIMIT_MS, `${tookMs} ms`);
  assert.equal(isAlive(server), false);
  await assert.rejects(fetch(heed.url));
});

test('whoever reads the lines may go away: the desk starts and stops in order all the same', async context => {
  const port = await freePort();
  const heed = runHeed(context, ['start'], await usedFolder(context), { HEED_PORT: String(port) });
  await until(() => heed.said() !== '');
  heed.child.stdout?.destroy();
  heed.child.stderr?.destroy();
  const isReady = async () => (await statusOf(`http://127.0.0.1:${port}/readyz`).catch(() => 0)) === 200;
  await until(isReady);
  heed.child.kill('SIGTERM');
  assert.equal(await heed.ended(), 0);
});

test('a second start goes on from there, with a new link while nobody has used one', async context => {
  const dataFolder = emptyFolder(context);
  const first = await startServer(context, dataFolder);
  const firstLink = await until(() => /token=(\S+)\n/.exec(first.said())?.[1]);
  await first.stop();
  const second = await startServer(context, dataFolder);
  const secondLink = await until(() => /token=(\S+)\n/.exec(second.said())?.[1]);
  assert.notEqual(firstLink, secondLink);
  assert.doesNotMatch(second.said(), /Creating the database/);
});

test('a Heed whose launcher was killed ends by itself, and the next one starts at once', async context => {
  const dataFolder = await usedFolder(context);
  // As on an older Node, where the launcher stays beside the server.
  const asChild = { NODE_OPTIONS: '--import=data:text/javascript,delete%20process.execve' };
  const first = await startServer(context, dataFolder, asChild);
  first.child.kill('SIGKILL');
  const second = await startServer(context, dataFolder);
  assert.equal(await statusOf(`${second.url}/readyz`), 200);
  await until(() =>
    statusOf(`${first.url}/healthz`).then(
      () => false,
      () => true,
    ),
  );
});

for (const [how, options] of [
  ['in place of a newer Node', {}],
  ['as a child of an older Node', { NODE_OPTIONS: '--import=data:text/javascript,delete%20process.execve' }],
] as const) {
  test(`npm that is told to end takes Heed along, ${how}`, async context => {
    const dataFolder = await usedFolder(context);
    // What npm does: a shell of its own, which dies of the signal and tells nobody.
    const shell = spawn(
      '/bin/sh',
      ['-c', '"$0" "$1" start; exit $?', process.execPath, join(ROOT, 'bin', 'heed.mjs')],
      {
        env: {
          PATH: process.env['PATH'],
          HEED_DATA_DIR: dataFolder,
          HEED_PORT: '0',
          npm_lifecycle_event: 'start',
          ...options,
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    let said = '';
    shell.stdout.on('data', part => (said += part));
    await until(() => said.includes('Heed is ready'), 30_000);
    const server = postgresPid(dataFolder) ?? 0;
    shell.kill('SIGTERM');
    await until(() => !isAlive(server), STOP_LIMIT_MS);
    assert.equal(postgresPid(dataFolder), undefined);
  });
}

test('a Heed that was killed together with its database starts again', async context => {
  const dataFolder = await usedFolder(context);
  const first = await startServer(context, dataFolder);
  process.kill(postgresPid(dataFolder) ?? 0, 'SIGKILL');
  first.child.kill('SIGKILL');
  const second = await startServer(context, dataFolder);
  assert.equal(await statusOf(`${second.url}/readyz`), 200);
});

test('a second server on the same folder is refused by the number of the first', async context => {
  const first = await startServer(context, await usedFolder(context));
  const second = runHeed(context, ['start'], first.dataFolder);
  assert.equal(await second.ended(), 1);
  const [, pid = ''] = /already runs on .* \(pid (\d+)/.exec(second.said()) ?? [];
  assert.equal(isAlive(Number(pid)), true);
  assert.equal(second.said().trim().split('\n').length, 1, second.said());
  assert.equal(await statusOf(`${first.url}/readyz`), 200);
});

test('a command beside a running server shares its database and leaves it running', async context => {
  const heed = await startServer(context, await usedFolder(context));
  const server = postgresPid(heed.dataFolder);
  const beside = runHeed(context, ['migrate', '--json'], heed.dataFolder);
  assert.equal(await beside.ended(), 0);
  assert.match(beside.said(), /\{"applied":\[\]\}/);
  assert.equal(postgresPid(heed.dataFolder), server);
  assert.equal(await statusOf(`${heed.url}/readyz`), 200);
});

test('a port that is taken is said at once, with the command that goes on', async context => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  atEnd(context, () => other.close());
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const heed = runHeed(context, ['start'], emptyFolder(context), { HEED_PORT: String(port) });
  assert.equal(await heed.ended(), 1);
  assert.match(heed.said(), new RegExp(`Port ${port} is taken.*HEED_PORT=\\d+ npm start`));
});

test('everything wrong with the settings is said together, and nothing is begun', async context => {
  const dataFolder = emptyFolder(context);
  const heed = runHeed(context, ['start'], dataFolder, {
    HEED_PORT: 'x',
    HEED_ROLES: 'cook',
    HEED_SECRET_KEY: 'short',
  });
  assert.equal(await heed.ended(), 1);
  for (const name of ['HEED_PORT', 'HEED_ROLES', 'HEED_SECRET_KEY']) assert.match(heed.said(), new RegExp(name));
  assert.equal(postgresPid(dataFolder), undefined);
});

test('a database of one’s own that does not answer is said with the way on, and without its password', async context => {
  const settings = { HEED_DATABASE_URL: 'postgres://heed:hush@127.0.0.1:1/heed' };
  const heed = runHeed(context, ['start'], emptyFolder(context), settings);
  assert.equal(await heed.ended(), 1);
  assert.match(heed.said(), /HEED_DATABASE_URL \(127\.0\.0\.1:1\/heed\) does not let Heed in: .*ECONNREFUSED/);
  assert.doesNotMatch(heed.said(), /hush/);
});

test('on a database of one’s own no other is started, and roles can be split', async context => {
  const database = await freshDatabase();
  atEnd(context, () => database.drop());
  const dataFolder = emptyFolder(context);
  const desk = await startServer(context, dataFolder, { HEED_DATABASE_URL: database.url, HEED_ROLES: 'http' });
  const rest = await startServer(context, dataFolder, {
    HEED_DATABASE_URL: database.url,
    HEED_ROLES: 'jobs,listen',
    HEED_PORT: '9',
  });
  assert.equal(postgresPid(dataFolder), undefined);
  assert.equal(await statusOf(`${desk.url}/readyz`), 200);
  assert.doesNotMatch(rest.said(), /Begin here/);
  const aside = await until(() => /This process does (.*)\. The desk is there while/.exec(rest.said())?.[1]);
  assert.equal(aside.split(' and ').sort().join(), 'jobs,listen');
  assert.doesNotMatch(desk.said(), /This process does/);
  assert.equal((await rest.stop()).code, 0);
  assert.equal((await desk.stop()).code, 0);
});

test('clients that hold on do not delay the stop', async context => {
  const heed = await startServer(context, await usedFolder(context));
  const { hostname, port } = new URL(heed.url);
  const half = connect(Number(port), hostname);
  atEnd(context, () => half.destroy());
  half.on('error', () => {}).write('POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{');
  await until(() => half.bytesWritten > 0);
  const { code, tookMs } = await heed.stop();
  assert.equal(code, 0);
  assert.ok(tookMs < STOP_LIMIT_MS, `${tookMs} ms`);
});

test('Ctrl-C pressed again and again is one stop', async context => {
  const heed = await startServer(context, await usedFolder(context));
  const server = postgresPid(heed.dataFolder) ?? 0;
  for (let i = 0; i < 5; i += 1) heed.child.kill('SIGINT');
  assert.equal(await heed.ended(), 0);
  assert.equal(isAlive(server), false);
});

test('a stop during the start ends it in order', async context => {
  const dataFolder = emptyFolder(context);
  const heed = runHeed(context, ['start'], dataFolder);
  await until(() => /Creating the database/.test(heed.said()));
  heed.child.kill('SIGTERM');
  assert.equal(await heed.ended(), 0);
  const server = postgresPid(dataFolder);
  assert.ok(server === undefined || !isAlive(server));
});
