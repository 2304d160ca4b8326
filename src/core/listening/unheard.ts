/** Unheard rate: complaints about us that were addressed to none of our channels, of all complaints about us that were heard. */
import { type Interval, wilson } from './interval.ts';

/** One complaint about us that was heard. */
export type HeardComplaint = {
  network: string;
  /** The queries that matched it; none when only a channel brought it. */
  queryIds: readonly string[];
  /** The network's time. */
  at: Date;
  /** Sent to one of our channels: a mention, a reply, a direct message, a post on our page. */
  addressed: boolean;
};

export type UnheardRate = {
  complaints: number;
  /** Of them, addressed to none of our channels. */
  unaddressed: number;
  /** Null when nothing was heard. */
  rate: number | null;
  interval: Interval;
  /** `few`: a share of so few that it is told as counts, not as per cent. */
  standing: 'nothing' | 'few' | 'enough';
  words: string;
};

/** Under this many complaints a share is not shown as per cent. */
export const SHARE_NEEDS = 20;

export function unheardRate(complaints: number, unaddressed: number): UnheardRate {
  const interval = wilson(unaddressed, complaints);
  const counts = { complaints, unaddressed, interval };
  if (complaints === 0) {
    return { ...counts, rate: null, standing: 'nothing', words: 'No complaint about us was heard.' };
  }
  const rate = unaddressed / complaints;
  const said = `${unaddressed} of ${complaints} complaints tagged nobody of ours`;
  if (complaints < SHARE_NEEDS) {
    return { ...counts, rate, standing: 'few', words: `${said}: too few to speak of a share.` };
  }
  const words = `${said}: ${percent(rate)}, likely between ${percent(interval.low)} and ${percent(interval.high)}.`;
  return { ...counts, rate, standing: 'enough', words };
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export type UnheardPart = UnheardRate & { key: string };

/**
 * The rate of each network, query or week, by key. A complaint that two queries heard stands in both, so that
 * parts by query add up to more than the whole.
 */
export function unheardBy(rows: Iterable<HeardComplaint>, by: 'network' | 'query' | 'week'): UnheardPart[] {
  const parts = new Map<string, { complaints: number; unaddressed: number }>();
  for (const row of rows) {
    for (const key of new Set(keysOf(row, by))) {
      const part = parts.get(key) ?? { complaints: 0, unaddressed: 0 };
      part.complaints += 1;
      if (!row.addressed) part.unaddressed += 1;
      parts.set(key, part);
    }
  }
  return [...parts]
    .map(([key, { complaints, unaddressed }]) => ({ key, ...unheardRate(complaints, unaddressed) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function keysOf(row: HeardComplaint, by: 'network' | 'query' | 'week'): readonly string[] {
  if (by === 'network') return [row.network];
  return by === 'query' ? row.queryIds : [weekOf(row.at)];
}

const DAY_MS = 86_400_000;

/** The Monday its week begins with (UTC), as `2026-11-23`. */
export function weekOf(at: Date): string {
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
