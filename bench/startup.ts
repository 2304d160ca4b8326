import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildDesk } from '../src/dev/build-desk.ts';
import { ROOT } from '../src/dev/run-node.ts';
import { readPidFile } from '../src/postgres/pid-file.ts';
import type { Bench, BenchReport } from './bench.ts';

/** How long a person waits from the command to the desk, and what a Heed at rest costs. */
export const bench: Bench = {
  about: 'From the command to the ready line on an empty data folder and on a used one, and memory at rest.',
  options: {
    runs: { default: 5, about: 'starts of each kind; the median counts' },
    rest: { default: 10, about: 'seconds at rest before memory is read' },
  },
  async run({ runs = 5, rest = 10 }, { say }): Promise<BenchReport> {
    await buildDesk({ say });
    const fresh: number[] = [];
    const again: number[] = [];
    const stops: number[] = [];
    let memory = { heed: 0, postgres: 0 };
    for (let run = 1; run <= runs; run += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'heed-bench-'));
      say(`Run ${run} of ${runs}`);
      const first = await start(folder);
      fresh.push(first.readyMs);
      stops.push(await stop(first.child));
      const second = await start(folder);
      again.push(second.readyMs);
      if (run === runs) {
        say(`Resting for ${rest} s`);
        await sleep(rest * 1000);
        memory = memoryOf(second.child, folder);
      }
      stops.push(await stop(second.child));
      rmSync(folder, { recursive: true, force: true });
    }
    return report({ fresh: median(fresh), again: median(again), stop: Math.max(...stops) }, memory);
  },
};

const NOTES = [
  'Dependencies and the desk are in place already; installing them depends on the network, building the desk takes some 3 s once.',
  'Memory is the proportional set size (shared pages counted once) of all of Heed’s processes, where the system tells it.',
];

function report(
  ms: { fresh: number; again: number; stop: number },
  memory: { heed: number; postgres: number },
): BenchReport {
  const seconds = (value: number) => Math.round(value) / 1000;
  return {
    figures: {
      fresh_s: seconds(ms.fresh),
      again_s: seconds(ms.again),
      rss_mb: Math.round(memory.heed + memory.postgres),
      heed_mb: Math.round(memory.heed),
      postgres_mb: Math.round(memory.postgres),
      stop_s: seconds(ms.stop),
    },
    rows: [
      { what: 'empty folder to ready', value: ms.fresh / 1000, unit: 's' },
      { what: 'second start to ready', value: ms.again / 1000, unit: 's' },
      { what: 'slowest stop', value: ms.stop / 1000, unit: 's', target: '< 5', isMet: ms.stop < 5000 },
      {
        what: 'memory at rest',
        value: memory.heed + memory.postgres,
        unit: 'MB',
        beside: 'a desk of four to ten containers: GBs',
      },
      { what: '  of it Heed', value: memory.heed, unit: 'MB' },
      { what: '  of it Postgres', value: memory.postgres, unit: 'MB' },
    ],
    notes: NOTES,
  };
}

async function start(folder: string): Promise<{ child: ChildProcess; readyMs: number }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'heed.mjs'), 'start'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HEED_DATA_DIR: folder, HEED_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of child.stdout) if (String(line).includes('Heed is ready')) break;
  return { child, readyMs: performance.now() - startedAt };
}

async function stop(child: ChildProcess): Promise<number> {
  const startedAt = performance.now();
  child.kill('SIGTERM');
  await once(child, 'exit');
  return performance.now() - startedAt;
}

/** In MB: the launcher and the server on one side, every process of the database on the other. */
function memoryOf(child: ChildProcess, folder: string): { heed: number; postgres: number } {
  const heed = withChildren(child.pid ?? 0);
  const postgres = withChildren(readPidFile(join(folder, 'pg'))?.pid ?? 0);
  const sum = (pids: number[]) => pids.reduce((total, pid) => total + memoryMb(pid), 0);
  return { heed: sum(heed.filter(pid => !postgres.includes(pid))), postgres: sum(postgres) };
}

function withChildren(root: number): number[] {
  const parents = new Map<number, number>();
  for (const path of globSync('/proc/[0-9]*/stat')) {
    const text = readText(path);
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    parents.set(Number(path.split('/')[2]), Number(fields[1]));
  }
  const found = [root];
  for (const pid of found) found.push(...[...parents].filter(([, parent]) => parent === pid).map(([each]) => each));
  return found;
}

function memoryMb(pid: number): number {
  const proportional = /^Pss:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1];
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/status`))?.[1];
  return Number(proportional ?? resident ?? 0) / 1024;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
