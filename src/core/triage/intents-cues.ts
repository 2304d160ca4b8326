/**
 * What the words of a post say of what its author wants, counted by kind: the plain half of reading intents, the same in every
 * language, and what the head is given beside the words themselves.
 */
import { addPatterns, emptyPatterns, hitsOf, meetings, type Patterns } from './danger-pattern.ts';
import { type Token, tokensOf } from './danger-text.ts';
import { CUES, type Cue } from './intents-kind.ts';
import { INTENT_WORDS } from './intents-words.ts';
import { REQUESTS, type RequestKind, type Span, TRIAGE_READ_LIMIT } from './reading.ts';

export type CueKind = Cue | RequestKind;
const KINDS: readonly CueKind[] = [...CUES, ...REQUESTS];

/** What stands in the post, by kind; only the stretches count that were not taken by a turn of speech. */
export type Cues = {
  spans: ReadonlyMap<CueKind, readonly Span[]>;
  /** Question marks, wherever they stand. */
  marks: readonly Span[];
  /** The text is over with a question mark. */
  endsAsking: boolean;
  exclaims: boolean;
  words: number;
};

/** What a head is told of the cues, in this order. */
export const CUE_EXTRAS: readonly string[] = [
  ...KINDS.flatMap(kind => [kind, `${kind}_more`]),
  'mark',
  'ends_asking',
  'exclaims',
  'short',
  'no_trouble',
];

/** Few words say little. */
const SHORT_WORDS = 5;
/** The most stretches of one kind that are looked at. */
const SPAN_LIMIT = 8;

export function cuesOf(text: string): Cues {
  const read = text.length > TRIAGE_READ_LIMIT ? text.slice(0, TRIAGE_READ_LIMIT) : text;
  const tokens = tokensOf(read);
  const marks = marksOf(read);
  const trimmed = read.trimEnd();
  return {
    spans: spansOf(read, tokens),
    marks,
    endsAsking: marks.some(({ end }) => end === trimmed.length),
    exclaims: read.includes('!') || read.includes('！'),
    words: tokens.length,
  };
}

/** @returns in the order of `CUE_EXTRAS`, each between 0 and 1 */
export function extrasOf({ spans, marks, endsAsking, exclaims, words }: Cues): Float32Array {
  const extras = new Float32Array(CUE_EXTRAS.length);
  let at = 0;
  for (const kind of KINDS) {
    const count = spans.get(kind)?.length ?? 0;
    extras[at] = count > 0 ? 1 : 0;
    extras[at + 1] = Math.min(count - 1, MORE) / MORE;
    if (count === 0) extras[at + 1] = 0;
    at += 2;
  }
  const isCalm = TROUBLES.every(kind => (spans.get(kind)?.length ?? 0) === 0);
  for (const holds of [marks.length > 0, endsAsking, exclaims, words <= SHORT_WORDS, isCalm]) {
    extras[at] = holds ? 1 : 0;
    at += 1;
  }
  return extras;
}

const MORE = 3;
const TROUBLES: readonly CueKind[] = ['trouble', 'failing', 'spoilt'];

const patterns: Patterns<CueKind> = emptyPatterns();
for (const words of INTENT_WORDS) {
  for (const cue of CUES) addPatterns(patterns, cue, words[cue], words.lists);
  for (const kind of REQUESTS) addPatterns(patterns, kind, words.requests[kind], words.lists);
}

/** A word taken by the left counts no more for the right: "no thanks" thanks nobody. */
const TAKEN: readonly (readonly [CueKind, readonly CueKind[]])[] = [
  ['spoilt', ['praise', 'thanks']],
  ['ahead', ['thanks', 'praise']],
];

function spansOf(text: string, tokens: readonly Token[]): Map<CueKind, Span[]> {
  const spans = new Map<CueKind, Span[]>();
  const met = meetings(patterns, tokens);
  if (met === null) return spans;
  const hits = hitsOf(patterns, met);
  const taken = new Map<CueKind, Set<number>>();
  for (const [taker, losers] of TAKEN) {
    const lost = hits.flatMap(hit => (hit.of === taker ? hit.tokens : []));
    for (const loser of losers) taken.set(loser, new Set([...(taken.get(loser) ?? []), ...lost]));
  }
  // One word counts once for each kind, however many rules it meets.
  const counted = new Map<CueKind, Set<number>>();
  for (const { of, tokens: at } of hits) {
    const used = counted.get(of) ?? new Set<number>();
    const isTaken = at.some(one => used.has(one) || taken.get(of)?.has(one));
    if (isTaken || used.size >= SPAN_LIMIT * MOST_TOKENS) continue;
    if (of === 'asking' && !isOpening(text, tokens, at[0] ?? 0)) continue;
    for (const one of at) used.add(one);
    counted.set(of, used);
    const known = spans.get(of);
    const span = { start: tokens[Math.min(...at)]?.start ?? 0, end: tokens[Math.max(...at)]?.end ?? 0 };
    if (known === undefined) spans.set(of, [span]);
    else if (known.length < SPAN_LIMIT) known.push(span);
  }
  return spans;
}

const MOST_TOKENS = 6;
const OPENERS = '.!?;:,\n¿¡؟،。-–—("»';

/** At the head of a sentence, or right after the names that are addressed. */
function isOpening(text: string, tokens: readonly Token[], at: number): boolean {
  if (at === 0) return true;
  const [before, here] = [tokens[at - 1], tokens[at]];
  if (before === undefined || here === undefined) return false;
  for (let place = before.end; place < here.start; place++) if (OPENERS.includes(text.charAt(place))) return true;
  return text.charCodeAt(before.start - 1) === AT_SIGN || GREETINGS.has(before.forms[0] ?? '');
}

const AT_SIGN = 64;
const GREETINGS = new Set(
  'hi hello hey hallo hola moin ola ciao bonjour salut buongiorno so and but ok und aber y pero et mais e ma en maar και αλλα γεια καλησπερα καλημερα مرحبا السلام عليكم'.split(
    ' ',
  ),
);

const QUESTION_MARKS = new Set([...'?？؟⁇՞'].map(char => char.charCodeAt(0)));
const GREEK_LETTER = /[\u0370-\u03ff]/;
const SEMICOLON = 59;
const GREEK_MARK = 0x37e;

function marksOf(text: string): Span[] {
  const marks: Span[] = [];
  let isGreek: boolean | null = null;
  for (let at = 0; at < text.length && marks.length < SPAN_LIMIT; at++) {
    const code = text.charCodeAt(at);
    let asks = code === GREEK_MARK || (code === 63 ? !isInLink(text, at) : code > 127 && QUESTION_MARKS.has(code));
    if (code === SEMICOLON) {
      isGreek ??= GREEK_LETTER.test(text);
      asks = isGreek && /^(?:\s|$)/.test(text.slice(at + 1, at + 2));
    }
    if (asks && marks.at(-1)?.end !== at) marks.push({ start: at, end: at + 1 });
  }
  return marks;
}

/** "watch?v=…" asks nothing. */
function isInLink(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return (
    (next > 96 && next < 123 && text.charCodeAt(at - 1) > 32 && text.slice(Math.max(0, at - 200), at).includes('/')) ===
    true
  );
}
