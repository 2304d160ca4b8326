/**
 * A recorded file in order of time. Files are often unordered and larger than memory, so only each line's time and place
 * are kept (20 bytes a line); the words are read again when their turn comes.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Heard, RecordingFormat } from '../connectors/connector.ts';
import type { Post } from '../core/post.ts';
import { makeThreadSieve, writtenByOrTo } from './thread-sieve.ts';

export type Recording = {
  /** Of the bytes: the same file has the same name wherever it lies. */
  sha256: string;
  /** Lines that hold something, in order of time. */
  count: number;
  firstAt: Date | null;
  lastAt: Date | null;
  /** Lines that say no time of their own stand beside those they stand by in the file. */
  at(index: number): Date | null;
  read(index: number): Promise<Heard | null>;
  /** It stands in a thread of somebody else's (`others`), and in none of ours. */
  isOthers(index: number): boolean;
  close(): Promise<void>;
};

/** A longer line is counted as failed; its beginning is kept. */
export const LINE_LIMIT_BYTES = 16 * 1024 * 1024;
export const LINES_LIMIT = 100_000_000;
const CHUNK_BYTES = 1 << 20;
const TOO_LONG_SAMPLE = 1_000;

export type IndexOptions = {
  file: string;
  format: RecordingFormat;
  /** Only threads in which this handle writes or is named. */
  only?: string;
  /** Posts of other companies: their threads are read as well, and told apart. */
  others?: (post: Post) => boolean;
  onProgress?: (progress: { bytes: number; of: number }) => void;
  signal: AbortSignal;
};

