/** The queries of every brand, compiled and ready: what they hear, and whether it opens a conversation by itself. */

import type { Heard } from '../connectors/connector.ts';
import type { Wants } from '../core/listening/wants.ts';
import { makeMatcher } from '../core/match/matcher.ts';
import type { Post } from '../core/post.ts';
import type { Match, Matchable, Matcher, Query } from '../core/query/query.ts';
import { readAboutOf } from '../core/triage/about.ts';
import type { TriageReaders } from '../core/triage/read.ts';
import { readWants } from '../core/triage/wants.ts';
import type { Db } from '../store/db.ts';
import { allQueries, type Opens, queriesMark } from '../store/queries.ts';
import { type BusyNeeds, makeBusyEars } from './busy-ears.ts';
import type { MatchingPool } from './matching.ts';
import { treeOf } from './queries.ts';
import { plainReaders, type Readers } from './readers.ts';

export type Listened = {
  queryIds: string[];
  wants: Wants | null;
  /** One of the queries opens a conversation for what it hears here. */
  opens: boolean;
};
/** Posts that queries matched, by remote id. */
export type ListenedPosts = ReadonlyMap<string, Listened>;

export type Ears = {
  /** Takes up what was added, changed or removed since. */
  refresh(): Promise<void>;
  hear(brandId: number, network: string, post: Post): Listened | null;
  /**
   * What the queries heard among posts of others in public; private rooms are not listened to. Where much is to be heard it is
   * done in threads, by the queries of this moment.
   */
  listen(brandId: number, network: string, heard: readonly Heard[]): ListenedPosts | Promise<ListenedPosts>;
  close(): Promise<void>;
};

type BrandEars = {
  matcher: Matcher;
  trees: Map<string, Query>;
  opens: Map<string, Opens>;
  changedAt: Map<string, number>;
};
type Told = { post: Post; resolve: (listened: Listened | null) => void };

/** Posts handed to threads together, at most. */
const TOGETHER = 512;

/** @param needs.readers what reads what a match wants; rules alone where it is left out */
export function makeEars({
  db,
  readers = plainReaders,
  ...busyNeeds
}: { db: Db; readers?: Readers } & BusyNeeds): Ears {
  const busy = makeBusyEars(busyNeeds);
  const clockMs = busyNeeds.clockMs ?? (() => performance.now());
  let known = '';
  let byBrand = new Map<number, BrandEars>();
  const hear: Ears['hear'] = (brandId, network, post) => {
    const ears = byBrand.get(brandId);
    if (ears === undefined) return null;
    return listenedOf(ears, post, ears.matcher.match(matchable(network, post)), readers.known(brandId));
  };
  const fill = (pool: MatchingPool) => {
    for (const [brandId, { trees }] of byBrand) for (const [id, tree] of trees) pool.set(brandId, id, tree);
  };
  const inThreads = makeCrowd((brandId, network, posts) => {
    const ears = byBrand.get(brandId);
    const pool = ears === undefined ? null : busy.running();
    if (ears === undefined || pool === null) return Promise.resolve(posts.map(post => hear(brandId, network, post)));
    const asked = posts.map(post => matchable(network, post));
    return pool.match(brandId, asked).then(
      ({ matches, tookMs }) => {
        busy.spent(tookMs);
        const reader = readers.known(brandId);
        return posts.map((post, i) => listenedOf(ears, post, matches[i] ?? [], reader));
      },
      () => posts.map(post => hear(brandId, network, post)),
    );
  });
  return {
    async refresh() {
      const mark = await queriesMark(db);
      await readers.refresh(db, [...byBrand.keys()]);
      if (mark === known) return;
      const rows = Map.groupBy(await allQueries(db), row => row.brandId);
      const pool = busy.running();
      inThreads.flush();
      for (const [brandId, ears] of byBrand) if (!rows.has(brandId)) takeUp(ears, brandId, [], pool);
      const next = new Map<number, BrandEars>();
      for (const [brandId, own] of rows) {
        const ears = byBrand.get(brandId) ?? blankEars();
        takeUp(ears, brandId, own, pool);
        next.set(brandId, ears);
      }
      await readers.refresh(
        db,
        [...next.keys()].filter(brandId => !byBrand.has(brandId)),
      );
      byBrand = next;
      known = mark;
    },
    hear,
    listen(brandId, network, heard) {
      const posts = postsOfOthers(heard);
      if (posts.length === 0 || !byBrand.has(brandId)) return new Map();
      if (busy.pool(fill) !== null) {
        return Promise.all(posts.map(post => inThreads.add(brandId, network, post))).then(found => byId(posts, found));
      }
      const startedMs = clockMs();
      const found = posts.map(post => hear(brandId, network, post));
      busy.spent(clockMs() - startedMs);
      return byId(posts, found);
    },
    close: busy.close,
  };
}

