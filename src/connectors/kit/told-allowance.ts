/** What the headers of an answer say about how much is left: three families of names, the list of RFC drafts, and Meta's percentages. */
import type { Allowance } from '../../core/allowance.ts';
import { usageOf } from './meta/usage.ts';

const FAMILIES = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];
/** A moment this far away is not believed. */
const HORIZON_SECONDS = 7 * 24 * 60 * 60;
const MOST = 1e9;

/** Null where nothing usable is said. Named by how many there are in all: networks count their endpoints apart. */
export function toldAllowance(headers: Headers, now: Date): Allowance | null {
  for (const family of FAMILIES) {
    const of = numberIn(headers.get(`${family}-limit`));
    const left = numberIn(headers.get(`${family}-remaining`));
    if (of === null || left === null) continue;
    return told(of, left, wholeAt(headers.get(`${family}-reset`), now), now);
  }
  // RateLimit-Policy: "burst";q=100;w=60 and RateLimit: "burst";r=50;t=30
  const of = parameter(headers.get('ratelimit-policy'), 'q');
  const left = parameter(headers.get('ratelimit'), 'r');
  if (of === null || left === null) return toldByMeta(headers, now);
  const seconds = parameter(headers.get('ratelimit'), 't');
  return told(of, left, seconds === null ? null : inSeconds(seconds, now), now);
}

/** Percent of what is allowed in an hour that rolls on: when it is whole again is only said once it is used up. */
function toldByMeta(headers: Headers, now: Date): Allowance | null {
  const usage = usageOf(headers);
  if (usage === null) return null;
  const at = usage.waitMinutes === null ? null : inSeconds(usage.waitMinutes * 60, now);
  return told(100, Math.max(0, 100 - usage.percent), at, now);
}

function told(of: number, left: number, at: Date | null, now: Date): Allowance | null {
  if (of <= 0 || of > MOST) return null;
  const name = String(Math.round(of));
  return { name, by: 'network', left: Math.min(left, of), of, perSeconds: null, wholeAt: at, toldAt: now };
}

/** Some write a policy behind the number: `100, 100;w=60`. */
function numberIn(text: string | null): number | null {
  const [found] = /^\s*\d+(\.\d+)?/.exec(text ?? '') ?? [];
  return found === undefined ? null : Number(found);
}

function parameter(list: string | null, name: string): number | null {
  const found = new RegExp(`;\\s*${name}=(\\d+)`).exec(list ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

/** Some count the seconds left, some name the second, some the date. */
function wholeAt(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const number = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
  if (number !== null && number < 1_000_000_000) return inSeconds(number, now);
  const at = new Date(number === null ? Date.parse(text) : number * 1000);
  return inSeconds((at.getTime() - now.getTime()) / 1000, now);
}

function inSeconds(seconds: number, now: Date): Date | null {
  if (!(seconds >= 0 && seconds <= HORIZON_SECONDS)) return null;
  return new Date(now.getTime() + seconds * 1000);
}
