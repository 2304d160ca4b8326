/** What people say of matches: how much of what a query hears is meant, and which words would keep the rest out. */

import { wordsOf } from '../text.ts';
import { clopperPearson, type Interval, wilson } from './interval.ts';

export type Precision = {
  /** Matches a person judged, and of them those marked as noise. */
  judged: number;
  noise: number;
  /** The share that was meant; null when nothing was judged. */
  precision: number | null;
  interval: Interval;
  standing: 'nothing' | 'few' | 'enough';
  words: string;
};

/** Under this many judged matches the share is told as counts. */
export const PRECISION_NEEDS = 10;

/** It speaks of the judged matches; when people judge only what annoys them, the query is better than it says. */
export function precisionOf(judged: number, noise: number): Precision {
  const interval = wilson(judged - noise, judged);
  const counts = { judged, noise, interval };
  if (judged === 0) return { ...counts, precision: null, standing: 'nothing', words: 'No match has been judged yet.' };
  const precision = 1 - noise / judged;
  const said = `${judged - noise} of ${judged} judged matches were meant`;
  if (judged < PRECISION_NEEDS)
    return { ...counts, precision, standing: 'few', words: `${said}: too few to speak of a share.` };
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const words = `${said}: ${percent(precision)}, likely between ${percent(interval.low)} and ${percent(interval.high)}.`;
  return { ...counts, precision, standing: 'enough', words };
}

export type JudgedMatch = { queryId: string; noise: boolean };

/** By query, the worst first. */
export function precisionBy(matches: Iterable<JudgedMatch>): (Precision & { queryId: string })[] {
  const counts = new Map<string, { judged: number; noise: number }>();
  for (const { queryId, noise } of matches) {
    const count = counts.get(queryId) ?? { judged: 0, noise: 0 };
    count.judged += 1;
    if (noise) count.noise += 1;
    counts.set(queryId, count);
  }
  return [...counts]
    .map(([queryId, { judged, noise }]) => ({ queryId, ...precisionOf(judged, noise) }))
    .sort((a, b) => (a.precision ?? 1) - (b.precision ?? 1) || (a.queryId < b.queryId ? -1 : 1));
}

export type Exclusion = {
  /** As it goes into the query behind NOT; a phrase has spaces. */
  text: string;
  /** Posts marked as noise that hold it, of all marked. */
  inNoise: number;
  ofNoise: number;
  /** Posts that were meant and hold it, of all that were meant: what it would have cost. */
  inGood: number;
  ofGood: number;
  /** Upper end of the share of good posts it may cost, 95%. */
  costAtMost: number;
  /** Standard score of the log-odds ratio; the higher, the less likely by chance. */
  score: number;
  words: string;
};

export type ExclusionOptions = {
  /** Words that must never be suggested: those the query looks for. */
  keep?: readonly string[];
  /** Largest share of good posts an exclusion may cost. */
  costLimit?: number;
  /** How often words occur in posts at large, as counts of posts; without it the judged posts themselves serve. */
  background?: ReadonlyMap<string, number>;
};

/** An exclusion never costs more of the good matches than this, unless asked. */
export const COST_LIMIT = 0.02;
export const SUGGESTIONS_LIMIT = 8;
/** One post is an accident, two are a coincidence. */
const NOISE_POSTS_AT_LEAST = 3;
/** One chance in forty; a person reads the evidence and decides. */
const SCORE_AT_LEAST = 1.96;
/** How much the ordinary use of words weighs against what was judged, in posts. */
const PRIOR_POSTS = 2;
const PHRASE_WORDS_LIMIT = 3;
/** Judged posts looked at on each side: the first ones handed in. */
export const JUDGED_POSTS_LIMIT = 2_000;

/**
 * Words and phrases that separate what was marked as noise from what was meant, best first; each says what it takes away that those
 * before it leave.
 * Source: B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' words", Political Analysis 16 (2008): log-odds ratio with an informative Dirichlet prior, here over posts that hold a word rather than over its occurrences.
 */
