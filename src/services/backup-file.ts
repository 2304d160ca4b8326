/**
 * The file a backup is: a first line that says what it is, then one compressed stream of records, then a checksum over
 * all of it. A record is a letter, a length and bytes: a head, tables (their rows as COPY writes them, in pieces), the
 * waiting jobs, and the manifest with every count and checksum.
 */
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, createReadStream, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Refusal } from '../core/refusal.ts';
import type { CopyTable, Sequence } from '../store/copy.ts';

export const FORMAT = 1;
const FIRST_LINE = `heed backup ${FORMAT}\n`;
const CHECKSUM_BYTES = 32;
const HEADER_BYTES = 5;
const COMPRESSION_LEVEL = 3;
/** Far over any piece that is written; a length beyond it is damage, not data. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

export type Head = {
  format: number;
  heed: string;
  postgres: string;
  madeAt: string;
  migrations: { id: number; name: string; checksum: string }[];
  /** Tells keys apart without telling the key. */
  keyFingerprint: string;
  /** The key itself, where the owner asked for it. */
  secretKey?: string;
};
export type TableSum = { rows: number; sha256: string };
export type Manifest = { tables: Record<string, TableSum>; jobs: number; sequences: Sequence[] };

export type BackupRecord =
  | { kind: 'head'; head: Head }
  | { kind: 'table'; table: CopyTable }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'jobs'; jobs: unknown[] }
  | { kind: 'manifest'; manifest: Manifest };

const LETTERS = { head: 'H', table: 'T', rows: 'R', jobs: 'J', manifest: 'M' } as const;

export interface BackupWriter {
  write: (record: BackupRecord) => Promise<void>;
  /** Ends the file with its checksum. */
  end: () => Promise<void>;
  /** Gives up. */
  abort: () => void;
}

/** Opens a new file that only its owner can read. */
export function writeBackupFile(path: string): BackupWriter {
  const hash = createHash('sha256').update(FIRST_LINE);
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: COMPRESSION_LEVEL } });
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  file.write(FIRST_LINE);
  const done = pipeline(compress, checksumAtEnd(hash), file);
  // Waited for in `end`; until then a full disk must not end the program from behind.
  done.catch(() => {});
  return {
    write: record => writeRecord(compress, record, done),
    end: async () => {
      compress.end();
      await done;
    },
    abort: () => compress.destroy(new Error('given up')),
  };
}

function checksumAtEnd(hash: Hash): Transform {
  return new Transform({
    transform(chunk, _encoding, next) {
      hash.update(chunk);
      next(null, chunk);
    },
    flush(next) {
      next(null, hash.digest());
    },
  });
}

async function writeRecord(out: Writable, record: BackupRecord, failed: Promise<void>): Promise<void> {
  const body = bodyOf(record);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(LETTERS[record.kind], 0, 'latin1');
  header.writeUInt32BE(body.length, 1);
  out.write(header);
  if (!out.write(body)) await Promise.race([once(out, 'drain'), failed]);
}

function bodyOf(record: BackupRecord): Buffer {
  if (record.kind === 'rows') return record.bytes;
  if (record.kind === 'head') return Buffer.from(JSON.stringify(record.head));
  if (record.kind === 'table') return Buffer.from(JSON.stringify(record.table));
  if (record.kind === 'jobs') return Buffer.from(JSON.stringify(record.jobs));
  return Buffer.from(JSON.stringify(record.manifest));
}

/** Reads the records in order. Call `checkBackupFile` first: this trusts what it reads. */
export async function* readBackupFile(path: string): AsyncGenerator<BackupRecord> {
  const file = createReadStream(path, { start: FIRST_LINE.length, end: statSync(path).size - CHECKSUM_BYTES - 1 });
  const plain = createZstdDecompress();
  file.on('error', error => plain.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of file.pipe(plain)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (true) {
      const record = takeRecord(rest);
      if (record === undefined) break;
      rest = rest.subarray(record.length);
      yield parseRecord(record.letter, record.body);
    }
  }
  if (rest.length > 0) throw damaged(path, 'it ends in the middle of a record');
}

