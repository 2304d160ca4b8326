/**
 * The first look around: what was said lately with a brand's words, on every source that needs no account, told as it is
 * found. What this desk has heard already is a source too, so that it also works without a way out.
 */
import type { Connector, Context, Heard, OpenCheck, OpenContext, Page } from '../connectors/connector.ts';
import { NetworkFailure } from '../connectors/connector.ts';
import { searchWordsOf } from '../core/listening/search-words.ts';
import { makeMatcher } from '../core/match/matcher.ts';
import type { Person, Post } from '../core/post.ts';
import type { Matcher, Query } from '../core/query/query.ts';
import type { Db } from '../store/db.ts';
import { listSampleBlocks, listSampleGone } from '../store/sample.ts';
import { matchable } from './ears.ts';
import { makeLane } from './lane.ts';
import { type Said, saidOf } from './matches.ts';
import { clipped } from './outside-words.ts';
import { permit, type Who } from './permit.ts';
import { readQuery } from './queries.ts';
import { SAMPLE_BLOCKS_LIMIT, SAMPLE_KEPT_HOURS, unpacked } from './sampler.ts';

export type DiscoverNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openContext: OpenContext;
  openCheck: OpenCheck;
  now: () => Date;
};
/** `read`: posts looked at so far. `credentials`: with these a channel can be made of the source. */
export type Source = {
  id: string;
  network: string;
  networkName: string;
  state: 'reading' | 'done' | 'failed';
  read: number;
  matched: number;
  said: string | null;
  credentials: Record<string, unknown> | null;
};
export type Discovery = { kind: 'source'; source: Source } | { kind: 'match'; match: Said };

/** How long one source is read. */
export const DISCOVER_MS = 60_000;
/** Posts read of one source. */
export const DISCOVER_POSTS_LIMIT = 50_000;
/** Matches told of one source. */
export const DISCOVER_MATCHES_LIMIT = 100;
export const DISCOVER_DAYS = 30;
/** The state of a source is told anew after so many posts. */
const TELL_EVERY = 500;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Ends when every source has been read, or when the signal aborts. @throws Refusal when the query cannot be read */
export function discover(needs: DiscoverNeeds, who: Who, text: string, signal: AbortSignal): AsyncIterable<Discovery> {
  permit(who, 'lead');
  const query = readQuery(text);
  const words = searchWordsOf(query);
  const lane = makeLane<Discovery>();
  const tell = (one: Discovery) => lane.push(one);
  const looks = [lookAtSample(needs, who, { query, tell, signal })];
  for (const connector of needs.connectors.values()) {
    for (const [i, credentials] of (connector.withoutAccount?.(words) ?? []).entries()) {
      looks.push(lookAround(needs, connector, { id: `${connector.id} ${i}`, credentials, query, tell, signal }));
    }
  }
  Promise.all(looks).then(lane.end, lane.fail);
  return lane.read;
}

type Look = { query: Query; tell: (one: Discovery) => void; signal: AbortSignal };

async function lookAround(
  needs: DiscoverNeeds,
  connector: Connector,
  { id, credentials, query, tell, signal }: Look & { id: string; credentials: Record<string, unknown> },
): Promise<void> {
  const ours = AbortSignal.any([signal, AbortSignal.timeout(DISCOVER_MS)]);
  const source: Source = { ...sourceOf(connector), id, credentials };
  const reading = readerOf(source, query, tell);
  try {
    const attempt = {
      network: connector.id,
      credentials: connector.credentials.parse(credentials),
      brandName: '',
      signal: ours,
    };
    const proven = await connector.connect.check(needs.openCheck(attempt));
    const since = new Date(needs.now().getTime() - DISCOVER_DAYS * DAY_MS);
    for await (const heard of pastOf(needs, connector, proven, { since, signal: ours })) {
      if (ours.aborted || !reading.take(connector.id, '', postsIn(heard))) break;
    }
    reading.end('done', null);
  } catch (error) {
    if (ours.aborted) return reading.end('done', null);
    if (!(error instanceof NetworkFailure)) throw error;
    reading.end('failed', clipped(error.said ?? error.message));
  }
}

