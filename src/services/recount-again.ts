/** The books of raw events that were read once more: each letter is taken out of where it was counted and counted anew. */
import { type Counted, type Recounted, recountLetter, recountRead } from '../core/recount.ts';
import type { Tx } from '../store/db.ts';
import { addToLedger, dayOf, type LedgerMove, sumMoves } from '../store/ledger.ts';
import { resettleLetters } from '../store/letters.ts';
import { advanceReread } from '../store/rereads.ts';
import type { Again, Line, Load } from './take-in.ts';

export async function recountAgain(tx: Tx, load: Load, again: Again, lines: readonly Line[], now: Date): Promise<void> {
  const { brandId, channel, entries } = load;
  const byRaw = new Map<number, Line[]>();
  for (const { rawId } of entries) if (rawId !== null) byRaw.set(rawId, []);
  for (const line of lines) {
    const rawId = entries[line.entry ?? -1]?.rawId ?? null;
    if (rawId !== null) byRaw.get(rawId)?.push(line);
  }
  const moves: LedgerMove[] = [];
  const letters: { id: number; reason: string | null; counted: Counted | null }[] = [];
  const sums = { kept: 0, ignored: 0, failed: 0 };
  for (const [id, told] of byRaw) {
    const raw = again.raws.get(id);
    if (raw === undefined) continue;
    const { counted: before } = raw;
    const recounted = raw.state === 'failed' && before !== null ? recountLetter(before, told) : recountRead(told);
    const day = before?.day ?? dayOf(receivedAtOf(load, id));
    moves.push(...recounted.moves.map(move => ({ ...move, day })));
    if (raw.state === 'failed') letters.push({ id, counted: recounted.counted, reason: reasonOf(recounted) });
    for (const name of ['kept', 'ignored', 'failed'] as const) sums[name] += recounted[name];
  }
  await resettleLetters(tx, brandId, letters);
  await addToLedger(tx, brandId, channel.id, sumMoves(moves));
  const afterId = load.holdCursor === true ? null : again.afterId;
  await advanceReread(tx, brandId, again.rereadId, { at: now, afterId, done: byRaw.size, ...sums });
}

function reasonOf({ counted }: Recounted): string | null {
  return counted === null ? null : (Object.keys(counted.failed)[0] ?? null);
}

function receivedAtOf({ entries, parts }: Load, id: number): Date {
  const entry = entries.find(({ rawId }) => rawId === id);
  return parts[entry?.part ?? -1]?.receivedAt ?? new Date(0);
}
