/**
 * The language table: pieces of words, and how much each speaks for which languages. A file of about a megabyte
 * (`weights/language.bin`): names, what belongs to which script, then pieces by rising hash with their small signed weights.
 */
import { SCRIPT_NAMES, type Script } from './letters.ts';

/** Bits of a piece's hash the table keeps: about one unknown piece in a thousand is taken for a known one. */
export const KEY_BITS = 27;
const KEY_SHIFT = 32 - KEY_BITS;
const MAGIC = 0x484c4732;

/** How sharply the scores are read as chances, by letters read: fitted on posts held back from the table. */
export type Sharpness = { letters: number; factor: number }[];

/** What training makes and the file holds. */
export type LanguageWeights = {
  names: string[];
  /** For each language, what speaks for it before a word is read. */
  bias: number[];
  /** For each script that several languages share: the places of those in `names`. */
  byScript: Partial<Record<Script, number[]>>;
  sharpness: Sharpness;
  /** What one step of an entry's weight is worth. */
  step: number;
  /** Rising, without repeats. */
  keys: Uint32Array;
  /** Where the entries of each key begin; one more than keys. */
  starts: Uint32Array;
  entryLanguages: Uint8Array;
  entryWeights: Int8Array;
};

/** The table, laid out for looking up. */
export type LanguageTable = Omit<LanguageWeights, 'byScript'> & {
  byScript: (Uint8Array | null)[];
  /** Where the keys begin that share their first `SHELF_BITS` bits; one more than shelves. */
  shelves: Uint32Array;
};

/** The key of a piece. */
export function keyOf(hash: number): number {
  return hash >>> KEY_SHIFT;
}

/** Keys are spread evenly, so a shelf holds a handful of them. */
const SHELF_BITS = 16;
const SHELF_SHIFT = KEY_BITS - SHELF_BITS;

/** Number of the key in the table, or −1. */
export function findKey({ keys, shelves }: LanguageTable, key: number): number {
  const shelf = key >>> SHELF_SHIFT;
  const end = shelves[shelf + 1] ?? 0;
  for (let number = shelves[shelf] ?? 0; number < end; number++) {
    if (keys[number] === key) return number;
  }
  return -1;
}

/** Lays the weights out for looking up. */
export function layOut(weights: LanguageWeights): LanguageTable {
  const shelves = new Uint32Array(2 ** SHELF_BITS + 1);
  let shelf = 0;
  for (let number = 0; number < weights.keys.length; number++) {
    const own = (weights.keys[number] ?? 0) >>> SHELF_SHIFT;
    while (shelf < own) shelves[++shelf] = number;
  }
  shelves.fill(weights.keys.length, shelf + 1);
  const byScript = SCRIPT_NAMES.map(script => {
    const places = weights.byScript[script];
    return places === undefined ? null : Uint8Array.from(places);
  });
  return { ...weights, byScript, shelves };
}

/** Reads `weights/language.bin`. Throws when the bytes are not such a file. */
export function decodeLanguageTable(file: Uint8Array): LanguageTable {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== MAGIC) throw new Error('This is not a language table, or not of a version known here.');
  const headLength = view.getUint32(4);
  const keyCount = view.getUint32(8);
  const entryCount = view.getUint32(12);
  let at = 16;
  const head = JSON.parse(new TextDecoder().decode(file.subarray(at, at + headLength)));
  at += headLength;
  const keys = new Uint32Array(keyCount);
  let key = 0;
  for (let number = 0; number < keyCount; number++) {
    let shift = 0;
    let byte = 0;
    do {
      byte = file[at++] ?? 0;
      key += (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    keys[number] = key;
  }
  const starts = new Uint32Array(keyCount + 1);
  const entryLanguages = new Uint8Array(entryCount);
  const entryWeights = new Int8Array(entryCount);
  let entry = 0;
  for (let number = 0; number < keyCount; number++) {
    starts[number] = entry;
    let language = 0;
    do {
      language = file[at++] ?? 0;
      entryLanguages[entry] = language & 0x7f;
      entryWeights[entry++] = view.getInt8(at++);
    } while (language < 0x80);
  }
  starts[keyCount] = entry;
  return layOut({ ...head, keys, starts, entryLanguages, entryWeights });
}

/** The bytes of `weights/language.bin`. */
export function encodeLanguageTable(weights: LanguageWeights): Uint8Array {
  const { keys, starts, entryLanguages, entryWeights, ...head } = weights;
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const out = new Uint8Array(16 + headBytes.length + keys.length * 5 + entryLanguages.length * 2);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, headBytes.length);
  view.setUint32(8, keys.length);
  view.setUint32(12, entryLanguages.length);
  out.set(headBytes, 16);
  let at = 16 + headBytes.length;
  let before = 0;
  for (const key of keys) {
    let rest = key - before;
    before = key;
    for (; rest >= 0x80; rest >>>= 7) out[at++] = (rest & 0x7f) | 0x80;
    out[at++] = rest;
  }
  for (let number = 0; number < keys.length; number++) {
    const end = starts[number + 1] ?? 0;
    for (let entry = starts[number] ?? 0; entry < end; entry++) {
      out[at++] = (entryLanguages[entry] ?? 0) | (entry === end - 1 ? 0x80 : 0);
      view.setInt8(at++, entryWeights[entry] ?? 0);
    }
  }
  return out.slice(0, at);
}
