/** What is written down about a batch beside the desk: raw, letters, what waits, ledger, cursor, and how much was heard. */
import { createHash } from 'node:crypto';
import { type Sorted, type Verdict, WAITS, waitingReason } from '../core/hearing.ts';
import type { Counted } from '../core/recount.ts';
import { insertAwaiting, removeAwaiting } from '../store/awaiting.ts';
import { saveCursor } from '../store/cursors.ts';
import type { Tx } from '../store/db.ts';
import { addToLedger, dayOf, type LedgerLine, type LedgerMove, sumMoves } from '../store/ledger.ts';
import { boundLetters, findDigests, lockRaw } from '../store/letters.ts';
import { type Failed, keepRaw, type Mark, markRaw, type Raw } from '../store/raw-events.ts';
import { countHeard, type HeardLine } from './count-heard.ts';
import { recountAgain } from './recount-again.ts';
import type { Entry, Known, Line, Load, Needs, Read } from './take-in.ts';

/** Letters kept of one channel; the oldest leave, and stay counted as failed. */
export const LETTERS_KEPT = 1_000;
/** All of them together, in UTF-16 units; one alone is bounded by `RAW_LIMIT`, one of a hook by `HOOK_RAW_LIMIT`. */
export const LETTERS_KEPT_UNITS = 50_000_000;

/** @returns what became of each item */
export async function keepBooks(
  tx: Tx,
  load: Load,
  read: Read,
  known: Known,
  sorted: Sorted,
  needs: Needs,
): Promise<Line[]> {
  const { brandId, channel, source } = load;
  const heard: Line[] = sorted.verdicts.map(({ outcome, reason, of }) => ({ outcome, reason, entry: of.from }));
  const lines = [...read.lines, ...heard];
  await keepWaiting(tx, load, sorted, needs);
  const today = dayOf(needs.now);
  const found = movedLines(sorted.verdicts, known.countedOn);
  if (source === 'listening') {
    await addToLedger(tx, brandId, channel.id, found);
    return lines;
  }
  if (load.again !== undefined) {
    await addToLedger(tx, brandId, channel.id, found);
    await recountAgain(tx, load, load.again, lines, needs.now);
    return lines;
  }
  await keepRawEntries(tx, load, lines, today);
  const fresh = lines.filter(({ entry }) => entry !== null);
  const received: LedgerMove = { day: today, outcome: 'received', reason: '', n: read.received };
  const moves = sumMoves([...fresh.map(line => ({ ...line, day: today, n: 1 })), ...found, received]);
  await addToLedger(tx, brandId, channel.id, moves);
  await countHeard(tx, { ...channel, brandId, since: known.promise.since }, source, heardLines(load, read, sorted));
  if (source !== 'hook' && source !== 'reread' && load.holdCursor !== true) {
    const cursor = load.parts.findLast(part => part.cursor !== null)?.cursor ?? null;
    if (cursor !== null) await saveCursor(tx, brandId, channel.id, source, cursor);
  }
  return lines;
}

/** What was readable the first time and waits still, waits already. */
async function keepWaiting(tx: Tx, load: Load, sorted: Sorted, { makeId, now }: Needs): Promise<void> {
  const { brandId, channel, entries, again } = load;
  const waitsAlready = (from: number | null) => {
    const rawId = from === null ? null : (entries[from]?.rawId ?? null);
    return rawId !== null && again?.raws.get(rawId)?.state === 'read';
  };
  const early = sorted.early.filter(({ of }) => !waitsAlready(of.from));
  const countedOn = (from: number | null) => {
    const rawId = from === null ? null : (entries[from]?.rawId ?? null);
    return (rawId === null ? null : again?.raws.get(rawId)?.counted?.day) ?? dayOf(now);
  };
  await insertAwaiting(
    tx,
    brandId,
    channel.id,
    early.map(({ of, awaits }) => ({
      id: makeId(),
      awaits,
      item: of.item,
      receivedAt: of.receivedAt,
      countedOn: countedOn(of.from),
    })),
    again !== undefined,
  );
  await removeAwaiting(tx, brandId, sorted.found);
}

/** What had waited is counted for what it turned out to be, on the day it came. */
export function movedLines(verdicts: readonly Verdict[], countedOn: ReadonlyMap<string, string>): LedgerMove[] {
  return sumMoves(
    verdicts.flatMap(({ of, outcome, reason }): LedgerMove[] => {
      const day = of.awaitingId === null ? undefined : countedOn.get(of.awaitingId);
      if (day === undefined) return [];
      return [
        { day, outcome, reason, n: 1 },
        { day, outcome: 'ignored', reason: waitingReason(of.item), n: -1 },
      ];
    }),
  );
}

function heardLines({ entries, parts }: Load, read: Read, sorted: Sorted): HeardLine[] {
  const receivedAt = (entry: number | null) => parts[entries[entry ?? -1]?.part ?? -1]?.receivedAt ?? new Date(0);
  const unread = read.lines.map(line => ({ ...line, item: null, receivedAt: receivedAt(line.entry) }));
  const told = sorted.verdicts.filter(({ of }) => of.awaitingId === null);
  return [...unread, ...told.map(({ of, ...line }) => ({ ...line, item: of.item, receivedAt: of.receivedAt }))];
}

