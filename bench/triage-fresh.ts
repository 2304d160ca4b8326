/** A process of its own, so that nothing else is in its memory: loads all that reads, reads a first post, then as many as it is sent. */
import { argv } from 'node:process';

/** `firstPostMs`: of processor time, from asking for the weights, the program being there already, to the readings of a first post. */
export type Fresh = { modelsMb: number; codeMb: number; firstPostMs: number; programMs: number };
export type Paced = { microseconds: number; posts: number };

const FIRST = 'Hello, my order 50770571 has not arrived and nobody answers. Can I have my money back please?';
const PASSES = 4;

async function measure(): Promise<void> {
  const bareMb = residentMb();
  const { shippedOf } = await import('../src/shipped.ts');
  const { loadHeads } = await import('../src/load-heads.ts');
  const { NO_FACTS, PLAIN_READERS, readPost, viewOf } = await import('../src/core/triage/read.ts');
  const programMs = performance.now();
  const withCodeMb = residentMb();
  const startedAt = process.cpuUsage();
  const readers = { ...PLAIN_READERS, shipped: shippedOf(loadHeads()) };
  const read = (text: string) => viewOf(readPost({ text, networkTag: null, facts: NO_FACTS }, readers));
  read(FIRST);
  const { user, system } = process.cpuUsage(startedAt);
  const firstPostMs = (user + system) / 1_000;
  const modelsMb = residentMb() - withCodeMb;
  process.send?.({ modelsMb, codeMb: withCodeMb - bareMb, firstPostMs, programMs } satisfies Fresh);
  process.once('message', (texts: string[]) => {
    process.send?.({ microseconds: microsecondsOf(texts, read), posts: texts.length } satisfies Paced);
    process.disconnect?.();
  });
}

/** The fastest of some passes: others share the processor, and the first of them warms up. */
function microsecondsOf(texts: readonly string[], read: (text: string) => unknown): number {
  const passes = Array.from({ length: PASSES }, () => {
    const startedAt = process.cpuUsage();
    for (const text of texts) read(text);
    const { user, system } = process.cpuUsage(startedAt);
    return (user + system) / texts.length;
  });
  return Math.min(...passes);
}

/** Megabytes held once what is no longer needed is gone. */
function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1e6;
}

if (argv[1] === import.meta.filename) await measure();
