/** Puts tokens together: groups, then NEAR, NOT, AND, OR, from the tightest to the loosest. */
import { QUERY_DEPTH_LIMIT } from './limits.ts';
import { nearBetween } from './near.ts';
import type { MistakeCode, Notes } from './notices.ts';
import { printQuery } from './print.ts';
import type { Query, Span } from './query.ts';
import type { Token } from './tokens.ts';

/** `i` is the token to be read next. Every reader below answers null once a mistake was noted. */
type Reader = { readonly tokens: readonly Token[]; i: number; depth: number; readonly notes: Notes };

/** @param tokens at least one */
export function readTokens(tokens: readonly Token[], notes: Notes): Query | null {
  const reader: Reader = { tokens, i: 0, depth: 0, notes };
  const query = readOr(reader);
  const surplus = tokens[reader.i];
  if (query !== null && surplus !== undefined) return notes.mistake('group_closed', surplus.at);
  return query;
}

function readOr(reader: Reader): Query | null {
  const from = reader.i;
  const any: Query[] = [];
  let isMixed = false;
  for (;;) {
    const all = readAll(reader);
    if (all === null) return null;
    isMixed ||= all.length > 1;
    any.push(all.length === 1 && all[0] !== undefined ? all[0] : { kind: 'and', all });
    const token = reader.tokens[reader.i];
    if (token?.kind !== 'or') break;
    reader.i += 1;
    if (!isOperandNext(reader)) return missing(reader, 'operand_missing', token);
  }
  const [only] = any;
  if (any.length === 1 && only !== undefined) return only;
  const query: Query = { kind: 'or', any };
  if (isMixed) reader.notes.hint('mixed_operators', spanSince(reader, from), { meant: printQuery(query) });
  return query;
}

/** What stands side by side, with or without AND in between. */
function readAll(reader: Reader): Query[] | null {
  const all: Query[] = [];
  for (;;) {
    const token = reader.tokens[reader.i];
    if (token === undefined || token.kind === 'close' || token.kind === 'or') break;
    if (token.kind === 'and') {
      reader.i += 1;
      if (all.length === 0 || !isOperandNext(reader)) return missing(reader, 'operand_missing', token);
    }
    const part = readNot(reader);
    if (part === null) return null;
    all.push(part);
  }
  const token = reader.tokens[reader.i];
  if (all.length > 0 || token === undefined) return all.length > 0 ? all : null;
  if (token.kind === 'close') return reader.notes.mistake('group_closed', token.at);
  return missing(reader, 'operand_missing', token);
}

function readNot(reader: Reader): Query | null {
  const token = reader.tokens[reader.i];
  if (token?.kind !== 'not') return readNear(reader);
  reader.i += 1;
  if (!isOperandNext(reader)) return missing(reader, 'operand_after_missing', token);
  if (!goDeeper(reader, token)) return null;
  const without = readNot(reader);
  reader.depth -= 1;
  return without === null ? null : { kind: 'not', without };
}

function readNear(reader: Reader): Query | null {
  const from = reader.i;
  const left = readOne(reader);
  const near = reader.tokens[reader.i];
  if (left === null || near?.kind !== 'near') return left;
  reader.i += 1;
  if (!isOperandNext(reader)) return missing(reader, 'operand_missing', near);
  const right = readOne(reader);
  if (right === null) return null;
  const next = reader.tokens[reader.i];
  if (next?.kind === 'near') return reader.notes.mistake('near_chain', next.at);
  return nearBetween(left, right, near.distance, spanSince(reader, from), reader.notes);
}

function readOne(reader: Reader): Query | null {
  const token = reader.tokens[reader.i];
  if (token === undefined) return null;
  if (token.kind === 'not') return reader.notes.mistake('near_operand', token.at, { text: token.word });
  if (token.kind !== 'leaf' && token.kind !== 'open') return missing(reader, 'operand_missing', token);
  reader.i += 1;
  return token.kind === 'leaf' ? token.leaf : readGroup(reader, token);
}

function readGroup(reader: Reader, open: Token): Query | null {
  const next = reader.tokens[reader.i];
  if (next === undefined) return reader.notes.mistake('group_open', open.at);
  if (next.kind === 'close') return reader.notes.mistake('empty_group', { start: open.at.start, end: next.at.end });
  if (!goDeeper(reader, open)) return null;
  const query = readOr(reader);
  reader.depth -= 1;
  if (query === null) return null;
  if (reader.tokens[reader.i]?.kind !== 'close') return reader.notes.mistake('group_open', open.at);
  reader.i += 1;
  return query;
}

function goDeeper(reader: Reader, token: Token): boolean {
  reader.depth += 1;
  if (reader.depth <= QUERY_DEPTH_LIMIT) return true;
  reader.notes.mistake('too_deep', token.at, { limit: QUERY_DEPTH_LIMIT });
  return false;
}

function isOperandNext(reader: Reader): boolean {
  const kind = reader.tokens[reader.i]?.kind;
  return kind === 'leaf' || kind === 'open' || kind === 'not';
}

function missing(reader: Reader, code: MistakeCode, { at, ...token }: Token): null {
  return reader.notes.mistake(code, at, { operator: token.kind === 'leaf' ? '' : token.word });
}

function spanSince(reader: Reader, from: number): Span {
  const start = reader.tokens[from]?.at.start ?? 0;
  return { start, end: reader.tokens[reader.i - 1]?.at.end ?? start };
}
