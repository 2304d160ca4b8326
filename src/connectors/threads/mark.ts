/** Where a list was read up to: the newest moment, and what was seen shortly before it. Times are of whole seconds, and some posts appear late. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readValue } from '../kit/json.ts';
import { mediaSchema } from './schema.ts';

/** Posts that appear this much later than they say are still heard. */
const OVERLAP_MS = 15 * 60_000;
const SEEN_LIMIT = 200;

export const markSchema = z.object({ at: z.number(), seen: z.array(z.string().max(300)).max(500) });
export type Mark = z.infer<typeof markSchema>;

const NOTHING: Mark = { at: 0, seen: [] };
const briefSchema = mediaSchema.pick({ id: true, timestamp: true });

type Stamp = { name: string; at: number | null };

/** A damaged entry is known by what it holds. */
function stampOf(entry: unknown): Stamp {
  const read = readValue(entry, briefSchema);
  if (read.ok) return { name: read.value.id, at: read.value.timestamp.getTime() };
  const text = JSON.stringify(entry) ?? '';
  return { name: `? ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, at: null };
}

/** @returns what was not seen yet, and whether the page reaches back to what was */
export function freshOf(entries: readonly unknown[], mark: Mark = NOTHING): { fresh: unknown[]; meets: boolean } {
  const seen = new Set(mark.seen);
  const since = mark.at - OVERLAP_MS;
  const stamps = entries.map(stampOf);
  const isFresh = ({ name, at }: Stamp) => !seen.has(name) && (at === null || at >= since);
  return {
    fresh: entries.filter((_, i) => isFresh(stamps[i] as Stamp)),
    meets: stamps.some(({ at }) => at !== null && at < since),
  };
}

/** The mark after these entries, of a page or of a whole round. A moment still to come would hide all that comes before it. */
export function marked(entries: readonly unknown[], now: Date, before: Mark = NOTHING): Mark {
  const stamps = entries.map(stampOf).map(stamp => ({ ...stamp, at: stamp.at && Math.min(stamp.at, now.getTime()) }));
  const at = stamps.reduce((newest, stamp) => Math.max(newest, stamp.at ?? 0), before.at);
  const recent = stamps.filter(stamp => stamp.at === null || stamp.at >= at - OVERLAP_MS).map(({ name }) => name);
  return { at, seen: [...new Set([...recent, ...before.seen])].slice(0, SEEN_LIMIT) };
}
