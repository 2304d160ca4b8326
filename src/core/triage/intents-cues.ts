/**
 * What the words of a post say of what its author wants, counted by kind: the plain half of reading intents, the same in every
 * language, and what the head is given beside the words themselves.
 */
import { addPatterns, emptyPatterns, type Hit, hitsOf, meetings, type Patterns } from './danger-pattern.ts';
import { type Token, tokensOf } from './danger-text.ts';
import { CUES, type Cue } from './intents-kind.ts';
import { tongueOf } from './intents-tongue.ts';
import { INTENT_WORDS } from './intents-words.ts';
import { MOOD_COUNTS, moodCounts } from './lexicon.ts';
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
  /** As `lexicon.ts` counts: a complaint is mostly cross. */
  mood: Float32Array;
};

/** What a head is told of the cues, in this order. */
export const CUE_EXTRAS: readonly string[] = [
  ...KINDS.flatMap(kind => [kind, `${kind}_more`]),
  'mark',
  'ends_asking',
  'exclaims',
  'short',
  'no_trouble',
  ...MOOD_COUNTS.map(count => `mood_${count}`),
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
    mood: moodCounts(read),
  };
}

/** @returns in the order of `CUE_EXTRAS`, each between −1 and 1 */
export function extrasOf({ spans, marks, endsAsking, exclaims, words, mood }: Cues): Float32Array {
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
  extras.set(mood, at);
  return extras;
}

const MORE = 3;
const TROUBLES: readonly CueKind[] = ['trouble', 'failing', 'spoilt'];

/** `tongue`: the place of its language in `INTENT_WORDS`. */
type Ruled = { kind: CueKind; tongue: number };

const patterns: Patterns<Ruled> = emptyPatterns();
for (const [tongue, words] of INTENT_WORDS.entries()) {
  for (const kind of CUES) addPatterns(patterns, { kind, tongue }, words[kind], words.lists);
  for (const kind of REQUESTS) addPatterns(patterns, { kind, tongue }, words.requests[kind], words.lists);
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
  const tongue = tongueOf(tokens);
  const hits = hitsOf(patterns, met).filter(hit => isMeant(hit, text, tokens, tongue));
  const taken = new Map<CueKind, Set<number>>();
  for (const [taker, losers] of TAKEN) {
    const lost = hits.flatMap(hit => (hit.of.kind === taker ? hit.tokens : []));
    if (lost.length > 0) for (const loser of losers) taken.set(loser, new Set([...(taken.get(loser) ?? []), ...lost]));
  }
  // One word counts once for each kind, however many rules it meets.
  const counted = new Map<CueKind, Set<number>>();
  for (const { of, tokens: at } of hits) {
    const { kind } = of;
    const used = counted.get(kind) ?? new Set<number>();
    const isTaken = at.some(one => used.has(one) || taken.get(kind)?.has(one));
    const known = spans.get(kind);
    if (isTaken || (known !== undefined && known.length >= SPAN_LIMIT)) continue;
    if (kind === 'asking' && !isAsking(text, tokens, at[0] ?? 0)) continue;
    for (const one of at) used.add(one);
    counted.set(kind, used);
    const span = spanOf(tokens, at);
    if (known === undefined) spans.set(kind, [span]);
    else known.push(span);
  }
  return spans;
}

/** A short word of another language is most likely a word of this one; no turn of speech goes over the end of a sentence. */
function isMeant({ of, tokens: at }: Hit<Ruled>, text: string, tokens: readonly Token[], tongue: number): boolean {
  if (at.length === 1)
    return tongue < 0 || of.tongue === tongue || (tokens[at[0] ?? 0]?.forms[0] ?? '').length >= LONG_WORD;
  const { start, end } = spanOf(tokens, at);
  return !SENTENCE_END.test(text.slice(start, end));
}

const LONG_WORD = 7;
const SENTENCE_END = /[.!?;؟。]\s|\n/;

function spanOf(tokens: readonly Token[], at: readonly number[]): Span {
  let [first, last] = [at[0] ?? 0, at[0] ?? 0];
  for (const one of at) {
    if (one < first) first = one;
    if (one > last) last = one;
  }
  return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 };
}

function isAsking(text: string, tokens: readonly Token[], at: number): boolean {
  return isOpening(text, tokens, at) && !EXCLAIMING.has(`${tokens[at]?.forms[0]} ${tokens[at + 1]?.forms[0]}`);
}

/** "What a mess" wants no answer. */
const EXCLAIMING = new Set([
  'what a',
  'what an',
  'how dare',
  'was fur',
  'wat een',
  'how nice',
  'how lovely',
  'che schifo',
  'que verguenza',
  'quelle honte',
]);
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
