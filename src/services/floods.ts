/** Who says the same as whom, brand by brand, of posts that stay; each process remembers what it heard itself. */
import type { Post } from '../core/post.ts';
import { type Flood, makeFlood } from '../core/triage/flood.ts';

export type Floods = {
  /** @returns other accounts of the flood this post belongs to; 0: of none */
  copiesOf(
    brandId: number,
    network: string,
    post: Pick<Post, 'author' | 'text' | 'at' | 'visibility'>,
    text: string,
  ): number;
};

/** Brands remembered at a time; the one unheard for longest goes first. */
const BRANDS_LIMIT = 200;

export function makeFloods(): Floods {
  // In order of the last time heard: a Map remembers the order of insertion.
  const floods = new Map<number, Flood>();
  return {
    copiesOf(brandId, network, { author, at, visibility }, text) {
      // What is written to us alone is nobody's campaign, and is compared with nobody's words.
      if (visibility !== 'public') return 0;
      const flood = floods.get(brandId) ?? makeFlood();
      floods.delete(brandId);
      floods.set(brandId, flood);
      for (const oldest of floods.keys()) {
        if (floods.size <= BRANDS_LIMIT) break;
        floods.delete(oldest);
      }
      return flood.add({ author: `${network} ${author.remoteId}`, text, at });
    },
  };
}
