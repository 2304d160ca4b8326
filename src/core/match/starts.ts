/** How some words begin, so that of most other words it is known after a look that none of those begins them. */

export type Starts = {
  /** How many have so many letters; long ones together. */
  sizes: Int32Array;
  /** The fewest letters of any; 0: there is none. */
  least: number;
  /** By how many letters are looked at, 1 to `START_UNITS`. */
  tables: readonly Table[];
};

type Table = {
  counts: Uint32Array;
  /** One for each count that is not 0. */
  bits: Int32Array;
};

const START_UNITS = 4;
const COUNTS = 1 << 15;
export const LONGEST_START = 255;

export function makeStarts(): Starts {
  const makeTable = (): Table => ({ counts: new Uint32Array(COUNTS), bits: new Int32Array(COUNTS >> 5) });
  return {
    sizes: new Int32Array(LONGEST_START + 1),
    least: 0,
    tables: Array.from({ length: START_UNITS }, makeTable),
  };
}

/** @param change 1 for one more, -1 for one less */
export function countStart(starts: Starts, text: string, change: 1 | -1): void {
  const { sizes, tables } = starts;
  const size = Math.min(text.length, LONGEST_START);
  sizes[size] = (sizes[size] ?? 0) + change;
  starts.least = Math.max(
    0,
    sizes.findIndex(count => count > 0),
  );
  tables.forEach(({ counts, bits }, i) => {
    if (i >= size) return;
    const unit = (at: number) => (at <= i ? text.charCodeAt(at) : 0);
    const index = indexOf(unit(0), unit(1), unit(2), unit(3));
    const count = (counts[index] ?? 0) + change;
    counts[index] = count;
    const bit = 1 << (index & 31);
    bits[index >>> 5] = count > 0 ? (bits[index >>> 5] ?? 0) | bit : (bits[index >>> 5] ?? 0) & ~bit;
  });
}

function indexOf(first: number, second: number, third: number, fourth: number): number {
  return (first ^ (second << 4) ^ (third << 8) ^ (fourth << 11)) & (COUNTS - 1);
}

/** As many letters as the shortest of them has decide. */
export type Look = { bits: Int32Array; least: number; second: number; third: number; fourth: number };

export function lookFor({ least, tables }: Starts): Look {
  const units = Math.min(least, START_UNITS);
  const bits = tables[Math.max(0, units - 1)]?.bits ?? new Int32Array(COUNTS >> 5);
  return { bits, least, second: units > 1 ? -1 : 0, third: units > 2 ? -1 : 0, fourth: units > 3 ? -1 : 0 };
}

/**
 * Whether any of them may stand at the beginning of these letters. How long a word is cannot be guessed: no branch for it.
 * There must be one, and room for as many units as are looked at.
 */
export function mayStart(
  { bits, least, second, third, fourth }: Look,
  units: Uint16Array,
  start: number,
  size: number,
): boolean {
  const index = indexOf(
    units[start] ?? 0,
    (units[start + 1] ?? 0) & second,
    (units[start + 2] ?? 0) & third,
    (units[start + 3] ?? 0) & fourth,
  );
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31)) & ((least - 1 - size) >> 31)) !== 0;
}
