/**
 * What was learnt reaches what is there already: what the version changes is looked up among the newest messages and kept with it,
 * and the last message of each open conversation is read once more. History is left to `read-again.ts`.
 */
import { setImmediate } from 'node:timers/promises';
import type { MakeId } from '../core/id.ts';
import { decodeHead } from '../core/triage/head-file.ts';
import { type TriageReaders, viewOf } from '../core/triage/read.ts';
import type { Aspect } from '../core/triage/reading.ts';
import { labelOf, partOf, sureOf } from '../core/triage/said.ts';
import { type HeadChange, headBytes, lockUnseen, writeChanges } from '../store/brand-heads.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { learningMark, type Moved, movedSince } from '../store/learning.ts';
import { newestToRead, openToRead, type ToRead } from '../store/read-again.ts';
import { learningEvent } from './learn.ts';
import { readHeld, readThese } from './read-again.ts';
import type { Readers } from './readers.ts';
import type { Wait } from './wait.ts';

export type SpreadNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  readers: Readers;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

/** Newest messages looked at for what a version changes, and changes of which the message is kept. */
export const LOOKED_AT = 300;
export const CHANGES_KEPT = 50;
/** Open conversations whose last message is read again. */
export const OPEN_READ_AGAIN = 300;
/** Messages in one transaction: some milliseconds of work. */
const READ_TOGETHER = 25;
/** Messages read in one go while others wait for their turn. */
const READ_AT_ONCE = 4;
export const SPREAD_EVERY_MS = 500;
const TAKEN_AT_ONCE = 50;
/** On start, so many changes are looked at again: a process may have died over them. */
const LOOKED_BACK = 200;

/** Runs until the signal aborts. */
export async function keepSpreading(needs: SpreadNeeds & { wait: Wait }, signal: AbortSignal): Promise<void> {
  let seen: number | null = null;
  while (!signal.aborted) {
    try {
      seen ??= Math.max(0, (await learningMark(needs.db)) - LOOKED_BACK);
      seen = await spreadSince(needs, seen, signal);
    } catch (err) {
      needs.log('error', 'What was learnt could not be spread; trying again', { err });
    }
    await needs.wait(SPREAD_EVERY_MS, signal);
  }
}

/** @returns the change it has come to */
export async function spreadSince(needs: SpreadNeeds, since: number, signal?: AbortSignal): Promise<number> {
  let seen = since;
  for (const moved of await movedSince(needs.db, since, TAKEN_AT_ONCE)) {
    if (signal?.aborted === true) return seen;
    await spread(needs, moved);
    seen = moved.changed;
  }
  return seen;
}

async function spread({ db, makeId, now, readers }: SpreadNeeds, { brandId, aspect, version }: Moved): Promise<void> {
  if (version > 0)
    await db.transaction().execute(tx => tellChanges(tx, { now, readers }, { brandId, aspect, version }));
  const reader = await readers.of(db, brandId);
  const open = await openToRead(db, brandId, OPEN_READ_AGAIN);
  for (let from = 0; from < open.length; from += READ_TOGETHER) {
    const some = open.slice(from, from + READ_TOGETHER);
    await db.transaction().execute(tx => readThese(tx, { makeId, at: now(), brandId, reader }, some));
  }
}

async function tellChanges(
  tx: Tx,
  { now, readers }: Pick<SpreadNeeds, 'now' | 'readers'>,
  { brandId, aspect, version }: Omit<Moved, 'changed'>,
): Promise<void> {
  const unseen = await lockUnseen(tx, brandId, aspect, version);
  if (unseen === null) return;
  const reader = await readers.of(tx, brandId);
  const before = await readingBy(tx, reader, brandId, aspect, unseen.base);
  const after = await readingBy(tx, reader, brandId, aspect, version);
  const messages = await newestToRead(tx, brandId, LOOKED_AT);
  const changes = await changesAmong(messages, aspect, before, after);
  const seen = { changes: changes.slice(0, CHANGES_KEPT), changed: changes.length };
  // With no message at all it has been looked at all the same.
  await writeChanges(tx, brandId, aspect, version, { ...seen, lookedAt: Math.max(1, messages.length) });
  await appendEvents(tx, [learningEvent(brandId, null, now())]);
}

/** As posts are read with that version of one aspect; 0: with what came with the product. */
async function readingBy(
  tx: Tx,
  reader: TriageReaders,
  brandId: number,
  aspect: Aspect,
  version: number,
): Promise<TriageReaders> {
  const bytes = version === 0 ? null : await headBytes(tx, brandId, aspect, version);
  const { [aspect]: _, ...others } = reader.taught;
  return { ...reader, taught: bytes === null ? others : { ...others, [aspect]: decodeHead(bytes) } };
}

/** What a person has set is read as they said, by whatever version. */
async function changesAmong(
  messages: readonly ToRead[],
  aspect: Aspect,
  before: TriageReaders,
  after: TriageReaders,
): Promise<HeadChange[]> {
  const changes: HeadChange[] = [];
  for (const [at, message] of messages.entries()) {
    if (at % READ_AT_ONCE === 0) await setImmediate();
    if (message.readings?.said.includes(aspect)) continue;
    const [was, is] = [viewOf(readHeld(message, before)), viewOf(readHeld(message, after))];
    const [wasCalled, isCalled] = [labelOf(was, aspect) ?? [], labelOf(is, aspect) ?? []];
    if (wasCalled.toSorted().join(' ') === isCalled.toSorted().join(' ')) continue;
    const surest = Math.max(0, ...is.intents.map(({ sure }) => sure));
    const sure = sureOf(partOf(is, aspect), aspect) ?? surest;
    changes.push({ messageId: message.id, was: wasCalled, is: isCalled, sure });
  }
  return changes;
}
