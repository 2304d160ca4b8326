/**
 * Keeps a few posts of every minute of one channel, so that a query can be tried on what was said lately. A small source is
 * kept whole; of a stream that carries a whole network stays a fair draw (reservoir sampling; Vitter 1985, algorithm R).
 */
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Heard } from '../connectors/connector.ts';
import type { Post } from '../core/post.ts';
import { dropAuditPosts } from '../store/audit.ts';
import type { Db } from '../store/db.ts';
import { addSampleGone, insertSampleBlock, listSampleBlocks, type SampleBlock } from '../store/sample.ts';

/** Of one channel; 48 hours of it are 259,200 posts. */
export const SAMPLE_PER_MINUTE = 90;
export const SAMPLE_KEPT_HOURS = 48;
/** How often what is complete is written. */
export const SAMPLE_EVERY_MS = 10_000;
/** Longest text kept of a sampled post, in UTF-16 units. */
export const SAMPLE_TEXT_LIMIT = 2_000;
/** As many are written together where they come fast, as from a recording or after a silence. */
export const SAMPLE_BLOCK_POSTS = 900;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export type SamplerNeeds = {
  db: Db;
  brandId: number;
  channelId: string;
  network: string;
  random: () => number;
  now: () => Date;
  /** By which clock minutes pass; a recording plays by its own. `now` unless given. */
  clock?: () => Date;
};

export type Sampler = {
  /** Looks at what was heard; never waits. */
  offer(heard: readonly Heard[]): void;
  /** Posts of minutes that are over, not written yet. */
  pending(): number;
  /** Writes what is complete; `all`: also the minute that is not over. */
  write(all?: boolean): Promise<void>;
};

type Draw = { read: number; room: number; posts: Post[] };

export function makeSampler(needs: SamplerNeeds): Sampler {
  const clock = needs.clock ?? needs.now;
  let minute = Number.NEGATIVE_INFINITY;
  let draw: Draw = { read: 0, room: SAMPLE_BLOCK_POSTS, posts: [] };
  let full = { read: 0, posts: [] as Post[] };
  const gone = new Set<string>();
  /** Ids in the stored blocks; read when the first deletion asks. */
  let stored: Set<string> | null = null;
  const closeMinute = () => {
    full = { read: full.read + draw.read, posts: [...full.posts, ...draw.posts] };
    draw = { read: 0, room: SAMPLE_PER_MINUTE, posts: [] };
  };
  const look = () => {
    const now = Math.floor(clock().getTime() / MINUTE_MS);
    if (now === minute) return;
    closeMinute();
    // After a silence much comes at once, and of a small source it is all that was said meanwhile.
    draw.room = Math.min(SAMPLE_BLOCK_POSTS, SAMPLE_PER_MINUTE * Math.max(1, now - minute));
    minute = now;
  };
  const offerPost = (post: Post) => {
    draw.read += 1;
    const place = draw.read <= draw.room ? draw.read - 1 : Math.floor(needs.random() * draw.read);
    if (place < draw.room) draw.posts[place] = post;
  };
  return {
    offer(heard) {
      look();
      for (const one of heard) {
        if (one.kind !== 'arrival') continue;
        for (const item of one.items) {
          if (item.kind === 'post' && item.post.visibility === 'public' && !item.post.own) offerPost(item.post);
          else if (item.kind === 'remove') gone.add(item.remoteId);
        }
      }
    },
    pending: () => full.posts.length,
    async write(all = false) {
      look();
      if (all) closeMinute();
      const { read, posts } = full;
      full = { read: 0, posts: [] };
      const removed = new Set(gone);
      gone.clear();
      if (removed.size > 0) {
        await dropAuditPosts(needs.db, needs.brandId, needs.channelId, [...removed], needs.now());
        stored ??= await storedIds(needs);
        const lately = [...removed].filter(id => stored?.has(id));
        if (lately.length > 0) await addSampleGone(needs.db, needs.brandId, needs.channelId, lately, needs.now());
      }
      const here = posts.filter(post => !removed.has(post.remoteId));
      if (here.length > 0) await insertSampleBlock(needs.db, needs.brandId, await packed(needs, read, here));
      for (const { remoteId } of here) stored?.add(remoteId);
    },
  };
}

async function storedIds({ db, brandId, channelId, now }: SamplerNeeds): Promise<Set<string>> {
  const since = new Date(now().getTime() - SAMPLE_KEPT_HOURS * HOUR_MS);
  const ids = new Set<string>();
  for (const block of await listSampleBlocks(db, brandId, { channelId, since, limit: SAMPLE_BLOCKS_LIMIT })) {
    for (const { remoteId } of await unpacked(block)) ids.add(remoteId);
  }
  return ids;
}

/** One a minute and channel. */
export const SAMPLE_BLOCKS_LIMIT = SAMPLE_KEPT_HOURS * 60;

async function packed(
  { channelId, network, now }: SamplerNeeds,
  read: number,
  posts: readonly Post[],
): Promise<Omit<SampleBlock, 'id'>> {
  const lines = posts.map(post => JSON.stringify({ ...post, text: post.text.slice(0, SAMPLE_TEXT_LIMIT) }));
  const body = await promisify(zstdCompress)(lines.join('\n'));
  const times = posts.map(post => post.at.getTime());
  const [fromAt, untilAt] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  return { channelId, network, fromAt, untilAt, heardAt: now(), kept: posts.length, read, body };
}

export async function unpacked({ body }: Pick<SampleBlock, 'body'>): Promise<Post[]> {
  const text = (await promisify(zstdDecompress)(body)).toString();
  return text.split('\n').map(line => {
    const post = JSON.parse(line) as Post;
    return { ...post, at: new Date(post.at) };
  });
}
