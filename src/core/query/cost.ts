/**
 * How many posts a query makes the matcher look at more closely. Of what must occur, the rarest decides: only posts that
 * hold it are read further, so one rare word that must occur makes the dearest query cheap.
 */
import { fill, type Parameters } from './notices.ts';
import { printQuery, printWords } from './print.ts';
import type { Leaf, Query, Span, Word } from './query.ts';

export type Frequencies = {
  postsPerDay: number;
  /** The share of posts, 0 to 1, in which a word, a name, a tag … by itself occurs. Null where it is not known. */
  shareOf(leaf: Leaf): number | null;
};

/** From this share on a post in a thousand, or in a hundred, is looked at for one query's sake. */
export const FAIR_SHARE = 0.001;
export const DEAR_SHARE = 0.01;
/** So few posts a day cost nothing, whatever share of a quiet stream they are. */
export const SPARE_PER_DAY = 10_000;
/** Where nothing is known, a word is taken to be rare, as names are. */
const UNKNOWN_SHARE = 0.000_002;
/** Words that begin with the letters before a star, in uses of the word itself; an estimate. */
const PREFIX_FACTOR = 20;
/** What misspellings add to the uses of a name; an estimate. */
const BRAND_FACTOR = 1.5;

export type Cost = {
  /** Posts a day that are looked at more closely; at most so many are heard. */
  candidatesPerDay: number;
  share: number;
  class: 'cheap' | 'fair' | 'dear';
  /** What a post is picked out by, dearest first. Where OR stands, each side has its own. */
  anchors: Anchor[];
  reasons: CostNotice[];
  /** What would make it cheaper; empty where it is cheap. */
  advice: CostNotice[];
};

/** `at` is where it stands in the query's text. */
export type Anchor = { at: Span; text: string; share: number; perDay: number };
export type CostNotice = { code: CostCode; parameters: Parameters; message: string };

export const COST_WORDS = {
  anchor: 'About {perDay} posts a day hold {text}; each is looked at.',
  nothing_rare: 'Nothing rarer than {text} must occur.',
  wide_side: 'One side of OR, {text}, asks for most of it.',
  wide_prefix: '{text} stands for many words.',
  add_word: 'Add a word that must occur beside {text}: a product, or what goes wrong.',
  longer_prefix: 'Write more letters before the * of {text}.',
  split: 'Take {text} out of the OR, into a query of its own with a word that must occur beside it.',
  sign: 'Ask for #{word} or @{word} where people write it so.',
} as const;

export type CostCode = keyof typeof COST_WORDS;
export const COST_CODES = Object.keys(COST_WORDS) as CostCode[];

/** @param query as the parser gives it */
export function costOf(query: Query, frequencies: Frequencies): Cost {
  const anchors = anchorsOf(query, frequencies).sort((a, b) => b.share - a.share);
  const share = Math.min(1, sum(anchors.map(anchor => anchor.share)));
  const candidatesPerDay = Math.round(share * frequencies.postsPerDay);
  const kind = classOf(share, candidatesPerDay);
  return {
    candidatesPerDay,
    share,
    class: kind,
    anchors: anchors.map(({ leaf, share, text }) => {
      return { at: leaf.at, text, share, perDay: Math.round(share * frequencies.postsPerDay) };
    }),
    reasons: reasonsFor(anchors, share, frequencies),
    advice: kind === 'cheap' ? [] : adviceFor(anchors, share),
  };
}

function classOf(share: number, candidatesPerDay: number): Cost['class'] {
  if (share < FAIR_SHARE || candidatesPerDay < SPARE_PER_DAY) return 'cheap';
  return share < DEAR_SHARE ? 'fair' : 'dear';
}

type Held = { leaf: Leaf; text: string; share: number };

/** Of AND the cheapest part, of OR every side. What is left out picks out nothing. */
function anchorsOf(query: Query, frequencies: Frequencies): Held[] {
  switch (query.kind) {
    case 'and': {
      const parts = query.all.filter(part => part.kind !== 'not').map(part => anchorsOf(part, frequencies));
      return parts.reduce((best, part) => (total(part) < total(best) ? part : best), parts[0] ?? []);
    }
    case 'or':
      return query.any.flatMap(side => anchorsOf(side, frequencies));
    case 'not':
      return [];
    default:
      return heldBy(query, frequencies);
  }
}