type Proven = Awaited<ReturnType<Connector['connect']['check']>> & { account: Person };

function pastOf(
  needs: DiscoverNeeds,
  { id, inbound }: Connector,
  { account, credentials }: Proven,
  { since, signal }: { since: Date; signal: AbortSignal },
): AsyncIterable<Heard> {
  const context = needs.openContext({ channelId: 'a first look', network: id, credentials, account, signal });
  if (inbound.backfill !== undefined) return inbound.backfill.pages(context, since, null);
  return inbound.poll === undefined ? nothing() : firstPages(inbound.poll, context);
}

async function* nothing(): AsyncGenerator<Heard> {}

/** Where there is no way into the past, what is new there when nobody has asked before. */
async function* firstPages(
  poll: NonNullable<Connector['inbound']['poll']>,
  context: Context<unknown>,
): AsyncGenerator<Heard> {
  let cursor: string | null = null;
  for (let more = true; more && !context.signal.aborted; ) {
    const page: Page = await poll.page(context, cursor);
    yield* page.heard;
    more = page.more && page.cursor !== cursor;
    cursor = page.cursor;
  }
}

async function lookAtSample({ db, now }: DiscoverNeeds, who: Who, { query, tell, signal }: Look): Promise<void> {
  const since = new Date(now().getTime() - SAMPLE_KEPT_HOURS * HOUR_MS);
  const blocks = await listSampleBlocks(db, who.brandId, { channelId: null, since, limit: SAMPLE_BLOCKS_LIMIT });
  if (blocks.length === 0) return;
  const gone = await listSampleGone(db, who.brandId);
  const desk = { id: 'here', network: 'here', networkName: '', credentials: null } as const;
  const reading = readerOf({ ...desk, state: 'reading', read: 0, matched: 0, said: null }, query, tell);
  for (const block of blocks) {
    if (signal.aborted) break;
    const posts = (await unpacked(block)).filter(({ remoteId }) => !gone.has(`${block.channelId} ${remoteId}`));
    if (!reading.take(block.network, block.channelId, posts)) break;
  }
  reading.end('done', null);
}

function sourceOf({ id, name }: Connector): Omit<Source, 'id' | 'credentials'> {
  return { network: id, networkName: name, state: 'reading', read: 0, matched: 0, said: null };
}

function postsIn(heard: Heard): Post[] {
  if (heard.kind !== 'arrival') return [];
  return heard.items.flatMap(item => (item.kind === 'post' && item.post.visibility === 'public' ? [item.post] : []));
}

function readerOf(source: Source, query: Query, tell: Look['tell']) {
  const matcher: Matcher = makeMatcher();
  matcher.set('asked', query);
  const seen = new Set<string>();
  const say = () => tell({ kind: 'source', source: { ...source } });
  say();
  return {
    /** @returns whether there is room for more */
    take(network: string, channelId: string, posts: readonly Post[]): boolean {
      for (const post of posts) {
        if (seen.has(post.remoteId)) continue;
        seen.add(post.remoteId);
        source.read += 1;
        if (source.read % TELL_EVERY === 0) say();
        const [match] = post.own ? [] : matcher.match(matchable(network, post));
        if (match === undefined) continue;
        source.matched += 1;
        if (source.matched > DISCOVER_MATCHES_LIMIT) continue;
        const { spans, titleSpans } = match;
        const said = saidOf({ network, channelId, post, addressed: post.addressed, answered: false });
        tell({ kind: 'match', match: { ...said, spans, titleSpans } });
      }
      return source.read < DISCOVER_POSTS_LIMIT;
    },
    end(state: 'done' | 'failed', said: string | null) {
      Object.assign(source, { state, said });
      say();
    },
  };
}
