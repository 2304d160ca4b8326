/** The job behind an import: a few hundred lines a transaction, so that it can be stopped, goes on after a crash, and is undone the same way. */
import { readRow } from '../core/csv-columns.ts';
import { Refusal } from '../core/refusal.ts';
import { findMerge, markUndone, standingEntries } from '../store/contact-changes.ts';
import { listFields } from '../store/contact-fields.ts';
import {
  bytesOfImport,
  changeImport,
  entriesOfImport,
  findImport,
  type ImportRow,
  lockImport,
  removeBareContact,
  removeMarksOfImport,
} from '../store/contact-imports.ts';
import { rootOf } from '../store/contact-trees.ts';
import type { Tx } from '../store/db.ts';
import { tellSettings } from './brands.ts';
import { MISTAKES_LIMIT } from './contact-imports.ts';
import type { Desk } from './desk.ts';
import { holdStill, undoEdit, unmergeWithin } from './merge-contacts.ts';
import { type CsvRow, decodeCsv, rowsOfCsv } from './read-csv.ts';
import { takeInPerson } from './take-in-person.ts';

/** Lines in one transaction; after each it looks whether it is to stop. */
export const ROWS_AT_ONCE = 200;

export type ImportJob = { brandId: number; importId: string };

export async function runImport(desk: Desk, { brandId, importId }: ImportJob, signal: AbortSignal): Promise<void> {
  const row = await findImport(desk.db, brandId, importId);
  if (row?.state === 'running') await takeIn(desk, brandId, row, signal);
  if (row?.state === 'undoing') await takeBack(desk, brandId, row, signal);
}

async function takeIn(desk: Desk, brandId: number, row: ImportRow, signal: AbortSignal): Promise<void> {
  const bytes = await bytesOfImport(desk.db, brandId, row.id);
  if (bytes === null) return;
  let at = -1;
  let some: CsvRow[] = [];
  try {
    for await (const one of rowsOfCsv(decodeCsv(bytes))) {
      // The header, and what was taken in before a crash.
      if (at++ < row.rowsDone) continue;
      some.push(one);
      if (some.length < ROWS_AT_ONCE) continue;
      if (!(await takeInSome(desk, brandId, row.id, some, false)) || signal.aborted) return;
      some = [];
    }
    await takeInSome(desk, brandId, row.id, some, true);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await changeImport(desk.db, brandId, row.id, { state: 'failed', endedAt: desk.now() });
  }
}

/** @returns whether to go on */
async function takeInSome(
  desk: Desk,
  brandId: number,
  importId: string,
  rows: readonly CsvRow[],
  isLast: boolean,
): Promise<boolean> {
  return desk.db.transaction().execute(async tx => {
    const row = await lockImport(tx, brandId, importId);
    if (row?.state !== 'running') return false;
    const { counts, mistakes, mapping, reading, agentId } = row;
    const how = { ...reading, ...mapping, fields: await listFields(tx, brandId) };
    for (const { line, cells } of rows) {
      const read = readRow(cells, line, how);
      if (read.mistakes.length === 0) {
        counts[await takeInPerson(tx, { desk, brandId, agentId, importId }, read.person)] += 1;
        continue;
      }
      counts.mistaken += 1;
      if (mistakes.length < MISTAKES_LIMIT) mistakes.push(...read.mistakes);
    }
    const ended = isLast ? ({ state: 'done', endedAt: desk.now() } as const) : {};
    await changeImport(tx, brandId, importId, { counts, mistakes, rowsDone: row.rowsDone + rows.length, ...ended });
    await tellSettings(tx, { brandId, agentId }, 'contacts', desk.now());
    return true;
  });
}

/** The latest deed first. Whom somebody has worked on since stays, and is counted. */
async function takeBack(desk: Desk, brandId: number, row: ImportRow, signal: AbortSignal): Promise<void> {
  let isMore = true;
  while (isMore && !signal.aborted) {
    isMore = await desk.db.transaction().execute(async tx => {
      await holdStill(tx, brandId);
      const locked = await lockImport(tx, brandId, row.id);
      if (locked?.state !== 'undoing') return false;
      const entries = await entriesOfImport(tx, brandId, row.id, ROWS_AT_ONCE);
      const by = { agentId: row.agentId, at: desk.now() };
      for (const entry of entries) {
        if (entry.kind === 'edit') await undoEdit(tx, brandId, entry, by);
        else if (!(await unmake(desk, tx, brandId, entry, by))) locked.counts.kept += 1;
      }
      if (entries.length < ROWS_AT_ONCE) await removeMarksOfImport(tx, brandId, row.id);
      const ended = entries.length < ROWS_AT_ONCE ? ({ state: 'undone', endedAt: desk.now() } as const) : {};
      await changeImport(tx, brandId, row.id, { counts: locked.counts, ...ended });
      await tellSettings(tx, { brandId, agentId: row.agentId }, 'contacts', desk.now());
      return entries.length === ROWS_AT_ONCE;
    });
  }
}

/** @returns false where somebody has done something with it since: it stays */
async function unmake(
  desk: Desk,
  tx: Tx,
  brandId: number,
  made: { id: string; contactId: string },
  by: { agentId: string | null; at: Date },
): Promise<boolean> {
  const { contactId } = made;
  for (const entry of await standingEntries(tx, brandId, contactId)) {
    const merge = entry.kind === 'merge' ? await findMerge(tx, brandId, entry.id) : null;
    if (merge?.isCompanys) await unmergeWithin(desk, tx, brandId, by.agentId, merge);
  }
  await markUndone(tx, brandId, made.id, by.agentId, by.at);
  const isAlone = (await rootOf(tx, brandId, contactId)) === contactId;
  return isAlone && (await removeBareContact(tx, brandId, contactId));
}
