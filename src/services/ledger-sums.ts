import type { LedgerLine, LedgerMove } from '../store/ledger.ts';

export type Sums = { received: number; kept: number; ignored: number; failed: number; lines: LedgerLine[] };

/** What was received beside what became of it: the two are counted apart, and equal where nothing was lost. */
export function summed(lines: readonly Omit<LedgerMove, 'day'>[]): Sums {
  const of = (outcome: LedgerMove['outcome']) =>
    lines.reduce((sum, line) => (line.outcome === outcome ? sum + line.n : sum), 0);
  const plain = lines.flatMap(({ outcome, reason, n }) =>
    outcome === 'received' || n === 0 ? [] : [{ outcome, reason, n }],
  );
  return { received: of('received'), kept: of('kept'), ignored: of('ignored'), failed: of('failed'), lines: plain };
}
