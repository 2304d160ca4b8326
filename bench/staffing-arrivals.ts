import {
  type CountedHalfHour,
  countHalfHours,
  HALF_HOUR_MS,
  HALF_HOURS_OF_WEEK,
  halfHours,
} from '../src/core/insight/half-hours.ts';
import { seeded } from '../src/core/triage/shuffle.ts';
import { type Folder, openFolder } from './triage-folder.ts';

export type Brand = { name: string; counted: CountedHalfHour[] };

const DAY_MS = 86_400_000;
/** Monday. The sets of tweets are of that autumn. */
const FROM_MS = Date.UTC(2017, 9, 2);
const WEEKS = 9;
/** A brand that wrote on fewer days was sampled, not followed: its weeks cannot be forecast by anybody. */
const DAYS_LEAST = 0.8;

/** What customers wrote to brands, by half hours; brands with too little are counted. */
export function realBrands(path: string): { brands: Brand[]; notes: string[] } {
  const folder = openFolder(path);
  const music = timesOf(folder, 'twcs_spotify_inbound.jsonl');
  const threads = threadsByBrand(folder);
  const all = [...(music.length > 0 ? [['a music service', music] as const] : []), ...threads];
  const brands: Brand[] = [];
  let [scattered, mostDays] = [0, 0];
  for (const [name, times] of all) {
    const days = new Set(times.map(atMs => Math.floor((atMs - FROM_MS) / DAY_MS))).size;
    if (days >= DAYS_LEAST * WEEKS * 7) brands.push({ name, counted: counted(times) });
    else {
      scattered += 1;
      mostDays = Math.max(mostDays, days);
    }
  }
  const notes = folder.said();
  if (scattered > 0) {
    notes.push(
      `${scattered} brands are left out: their customers' posts lie on at most ${mostDays} of ${WEEKS * 7} days, too few for a week.`,
    );
  }
  return { brands, notes };
}

function timesOf(folder: Folder, file: string): number[] {
  return (folder.rows(file, row => timeOf(row)) ?? []).filter(isWithin);
}

function timeOf(row: Readonly<Record<string, unknown>>): number | null {
  const atMs = Date.parse(String(row['created_at']));
  return Number.isNaN(atMs) ? null : atMs;
}

function isWithin(atMs: number): boolean {
  return atMs >= FROM_MS && atMs < FROM_MS + WEEKS * 7 * DAY_MS;
}

/** A thread is its brand's: whoever answers in it. */
function threadsByBrand(folder: Folder): [string, number[]][] {
  const rows = folder.rows('twcs_threads.jsonl', row => {
    const atMs = timeOf(row);
    return atMs === null
      ? null
      : { root: String(row['root']), by: String(row['author_id']), isCustomer: row['inbound'] === true, atMs };
  });
  const brandOf = new Map<string, string>();
  for (const { root, by, isCustomer } of rows ?? []) if (!isCustomer) brandOf.set(root, by);
  const times = new Map<string, number[]>();
  for (const { root, isCustomer, atMs } of rows ?? []) {
    const brand = brandOf.get(root);
    if (brand === undefined || !isCustomer || !isWithin(atMs)) continue;
    times.set(brand, [...(times.get(brand) ?? []), atMs]);
  }
  return [...times];
}

function counted(times: readonly number[]): CountedHalfHour[] {
  const count = WEEKS * HALF_HOURS_OF_WEEK;
  return countHalfHours(times, { fromMs: FROM_MS, count, timeZone: 'UTC', holidays: new Set() });
}

/** Made-up weeks of a middling brand: peaks before noon and in the evening, calm weekends, swaying by a third beyond chance. */
export function inventedBrand(): Brand {
  const chance = seeded(2017);
  const all = halfHours(FROM_MS, WEEKS * HALF_HOURS_OF_WEEK, 'UTC').map(half => {
    const hour = (half.cell % 48) / 2;
    const peaks = 20 * Math.exp(-((hour - 11) ** 2) / 8) + 14 * Math.exp(-((hour - 20) ** 2) / 6);
    const swayed = 1 - SWAY - SWAY * Math.log(1 - chance());
    return { ...half, count: drawCount((1 + peaks) * (half.cell >= 240 ? 0.5 : 1) * swayed, chance) };
  });
  return { name: 'made-up weeks', counted: all };
}

/** An exponential of this mean, beside what is always there. */
const SWAY = 0.33;

/** Poisson, by waiting times. */
function drawCount(mean: number, chance: () => number): number {
  let count = -1;
  for (let sum = 0; sum < mean; count++) sum -= Math.log(1 - chance());
  return Math.max(0, count);
}

/** The week after the last that was counted. */
export function weekAfter({ counted }: Brand): { fromMs: number; count: number } {
  return { fromMs: (counted.at(-1)?.startsAtMs ?? FROM_MS) + HALF_HOUR_MS, count: HALF_HOURS_OF_WEEK };
}
