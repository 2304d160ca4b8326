/**
 * Of a stream that carries a whole network nearly everything concerns nobody here. It is let go by one question about its ids,
 * so that only what may have to do with the desk is looked at closely.
 */
import type { HeardItem } from '../core/hearing.ts';
import { idsOf, isForUs } from '../core/hearing.ts';
import { concernsOf } from '../store/concerns.ts';
import type { Tx } from '../store/db.ts';
import type { Load } from './take-in.ts';

/** `stays` is looked at closely, `passes` only counted. */
export type Sifted = { stays: HeardItem[]; passes: HeardItem[] };

/** Exact about posts and changes: what passes would be let go by `sortHeard` too, whatever else is in the batch. */
export async function letPass(
  tx: Tx,
  { brandId, channel, source, again }: Load,
  items: readonly HeardItem[],
): Promise<Sifted> {
  if (channel.hearsEverybody !== true || source === 'listening' || again !== undefined) {
    return { stays: [...items], passes: [] };
  }
  const posts = new Set<string>();
  const changed: string[] = [];
  const people = new Set<string>();
  for (const { item } of items) {
    if (item.kind === 'person') people.add(item.person.remoteId);
    else if (item.kind === 'post') for (const id of idsOf(item.post)) posts.add(id);
    else {
      posts.add(item.remoteId);
      changed.push(item.remoteId);
    }
  }
  const known = await concernsOf(tx, brandId, channel, { posts: [...posts], changed, people: [...people] });
  const { near, authors, far } = nearPosts(items, known.posts);
  const isNear = ({ item }: HeardItem) => {
    if (item.kind === 'person') return known.people.has(item.person.remoteId) || authors.has(item.person.remoteId);
    return item.kind === 'post' || near.has(item.remoteId);
  };
  const { stays = [], passes = [] } = Object.groupBy(items, of => (!far.has(of) && isNear(of) ? 'stays' : 'passes'));
  return { stays, passes };
}

/** A post may be brought near by one that stands anywhere in the batch, so it is looked until nothing changes. */
function nearPosts(items: readonly HeardItem[], known: ReadonlySet<string>) {
  const near = new Set(known);
  const authors = new Set<string>();
  const far = new Set(items.filter(({ item }) => item.kind === 'post'));
  for (let before = -1; before !== far.size; ) {
    before = far.size;
    for (const of of far) {
      const { item, byQuery, stays } = of;
      if (item.kind !== 'post') continue;
      const { post } = item;
      const ids = idsOf(post);
      if (!stays && !isForUs({ post, byQuery }) && !ids.some(id => near.has(id))) continue;
      far.delete(of);
      authors.add(post.author.remoteId);
      for (const id of [post.remoteId, ...ids]) near.add(id);
    }
  }
  return { near, authors, far };
}
