/**
 * The runner of the test files, as its own program: `node --test` sorts the files by name, this one keeps their order.
 * Arguments: how many at once, how long one may take in milliseconds, the files.
 */
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [atOnce, timeoutMs, ...files] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

process.exitCode = 1;
const tests = run({ files, concurrency: Number(atOnce), timeout: Number(timeoutMs), signal: stop.signal });
tests.on('test:summary', ({ file, success }) => {
  // Each file has a summary of its own; the last is about all of them.
  if (file === undefined && success) process.exitCode = 0;
});
tests.compose(spec).pipe(process.stdout);
