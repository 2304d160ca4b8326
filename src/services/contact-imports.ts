/** Customers brought in from a file: looked through first, then taken in by a job that can be stopped and undone. */
import { type Column, guessColumns, type Mistake, readRow } from '../core/csv-columns.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { MarkKind } from '../core/same-person.ts';
import { cleanText } from '../core/text.ts';
import { listFields } from '../store/contact-fields.ts';
import {
  bytesOfImport,
  changeImport,
  contactsWritten,
  findImport,
  type ImportMapping,
  type ImportReading,
  type ImportRow,
  insertImport,
  listImports,
  lockImport,
} from '../store/contact-imports.ts';
import type { Tx } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, type Who } from './permit.ts';
import { CSV_LIMIT_BYTES, decodeCsv, rowsOfCsv } from './read-csv.ts';
import { keysOf } from './take-in-person.ts';

/** Task name of `runImport`; its payload is `{ brandId, importId }`. */
export const IMPORT_TASK = 'contact import';
const IMPORT_PRIORITY = 15;
const SAMPLE_ROWS = 5;
export const MISTAKES_LIMIT = 200;
const IMPORTS_SHOWN = 20;
const LOOKED_UP_AT_ONCE = 500;

export type ImportView = Omit<ImportRow, 'madeAt' | 'endedAt'> & { madeAt: string; endedAt: string | null };
export type ImportNeeds = Desk & { networks: readonly { id: string; name: string }[] };

export async function addImport(
  needs: ImportNeeds,
  who: Who,
  fileName: string,
  bytes: Uint8Array,
): Promise<{ import: ImportView }> {
  permit(who, 'lead');
  if (bytes.length === 0) throw new Refusal('not_valid', 'The file is empty.');
  if (bytes.length > CSV_LIMIT_BYTES) {
    throw new Refusal('too_large', `A file may have up to ${CSV_LIMIT_BYTES / 1024 / 1024} MB. Split it in two.`);
  }
  const reading = await lookThrough(bytes);
  const fields = await listFields(needs.db, who.brandId);
  const mapping: ImportMapping = { columns: guessColumns(reading.header, needs.networks, fields), currency: 'EUR' };
  const name = cleanText(fileName, 120).trim() || 'customers.csv';
  const id = needs.makeId();
  const row = { id, agentId: who.agentId, fileName: name, bytes, reading, mapping, madeAt: needs.now() };
  await insertImport(needs.db, who.brandId, row);
  return openImport(needs, who, id);
}

async function lookThrough(bytes: Uint8Array): Promise<ImportReading> {
  const csv = decodeCsv(bytes);
  let header: string[] | null = null;
  const sample: string[][] = [];
  let rows = 0;
  for await (const { cells } of rowsOfCsv(csv)) {
    if (header === null) header = cells.map((title, at) => title.trim() || `Column ${at + 1}`);
    else {
      rows += 1;
      if (sample.length < SAMPLE_ROWS) sample.push(cells);
    }
  }
  if (header === null || rows === 0) {
    throw new Refusal(
      'not_valid',
      'The first line names the columns, and each further line is a customer. This file has none.',
    );
  }
  return { encoding: csv.encoding, separator: csv.separator, header, rows, sample };
}

export async function listContactImports({ db }: Pick<Desk, 'db'>, who: Who): Promise<{ rows: ImportView[] }> {
  permit(who, 'lead');
  return { rows: (await listImports(db, who.brandId, IMPORTS_SHOWN)).map(viewOf) };
}

export async function openImport({ db }: Pick<Desk, 'db'>, who: Who, id: string): Promise<{ import: ImportView }> {
  permit(who, 'lead');
  const row = isUuid(id) ? await findImport(db, who.brandId, id) : null;
  if (row === null) throw notFound('import');
  return { import: viewOf(row) };
}

export type Checked = { made: number; known: number; mistaken: number; mistakes: Mistake[] };

