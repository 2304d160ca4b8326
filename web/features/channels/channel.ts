import type { OutputOf } from '../../../src/contract/api.ts';

export type Channel = OutputOf<'listChannels'>['rows'][number];
export type Tally = Channel['today'];

/** The sum over several channels, reasons put together. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const lines = new Map<string, Tally['lines'][number]>();
  const sum = { received: 0, kept: 0, ignored: 0, failed: 0 };
  for (const tally of tallies) {
    sum.received += tally.received;
    sum.kept += tally.kept;
    sum.ignored += tally.ignored;
    sum.failed += tally.failed;
    for (const line of tally.lines) {
      const key = `${line.outcome} ${line.reason}`;
      lines.set(key, { ...line, n: line.n + (lines.get(key)?.n ?? 0) });
    }
  }
  return { ...sum, lines: [...lines.values()].sort((a, b) => b.n - a.n) };
}

/** Received = kept + ignored + failed, or something was lost. */
export function addsUp({ received, kept, ignored, failed }: Tally): boolean {
  return received === kept + ignored + failed;
}
