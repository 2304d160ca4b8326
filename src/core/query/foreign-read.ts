/** Puts the pieces of a foreign query together; each dialect says what a term and a row of clauses mean. */
import { type ForeignPiece, type ForeignSigns, type ForeignTerm, scanForeign } from './foreign-scan.ts';
import { IMPORT_CHARACTERS_LIMIT, type Imported, type ImportLog, makeImportLog } from './import.ts';
import { QUERY_DEPTH_LIMIT } from './limits.ts';
import { printQuery } from './print.ts';
import type { Query, Span } from './query.ts';
import { normal } from './shape.ts';

/** A part of a row. Null where nothing is left of it. */
export type Clause = { occurs: 'plain' | 'must' | 'not'; query: Query | null; at: Span };

export type Dialect = {
  signs: ForeignSigns;
  /** Null when it was dropped, which the log then says. `isLeftOut`: a NOT stands before it. */
  readTerm(term: ForeignTerm, isLeftOut: boolean, log: ImportLog): Query | null;
  /** What words merely side by side are: joined as by AND, or a row of clauses for the dialect to judge. */
  sideBySide: 'and' | 'row';
  row(clauses: readonly Clause[], log: ImportLog): Query | null;
};

type Reader = {
  pieces: readonly ForeignPiece[];
  i: number;
  depth: number;
  /** What follows was given up. */
  isTooDeep: boolean;
  dialect: Dialect;
  log: ImportLog;
};

export function importWith(dialect: Dialect, text: string): Imported {
  const log = makeImportLog(text);
  if (text.length > IMPORT_CHARACTERS_LIMIT) {
    log.drop('too_long', { start: 0, end: text.length }, { limit: IMPORT_CHARACTERS_LIMIT });
    return { text: '', dropped: log.dropped, changed: [] };
  }
  const reader: Reader = { pieces: scanForeign(text, dialect.signs), i: 0, depth: 0, isTooDeep: false, dialect, log };
  const rows: (Query | null)[] = [];
  while (reader.i < reader.pieces.length) {
    rows.push(readRow(reader, null, false));
    const stray = reader.pieces[reader.i];
    if (stray !== undefined) log.drop('unbalanced', stray.at);
    reader.i += 1;
  }
  const query = allOf(rows);
  const inOrder = (lost: Imported['dropped']) => lost.sort((a, b) => a.at - b.at);
  return {
    text: query === null ? '' : printQuery(normal(query)),
    dropped: inOrder(log.dropped),
    changed: inOrder(log.changed),
  };
}

function readRow(reader: Reader, field: string | null, isLeftOut: boolean): Query | null {
  const clauses: Clause[] = [];
  for (;;) {
    const piece = reader.pieces[reader.i];
    if (piece === undefined || piece.kind === 'close') break;
    clauses.push(readOr(reader, field, isLeftOut));
  }
  return reader.dialect.row(clauses, reader.log);
}

function readOr(reader: Reader, field: string | null, isLeftOut: boolean): Clause {
  const sides = joined(reader, 'or', () => readAnd(reader, field, isLeftOut));
  const [only] = sides;
  if (sides.length === 1 && only !== undefined) return only;
  // Lucene and X alike take `a OR NOT b` for a without b: alone, NOT b would find everything else.
  const [leftOut, any] = [
    sides.filter(({ occurs }) => occurs === 'not'),
    sides.filter(({ occurs }) => occurs !== 'not'),
  ];
  return { occurs: 'plain', query: allOf([anyOf(any.map(asked)), ...leftOut.map(asked)]), at: spanOf(sides) };
}

function readAnd(reader: Reader, field: string | null, isLeftOut: boolean): Clause {
  const read = () => joined(reader, 'and', () => readClause(reader, field, isLeftOut));
  const parts = read();
  while (reader.dialect.sideBySide === 'and' && !isEnd(reader.pieces[reader.i])) parts.push(...read());
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return { occurs: 'plain', query: allOf(parts.map(asked)), at: spanOf(parts) };
}

function isEnd(piece: ForeignPiece | undefined): boolean {
  return piece === undefined || piece.kind === 'close' || piece.kind === 'or';
}

/** One operand after the other while the operator stands between them; what joins nothing is left away. */
function joined(reader: Reader, kind: 'and' | 'or', read: () => Clause): Clause[] {
  const parts = [read()];
  for (;;) {
    const piece = reader.pieces[reader.i];
    if (piece?.kind !== kind) return parts;
    const next = reader.pieces[reader.i + 1];
    if (next === undefined || next.kind === 'close') {
      reader.log.drop('operator_alone', piece.at);
      reader.i += 1;
      return parts;
    }
    reader.i += 1;
    parts.push(read());
  }
}

function readClause(reader: Reader, field: string | null, isLeftOut: boolean): Clause {
  const piece = reader.pieces[reader.i];
  const at = piece?.at ?? { start: 0, end: 0 };
  const nothing: Clause = { occurs: 'plain', query: null, at };
  if (piece === undefined || piece.kind === 'close') return nothing;
  reader.i += 1;
  switch (piece.kind) {
    case 'and':
    case 'or':
      reader.log.drop('operator_alone', at);
      return nothing;
    case 'not':
    case 'must': {
      let isNot = piece.kind === 'not';
      for (
        let next = reader.pieces[reader.i];
        next?.kind === 'not' || next?.kind === 'must';
        next = reader.pieces[reader.i]
      ) {
        if (next.kind === 'not') isNot = !isNot;
        reader.i += 1;
      }
      const { query } = readClause(reader, field, isNot ? !isLeftOut : isLeftOut);
      return { occurs: isNot ? 'not' : 'must', query, at };
    }
    case 'open':
      return { occurs: 'plain', query: readGroup(reader, piece, piece.field ?? field, isLeftOut), at };
    case 'term': {
      const term = { ...piece, field: piece.field ?? field };
      return { occurs: 'plain', query: reader.dialect.readTerm(term, isLeftOut, reader.log), at };
    }
  }
}

function readGroup(reader: Reader, open: ForeignPiece, field: string | null, isLeftOut: boolean): Query | null {
  if (reader.depth >= QUERY_DEPTH_LIMIT) {
    reader.i = reader.pieces.length;
    reader.isTooDeep = true;
    return reader.log.drop('too_deep', open.at, { limit: QUERY_DEPTH_LIMIT });
  }
  reader.depth += 1;
  const query = readRow(reader, field, isLeftOut);
  reader.depth -= 1;
  if (reader.pieces[reader.i]?.kind === 'close') reader.i += 1;
  else if (!reader.isTooDeep) reader.log.drop('unbalanced', open.at);
  return query;
}

/** The clause as it stands, left out where it says so. */
export function asked({ occurs, query }: Clause): Query | null {
  return occurs === 'not' && query !== null ? without(query) : query;
}

export function allOf(queries: readonly (Query | null)[]): Query | null {
  const all = unrepeated(queries);
  return all.length === 0 ? null : { kind: 'and', all };
}

export function anyOf(queries: readonly (Query | null)[]): Query | null {
  const any = unrepeated(queries);
  return any.length === 0 ? null : { kind: 'or', any };
}

function unrepeated(queries: readonly (Query | null)[]): Query[] {
  const seen = new Map<string, Query>();
  for (const query of queries) if (query !== null) seen.set(printQuery(query), seen.get(printQuery(query)) ?? query);
  return [...seen.values()];
}

function without(query: Query): Query {
  return { kind: 'not', without: query };
}

function spanOf(clauses: readonly Clause[]): Span {
  return { start: clauses[0]?.at.start ?? 0, end: clauses.at(-1)?.at.end ?? 0 };
}
