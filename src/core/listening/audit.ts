/**
 * The weekly audit: a person reads random posts and says of each what it is. Posts are drawn in parts (strata) so that the few places
 * where a missed complaint is likely are looked at more often than the endless rest; each answer is then weighed by how many posts it stands for, which keeps the estimate unbiased.
 */
import { hash32 } from './hash.ts';
import { clopperPearson, type Interval } from './interval.ts';

/** One part of what was heard in the week, such as "names the brand, no query matched". */
export type Stratum = {
  key: string;
  /** How many posts the part holds in all, those not offered for drawing included. */
  posts: number;
  /** A query caught these: a complaint among them was not missed. */
  caught: boolean;
  /** How many times as often as its size suggests a part is looked at; 1 where no reason speaks for more. */
  favour?: number;
};

/** Posts a person reads in a week. */
export const AUDIT_POSTS = 20;
/** No part that holds posts is left out, or its share could not be told. */
const FROM_EACH_AT_LEAST = 2;

export type AuditedPost = {
  postId: string;
  stratum: string;
  /** How many posts of its part this one stands for: posts ÷ posts drawn. */
  weight: number;
};

/** Posts that may be drawn, by part. They must be all posts of the part or a random sample of them. */
export type Candidates = ReadonlyMap<string, readonly string[]>;

/** Draws without preference within each part. The same seed and posts give the same draw, in whatever order they are handed in. */
export function drawAudit(
  strata: readonly Stratum[],
  candidates: Candidates,
  seed: string,
  size = AUDIT_POSTS,
): AuditedPost[] {
  const shares = allot(
    strata.map(stratum => ({ ...stratum, offered: new Set(candidates.get(stratum.key) ?? []).size })),
    size,
  );
  const drawn = strata.flatMap(stratum => {
    const take = shares.get(stratum.key) ?? 0;
    const ids = [...new Set(candidates.get(stratum.key) ?? [])];
    return byChance(ids, `${seed}/${stratum.key}`)
      .slice(0, take)
      .map(postId => ({ postId, stratum: stratum.key, weight: stratum.posts / take }));
  });
  // Parts are mixed, so that the reader does not know from which one a post comes.
  const places = new Map(
    byChance(
      drawn.map(post => post.postId),
      `${seed}/order`,
    ).map((id, place) => [id, place]),
  );
  return drawn.sort((a, b) => (places.get(a.postId) ?? 0) - (places.get(b.postId) ?? 0));
}

