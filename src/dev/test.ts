import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { buildDesk } from './build-desk.ts';
import { ROOT, runNode } from './run-node.ts';
import { openThrowAway } from './throw-away-database.ts';

const TEST_FILES = ['src/**/*.test.ts', 'web/**/*.test.ts', 'tests/**/*.test.ts'];
const RUNNER = join(import.meta.dirname, 'run-test-files.ts');
const PEER_FILES = ['tests/peers/*.test.ts'];
/** These take longest, and begin first: else one of them is still at it when all others have ended. */
const LONG = [
  'tests/out/swarm',
  'tests/oracle/',
  'tests/start/start',
  'tests/e2e/',
  'tests/http/hostile',
  'tests/postgres/',
  'tests/listening/',
  'tests/out/',
  'tests/http/sign-in',
  'tests/clock/promises',
  'tests/calendar/minute',
  'tests/backup/',
  'tests/store/',
];
/** Nothing of ours takes this long; a test that hangs ends here instead of never. */
const TIMEOUT_MS = 300_000;
/** A peer may have to be installed and compiled first. */
const PEER_TIMEOUT_MS = 1_800_000;

/** Runs the tests whose path holds one of the names, or all of them. @returns the exit code */
export async function runTests(names: string[]): Promise<number> {
  const all = globSync(TEST_FILES, { cwd: ROOT, exclude: ['**/node_modules/**', ...PEER_FILES] }).sort();
  return run(all, names, { timeoutMs: TIMEOUT_MS, atOnce: filesAtOnce() });
}

/** Runs the tests against real servers of the networks, and against their documents where `--specs` names the folder they are in. */
export async function runPeers(words: string[]): Promise<number> {
  const at = words.indexOf('--specs');
  const specs = at < 0 ? undefined : words[at + 1];
  const names = words.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  const told: Record<string, string> = specs === undefined ? {} : { HEED_SPECS: resolve(specs) };
  // One after the other: servers that tell each other what they heard fall minutes behind on a busy machine.
  const how = { timeoutMs: PEER_TIMEOUT_MS, atOnce: 1, told };
  return run(globSync(PEER_FILES, { cwd: ROOT }).sort(), names, how);
}

async function run(
  all: string[],
  names: string[],
  { timeoutMs, atOnce, told = {} }: { timeoutMs: number; atOnce: number; told?: Record<string, string> },
): Promise<number> {
  const files = all.filter(path => names.length === 0 || names.some(name => path.includes(name)));
  if (files.length === 0) {
    process.stderr.write(`No test file is called ${names.join(' or ') || 'anything'}.\n`);
    return 1;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await buildDesk({ say });
  // Held open, so that the test files share one database server instead of starting it again and again.
  const cluster = await openThrowAway(say);
  try {
    return await runNode([RUNNER, String(atOnce), String(timeoutMs), ...inOrder(files)], told);
  } finally {
    await cluster.close();
  }
}

/** The longest first, the others by name. */
function inOrder(files: readonly string[]): string[] {
  const place = (file: string) => {
    const found = LONG.findIndex(start => file.startsWith(start));
    return found < 0 ? LONG.length : found;
  };
  return files.toSorted((one, other) => place(one) - place(other));
}

function filesAtOnce(): number {
  return Math.max(2, Math.floor(availableParallelism() / 2));
}
