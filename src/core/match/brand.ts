/**
 * Names with their usual misspellings and spacings. A name is kept by its letters, by its letters with one left out, and by
 * its sound; the words of a post are looked up in the same ways (symmetric delete), and what is found is checked.
 */
import { PICTURE, PIECE, WORD } from './edge.ts';
import { flagsOf, foldAt, fromOf, kindOf, toOf, writtenText } from './edges.ts';
import { IN_TEXT, readField } from './read.ts';
import { clearReading, hashOf, type Reading } from './reading.ts';
import { countNameLetters, isOneTypoAway, SOUND_MIN_LETTERS, soundOf, TYPO_MIN_LETTERS } from './sound.ts';
import { secondSpelling } from './spell.ts';

export type Name = {
  term: number;
  /** How many words it is written in. */
  words: number;
  /** All its words together; the same with umlauts written out. */
  letters: string[];
  sounds: string[];
};

export type Brands = {
  /** By term. */
  names: Map<number, Name>;
  /** By the number of a key. */
  byKey: Map<number, Name[]>;
  /** One bit for each number that may be a key. */
  sieve: Int32Array;
  sieveShift: number;
  keyCount: number;
  /** Keys that are gone and may have left their bit behind. */
  goneCount: number;
  /** The most words of any name so far. */
  mostWords: number;
};

/** Longer names are heard as a phrase only. */
export const BRAND_WORDS_LIMIT = 6;
export const BRAND_UNITS_LIMIT = 64;
const FIRST_SIEVE_BITS = 12;

export function makeBrands(): Brands {
  return {
    names: new Map(),
    byKey: new Map(),
    sieve: new Int32Array(2 ** (FIRST_SIEVE_BITS - 5)),
    sieveShift: 32 - FIRST_SIEVE_BITS,
    keyCount: 0,
    goneCount: 0,
    mostWords: 0,
  };
}

/** What two spellings of one name share: its folded words, and those with umlauts written out. Null: too long, or with pictures. */
export function brandKey(reading: Reading, name: string): string | null {
  clearReading(reading);
  readField(reading, name.replace(/[./:@#＠＃]+/g, ' '), IN_TEXT);
  const words: string[] = [];
  const spelt: string[] = [];
  for (let edge = 0; edge < reading.count; edge++) {
    if (kindOf(reading, edge) !== WORD || (flagsOf(reading, edge) & PIECE) === 0) continue;
    if ((flagsOf(reading, edge) & PICTURE) !== 0) return null;
    const word = foldAt(reading, edge);
    words.push(word);
    spelt.push(secondSpelling(writtenText(reading, fromOf(reading, edge), toOf(reading, edge))) ?? word);
  }
  const units = Math.max(words.join('').length, spelt.join('').length);
  if (words.length === 0 || words.length > BRAND_WORDS_LIMIT || units > BRAND_UNITS_LIMIT) return null;
  return `${words.join(' ')}|${spelt.join(' ')}`;
}

export function addBrand(brands: Brands, term: number, key: string): void {
  if (brands.names.has(term)) return;
  const spellings = [...new Set(key.split('|'))].map(spelling => spelling.split(' '));
  const letters = spellings.map(words => words.join(''));
  const sounds = spellings.flatMap(words => [words.map(soundOf).join(''), soundOf(words.join(''))]);
  const name: Name = { term, words: spellings[0]?.length ?? 0, letters, sounds: [...new Set(sounds)] };
  brands.names.set(term, name);
  brands.mostWords = Math.max(brands.mostWords, name.words);
  for (const hash of keysOf(name)) {
    const others = brands.byKey.get(hash);
    if (others === undefined) brands.byKey.set(hash, [name]);
    else others.push(name);
    brands.keyCount += 1;
    sift(brands, hash);
  }
  if (brands.keyCount * SIEVE_ROOM > brands.sieve.length * 32) widenSieve(brands);
}

export function dropBrand(brands: Brands, term: number): void {
  const name = brands.names.get(term);
  if (name === undefined) return;
  brands.names.delete(term);
  for (const hash of keysOf(name)) {
    const others = (brands.byKey.get(hash) ?? []).filter(other => other !== name);
    if (others.length === 0) brands.byKey.delete(hash);
    else brands.byKey.set(hash, others);
    brands.keyCount -= 1;
    brands.goneCount += 1;
  }
  if (brands.goneCount > brands.keyCount + GONE_LIMIT) sieveAgain(brands, brands.sieve.length);
}

/** Numbers under which a name is found. */
function keysOf({ letters, sounds }: Name): Set<number> {
  const keys = new Set<number>();
  for (const spelling of letters) {
    keys.add(hashOf(spelling));
    if (countNameLetters(spelling) >= TYPO_MIN_LETTERS) {
      for (let i = 0; i < spelling.length; i++) keys.add(hashOf(spelling.slice(0, i) + spelling.slice(i + 1)));
    }
    if (countNameLetters(spelling) >= SOUND_MIN_LETTERS) for (const sound of sounds) keys.add(hashOf(sound));
  }
  return keys;
}

const SIEVE_ROOM = 16;
const GONE_LIMIT = 1_000;

export function isKey({ sieve, sieveShift, byKey }: Brands, hash: number): boolean {
  const bit = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b) >>> sieveShift;
  return ((sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0 && byKey.has(hash);
}

function sift({ sieve, sieveShift }: Brands, hash: number): void {
  const bit = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b) >>> sieveShift;
  sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

function widenSieve(brands: Brands): void {
  brands.sieveShift -= 2;
  sieveAgain(brands, brands.sieve.length * 4);
}

function sieveAgain(brands: Brands, size: number): void {
  brands.sieve = new Int32Array(size);
  brands.goneCount = 0;
  for (const hash of brands.byKey.keys()) sift(brands, hash);
}

/**
 * Whether words of a post are the name.
 * @param letters the words together, @param sound their sounds together, @param words how many they are
 */
export function isName(name: Name, letters: string, sound: string, words: number): boolean {
  if (words <= name.words + 1 && name.letters.includes(letters)) return true;
  if (words > name.words) return false;
  return name.letters.some(
    own =>
      (countNameLetters(own) >= SOUND_MIN_LETTERS && name.sounds.includes(sound)) ||
      (countNameLetters(own) >= TYPO_MIN_LETTERS && isOneTypoAway(letters, own)),
  );
}