/** What taking it in would do, without doing it. */
export async function checkImport(desk: Desk, who: Who, id: string, mapping: ImportMapping): Promise<Checked> {
  permit(who, 'lead');
  const { brandId } = who;
  const row = isUuid(id) ? await findImport(desk.db, brandId, id) : null;
  const bytes = row === null ? null : await bytesOfImport(desk.db, brandId, id);
  if (row === null || bytes === null) throw notFound('import');
  const columns = fitted(mapping.columns, row.reading.header.length);
  const reading = { ...row.reading, ...mapping, columns, fields: await listFields(desk.db, brandId) };
  const found: Checked = { made: 0, known: 0, mistaken: 0, mistakes: [] };
  const seen = new Set<string>();
  let waiting: { kind: MarkKind; mark: string }[][] = [];
  const wordOf = (one: { kind: string; mark: string }) => `${one.kind} ${one.mark}`;
  const look = async () => {
    const marks = waiting.flat();
    const written = new Set((await contactsWritten(desk.db, brandId, marks)).map(wordOf));
    for (const keys of waiting.map(some => some.map(wordOf))) {
      const isKnown = keys.some(key => written.has(key) || seen.has(key));
      found[isKnown ? 'known' : 'made'] += 1;
      for (const key of keys) seen.add(key);
    }
    waiting = [];
  };
  let isHeader = true;
  for await (const { line, cells } of rowsOfCsv({ ...decodeCsv(bytes) })) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const { person, mistakes } = readRow(cells, line, reading);
    if (mistakes.length > 0) {
      found.mistaken += 1;
      if (found.mistakes.length < MISTAKES_LIMIT) found.mistakes.push(...mistakes);
    } else waiting.push(keysOf(person));
    if (waiting.length === LOOKED_UP_AT_ONCE) await look();
  }
  await look();
  return found;
}

function fitted(columns: readonly Column[], width: number): Column[] {
  return Array.from({ length: width }, (_, at) => columns[at] ?? { kind: 'skip' });
}

/** The job begins at once; the same file again finds who is there and changes only what is different. */
export function startImport(desk: Desk, who: Who, id: string, mapping: ImportMapping): Promise<{ import: ImportView }> {
  return changeState(desk, who, id, async (tx, row) => {
    if (row.state !== 'ready')
      throw new Refusal('already_exists', 'This file has been taken in already. Upload it again.');
    const columns = fitted(mapping.columns, row.reading.header.length);
    await changeImport(tx, who.brandId, id, { state: 'running', mapping: { ...mapping, columns } });
    await want(desk, tx, who.brandId, id);
  });
}

/** What was taken in until now stays, and can be undone. */
export function cancelImport(desk: Desk, who: Who, id: string): Promise<{ import: ImportView }> {
  return changeState(desk, who, id, async (tx, row) => {
    if (row.state !== 'ready' && row.state !== 'running')
      throw new Refusal('not_valid', 'This import has ended already.');
    await changeImport(tx, who.brandId, id, { state: 'cancelled', endedAt: desk.now() });
  });
}

/** Everybody it made goes, and every change it made is taken back; what colleagues did since stays. */
export function undoImport(desk: Desk, who: Who, id: string): Promise<{ import: ImportView }> {
  return changeState(desk, who, id, async (tx, row) => {
    if (row.state !== 'done' && row.state !== 'cancelled' && row.state !== 'failed') {
      throw new Refusal('not_valid', 'Only an import that has ended can be undone.');
    }
    await changeImport(tx, who.brandId, id, { state: 'undoing' });
    await want(desk, tx, who.brandId, id);
  });
}

async function changeState(
  desk: Desk,
  who: Who,
  id: string,
  work: (tx: Tx, row: ImportRow) => Promise<void>,
): Promise<{ import: ImportView }> {
  permit(who, 'lead');
  return desk.db.transaction().execute(async tx => {
    const row = isUuid(id) ? await lockImport(tx, who.brandId, id) : null;
    if (row === null) throw notFound('import');
    await work(tx, row);
    return { import: viewOf((await findImport(tx, who.brandId, id)) ?? row) };
  });
}

async function want(desk: Desk, tx: Tx, brandId: number, importId: string): Promise<void> {
  const payload = { brandId, importId };
  const key = `${IMPORT_TASK} ${importId}`;
  await addJob(tx, { task: IMPORT_TASK, payload, key, runAt: desk.now(), priority: IMPORT_PRIORITY });
}

function viewOf(row: ImportRow): ImportView {
  return { ...row, madeAt: row.madeAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null };
}