/** Taking the first n of an order by hash is a random sample without replacement, and one that can be drawn again. */
function byChance(ids: readonly string[], seed: string): string[] {
  const keyed = ids.map(id => ({ id, key: hash32(`${seed}/${id}`), tie: hash32(`${id}/${seed}`) }));
  return keyed.sort((a, b) => a.key - b.key || a.tie - b.tie || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

/** Some from each part, the rest by the root of its size times its favour, so that a huge part does not take all. */
function allot(strata: readonly (Stratum & { offered: number })[], size: number): Map<string, number> {
  const shares = new Map<string, number>();
  const open = strata.filter(stratum => stratum.offered > 0 && stratum.posts > 0);
  let left = size;
  for (let round = 0; round < FROM_EACH_AT_LEAST; round++) {
    for (const { key, offered } of open) {
      const has = shares.get(key) ?? 0;
      if (left === 0 || has >= offered) continue;
      shares.set(key, has + 1);
      left -= 1;
    }
  }
  // One at a time to the part that is furthest behind its due (Webster's way of dividing seats).
  for (; left > 0; left -= 1) {
    let best: string | null = null;
    let most = 0;
    for (const { key, posts, offered, favour = 1 } of open) {
      const has = shares.get(key) ?? 0;
      const claim = (favour * Math.sqrt(posts)) / (has + 0.5);
      if (has < offered && claim > most) [best, most] = [key, claim];
    }
    if (best === null) break;
    shares.set(best, (shares.get(best) ?? 0) + 1);
  }
  return shares;
}

/** What a reader may say of a post, by the key pressed. */
export const MARKS = { 1: 'complaint', 2: 'about us', 3: 'not about us', 4: 'cannot tell' } as const;
export type Mark = (typeof MARKS)[keyof typeof MARKS];

export type AuditAnswer = { stratum: string; mark: Mark };

export type AuditEstimate = {
  /** Posts read, those nobody could judge included. */
  read: number;
  cannotTell: number;
  /** Complaints found among posts that no query caught: plain count. */
  missedFound: number;
  /** Complaints in the whole that no query caught. */
  missed: number;
  interval: Interval;
  /** What `missed` would be if every post nobody could judge were a complaint. */
  missedAtWorst: number;
  /** Parts that hold posts but of which nothing was judged; the estimate says nothing about them. */
  unread: string[];
  words: string;
};

/**
 * What no query caught, weighed up from the answers. Answers of several weeks may be put together with the posts of those weeks added up.
 * The interval puts the parts' exact intervals together by MOVER (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008), with
 * Clopper and Pearson's in each part, because nothing found in ten posts is not nothing in ten thousand.
 */
export function estimateMissed(strata: readonly Stratum[], answers: readonly AuditAnswer[]): AuditEstimate {
  const total = { missedFound: 0, missed: 0, below: 0, above: 0, missedAtWorst: 0 };
  const unread: string[] = [];
  for (const stratum of strata) {
    if (stratum.caught || stratum.posts === 0) continue;
    const marks = answers.filter(answer => answer.stratum === stratum.key).map(answer => answer.mark);
    const judged = marks.filter(mark => mark !== 'cannot tell').length;
    const found = marks.filter(mark => mark === 'complaint').length;
    if (judged === 0) {
      unread.push(stratum.key);
      continue;
    }
    const whole = clopperPearson(found, judged);
    const share = found / judged;
    total.missedFound += found;
    total.missed += stratum.posts * share;
    total.below += (stratum.posts * (share - whole.low)) ** 2;
    total.above += (stratum.posts * (whole.high - share)) ** 2;
    total.missedAtWorst += (stratum.posts * (found + marks.length - judged)) / marks.length;
  }
  const { missedFound, missed, below, above, missedAtWorst } = total;
  const interval = {
    // Those found are there, whatever the estimate.
    low: Math.max(missedFound, missed - Math.sqrt(below)),
    high: missed + Math.sqrt(above),
  };
  const read = answers.length;
  const cannotTell = answers.filter(answer => answer.mark === 'cannot tell').length;
  const figures = { read, cannotTell, missedFound, missed, interval, missedAtWorst, unread };
  return { ...figures, words: wordsFor(figures) };
}

function wordsFor({ read, missedFound, missed, interval, cannotTell, unread }: Omit<AuditEstimate, 'words'>): string {
  if (read === cannotTell) return 'Nothing has been judged yet.';
  const number = (value: number) => Math.round(value).toLocaleString('en');
  const most = number(Math.ceil(interval.high));
  const gap = unread.length === 0 ? '' : ' Parts of what was heard have not been read.';
  if (missedFound === 0) return `No missed complaint in ${read} posts read; there may still be up to ${most}.${gap}`;
  return `${missedFound} missed in ${read} posts read: about ${number(missed)} in all (${number(interval.low)}–${most}).${gap}`;
}

/** How much of all complaints the queries caught: caught ÷ (caught + missed), with the interval the audit leaves. */
export function caughtShare(caught: number, audit: AuditEstimate): { share: number | null; interval: Interval } {
  const share = (missed: number) => (caught + missed === 0 ? null : caught / (caught + missed));
  return {
    share: share(audit.missed),
    interval: { low: share(audit.interval.high) ?? 0, high: share(audit.interval.low) ?? 1 },
  };
}
