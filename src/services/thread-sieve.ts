/** Finds the threads in which somebody writes or is named, in one pass over posts in any order. */
import type { Heard } from '../connectors/connector.ts';
import type { Item, Post } from '../core/post.ts';

export type ThreadSieve = {
  /** Lines are counted from 0 in the order they are added. */
  add(heard: Heard): void;
  /** Whether a line belongs to a wanted thread; ask when all lines are in. */
  keeps(line: number): boolean;
};

/** Posts by or to somebody. @param handle with or without the at sign, in any case */
export function writtenByOrTo(handle: string): (post: Post) => boolean {
  const wanted = handle.replace(/^@/, '').toLowerCase();
  const named = new RegExp(`@${wanted.replace(/[^\p{L}\p{N}_]/gu, '\\$&')}(?![\\p{L}\\p{N}_])`, 'iu');
  return ({ author, text }) => author.handle?.toLowerCase() === wanted || named.test(text);
}

/** @param isWanted a post by which its whole thread is kept */
export function makeThreadSieve(isWanted: (post: Post) => boolean): ThreadSieve {
  const posts = new Map<string, number>();
  const above: number[] = [];
  const marked = new Set<number>();
  const lines: number[] = [];

  const numberOf = (remoteId: string) => {
    const known = posts.get(remoteId);
    if (known !== undefined) return known;
    posts.set(remoteId, above.length);
    above.push(above.length);
    return above.length - 1;
  };
  const topOf = (post: number) => {
    let top = post;
    for (let next = above[top] ?? top; next !== top; next = above[top] ?? top) {
      // Halving the way up as we go keeps long threads cheap.
      above[top] = above[next] ?? next;
      top = next;
    }
    return top;
  };
  const take = (item: Item): number | null => {
    if (item.kind === 'person') return null;
    if (item.kind !== 'post') return numberOf(item.remoteId);
    const { remoteId, parentRemoteId, rootRemoteId } = item.post;
    const own = numberOf(remoteId);
    for (const other of [parentRemoteId, rootRemoteId]) {
      if (other !== null) above[topOf(own)] = topOf(numberOf(other));
    }
    if (isWanted(item.post)) marked.add(own);
    return own;
  };
  let tops: Set<number> | null = null;
  return {
    add(heard) {
      const first = heard.kind === 'arrival' ? heard.items.map(take).find(post => post !== null) : undefined;
      lines.push(first ?? -1);
      tops = null;
    },
    keeps(line) {
      tops ??= new Set([...marked].map(topOf));
      const post = lines[line] ?? -1;
      return post !== -1 && tops.has(topOf(post));
    },
  };
}
