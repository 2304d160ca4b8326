/** Two processes send reports and are killed again and again: each letter arrives once, or is told as unsure. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { makeReportSchedules } from '../../src/services/reports/report-schedules.ts';
import { atEnd } from '../support/at-end.ts';
import { makeChance } from '../support/chance.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { until } from '../support/until.ts';
import type { ReporterOrders } from './reporter.ts';

const REPORTS = 2;
const ADDRESSES = ['one@kestrel.example', 'two@kestrel.example', 'three@kestrel.example'];
const DEATHS = 4;
/** Making a report and sending its letters asks some forty questions. */
const QUESTIONS_AT_MOST = 55;
/** What a process holds while it works ends in seconds instead of minutes. */
const FASTER = 120;
const ALL_DONE_WITHIN_MS = 60_000;

test('each letter arrives once although two processes are killed again and again, or is unsure', async t => {
  const d = await testDesk(t);
  const { db } = d.database;
  const lena = await d.colleague('Lena', 'lead');
  await d.hear(complaint());
  const { smtp, came } = await mailServer(t);
  const reports = makeReportSchedules({ db, now: d.desk.now, makeId: d.desk.makeId, canMail: true });
  const wish = {
    language: 'en',
    slice: { period: '7d' },
    rhythm: { every: 'month', monthDay: 23, minute: 480 },
  } as const;
  const more = { addresses: ADDRESSES, webhookId: null, isOn: true };
  for (let n = 0; n < REPORTS; n++) await reports.add(lena, { ...wish, ...more, name: `Report ${n}` });
  const orders = {
    url: d.database.url,
    smtp,
    startedAt: Date.parse('2026-11-23T08:00:01Z'),
    realAt: Date.now(),
    faster: FASTER,
  };
  const running = new Set<ChildProcess>();
  atEnd(t, () => Promise.all([...running].map(end)));
  const chance = makeChance(3);
  let deaths = 0;
  const keepOne = async () => {
    while (deaths < DEATHS) {
      deaths += 1;
      const diesAt = 1 + Math.floor(chance() * QUESTIONS_AT_MOST);
      await once(startReporter({ ...orders, diesAt }, running), 'exit');
    }
    startReporter({ ...orders, diesAt: null }, running);
  };
  await Promise.all([keepOne(), keepOne()]);
  const states = async () => {
    const { rows } = await sql<{ id: string; state: string }>`select id, state from report_letter`.execute(db);
    return rows;
  };
  const isOver = ({ state }: { state: string }) => state === 'sent' || state === 'unsure' || state === 'failed';
  await until(async () => {
    const rows = await states();
    return rows.length === REPORTS * ADDRESSES.length && rows.every(isOver);
  }, ALL_DONE_WITHIN_MS);
  await Promise.all([...running].map(end));
  const runs = await sql<{ state: string }>`select state from report_run`.execute(db);
  assert.deepEqual(
    runs.rows.map(({ state }) => state),
    Array.from({ length: REPORTS }, () => 'made'),
  );
  const rows = await states();
  for (const { id, state } of rows) {
    const times = came.filter(name => name.includes(id)).length;
    if (state === 'sent') assert.equal(times, 1, id);
    else assert.ok(state === 'unsure' && times <= 1, `${state} ${times}`);
  }
  t.diagnostic(
    JSON.stringify({ deaths, unsure: rows.filter(({ state }) => state === 'unsure').length, came: came.length }),
  );
});

async function mailServer(t: TestContext): Promise<{ smtp: string; came: string[] }> {
  const came: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', part => parts.push(part));
      stream.on('end', () => {
        const name = /^Message-ID:\s*(\S+)/im.exec(Buffer.concat(parts).toString('utf8'))?.[1];
        if (name !== undefined) came.push(name);
        done();
      });
    },
  });
  // Who is killed in the middle of a letter breaks the line.
  server.on('error', () => {});
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise<void>(resolve => server.close(() => resolve())));
  const address = server.server.address();
  return { smtp: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, came };
}

function startReporter(orders: ReporterOrders, running: Set<ChildProcess>): ChildProcess {
  const reporter = spawn(process.execPath, [join(import.meta.dirname, 'reporter.ts'), JSON.stringify(orders)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(reporter);
  reporter.once('exit', () => running.delete(reporter));
  return reporter;
}

async function end(reporter: ChildProcess): Promise<void> {
  if (reporter.exitCode !== null || reporter.signalCode !== null) return;
  reporter.kill('SIGTERM');
  await once(reporter, 'exit');
}
