import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readyChecks } from '../../src/ready-checks.ts';
import { freshDatabase } from '../support/database.ts';

async function failing(database: Parameters<typeof readyChecks>[0]): Promise<string[]> {
  const outcomes = await Promise.all(
    readyChecks(database).map(check =>
      check.run().then(
        () => [],
        () => [check.name],
      ),
    ),
  );
  return outcomes.flat();
}

test('a Heed is ready only while its database is as it expects and jobs are taken', async t => {
  const database = await freshDatabase();
  t.after(() => database.drop());
  assert.deepEqual(await failing(database), []);
  await database.pool.query("select graphile_worker.add_job('deliver', '{}', run_at => now() - interval '50 seconds')");
  assert.deepEqual(await failing(database), []);
  await database.pool.query("select graphile_worker.add_job('deliver', '{}', run_at => now() - interval '2 minutes')");
  assert.deepEqual(await failing(database), ['jobs']);
  await database.pool.query('delete from migration where id = (select max(id) from migration)');
  assert.deepEqual(await failing(database), ['migrations', 'jobs']);
});
