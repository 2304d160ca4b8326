/**
 * Rewrites a query of the first form, in which OR joined two neighbours only and no sign but `@`, `#`, `-` and quotation
 * marks meant anything. AND, NOT and parentheses were read past there; whoever wrote them meant what they mean now.
 */
import { isAudible, trimmed } from './letters.ts';
import { makeNotes } from './notices.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import type { Leaf, Query } from './query.ts';
import { normal } from './shape.ts';
import { readWords } from './words.ts';

/** The text as it stands where it means the same today; a text that could never be read is left as it is. */
export function modernise(text: string): string {
  const before = readFirstForm(text);
  if (before === null) return text;
  const now = parseQuery(text);
  const rewritten = printQuery(before);
  return now.kind === 'query' && printQuery(now.query) === rewritten ? text : rewritten;
}

const PIECE = /(-?)(?:["“”]([^"“”]*)(["“”]?)|([^\s"“”()]+))/gu;

function readFirstForm(text: string): Query | null {
  const groups: Query[][] = [];
  const leftOut: Leaf[] = [];
  let joins = false;
  let excludes = false;
  for (const [whole, minus, quoted, closing, plain] of text.matchAll(PIECE)) {
    if (whole === 'OR') joins = true;
    else if (whole === 'NOT') excludes = true;
    else if (whole !== 'AND') {
      if (quoted !== undefined && closing === '') return null;
      const leaf = readTerm(quoted ?? plain ?? '', quoted !== undefined);
      if (leaf === null) continue;
      if (minus === '-' || excludes) leftOut.push(leaf);
      else if (joins && groups.length > 0) groups.at(-1)?.push(leaf);
      else groups.push([leaf]);
      joins = false;
      excludes = false;
    }
  }
  if (groups.length === 0) return null;
  const asked = groups.map<Query>(any => ({ kind: 'or', any }));
  return normal({ kind: 'and', all: [...asked, ...leftOut.map<Query>(without => ({ kind: 'not', without }))] });
}

const NOWHERE = { start: 0, end: 0 };

/** Null where there was no word. Punctuation between letters made a phrase of them, and does so still. */
function readTerm(text: string, quoted: boolean): Leaf | null {
  const sign = quoted ? null : /^[@#]/.exec(text)?.[0];
  const name = trimmed(text);
  if (sign === '@' && isReadable(`@${name}`)) return { kind: 'handle', at: NOWHERE, handle: name };
  if (sign === '#' && isReadable(`#${name}`)) return { kind: 'tag', at: NOWHERE, tag: name };
  const words = readWords(text.replaceAll('*', ' '), false, NOWHERE, makeNotes(text))?.filter(word =>
    isAudible(word.text),
  );
  const [first] = words ?? [];
  if (words === undefined || first === undefined) return null;
  return words.length === 1 ? { kind: 'word', at: NOWHERE, word: first } : { kind: 'phrase', at: NOWHERE, words };
}

function isReadable(text: string): boolean {
  return parseQuery(text).kind === 'query';
}
