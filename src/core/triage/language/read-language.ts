/**
 * The language of a post: by its script where one language alone writes it, else by the pieces of its words, with what the network
 * says of it as a hint. Greek and Hindi in Latin letters are languages of their own here: `el-Latn`, `hi-Latn`.
 */
import type { Read, Reason, Span } from '../reading.ts';
import { SCRIPT_NAMES, SCRIPTS } from './letters.ts';
import { cutPieces, newPieces, type Pieces } from './pieces.ts';
import { type Chances, chancesOf, wordPushes } from './score.ts';
import type { LanguageTable } from './table.ts';

/** Less sure than this, a language is unknown. */
export const LANGUAGE_SURE_FROM = 0.25;
/** Under this many letters and spaces a post is short, and its reading says so. */
export const SHORT_UNDER = 21;
/** How sure a script alone makes us, where one language writes it. */
const SCRIPT_SURE = 0.99;
/** Han without Kana: nearly always Chinese. */
const HAN_SURE = 0.95;
/** How sure the network's tag makes us where the words say nothing. */
const TAG_SURE = 0.6;
const WORDS_SHOWN = 5;
/** A word speaks for another language when it pushes this much against the one found. */
const OTHER_PUSH = -1;

/** A letter of these says more than one of an alphabet, and names and brands among them are written in Latin letters. */
const LETTER_WORTH: Record<string, number> = { Latn: 1, Hani: 3, Kana: 3, Hang: 3 };
const OTHER_WORTH = 1.5;
const WORTH = SCRIPT_NAMES.map(name => LETTER_WORTH[name] ?? OTHER_WORTH);
const KANA = SCRIPT_NAMES.indexOf('Kana');
const HANI = SCRIPT_NAMES.indexOf('Hani');
/** Chinese text has next to no Kana; a Japanese one has more than this share of its Han. */
const KANA_SHARE = 0.1;

/** Said in every language. */
const EVERYWHERE = new Set(
  'ok okay okey lol omg wow wtf hm hmm mm mmm xd xx xxx aw aww ah oh uh ha eh yay wow'.split(' '),
);

const room = newPieces();

/** Old and loose names networks use. */
const TAGS: Record<string, string> = { in: 'id', iw: 'he', ji: 'yi', nb: 'no', nn: 'no', fil: 'tl', cmn: 'zh' };

/** Reads the language of `text`. `networkTag`: what the network says it is (BCP 47), or null. */
export function readLanguage(text: string, networkTag: string | null, table: LanguageTable): Read<string | null> {
  cutPieces(text, room);
  if (room.letters === 0) {
    const fact = room.links > 0 ? 'only_links' : 'only_signs';
    return { value: null, sure: 1, reasons: [{ kind: 'fact', fact, weight: 1 }] };
  }
  const tag = languageOfTag(networkTag);
  if (isEverywhere(text, room)) return unknown(tag, room, 0);
  const script = mainScript(room);
  const only = SCRIPTS[SCRIPT_NAMES[script] ?? 'Latn'];
  if (only !== null) {
    const sure = script === HANI ? HAN_SURE : SCRIPT_SURE;
    const spans = spansOf(room, word => isOfScript(room.wordScripts[word] ?? 0, script)).slice(0, WORDS_SHOWN);
    return { value: only, sure, reasons: [{ kind: 'fact', fact: 'script', weight: 1, spans }] };
  }
  const networkAt = tag === null ? -1 : placeOf(table, tag, script);
  const scored = chancesOf(table, room, script, networkAt);
  if (scored === null) return unknown(tag, room, 0);
  return fromChances(scored, tag, networkAt, table);
}

function fromChances(
  scored: Chances,
  tag: string | null,
  networkAt: number,
  table: LanguageTable,
): Read<string | null> {
  const [best, next] = bestTwo(scored.chances);
  const sure = scored.chances[best] ?? 0;
  const bestAt = scored.languages[best] ?? 0;
  if (sure < LANGUAGE_SURE_FROM) return unknown(tag, room, sure);
  const value = table.names[bestAt] ?? null;
  const reasons = wordReasons(wordPushes(table, room, bestAt, scored.languages[next] ?? bestAt));
  if (networkAt >= 0) {
    reasons.push({
      kind: 'fact',
      fact: 'network_language',
      weight: networkAt === bestAt ? 0.5 : -0.5,
      name: tag ?? '',
    });
  }
  if (lengthOf(room) < SHORT_UNDER) reasons.push(tooShort(room, -0.5));
  return { value, sure, reasons };
}

