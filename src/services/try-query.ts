/** A query run at once over the rolling sample: how much it would hear, what, why, and what its exclusions keep out. */
import { withoutExclusions } from '../core/listening/kept-out.ts';
import { makeMatcher } from '../core/match/matcher.ts';
import type { Post } from '../core/post.ts';
import { type Cost, type CostNotice, costOf } from '../core/query/cost.ts';
import { frequenciesIn } from '../core/query/frequencies.ts';
import type { Match, Matchable, Query } from '../core/query/query.ts';
import type { Db } from '../store/db.ts';
import { answeredAmong } from '../store/listening-finds.ts';
import { listSampleBlocks, listSampleGone, type SampleBlock } from '../store/sample.ts';
import { matchable } from './ears.ts';
import { type Said, saidOf } from './matches.ts';
import { permit, type Who } from './permit.ts';
import { readQuery } from './queries.ts';
import { SAMPLE_BLOCKS_LIMIT, SAMPLE_KEPT_HOURS, unpacked } from './sampler.ts';

/** Posts a query is tried on; the newest first. */
export const TRIED_LIMIT = 300_000;
export const EXAMPLES_SHOWN = 50;
export const KEPT_OUT_SHOWN = 10;
/** The newest posts are enough to know how frequent a word is. */
const COST_POSTS = 5_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A shorter time says nothing about a day. */
const LEAST_SPAN_MS = 10 * 60_000;
const CHANNELS_LIMIT = 50;

/** A post that would be heard; `answered`: a person from us answered right under it. */
export type Example = Said & { remoteId: string };
export type Trial = {
  /** Posts that were said in the time of the sample, and how many of them the query was held against. */
  read: number;
  tried: number;
  /** Among those tried. */
  matched: number;
  untagged: number;
  unanswered: number;
  /** Expected in a day, of all posts; null while the sample spans too little time to say. */
  perDay: number | null;
  fromAt: string | null;
  untilAt: string | null;
  hours: { hour: string; matched: number; untagged: number }[];
  examples: Example[];
  keptOut: { matched: number; examples: Example[] };
  /** What the query costs to listen to, by the words of the sample; null while there is too little of it. */
  cost: { level: Cost['class']; candidatesPerDay: number; reasons: CostNotice[]; advice: CostNotice[] } | null;
};

export async function tryQuery({ db, now }: { db: Db; now: () => Date }, who: Who, text: string): Promise<Trial> {
  permit(who, 'read_channels');
  const query = readQuery(text);
  const since = new Date(now().getTime() - SAMPLE_KEPT_HOURS * HOUR_MS);
  const asked = { channelId: null, since, limit: SAMPLE_BLOCKS_LIMIT * CHANNELS_LIMIT };
  const blocks = await listSampleBlocks(db, who.brandId, asked);
  const gone = await listSampleGone(db, who.brandId);
  const tally = makeTally(query);
  for (const block of blocks) {
    if (tally.trial.tried >= TRIED_LIMIT) break;
    const posts = await unpacked(block);
    tally.take(
      block,
      posts.filter(({ remoteId }) => !gone.has(nameOf(block.channelId, remoteId))),
    );
  }
  tally.done();
  const { trial, untagged } = tally;
  const shown = trial.examples.map(({ channelId, remoteId }) => ({ channelId, remoteId }));
  const answered = await answeredAmong(db, who.brandId, [...untagged, ...shown]);
  for (const example of trial.examples) example.answered = answered.has(nameOf(example.channelId, example.remoteId));
  trial.unanswered = untagged.filter(one => !answered.has(nameOf(one.channelId, one.remoteId))).length;
  return trial;
}

type Untagged = { channelId: string; remoteId: string };

function nameOf(channelId: string, remoteId: string): string {
  return `${channelId} ${remoteId}`;
}