function blankEars(): BrandEars {
  return { matcher: makeMatcher(), trees: new Map(), opens: new Map(), changedAt: new Map() };
}

type Hearers = (brandId: number, network: string, posts: readonly Post[]) => Promise<(Listened | null)[]>;

/** Posts that come one by one go to the threads together: those of one breath, up to `TOGETHER`. */
function makeCrowd(hearAll: Hearers) {
  const crowds = new Map<string, { brandId: number; network: string; told: Told[] }>();
  let isAwaited = false;
  const flush = () => {
    const all = [...crowds.values()];
    crowds.clear();
    isAwaited = false;
    for (const { brandId, network, told } of all) {
      const posts = told.map(({ post }) => post);
      void hearAll(brandId, network, posts).then(found => {
        for (const [i, { resolve }] of told.entries()) resolve(found[i] ?? null);
      });
    }
  };
  return {
    flush,
    add(brandId: number, network: string, post: Post): Promise<Listened | null> {
      const name = `${brandId} ${network}`;
      const crowd = crowds.get(name) ?? { brandId, network, told: [] };
      crowds.set(name, crowd);
      const { promise, resolve } = Promise.withResolvers<Listened | null>();
      crowd.told.push({ post, resolve });
      if (crowd.told.length >= TOGETHER) flush();
      else if (!isAwaited) setImmediate(flush);
      isAwaited = crowds.size > 0;
      return promise;
    },
  };
}

function listenedOf(
  { opens }: BrandEars,
  post: Post,
  matches: readonly Match[],
  readers: TriageReaders,
): Listened | null {
  if (matches.length === 0) return null;
  const queryIds = matches.map(({ queryId }) => queryId);
  const wants = readWants(post.text, readers);
  // Somebody or something else of that name stays under Listening, whatever it wants.
  const isOthers = readAboutOf(post.text, queryIds, readers.about)?.value === 'other';
  const isWanted = queryIds.some(id => isOpening(opens.get(id) ?? 'wants', wants));
  return { queryIds, wants, opens: isWanted && !isOthers };
}

type QueryText = Awaited<ReturnType<typeof allQueries>>[number];

function takeUp(
  { matcher, trees, opens, changedAt }: BrandEars,
  brandId: number,
  rows: readonly QueryText[],
  pool: MatchingPool | null,
): void {
  const forget = (id: string) => {
    matcher.remove(id);
    trees.delete(id);
    pool?.remove(brandId, id);
  };
  const here = new Set(rows.map(({ id }) => id));
  for (const id of changedAt.keys()) {
    if (here.has(id)) continue;
    forget(id);
    opens.delete(id);
    changedAt.delete(id);
  }
  for (const row of rows) {
    opens.set(row.id, row.opens);
    if (changedAt.get(row.id) === row.changedAt.getTime()) continue;
    changedAt.set(row.id, row.changedAt.getTime());
    const tree = treeOf(row);
    // One that cannot be read any more hears nothing, and the list of queries says so.
    if (tree === null) {
      forget(row.id);
      continue;
    }
    matcher.set(row.id, tree);
    trees.set(row.id, tree);
    pool?.set(brandId, row.id, tree);
  }
}

function isOpening(opens: Opens, wants: Wants | null): boolean {
  return opens === 'always' || (opens === 'wants' && wants !== null);
}

export function matchable(network: string, post: Post): Matchable {
  return {
    text: post.text,
    title: post.warning,
    authorHandle: post.author.handle,
    lang: post.lang,
    network,
    links: [],
    hasMedia: post.attachments.length > 0,
  };
}

/** Posts of others in public. */
function postsOfOthers(heard: readonly Heard[]): Post[] {
  return heard.flatMap(one => {
    if (one.kind !== 'arrival') return [];
    return one.items.flatMap(item =>
      item.kind !== 'post' || item.post.own || item.post.visibility === 'private' ? [] : [item.post],
    );
  });
}

function byId(posts: readonly Post[], found: readonly (Listened | null)[]): ListenedPosts {
  const listened = new Map<string, Listened>();
  for (const [i, post] of posts.entries()) {
    const one = found[i];
    if (one != null) listened.set(post.remoteId, one);
  }
  return listened;
}