async function keepRawEntries(tx: Tx, load: Load, lines: readonly Line[], day: string): Promise<void> {
  const { brandId, channel, source, parts, entries } = load;
  const byEntry = Map.groupBy(lines, line => line.entry);
  const raws: Raw[] = [];
  /** One body a network sent may hold many entries. */
  const bodies = new Map<number, { raw: string; own: Line[] }>();
  const isFailed = (line: Line) => line.outcome === 'failed';
  entries.forEach(({ heard, rawId }, i) => {
    const own = byEntry.get(i) ?? [];
    if (rawId !== null) {
      const body = bodies.get(rawId);
      // Known again by the first part that failed: told once more, the body may hold other parts beside it.
      const isFirst = body === undefined || (own.some(isFailed) && !body.own.some(isFailed));
      bodies.set(rawId, { raw: isFirst ? heard.raw : body.raw, own: [...(body?.own ?? []), ...own] });
      return;
    }
    const failed = failedOf(heard.raw, own, day);
    // What nobody asked for, and what is here already, is not kept a second time.
    const isWorthKeeping = own.some(line => line.outcome !== 'ignored' || line.reason === WAITS);
    if (isWorthKeeping) raws.push({ body: heard.raw, state: stateOf(failed), failed });
  });
  const marks = [...bodies].map(([id, { raw, own }]): Mark => {
    const failed = failedOf(raw, own, day);
    return { id, state: stateOf(failed), failed };
  });
  await markRaw(tx, brandId, marks);
  await keepRaw(tx, brandId, channel.id, source, parts[0]?.receivedAt ?? new Date(0), raws);
  if (![...marks, ...raws].some(({ failed }) => failed !== null)) return;
  await boundLetters(tx, brandId, channel.id, { letters: LETTERS_KEPT, units: LETTERS_KEPT_UNITS });
}

function stateOf(failed: Failed | null): 'read' | 'failed' {
  return failed === null ? 'read' : 'failed';
}

function failedOf(raw: string, own: readonly Line[], day: string): Failed | null {
  const counts = new Map<string, number>();
  for (const { outcome, reason } of own) if (outcome === 'failed') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [reason] = counts.keys();
  if (reason === undefined) return null;
  const others = own.filter(({ outcome }) => outcome !== 'failed').length;
  const failed: Counted['failed'] = Object.fromEntries(counts);
  return { reason, digest: raw === '' ? null : digestOf(raw), counted: { day, failed, others } };
}

/** A poll that overlaps, or a network that tells twice, does not make two letters of one. */
export async function withoutKnownLetters(tx: Tx, load: Load, read: Read): Promise<Read> {
  const failing = new Set(read.lines.filter(({ outcome }) => outcome === 'failed').map(({ entry }) => entry));
  if (failing.size === 0) return read;
  const digests = new Map<number, Buffer>();
  load.entries.forEach(({ heard }, i) => {
    if (failing.has(i) && heard.raw !== '') digests.set(i, digestOf(heard.raw));
  });
  const met = await findDigests(tx, load.brandId, load.channel.id, [...digests.values()]);
  const twice = new Set<number>();
  /** Two parts of one body that are told with the whole of it as their raw text are two. */
  const metIn = new Map<string, number | null>();
  for (const [entry, digest] of digests) {
    const name = digest.toString('hex');
    const rawId = load.entries[entry]?.rawId ?? null;
    const isOfOneBody = rawId !== null && metIn.get(name) === rawId;
    if (met.has(name) && !isOfOneBody) twice.add(entry);
    else metIn.set(name, rawId);
    met.add(name);
  }
  const lines = read.lines.map(
    (line): Line => (line.outcome === 'failed' && twice.has(line.entry ?? -1) ? { ...line, ...SEEN_BEFORE } : line),
  );
  return { ...read, lines };
}

const SEEN_BEFORE: Pick<LedgerLine, 'outcome' | 'reason'> = { outcome: 'ignored', reason: 'seen before' };

/** Bodies of hooks that another process has read meanwhile are left out. */
export async function stillWaiting(tx: Tx, { brandId, entries }: Load): Promise<Entry[]> {
  const ids = [...new Set(entries.flatMap(({ rawId }) => rawId ?? []))];
  if (ids.length === 0) return [...entries];
  const states = await lockRaw(tx, brandId, ids);
  return entries.filter(({ rawId }) => rawId === null || states.get(rawId) === 'waiting');
}

/** Another reading may have been faster, or somebody pressed twice. */
export async function stillToRead(tx: Tx, load: Load): Promise<Entry[]> {
  const raws = load.again?.raws ?? new Map();
  const states = await lockRaw(tx, load.brandId, [...raws.keys()]);
  return load.entries.filter(({ rawId }) => rawId !== null && states.get(rawId) === raws.get(rawId)?.state);
}

function digestOf(raw: string): Buffer {
  return createHash('sha256').update(raw).digest();
}
