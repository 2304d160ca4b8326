/**
 * What leaves the house for an outside model: the words of a post, without whoever and whatever can be known by them. Rather too much is
 * taken out than too little: every `@`, every link and every long number goes, also where nothing proves that it is personal.
 * Names of people who neither wrote the post nor stand behind an `@` cannot be known, and stay.
 */

import type { OrderPattern } from '../../privacy/order.ts';
import { findPersonal, type PersonalKind } from '../../privacy/personal.ts';
import { TRIAGE_READ_LIMIT } from '../reading.ts';

const PLACES: Record<PersonalKind, string> = {
  email: '[e-mail]',
  phone: '[phone]',
  card: '[card]',
  iban: '[account]',
  national_id: '[id]',
  order: '[order]',
  address: '[address]',
};

/** What begins before the end of what is read may reach this much further, in UTF-16 units. */
const OVERHANG = 1_000;
const ROUNDS = 4;
/** Shorter parts of a name are too often words of the language. */
const NAME_LEAST = 3;

/** Digits of any script with nothing but signs between them: six are a number of somebody or something. */
const LONG_NUMBER = /\p{Nd}(?:[^\p{L}\p{Nd}\n]{0,3}\p{Nd}){5,}/gu;
const LINK = /(?:\p{L}[\p{L}\d+.-]{1,20}:\/\/|www\.)[^\s<>"]+/giu;
/** Without its protocol: kestrel.example/orders/17. */
const BARE_LINK = /(?<![\p{L}\p{N}])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,24}\/[^\s<>"]*/giu;
const AT_SIGN = /[^\s]*[@＠﹫][^\s]*/gu;

type Place = { start: number; end: number; label: string };

/**
 * @param names of the writer as the network shows them, and their handle
 * @param orders how this company's order numbers look
 */
export function maskPost(text: string, names: readonly string[], orders: readonly OrderPattern[] = []): string {
  const read = text.slice(0, TRIAGE_READ_LIMIT + OVERHANG);
  const places: Place[] = [
    ...personalIn(read, orders),
    ...found(read, LINK, '[link]'),
    ...found(read, BARE_LINK, '[link]'),
    ...found(read, AT_SIGN, '[person]'),
    ...found(read, LONG_NUMBER, '[number]'),
    ...namesIn(read, names),
  ];
  const end = Math.min(read.length, TRIAGE_READ_LIMIT);
  let [masked, at] = ['', 0];
  for (const place of together(places)) {
    if (place.start >= end) break;
    masked += read.slice(at, place.start) + place.label;
    at = place.end;
  }
  return (masked + read.slice(at, Math.max(at, end))).toWellFormed();
}

/** Looked for again in what is left: of two bank accounts in a row the first can hide the second. */
function personalIn(text: string, orders: readonly OrderPattern[]): Place[] {
  const all: Place[] = [];
  for (let left = text, round = 0; round < ROUNDS; round++) {
    const more = findPersonal(left, orders).map(({ kind, start, end }) => ({ start, end, label: PLACES[kind] }));
    if (more.length === 0) break;
    all.push(...more);
    // As long as it was, so that places stay.
    for (const { start, end } of more) left = `${left.slice(0, start)}${'\n'.repeat(end - start)}${left.slice(end)}`;
  }
  return all;
}

function found(text: string, pattern: RegExp, label: string): Place[] {
  return [...text.matchAll(pattern)].map(({ index, 0: words }) => ({ start: index, end: index + words.length, label }));
}

/** Each part of a name by itself too: people sign with one of them. */
function namesIn(text: string, names: readonly string[]): Place[] {
  const parts = names.flatMap(name => [name, ...name.split(/[^\p{L}\p{M}\p{N}]+/u)]);
  const sought = new Set(parts.map(part => part.trim()).filter(part => part.length >= NAME_LEAST));
  return [...sought].flatMap(name => {
    const escaped = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    return found(text, new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu'), '[person]');
  });
}

/** What overlaps is one place, called after what was looked for first of that which begins it. */
function together(places: readonly Place[]): Place[] {
  const joined: Place[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && place.start < last.end) last.end = Math.max(last.end, place.end);
    else joined.push({ ...place });
  }
  return joined;
}
