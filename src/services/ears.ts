/** The queries of every brand, compiled and ready: what they hear, and whether it opens a conversation by itself. */

import type { Heard } from '../connectors/connector.ts';
import { readWants, type Wants } from '../core/listening/wants.ts';
import { makeMatcher } from '../core/match/matcher.ts';
import type { Post } from '../core/post.ts';
import type { Matchable, Matcher } from '../core/query/query.ts';
import type { Db } from '../store/db.ts';
import { allQueries, type Opens, queriesMark } from '../store/queries.ts';
import { treeOf } from './queries.ts';

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
};

type BrandEars = { matcher: Matcher; opens: Map<string, Opens>; changedAt: Map<string, number> };

export function makeEars({ db }: { db: Db }): Ears {
  let known = '';
  let byBrand = new Map<number, BrandEars>();
  return {
    async refresh() {
      const mark = await queriesMark(db);
      if (mark === known) return;
      const rows = Map.groupBy(await allQueries(db), row => row.brandId);
      const next = new Map<number, BrandEars>();
      for (const [brandId, own] of rows) {
        const ears = byBrand.get(brandId) ?? { matcher: makeMatcher(), opens: new Map(), changedAt: new Map() };
        takeUp(ears, own);
        next.set(brandId, ears);
      }
      byBrand = next;
      known = mark;
    },
    hear(brandId, network, post) {
      const ears = byBrand.get(brandId);
      if (ears === undefined) return null;
      const matches = ears.matcher.match(matchable(network, post));
      if (matches.length === 0) return null;
      const queryIds = matches.map(({ queryId }) => queryId);
      const { wants } = readWants(post.text);
      const opens = queryIds.some(id => isOpening(ears.opens.get(id) ?? 'wants', wants));
      return { queryIds, wants, opens };
    },
  };
}

type QueryText = Awaited<ReturnType<typeof allQueries>>[number];

function takeUp({ matcher, opens, changedAt }: BrandEars, rows: readonly QueryText[]): void {
  const here = new Set(rows.map(({ id }) => id));
  for (const id of changedAt.keys()) {
    if (here.has(id)) continue;
    matcher.remove(id);
    opens.delete(id);
    changedAt.delete(id);
  }
  for (const row of rows) {
    opens.set(row.id, row.opens);
    if (changedAt.get(row.id) === row.changedAt.getTime()) continue;
    changedAt.set(row.id, row.changedAt.getTime());
    const tree = treeOf(row);
    // One that cannot be read any more hears nothing, and the list of queries says so.
    if (tree === null) matcher.remove(row.id);
    else matcher.set(row.id, tree);
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

/** What the queries heard among posts of others in public; private rooms are not listened to. */
export function listenedIn(heard: readonly Heard[], hear: (post: Post) => Listened | null): ListenedPosts {
  const listened = new Map<string, Listened>();
  for (const one of heard) {
    if (one.kind !== 'arrival') continue;
    for (const item of one.items) {
      if (item.kind !== 'post' || item.post.own || item.post.visibility === 'private') continue;
      const found = hear(item.post);
      if (found !== null) listened.set(item.post.remoteId, found);
    }
  }
  return listened;
}