function total(held: readonly Held[]): number {
  return sum(held.map(({ share }) => share));
}

function heldBy(leaf: Leaf, frequencies: Frequencies): Held[] {
  const text = printQuery(leaf);
  switch (leaf.kind) {
    case 'word':
      return [{ leaf, text, share: shareOfWords([leaf.word], frequencies) }];
    case 'phrase':
      return [{ leaf, text, share: shareOfWords(leaf.words, frequencies) }];
    case 'near': {
      const [left, right] = [leaf.left, leaf.right].map(side => ({
        text: side.map(printWords).join(' OR '),
        share: Math.min(1, sum(side.map(words => shareOfWords(words, frequencies)))),
      }));
      const rarer = [left, right].filter(side => side !== undefined).sort((a, b) => a.share - b.share)[0];
      return [{ leaf, text, share: 1, ...rarer }];
    }
    case 'brand':
      return [{ leaf, text, share: frequencies.shareOf(leaf) ?? shareOfName(leaf.name, frequencies) }];
    case 'lang':
    case 'network':
    case 'has':
      return [{ leaf, text, share: frequencies.shareOf(leaf) ?? 1 }];
    default:
      return [{ leaf, text, share: frequencies.shareOf(leaf) ?? UNKNOWN_SHARE }];
  }
}

/** Of a phrase the rarest word decides. */
function shareOfWords(words: readonly Word[], { shareOf }: Frequencies): number {
  const shares = words.map(word => {
    const plain = () => shareOf(leafOf({ ...word, prefix: false })) ?? UNKNOWN_SHARE;
    return shareOf(leafOf(word)) ?? (word.prefix ? plain() * PREFIX_FACTOR : UNKNOWN_SHARE);
  });
  return Math.min(1, ...shares);
}

function shareOfName(name: string, frequencies: Frequencies): number {
  const shareOf = (text: string) => shareOfWords([{ text, prefix: false, exact: false }], frequencies);
  const words = name.split(' ');
  const together = words.length === 1 ? 0 : shareOf(words.join(''));
  return Math.min(1, (Math.min(...words.map(shareOf)) + together) * BRAND_FACTOR);
}

function leafOf(word: Word): Leaf {
  return { kind: 'word', at: { start: 0, end: 0 }, word };
}

function reasonsFor(anchors: readonly Held[], share: number, { postsPerDay }: Frequencies): CostNotice[] {
  const [first] = anchors;
  if (first === undefined) return [];
  const { text } = first;
  const reasons = [said('anchor', { text, perDay: rounded(first.share * postsPerDay) })];
  if (share < FAIR_SHARE) return reasons;
  if (isPrefix(first.leaf)) reasons.push(said('wide_prefix', { text }));
  if (anchors.length > 1 && first.share > share / 2) reasons.push(said('wide_side', { text }));
  else if (anchors.length === 1) reasons.push(said('nothing_rare', { text }));
  return reasons;
}

function adviceFor(anchors: readonly Held[], share: number): CostNotice[] {
  const [first] = anchors;
  if (first === undefined) return [];
  const { text, leaf } = first;
  const advice = isPrefix(leaf) ? [said('longer_prefix', { text })] : [];
  if (anchors.length > 1 && first.share > share / 2) advice.push(said('split', { text }));
  else advice.push(said('add_word', { text }));
  if (leaf.kind === 'word' && !leaf.word.prefix && /^[\p{L}\p{N}_]+$/u.test(leaf.word.text)) {
    advice.push(said('sign', { word: leaf.word.text }));
  }
  return advice;
}

function isPrefix(leaf: Leaf): boolean {
  return leaf.kind === 'word' && leaf.word.prefix;
}

function said(code: CostCode, parameters: Parameters): CostNotice {
  return { code, parameters, message: fill(COST_WORDS[code], parameters) };
}

/** Two digits are as much as an estimate can say. */
function rounded(count: number): number {
  return count < 1 ? 1 : Number(count.toPrecision(2));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
