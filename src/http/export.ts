/** Any answer with tables as a file: `?format=csv|json`, or `Accept: text/csv`. Paged answers are read to their end while they are sent. */
import type { z } from 'zod';
import { api } from '../contract/api.ts';
import type { EndpointName } from '../contract/paths.ts';
import { PAGE_LIMIT, type Shape } from '../contract/shape.ts';
import { columnsOf, rawRowsOf, rowsOf } from '../contract/tables.ts';
import { csvLine } from '../core/csv-write.ts';
import { textStream } from './json-lines.ts';
import { WireProblem } from './problem.ts';

export type Export = {
  format: 'csv' | 'json';
  /** The name of the table; null: the whole answer, which only JSON can hold. */
  table: string | null;
};

/** Null: the plain answer is wanted. @throws WireProblem `not_valid` for a format or table there is not */
export function readExport(name: EndpointName, request: Request): Export | null {
  const { tables }: Shape = api[name];
  if (tables === undefined) return null;
  const query = new URL(request.url).searchParams;
  const asked = query.get('format') ?? (prefersCsv(request.headers.get('accept')) ? 'csv' : null);
  if (asked === null) return null;
  if (asked !== 'csv' && asked !== 'json') throw notValid('format', 'Ask for format=csv or format=json.');
  const names = Object.keys(tables);
  const table = query.get('table') ?? (asked === 'csv' ? (names[0] ?? null) : null);
  if (table !== null && !names.includes(table)) throw notValid('table', `The tables here are ${names.join(', ')}.`);
  return { format: asked, table };
}

/**
 * The file. @param again the same question with other parameters, for the pages that follow
 * @param place the brand as the path has it, for the file's name
 */
export function exportAnswer(
  name: EndpointName,
  wanted: Export,
  first: unknown,
  again: (query: Record<string, unknown>) => Promise<unknown>,
  place: string | undefined,
): Response {
  const { output, tables = {}, query }: Shape = api[name];
  if (typeof output === 'string') throw new TypeError(`${name} has no shape to make a table of`);
  const answer = output.parse(first);
  const headers = fileHeaders(fileName(name, wanted, answer, place), wanted.format);
  if (wanted.table === null) return new Response(JSON.stringify(answer, null, 2), { headers });
  const way = tables[wanted.table] ?? '';
  const isPaged = query !== undefined && 'after' in query.shape;
  const pages = isPaged ? pagesFrom(answer, output, again) : [answer];
  return textStream(
    wanted.format === 'csv' ? csvPieces(pages, way, columnsOf(output, way)) : jsonPieces(pages, way),
    piece => piece,
    headers,
  );
}

type Pages = AsyncIterable<unknown> | Iterable<unknown>;

async function* pagesFrom(
  first: unknown,
  output: z.ZodType,
  again: (query: Record<string, unknown>) => Promise<unknown>,
): AsyncGenerator<unknown> {
  for (let answer = first; ; ) {
    yield answer;
    const next = (answer as { next?: unknown }).next;
    if (typeof next !== 'string') return;
    answer = output.parse(await again({ after: next, limit: PAGE_LIMIT }));
  }
}

async function* csvPieces(pages: Pages, way: string, columns: string[]): AsyncGenerator<string> {
  // With the mark by which spreadsheets know that letters of every script follow.
  yield `\ufeff${csvLine(columns)}`;
  for await (const answer of pages) yield rowsOf(answer, way, columns).map(csvLine).join('');
}

async function* jsonPieces(pages: Pages, way: string): AsyncGenerator<string> {
  let isFirst = true;
  yield '[';
  for await (const answer of pages) {
    for (const row of rawRowsOf(answer, way)) {
      yield `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
      isFirst = false;
    }
  }
  yield '\n]\n';
}

function fileHeaders(name: string, format: Export['format']): Record<string, string> {
  return {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  };
}

/** `kestrel-expectation-by-network-2026-10-25-2026-11-22.csv`. */
function fileName(name: EndpointName, { format, table }: Export, answer: unknown, place = 'heed'): string {
  const what = dashed(name).replace(/^(?:read|list|open|judge|count)-/, '');
  const { since, until } = answer as { since?: unknown; until?: unknown };
  const days = [since, until].flatMap(at => (typeof at === 'string' ? [at.slice(0, 10)] : []));
  const parts = [place, what, ...(table === null || dashed(table) === what ? [] : [dashed(table)]), ...days];
  return `${parts.join('-').replace(/[^\w-]+/g, '-')}.${format}`;
}

function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/** Browsers and most programs take anything; only who names CSV and not JSON before it gets it. */
function prefersCsv(accept: string | null): boolean {
  const kinds = (accept ?? '').split(',').map(kind => kind.split(';')[0]?.trim().toLowerCase());
  const csv = kinds.indexOf('text/csv');
  const json = kinds.indexOf('application/json');
  return csv >= 0 && (json < 0 || csv < json);
}

function notValid(path: string, says: string): WireProblem {
  return new WireProblem('not_valid', says, { fields: [{ path, says }] });
}
