/**
 * The runner of the test files, as its own program: `node --test` sorts the files by name, this one keeps their order.
 * Arguments: how many at once, how long one may take in milliseconds, the files.
 */
import { relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ROOT } from './run-node.ts';

/** The suite has a time it may take; whoever must make it shorter begins with these. */
const SLOWEST_TOLD = 10;

const [atOnce, timeoutMs, ...files] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

process.exitCode = 1;
const tookMs = new Map<string, number>();
const tests = run({ files, concurrency: Number(atOnce), timeout: Number(timeoutMs), signal: stop.signal });
tests.on('test:summary', ({ file, success, duration_ms }) => {
  // Each file has a summary of its own; the last is about all of them.
  if (file !== undefined) tookMs.set(file, duration_ms);
  else if (success) process.exitCode = 0;
});
tests.compose(spec).on('end', tellSlowest).pipe(process.stdout);

function tellSlowest(): void {
  if (tookMs.size <= SLOWEST_TOLD) return;
  const slowest = [...tookMs].toSorted(([, one], [, other]) => other - one).slice(0, SLOWEST_TOLD);
  const lines = slowest.map(([file, ms]) => `${(ms / 1_000).toFixed(1).padStart(6)} s  ${relative(ROOT, file)}\n`);
  process.stderr.write(`The slowest files:\n${lines.join('')}`);
}