export async function openRecording(options: IndexOptions): Promise<Recording> {
  const handle = await open(options.file, 'r');
  try {
    const index = await indexLines(handle, options);
    return { ...index, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

type Read = { heard: Heard; at: Date | null };
type Line = { offset: number; length: number; text: string | null };

async function indexLines(handle: FileHandle, options: IndexOptions): Promise<Omit<Recording, 'close'>> {
  const { format, only, others } = options;
  const times = growing(Float64Array);
  const offsets = growing(Float64Array);
  const lengths = growing(Uint32Array);
  const ours = only === undefined ? null : makeThreadSieve(writtenByOrTo(only));
  const theirs = others === undefined ? null : makeThreadSieve(others);
  const hash = createHash('sha256');
  let lastMs = Number.NaN;
  // A record of a table may run over several lines: it begins where the one before it ended.
  let begins: number | null = null;
  let ends = 0;
  const keep = (read: Read | null) => {
    if (read === null || begins === null) return;
    if (times.length() === LINES_LIMIT) throw new RangeError(`A recording may have up to ${LINES_LIMIT} lines.`);
    if (read.at !== null && !Number.isNaN(read.at.getTime())) lastMs = read.at.getTime();
    times.push(lastMs);
    offsets.push(begins);
    lengths.push(ends - begins);
    ours?.add(read.heard);
    theirs?.add(read.heard);
    begins = null;
  };
  for await (const line of linesOf(handle, hash, options)) {
    begins ??= line.offset;
    ends = line.offset + line.length;
    keep(line.text === null ? tooLong('') : format.read(line.text));
  }
  keep(format.end?.() ?? null);
  const isOthers = (line: number) => theirs?.keeps(line) === true && ours?.keeps(line) !== true;
  const order = inOrderOfTime(times.all(), ours === null ? null : line => ours.keeps(line) || isOthers(line));
  const timeAt = (index: number) => dateOf(times.all()[order[index] ?? -1]);
  return {
    sha256: hash.digest('hex'),
    count: order.length,
    firstAt: firstKnown(order.length, timeAt),
    lastAt: order.length === 0 ? null : timeAt(order.length - 1),
    at: timeAt,
    isOthers: index => isOthers(order[index] ?? -1),
    async read(index) {
      const line = order[index];
      if (line === undefined) throw new RangeError(`There is no line ${index}.`);
      return readLine(handle, format, offsets.all()[line] ?? 0, lengths.all()[line] ?? 0);
    },
  };
}

async function readLine(handle: FileHandle, format: RecordingFormat, offset: number, length: number) {
  const isTooLong = length > LINE_LIMIT_BYTES;
  const bytes = Buffer.alloc(isTooLong ? TOO_LONG_SAMPLE : length);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
  const text = bytes.toString('utf8', 0, bytesRead);
  if (isTooLong) return tooLong(text).heard;
  // The last answer counts: a header may stand before the first record, and the format knows it by now.
  let heard: Heard | null = null;
  for (const line of text.split('\n')) heard = format.read(trimmed(line))?.heard ?? heard;
  return heard ?? format.end?.()?.heard ?? null;
}

function tooLong(sample: string): Read {
  return { heard: { kind: 'dropped', reason: 'line too long', raw: sample, cursor: null }, at: null };
}

/** Lines with their places; one longer than the limit comes without its text, which was never held. */
async function* linesOf(handle: FileHandle, hash: ReturnType<typeof createHash>, options: IndexOptions) {
  const { size } = await handle.stat();
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest: Buffer[] = [];
  let begun = 0;
  let offset = 0;
  const take = (end: Buffer | null): Line => {
    const length = begun + (end?.length ?? 0);
    const whole =
      length > LINE_LIMIT_BYTES ? null : trimmed(Buffer.concat(end === null ? rest : [...rest, end]).toString('utf8'));
    const line = { offset, length, text: whole };
    rest = [];
    begun = 0;
    offset += length + 1;
    return line;
  };
  for (let at = 0; at < size; ) {
    options.signal.throwIfAborted();
    const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, at);
    if (bytesRead === 0) break;
    const bytes = chunk.subarray(0, bytesRead);
    hash.update(bytes);
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      yield take(bytes.subarray(from, end));
      from = end + 1;
    }
    if (begun <= LINE_LIMIT_BYTES) rest.push(Buffer.from(bytes.subarray(from)));
    begun += bytesRead - from;
    at += bytesRead;
    options.onProgress?.({ bytes: at, of: size });
  }
  if (begun > 0) yield take(null);
}

/** Without the marks some programs put at the beginning of a file and at the end of a line. */
function trimmed(line: string): string {
  return line.slice(line.startsWith('\ufeff') ? 1 : 0, line.endsWith('\r') ? -1 : undefined);
}

/** Stable: lines of the same instant keep the order of the file. Lines before the first known time come first. */
function inOrderOfTime(times: Float64Array, keeps: ((line: number) => boolean) | null): Uint32Array {
  const order = Uint32Array.from(times, (_, line) => line).filter(line => keeps === null || keeps(line));
  const timeOf = (line: number) => {
    const time = times[line] ?? Number.NaN;
    return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
  };
  const isOrdered = order.every((line, place) => place === 0 || timeOf(order[place - 1] ?? 0) <= timeOf(line));
  if (isOrdered) return order;
  return order.sort((a, b) => {
    const [one, other] = [timeOf(a), timeOf(b)];
    return one === other ? a - b : one < other ? -1 : 1;
  });
}

function firstKnown(count: number, at: (index: number) => Date | null): Date | null {
  for (let index = 0; index < count; index++) {
    const time = at(index);
    if (time !== null) return time;
  }
  return null;
}

function dateOf(ms: number | undefined): Date | null {
  return ms === undefined || Number.isNaN(ms) ? null : new Date(ms);
}

type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

function growing<T extends Numbers>(Kind: new (length: number) => T) {
  let values = new Kind(1024);
  let used = 0;
  return {
    push(value: number) {
      if (used === values.length) {
        const wider = new Kind(values.length * 2);
        wider.set(values);
        values = wider;
      }
      values[used++] = value;
    },
    length: () => used,
    all: () => values.subarray(0, used) as T,
  };
}