/** The words that spoke most for the language, and those that spoke for another. */
function wordReasons(pushes: Float32Array): Reason[] {
  const order = [...pushes.keys()].sort((a, b) => (pushes[b] ?? 0) - (pushes[a] ?? 0));
  const forIt = order.filter(word => (pushes[word] ?? 0) > 0).slice(0, WORDS_SHOWN);
  const against = order.filter(word => (pushes[word] ?? 0) < OTHER_PUSH).slice(-WORDS_SHOWN);
  const reasons: Reason[] = [];
  if (forIt.length > 0) reasons.push({ kind: 'words', spans: spansAt(room, forIt), weight: 1 });
  if (against.length > 0) reasons.push({ kind: 'words', spans: spansAt(room, against), weight: -0.5 });
  return reasons;
}

/** Letters and the spaces between words; links and names aside. */
function lengthOf(pieces: Pieces): number {
  return pieces.letters + Math.max(0, pieces.wordCount - 1);
}

function tooShort(pieces: Pieces, weight: number): Reason {
  return { kind: 'fact', fact: 'too_short', weight, count: lengthOf(pieces) };
}

/** Unknown, unless the network says something; then that, with little trust. */
function unknown(tag: string | null, pieces: Pieces, sure: number): Read<string | null> {
  const reasons: Reason[] = [];
  if (pieces.letters < SHORT_UNDER)
    reasons.push({ kind: 'fact', fact: 'too_short', weight: -1, count: pieces.letters });
  if (tag === null) return { value: null, sure: 1 - sure, reasons };
  reasons.unshift({ kind: 'fact', fact: 'network_language', weight: 1, name: tag });
  return { value: tag, sure: TAG_SURE, reasons };
}

function languageOfTag(tag: string | null): string | null {
  const first = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
  if (!/^[a-z]{2,3}$/.test(first) || ['und', 'zxx', 'mul', 'mis'].includes(first) || /^q[a-t]/.test(first)) return null;
  return TAGS[first] ?? first;
}

/** The language's place, if it is written in that script; Greek in Latin letters is what a Greek tag means there. */
function placeOf(table: LanguageTable, tag: string, script: number): number {
  const named = table.names.indexOf(tag);
  if (named >= 0 && table.byScript[script]?.includes(named)) return named;
  const latin = table.names.indexOf(`${tag}-Latn`);
  return latin >= 0 && table.byScript[script]?.includes(latin) ? latin : -1;
}

function mainScript(pieces: Pieces): number {
  const kana = pieces.scripts[KANA] ?? 0;
  const han = pieces.scripts[HANI] ?? 0;
  const isJapanese = kana > han * KANA_SHARE;
  let best = 0;
  let most = 0;
  for (let script = 0; script < pieces.scripts.length; script++) {
    let letters = pieces.scripts[script] ?? 0;
    if (script === KANA) letters = isJapanese ? kana + han : 0;
    if (script === HANI) letters = isJapanese ? 0 : kana + han;
    const worth = letters * (WORTH[script] ?? 1);
    if (worth > most) {
      most = worth;
      best = script;
    }
  }
  return best;
}

function isOfScript(wordScript: number, script: number): boolean {
  return wordScript === script || (script === KANA && wordScript === HANI);
}

function isEverywhere(text: string, pieces: Pieces): boolean {
  if (pieces.wordCount > 3) return false;
  for (let word = 0; word < pieces.wordCount; word++) {
    const said = text.slice(pieces.spans[word * 2], pieces.spans[word * 2 + 1]).toLowerCase();
    if (!EVERYWHERE.has(said)) return false;
  }
  return true;
}

function bestTwo(chances: Float32Array): [number, number] {
  let best = 0;
  let next = -1;
  for (let i = 1; i < chances.length; i++) {
    if ((chances[i] ?? 0) > (chances[best] ?? 0)) {
      next = best;
      best = i;
    } else if (next < 0 || (chances[i] ?? 0) > (chances[next] ?? 0)) next = i;
  }
  return [best, Math.max(next, 0)];
}

function spansOf(pieces: Pieces, wanted: (word: number) => boolean): Span[] {
  return spansAt(pieces, Array.from({ length: pieces.wordCount }, (_, word) => word).filter(wanted));
}

function spansAt(pieces: Pieces, words: number[]): Span[] {
  return words.map(word => ({ start: pieces.spans[word * 2] ?? 0, end: pieces.spans[word * 2 + 1] ?? 0 }));
}
