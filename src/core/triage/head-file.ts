/**
 * A head as bytes: the letters HEED, a version, the length of a line of JSON, that line, and the weights: all of them, or, where
 * most are nothing, only the rows that say something.
 */
import type { Head, HeadKind } from './head.ts';

const MAGIC = [0x48, 0x45, 0x45, 0x44];
const VERSION = 1;
const FRONT_BYTES = 9;
const MOST_BITS = 22;
const MOST_CLASSES = 256;

type Front = {
  name: string;
  kind: HeadKind;
  classes: string[];
  bits: number;
  scales: number[];
  bias: number[];
  extras: string[];
  extraWeights: number[];
  slopes: number[];
  shifts: number[];
  thresholds: number[];
  /** Rows written out, each after the distance from the one before it; absent: all rows. */
  rows?: number;
};

export function encodeHead(head: Head): Uint8Array {
  const sparse = sparseRows(head);
  const isSparse = sparse.bytes.length < head.weights.length;
  const front: Front = {
    name: head.name,
    kind: head.kind,
    classes: head.classes,
    bits: head.bits,
    scales: [...head.scales],
    bias: [...head.bias],
    extras: head.extras,
    extraWeights: [...head.extraWeights],
    slopes: [...head.slopes],
    shifts: [...head.shifts],
    thresholds: [...head.thresholds],
    ...(isSparse ? { rows: sparse.rows } : {}),
  };
  const json = new TextEncoder().encode(JSON.stringify(front));
  const body = isSparse ? sparse.bytes : new Uint8Array(head.weights);
  const bytes = new Uint8Array(FRONT_BYTES + json.length + body.length);
  bytes.set([...MAGIC, VERSION]);
  new DataView(bytes.buffer).setUint32(5, json.length, true);
  bytes.set(json, FRONT_BYTES);
  bytes.set(body, FRONT_BYTES + json.length);
  return bytes;
}

/** @throws Error where the bytes are no whole head */
export function decodeHead(bytes: Uint8Array): Head {
  const isOurs = bytes.length > FRONT_BYTES && MAGIC.every((letter, at) => bytes[at] === letter);
  if (!isOurs) throw new Error('These bytes are no head: they do not begin with HEED.');
  if (bytes[4] !== VERSION) throw new Error(`This head is written in version ${bytes[4]}; this is version ${VERSION}.`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(5, true);
  const front = readFront(bytes.subarray(FRONT_BYTES, FRONT_BYTES + length));
  const classes = front.classes.length;
  const weights = new Int8Array(2 ** front.bits * classes);
  const body = bytes.subarray(FRONT_BYTES + length);
  if (front.rows !== undefined) readRows(body, front.rows, classes, weights);
  else if (body.length === weights.length) weights.set(new Int8Array(body.buffer, body.byteOffset, body.length));
  else throw new Error(`The head "${front.name}" is damaged: ${body.length} bytes of ${weights.length}.`);
  return {
    name: front.name,
    kind: front.kind,
    classes: front.classes,
    bits: front.bits,
    weights,
    scales: Float32Array.from(front.scales),
    bias: Float32Array.from(front.bias),
    extras: front.extras,
    extraWeights: Float32Array.from(front.extraWeights),
    slopes: Float32Array.from(front.slopes),
    shifts: Float32Array.from(front.shifts),
    thresholds: Float32Array.from(front.thresholds),
  };
}

function readFront(bytes: Uint8Array): Front {
  const front = JSON.parse(new TextDecoder().decode(bytes)) as Front;
  const classes = front.classes.length;
  const isWhole =
    front.bits <= MOST_BITS &&
    classes > 0 &&
    classes <= MOST_CLASSES &&
    [front.scales, front.bias, front.slopes, front.shifts, front.thresholds].every(one => one.length === classes) &&
    front.extraWeights.length === front.extras.length * classes;
  if (!isWhole) throw new Error(`The head "${front.name}" is damaged: its parts do not fit each other.`);
  return front;
}

function sparseRows({ weights, classes }: Head): { rows: number; bytes: Uint8Array } {
  const bytes: number[] = [];
  let [rows, last] = [0, -1];
  for (let row = 0; row * classes.length < weights.length; row++) {
    const values = weights.subarray(row * classes.length, (row + 1) * classes.length);
    if (values.every(value => value === 0)) continue;
    let distance = row - last;
    for (; distance >= 0x80; distance >>>= 7) bytes.push((distance & 0x7f) | 0x80);
    bytes.push(distance);
    for (const value of values) bytes.push(value & 0xff);
    rows += 1;
    last = row;
  }
  return { rows, bytes: Uint8Array.from(bytes) };
}

function readRows(body: Uint8Array, rows: number, classes: number, weights: Int8Array): void {
  let [at, row] = [0, -1];
  for (let n = 0; n < rows; n++) {
    let distance = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at++] ?? 0;
      distance |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    row += distance;
    for (let k = 0; k < classes; k++) weights[row * classes + k] = body[at++] ?? 0;
  }
  if (at !== body.length) throw new Error(`The head is damaged: ${body.length} bytes where ${at} were expected.`);
}