function takeRecord(bytes: Buffer): { letter: string; body: Buffer; length: number } | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const size = bytes.readUInt32BE(1);
  if (size > MAX_RECORD_BYTES)
    throw new Refusal('not_valid', 'This backup is damaged: a record is longer than any can be.');
  const length = HEADER_BYTES + size;
  if (bytes.length < length) return undefined;
  return { letter: bytes.toString('latin1', 0, 1), body: bytes.subarray(HEADER_BYTES, length), length };
}

function parseRecord(letter: string, body: Buffer): BackupRecord {
  const json = () => JSON.parse(body.toString('utf8'));
  if (letter === LETTERS.rows) return { kind: 'rows', bytes: body };
  if (letter === LETTERS.head) return { kind: 'head', head: json() };
  if (letter === LETTERS.table) return { kind: 'table', table: json() };
  if (letter === LETTERS.jobs) return { kind: 'jobs', jobs: json() };
  if (letter === LETTERS.manifest) return { kind: 'manifest', manifest: json() };
  throw new Refusal(
    'not_valid',
    `This backup holds a record "${letter}" that this Heed does not know. Restore it with a newer one.`,
  );
}

/**
 * Reads the whole file and holds it against its checksums and counts, before anything is changed.
 * @throws Refusal naming what is wrong with it
 */
export async function checkBackupFile(path: string): Promise<{ head: Head; manifest: Manifest }> {
  checkFirstLine(path);
  await checkChecksum(path);
  let head: Head | undefined;
  let manifest: Manifest | undefined;
  const sums = new Map<string, { rows: number; hash: Hash }>();
  let current: { rows: number; hash: Hash } | undefined;
  for await (const record of readBackupFile(path)) {
    if (record.kind === 'head') head = record.head;
    if (record.kind === 'manifest') manifest = record.manifest;
    if (record.kind === 'table') {
      current = { rows: 0, hash: createHash('sha256') };
      sums.set(record.table.name, current);
    }
    if (record.kind === 'rows' && current !== undefined) {
      current.rows += countLines(record.bytes);
      current.hash.update(record.bytes);
    }
  }
  if (head === undefined || manifest === undefined) throw damaged(path, 'its head or its manifest is missing');
  for (const [name, { rows, sha256 }] of Object.entries(manifest.tables)) {
    const found = sums.get(name);
    if (found?.rows !== rows || found.hash.digest('hex') !== sha256)
      throw damaged(path, `table ${name} is not as it was written`);
  }
  return { head, manifest };
}

/** COPY writes a line feed inside a value as two letters, so that lines are rows. */
export function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

function checkFirstLine(path: string): void {
  let size: number;
  const start = Buffer.alloc(FIRST_LINE.length);
  try {
    size = statSync(path).size;
    const file = openSync(path, 'r');
    readSync(file, start);
    closeSync(file);
  } catch (error) {
    throw new Refusal('not_found', `${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const line = start.toString('latin1');
  if (!line.startsWith('heed backup ')) throw new Refusal('not_valid', `${path} is not a backup of Heed.`);
  if (line !== FIRST_LINE)
    throw new Refusal('not_valid', `${path} was made by a newer Heed. Restore it with that one.`);
  if (size < FIRST_LINE.length + CHECKSUM_BYTES) throw damaged(path, 'it ends too early');
}

async function checkChecksum(path: string): Promise<void> {
  const end = statSync(path).size - CHECKSUM_BYTES;
  const hash = createHash('sha256');
  let said: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { end: end - 1 })) hash.update(chunk);
  for await (const chunk of createReadStream(path, { start: end })) said = Buffer.concat([said, chunk]);
  if (!hash.digest().equals(said)) throw damaged(path, 'its checksum does not fit; it was cut short or changed');
}

function damaged(path: string, how: string): Refusal {
  return new Refusal('not_valid', `${path} is damaged: ${how}. Nothing was changed. Take another copy of it.`);
}
