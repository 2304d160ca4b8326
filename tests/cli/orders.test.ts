/** `heed orders import`: a shop's file, taken in beside whatever runs. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { atEnd } from '../support/at-end.ts';
import { freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { runHeed } from '../support/running-heed.ts';

test('a file of orders is taken in once, and its mistakes are told by line', async t => {
  const database = await freshDatabase();
  atEnd(t, () => database.drop());
  const folder = freshFolder(t);
  const settings = { HEED_DATABASE_URL: database.url, HEED_LOG_LEVEL: 'warn' };
  const run = async (words: string[], input = '') => {
    const ran = runHeed(t, words, folder, settings, input);
    return { code: await ran.ended(), said: ran.said() };
  };
  const setup = ['setup', '--email', 'ada@kestrel.example', '--brand', 'Kestrel', '--password', '-'];
  assert.equal((await run(setup, 'correct horse battery\n')).code, 0);
  const file = join(folder, 'orders.csv');
  writeFileSync(file, 'order,date,total,email\nA-1,2026-11-01,12.50,thea@brew.example\nA-2,soon,1,ben@brew.example\n');
  const first = await run(['orders', 'import', file]);
  assert.equal(first.code, 1, 'something was left out');
  assert.match(first.said, /2 lines: 1 new, 0 changed, 0 as they were\./);
  assert.match(first.said, /line 3, date: “soon” is no day/);
  const again = await run(['orders', 'import', file, '--columns', 'order,bought_at,amount,email', '--json']);
  assert.match(again.said, /"same": ?1/);
});