export function suggestExclusions(
  noisePosts: readonly string[],
  goodPosts: readonly string[],
  { keep = [], costLimit = COST_LIMIT, background }: ExclusionOptions = {},
): Exclusion[] {
  const noise = noisePosts.slice(0, JUDGED_POSTS_LIMIT).map(termsOf);
  const good = goodPosts.slice(0, JUDGED_POSTS_LIMIT).map(termsOf);
  const inNoise = countPosts(noise);
  const inGood = countPosts(good);
  const kept = new Set(keep.flatMap(word => wordsOf(word).map(({ folded }) => folded)));
  const weigh = makeScore(inNoise, inGood, noise.length, good.length, background);
  const found: Exclusion[] = [];
  for (const [term, count] of inNoise) {
    if (count < NOISE_POSTS_AT_LEAST || !isTelling(term, kept)) continue;
    const cost = inGood.get(term) ?? 0;
    if (cost > costLimit * good.length) continue;
    const score = weigh(term);
    if (score < SCORE_AT_LEAST) continue;
    found.push(tell({ text: term, inNoise: count, ofNoise: noise.length, inGood: cost, ofGood: good.length, score }));
  }
  return chooseFew(found, noise);
}

function tell(found: Omit<Exclusion, 'costAtMost' | 'words'>): Exclusion {
  const { inNoise, ofNoise, inGood, ofGood } = found;
  const words = `${inNoise} of ${ofNoise} noise posts, ${inGood} of ${ofGood} good`;
  return { ...found, costAtMost: clopperPearson(inGood, ofGood).high, words };
}

/** The words of a post and its phrases of two and three, each once. Links, handles and plain numbers say nothing about meaning. */
function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  const words = wordsOf(text.replace(LINK, ' ')).filter(({ sign }) => sign !== '@');
  for (let i = 0; i < words.length; i++) {
    for (let n = 1; n <= PHRASE_WORDS_LIMIT && i + n <= words.length; n++) {
      const phrase = words.slice(i, i + n);
      // A phrase does not run across a full stop or a line.
      if (n > 1 && /[.!?\n]/.test(text.slice(phrase.at(-2)?.end, phrase.at(-1)?.start))) break;
      terms.add(phrase.map(({ folded }) => folded).join(' '));
    }
  }
  return terms;
}

const LINK = /\b(?:https?:\/\/|www\.)\S+/giu;

/** One word of two letters or a number excludes too blindly; a phrase must bring more than words looked for. */
function isTelling(term: string, kept: ReadonlySet<string>): boolean {
  const words = term.split(' ');
  if (words.every(word => kept.has(word))) return false;
  if (words.length > 1) return true;
  return (
    !/^\p{N}+$/u.test(term) &&
    (Array.from(term).length > 2 || /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(term))
  );
}

function countPosts(posts: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const terms of posts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function makeScore(
  inNoise: ReadonlyMap<string, number>,
  inGood: ReadonlyMap<string, number>,
  noise: number,
  good: number,
  background?: ReadonlyMap<string, number>,
): (term: string) => number {
  let all = noise + good;
  if (background !== undefined) all = Math.max(1, ...background.values());
  return term => {
    const usual =
      background === undefined ? (inNoise.get(term) ?? 0) + (inGood.get(term) ?? 0) : (background.get(term) ?? 0);
    const prior = Math.max(0.5, (PRIOR_POSTS * usual) / all);
    const rest = Math.max(0.5, PRIOR_POSTS - prior);
    const a = (inNoise.get(term) ?? 0) + prior;
    const b = (inGood.get(term) ?? 0) + prior;
    const ratio = Math.log(a / (noise - a + prior + rest)) - Math.log(b / (good - b + prior + rest));
    return ratio / Math.sqrt(1 / a + 1 / b);
  };
}

/** Each chosen one takes away the most noise that those before leave; ties go to the surer and the shorter. */
function chooseFew(found: readonly Exclusion[], noise: readonly ReadonlySet<string>[]): Exclusion[] {
  const chosen: Exclusion[] = [];
  let left = [...noise];
  let open = [...found];
  while (chosen.length < SUGGESTIONS_LIMIT) {
    const ranked = open
      .map(exclusion => ({ exclusion, takes: left.filter(terms => terms.has(exclusion.text)).length }))
      .filter(({ takes }) => takes >= NOISE_POSTS_AT_LEAST)
      .sort((a, b) => b.takes - a.takes || b.exclusion.score - a.exclusion.score || byLength(a.exclusion, b.exclusion));
    const best = ranked[0]?.exclusion;
    if (best === undefined) break;
    chosen.push(best);
    left = left.filter(terms => !terms.has(best.text));
    open = open.filter(exclusion => exclusion !== best);
  }
  return chosen;
}

function byLength(a: Exclusion, b: Exclusion): number {
  return a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}
