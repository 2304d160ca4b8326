/** How much of a batch was news to us, and how late it came: what baseline, delay and "last heard" are made from. */
import { WAITS } from '../core/hearing.ts';
import { AHEAD_TOLERANCE_MS, bucketOf, type Delays, slotOf } from '../core/hearing-delay.ts';
import type { Item } from '../core/post.ts';
import type { Told } from '../core/recount.ts';
import type { Tx } from '../store/db.ts';
import { noteHeard } from '../store/heard.ts';
import type { Source } from './ingest.ts';

/** What one item of a batch was counted as; `item` null: it could not be read. */
export type HeardLine = Told & { item: Item | null; receivedAt: Date };

/** What is no news: a poll that overlaps with the last one must not hide a stream that has died. */
const NO_NEWS = new Set(['seen before', 'older version']);
const LIVE: ReadonlySet<Source> = new Set(['stream', 'poll', 'hook', 'replay']);

export async function countHeard(
  tx: Tx,
  channel: { brandId: number; id: string; since: Date; playsRecording: boolean },
  source: Source,
  lines: readonly HeardLine[],
): Promise<void> {
  const news = lines.filter(isNews);
  const receivedAt = news[0]?.receivedAt;
  if (receivedAt === undefined) return;
  const isLive = LIVE.has(source);
  // A recording says nothing about how soon we hear.
  const delays = isLive && !channel.playsRecording ? delaysOf(news, channel.since) : { delays: new Map(), ahead: NONE };
  await noteHeard(tx, channel.brandId, channel.id, {
    receivedAt,
    n: isLive ? news.length : 0,
    backfilled: isLive ? 0 : news.length,
    slot: slotOf(receivedAt),
    delays: [...delays.delays].map(([bucket, n]) => ({ bucket, n })),
    ahead: delays.ahead,
  });
}

const NONE = { n: 0, mostMs: 0 };

function isNews({ outcome, reason, item }: HeardLine): boolean {
  if (outcome !== 'ignored') return true;
  // Items are what was whole; a frame of a kind nobody asked for says only that the line is up.
  return item !== null && reason !== WAITS && !NO_NEWS.has(reason);
}

/** @param since what is older than the channel was back-filled, by whatever source it came */
function delaysOf(news: readonly HeardLine[], since: Date): { delays: Delays; ahead: { n: number; mostMs: number } } {
  const delays: Delays = new Map();
  const ahead = { ...NONE };
  for (const { item, receivedAt } of news) {
    if (item?.kind !== 'post' || item.post.own || item.post.at < since) continue;
    const ms = receivedAt.getTime() - item.post.at.getTime();
    const bucket = bucketOf(ms);
    delays.set(bucket, (delays.get(bucket) ?? 0) + 1);
    if (ms >= -AHEAD_TOLERANCE_MS) continue;
    ahead.n += 1;
    ahead.mostMs = Math.max(ahead.mostMs, -ms);
  }
  return { delays, ahead };
}