function makeTally(query: Query) {
  const own = matcherOf(query);
  const loose = withoutExclusions(query);
  const wider = loose && matcherOf(loose);
  const hours = new Map<string, { matched: number; untagged: number }>();
  const seen = new Set<string>();
  const untagged: Untagged[] = [];
  const some: Matchable[] = [];
  const volumes = new Map<string, Volume>();
  const trial = nothingYet();
  function takePost(block: SampleBlock, post: Post): void {
    const name = `${block.network} ${post.remoteId}`;
    if (seen.has(name)) return;
    seen.add(name);
    const told = matchable(block.network, post);
    if (some.length < COST_POSTS) some.push(told);
    const [match] = own.match(told);
    if (match === undefined) {
      const [outside] = wider?.match(told) ?? [];
      if (outside === undefined) return;
      trial.keptOut.matched += 1;
      if (trial.keptOut.examples.length < KEPT_OUT_SHOWN) trial.keptOut.examples.push(exampleOf(block, post, outside));
      return;
    }
    trial.matched += 1;
    volumeOf(volumes, block).expected += block.read / block.kept;
    if (!post.addressed) {
      trial.untagged += 1;
      untagged.push({ channelId: block.channelId, remoteId: post.remoteId });
    }
    const hour = new Date(Math.floor(post.at.getTime() / HOUR_MS) * HOUR_MS).toISOString();
    const sum = hours.get(hour) ?? { matched: 0, untagged: 0 };
    sum.matched += 1;
    if (!post.addressed) sum.untagged += 1;
    hours.set(hour, sum);
    if (trial.examples.length < EXAMPLES_SHOWN) trial.examples.push(exampleOf(block, post, match));
  }
  return {
    trial,
    untagged,
    take(block: SampleBlock, posts: readonly Post[]) {
      trial.read += block.read;
      trial.tried += posts.length;
      const volume = volumeOf(volumes, block);
      volume.read += block.read;
      volume.fromMs = Math.min(volume.fromMs, block.fromAt.getTime());
      volume.untilMs = Math.max(volume.untilMs, block.untilAt.getTime());
      const [from, until] = [block.fromAt.toISOString(), block.untilAt.toISOString()];
      if (trial.fromAt === null || from < trial.fromAt) trial.fromAt = from;
      if (trial.untilAt === null || until > trial.untilAt) trial.untilAt = until;
      for (const post of posts) takePost(block, post);
    },
    done(): void {
      const long = [...volumes.values()].filter(({ fromMs, untilMs }) => untilMs - fromMs >= LEAST_SPAN_MS);
      trial.perDay = perDayOf(long, 'expected');
      trial.cost = costIn(query, some, perDayOf(long, 'read'));
      trial.hours = [...hours].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hour, sum]) => ({ hour, ...sum }));
      trial.examples.sort((a, b) => Date.parse(b.postedAt) - Date.parse(a.postedAt));
    },
  };
}

function nothingYet(): Trial {
  return {
    read: 0,
    tried: 0,
    matched: 0,
    untagged: 0,
    unanswered: 0,
    perDay: null,
    fromAt: null,
    untilAt: null,
    hours: [],
    examples: [],
    keptOut: { matched: 0, examples: [] },
    cost: null,
  };
}

/** What one channel would bring, and over which time; a recording tells of another year than the stream beside it. */
type Volume = { expected: number; read: number; fromMs: number; untilMs: number };

function volumeOf(volumes: Map<string, Volume>, { channelId }: SampleBlock): Volume {
  const volume = volumes.get(channelId) ?? { expected: 0, read: 0, fromMs: Number.POSITIVE_INFINITY, untilMs: 0 };
  volumes.set(channelId, volume);
  return volume;
}

function perDayOf(volumes: readonly Volume[], of: 'expected' | 'read'): number | null {
  if (volumes.length === 0) return null;
  return volumes.reduce((sum, { fromMs, untilMs, ...volume }) => sum + (volume[of] * DAY_MS) / (untilMs - fromMs), 0);
}

function costIn(query: Query, posts: readonly Matchable[], postsPerDay: number | null): Trial['cost'] {
  if (postsPerDay === null) return null;
  const cost = costOf(query, frequenciesIn(posts, postsPerDay, makeMatcher));
  const { candidatesPerDay, reasons, advice } = cost;
  return { level: cost.class, candidatesPerDay, reasons, advice };
}

function matcherOf(query: Query) {
  const matcher = makeMatcher();
  matcher.set('tried', query);
  return matcher;
}

function exampleOf({ network, channelId }: SampleBlock, post: Post, { spans, titleSpans }: Match): Example {
  const told = saidOf({ network, channelId, post, addressed: post.addressed, answered: false });
  return { ...told, remoteId: post.remoteId, spans, titleSpans };
}
