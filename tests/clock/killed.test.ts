import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { atEnd } from '../support/at-end.ts';
import { makeChance } from '../support/chance.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';
import { until } from '../support/until.ts';
import type { KeeperOrders } from './keeper.ts';

const CLOCKS = 2_000;
const HEARD_AT_ONCE = 500;
const DEATHS = 14;
/** A look asks some fifteen questions: some die before they did anything, some between two looks, most in the middle of one. */
const QUESTIONS_AT_MOST = 45;
const ALL_TOLD_WITHIN_MS = 60_000;

test('two thousand promises are warned of and broken once each although two timekeepers are killed again and again', async t => {
  const d = await testDesk(t);
  await sql`update policy set first_minutes = 1, hours = 'always', warnings = '{0.9,0.95}'`.execute(d.database.db);
  // All are warned of, warned of again and broken within the same seconds.
  const posts = Array.from({ length: CLOCKS }, (_, n) =>
    post(`p${n}`, `person${n}`, 0, { at: new Date(NOW.getTime() - 53_000 + (n % 30) * 100) }),
  );
  for (let n = 0; n < CLOCKS; n += HEARD_AT_ONCE) await d.ear.hear(...posts.slice(n, n + HEARD_AT_ONCE));
  assert.deepEqual(await toldOf(d), {});
  const aheadMs = NOW.getTime() - Date.now();
  const running = new Set<ChildProcess>();
  atEnd(t, () => Promise.all([...running].map(end)));
  const chance = makeChance(7);
  let deaths = 0;
  const keepOne = async () => {
    while (deaths < DEATHS) {
      const diesAt = 1 + Math.floor(chance() * QUESTIONS_AT_MOST);
      const keeper = startKeeper({ url: d.database.url, aheadMs, diesAt }, running);
      await once(keeper, 'exit');
      assert.equal(keeper.signalCode, 'SIGKILL');
      deaths += 1;
    }
    startKeeper({ url: d.database.url, aheadMs, diesAt: null }, running);
  };
  await Promise.all([keepOne(), keepOne()]);
  await until(async () => ((await toldOf(d))['turn.breached'] ?? 0) >= CLOCKS, ALL_TOLD_WITHIN_MS);
  await Promise.all([...running].map(end));
  const { rows } = await sql<{ what: string; times: number; turns: number }>`
    select what, count(*)::int turns, max(times)::int times from (
      select kind || coalesce(' ' || (data->>'share'), '') what, data->'turn'->>'id' turn, count(*) times
      from event where kind in ('turn.warned', 'turn.breached') group by 1, 2) e
    group by what order by what`.execute(d.database.db);
  // Whoever slept through the first share is told of the second only.
  const breached = rows.find(row => row.what === 'turn.breached');
  assert.deepEqual(breached, { what: 'turn.breached', turns: CLOCKS, times: 1 });
  for (const row of rows) assert.equal(row.times, 1, row.what);
  const wrong = await sql`select from turn where breached_at is distinct from due_at or wake_at is null`.execute(
    d.database.db,
  );
  assert.equal(wrong.rows.length, 0);
  t.diagnostic(JSON.stringify({ deaths, rows }));
});

function startKeeper(orders: KeeperOrders, running: Set<ChildProcess>): ChildProcess {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), JSON.stringify(orders)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(keeper);
  keeper.once('exit', () => running.delete(keeper));
  return keeper;
}

async function end(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  keeper.kill('SIGTERM');
  await once(keeper, 'exit');
}

async function toldOf({ database }: TestDesk): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; n: number }>`
    select kind, count(*)::int n from event where kind in ('turn.warned', 'turn.breached') group by kind`.execute(
    database.db,
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}
