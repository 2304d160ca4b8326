/** Weeks of a channel's life, as they might be: by hour of the week, livelier than chance alone, in company, with holidays. */
import { HOUR_MS, hourOfWeek } from '../../src/core/baseline.ts';
import { makeChance } from './chance.ts';

export type Life = {
  name: string;
  /** Usual in an hour. */
  rate: (how: number, week: number) => number;
  /** α of each hour, and of each day. */
  hourly?: number;
  daily?: number;
  /** How many come together, on average, within half an hour. */
  company?: number;
  /** The chance of a day on which a fifth is said, and of an hour in which sixty times as much is. */
  holiday?: number;
  crisis?: number;
};

export const BEGAN = Date.UTC(2026, 0, 5);

/** Nights, working days and weekends of people. */
export function ofPeople(how: number): number {
  const [hour, isWorkday] = [how % 24, how < 120];
  const ofDay = hour < 6 ? 0.1 : hour < 9 ? 0.7 : hour < 18 ? 1.8 : hour < 22 ? 1.2 : 0.4;
  return ofDay * (isWorkday ? 1 : 0.3);
}

/** When something was heard, in order. */
export function live(life: Life, weeks: number, seed: number): number[] {
  const chance = makeChance(seed);
  const heard: number[] = [];
  for (let day = 0; day < weeks * 7; day++) {
    const mood = factor(life.daily ?? 0, chance) * (chance() < (life.holiday ?? 0) ? 0.2 : 1);
    for (let hour = 0; hour < 24; hour++) {
      const atMs = BEGAN + (day * 24 + hour) * HOUR_MS;
      const usual = life.rate(hourOfWeek(atMs), Math.floor(day / 7)) * mood * factor(life.hourly ?? 0, chance);
      heard.push(...inHour(atMs, usual * (chance() < (life.crisis ?? 0) ? 60 : 1), life.company ?? 1, chance));
    }
  }
  return heard.sort((a, b) => a - b);
}

function inHour(atMs: number, usual: number, company: number, chance: () => number): number[] {
  const heard: number[] = [];
  const firsts = usual / company;
  const pause = () => -Math.log(1 - chance()) / firsts;
  for (let t = pause(); t < 1; t += pause()) {
    heard.push(atMs + t * HOUR_MS);
    while (chance() < 1 - 1 / company) heard.push(atMs + (t + chance() / 2) * HOUR_MS);
  }
  return heard;
}

/** Gamma distributed around 1 (Marsaglia and Tsang, 2000). */
function factor(alpha: number, chance: () => number): number {
  if (alpha === 0) return 1;
  const shape = 1 / alpha;
  const boost = shape < 1 ? chance() ** (1 / shape) : 1;
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - chance()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * boost * alpha;
  }
}
