import { join } from 'node:path';
import { childEnvironment } from '../src/config.ts';
import { openEmbedded } from '../src/postgres/embedded.ts';
import { type Connection, type Database, openDatabase } from '../src/store/db.ts';
import { migrate } from '../src/store/migrate.ts';
import { BEGAN_AT, type Change, makeSky } from '../tests/storm/sky.ts';
import { type Tongue, tongues } from '../tests/storm/tongues.ts';
import { HOOK_SECRET, makeWorld } from '../tests/storm/world.ts';
import type { Bench, BenchReport } from './bench.ts';

/** A server of its own: another benchmark may run the shared one without fsync. */
const FOLDER = join(import.meta.dirname, '../node_modules/.cache/heed-bench-storm');
/** Meta gives up on whoever takes longer. */
const TARGET_ANSWER_MS = 20_000;

export const bench: Bench = {
  about:
    'Calls of a thousand changes, as Facebook makes them: how long the network waits for its yes (signature, raw body stored), and how fast what was stored is read; fsync on. Beside it: reading before saying yes.',
  options: {
    calls: { default: 20, about: 'calls, one after the other' },
    changes: { default: 1_000, about: 'changes in each' },
  },
  async run({ calls = 20, changes = 1_000 }, { say }): Promise<BenchReport> {
    const embedded = await openEmbedded({ dataFolder: FOLDER, environment: childEnvironment() });
    try {
      say(`${calls} calls of ${changes} changes`);
      const measured = await withDatabase(embedded.address, database => measure(database, calls, changes));
      return report(measured, calls, changes);
    } finally {
      await embedded.close();
    }
  },
};

type Measured = { answeredMs: number[]; readMs: number[]; kept: number; bodyBytes: number };

async function measure(database: Database, calls: number, changes: number): Promise<Measured> {
  const tongue = tongueOf('facebook');
  const world = await makeWorld(database, tongue, BEGAN_AT);
  const sky = makeSky(tongue, calls * changes, 1);
  const measured: Measured = { answeredMs: [], readMs: [], kept: 0, bodyBytes: 0 };
  for (let call = 0; call < calls; call++) {
    const some: Change[] = sky.slice(call * changes, (call + 1) * changes);
    world.clock.now = new Date(BEGAN_AT.getTime() + call * 1_000);
    const request = tongue.says(some, world.clock.now, HOOK_SECRET);
    measured.bodyBytes = Math.max(measured.bodyBytes, request.bytes.byteLength);
    const began = performance.now();
    const { status, read } = await world.receive.receive(world.place, request);
    if (status !== 200) throw new Error(`a call was answered ${status}`);
    measured.answeredMs.push(performance.now() - began);
    await read;
    measured.readMs.push(performance.now() - began);
  }
  for (const { kept } of await world.ledger()) measured.kept += kept;
  return measured;
}

function tongueOf(network: string): Tongue {
  const tongue = tongues.find(({ connector }) => connector.id === network);
  if (tongue === undefined) throw new Error(`nobody speaks ${network} in the storm`);
  return tongue;
}

async function withDatabase<T>(address: Connection, work: (database: Database) => Promise<T>): Promise<T> {
  const name = 'storm';
  const admin = openDatabase({ ...address, database: 'postgres' }, { max: 1 });
  await admin.pool.query(`drop database if exists ${name} with (force)`);
  await admin.pool.query(`create database ${name} template template0`);
  const database = openDatabase({ ...address, database: name }, { max: 4 });
  try {
    await migrate(database.pool);
    await admin.pool.query('checkpoint');
    return await work(database);
  } finally {
    await database.close();
    await admin.pool.query(`drop database if exists ${name} with (force)`);
    await admin.close();
  }
}

function report({ answeredMs, readMs, kept, bodyBytes }: Measured, calls: number, changes: number): BenchReport {
  const [answered, whole] = [at95(answeredMs), at95(readMs)];
  const perSecond = kept / (sum(readMs) / 1_000);
  return {
    figures: {
      answered_p95_ms: Math.round(answered),
      read_p95_ms: Math.round(whole),
      kept_per_s: Math.round(perSecond),
    },
    rows: [
      {
        what: 'Called to answered, p95',
        value: answered,
        unit: 'ms',
        target: `< ${TARGET_ANSWER_MS}`,
        isMet: answered < TARGET_ANSWER_MS,
        beside: `read before saying yes: ${Math.round(whole)} ms`,
      },
      { what: 'Kept, signature to desk', value: perSecond, unit: 'changes/s' },
    ],
    notes: [
      `${calls} calls of ${changes} changes, ${Math.round(bodyBytes / 1024)} KB at most; comments, messages, edits, deletions and receipts on one channel, one call at a time, without the way through HTTP.`,
    ],
  };
}

function at95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? values.at(-1) ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
