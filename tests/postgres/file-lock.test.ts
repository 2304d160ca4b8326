import assert from 'node:assert/strict';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isStillThere, myself, tryFileLock, withFileLock } from '../../src/postgres/file-lock.ts';
import { isAlive, isPostgresOver, processMark } from '../../src/postgres/process.ts';
import { freshFolder } from '../support/folder.ts';

test('what the lock guards is done by one at a time', async context => {
  const path = join(freshFolder(context), 'a.lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise(resolve => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => withFileLock(path, 10_000, work)));
  assert.equal(most, 1);
  assert.equal(existsSync(path), false);
});

test('a lock that somebody living holds is refused in the end, with their number', async context => {
  const path = join(freshFolder(context), 'a.lock');
  assert.equal(tryFileLock(path), true);
  assert.equal(tryFileLock(path), false);
  await assert.rejects(
    withFileLock(path, 40, async () => {}),
    new RegExp(`pid ${process.pid}`),
  );
});

test('a lock is given back when the work fails', async context => {
  const path = join(freshFolder(context), 'a.lock');
  await assert.rejects(
    withFileLock(path, 40, async () => {
      throw new Error('the work failed');
    }),
    /the work failed/,
  );
  assert.equal(existsSync(path), false);
});

test('a lock of a dead program is taken over', context => {
  const path = join(freshFolder(context), 'a.lock');
  writeFileSync(path, JSON.stringify({ pid: 4_194_303, mark: '' }));
  assert.equal(tryFileLock(path), true);
});

test('a lock whose number belongs to another program by now is taken over', context => {
  const path = join(freshFolder(context), 'a.lock');
  writeFileSync(path, JSON.stringify({ pid: process.pid, mark: 'another beginning' }));
  assert.equal(tryFileLock(path), true);
});

test('a half-written lock is left alone for a moment and taken over afterwards', context => {
  const path = join(freshFolder(context), 'a.lock');
  writeFileSync(path, '{"pid":');
  assert.equal(tryFileLock(path), false);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  assert.equal(tryFileLock(path), true);
});

test('this program is itself and no other', () => {
  assert.equal(isStillThere(myself()), true);
  assert.equal(isStillThere({ ...myself(), mark: 'another beginning' }), false);
  assert.equal(isAlive(0), false);
  assert.equal(isAlive(Number.NaN), false);
  assert.equal(isPostgresOver(process.pid, process.cwd()), process.cwd() === '', 'a Node is no Postgres');
  if (process.platform === 'linux') assert.match(processMark(process.pid) ?? '', /^\d+$/);
});
