/** How common words, names and tags are, read off a sample of recent posts. */
import type { Frequencies } from './cost.ts';
import { printQuery } from './print.ts';
import type { Leaf, Matchable, Matcher } from './query.ts';

/**
 * Each part that is asked for goes once over the sample, so a few ten thousand posts are plenty. What does not occur in it is not
 * known, for it may be merely rare.
 */
export function frequenciesIn(
  posts: readonly Matchable[],
  postsPerDay: number,
  makeMatcher: () => Matcher,
): Frequencies {
  const known = new Map<string, number>();
  return {
    postsPerDay,
    shareOf(leaf) {
      const text = printQuery(leaf);
      const share = known.get(text) ?? countIn(posts, leaf, makeMatcher()) / Math.max(1, posts.length);
      known.set(text, share);
      return share === 0 ? null : share;
    },
  };
}

function countIn(posts: readonly Matchable[], leaf: Leaf, matcher: Matcher): number {
  matcher.set('leaf', leaf);
  return posts.filter(post => matcher.match(post).length > 0).length;
}
