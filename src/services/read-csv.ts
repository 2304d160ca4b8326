/** A file of customers as rows: whatever program wrote it, with the line each row stands on. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';

export const CSV_LIMIT_BYTES = 10 * 1024 * 1024;
export const CSV_ROWS_LIMIT = 50_000;
export const CSV_COLUMNS_LIMIT = 100;
const CELL_LIMIT = 10_000;
const CHUNK = 64 * 1024;

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';
export type Separator = ',' | ';' | '\t';
export type CsvText = { text: string; encoding: Encoding; separator: Separator };
export type CsvRow = { line: number; cells: string[] };

/** Says how it was read: what is no UTF-8 is taken for the Windows-1252 of older spreadsheets. */
export function decodeCsv(bytes: Uint8Array): CsvText {
  const { text, encoding } = decoded(bytes);
  return { text, encoding, separator: separatorOf(text) };
}

function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding: Encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** The one that stands most often in the first line, outside of quotes. */
function separatorOf(text: string): Separator {
  const first = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart())?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const count = (mark: string) => first.split(mark).length - 1;
  const [best = ','] = ([',', ';', '\t'] as const).toSorted((one, other) => count(other) - count(one));
  return best;
}

/** Rows in order, the header first; blank lines are passed over. @throws Refusal naming the line that cannot be read */
export async function* rowsOfCsv({ text, separator }: Pick<CsvText, 'text' | 'separator'>): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: separator,
    info: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
    skipRecordsWithEmptyValues: true,
    maxRecordSize: CSV_COLUMNS_LIMIT * CELL_LIMIT,
  });
  const source = Readable.from(chunksOf(text));
  source.pipe(parser);
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (rows++ > CSV_ROWS_LIMIT) {
        throw new Refusal(
          'too_large',
          `A file may have up to ${CSV_ROWS_LIMIT.toLocaleString('en')} rows. Split it in two.`,
        );
      }
      const height = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
      const cells = record.slice(0, CSV_COLUMNS_LIMIT).map(cell => cleanText(cell, CELL_LIMIT));
      yield { line: info.lines - height, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    const where = line === null ? 'The file' : `Line ${line}`;
    throw new Refusal(
      'not_valid',
      `${where} cannot be read: perhaps a quote is not closed. Save the file again as CSV.`,
    );
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function* chunksOf(text: string): Generator<string> {
  const body = text.replace(/^\ufeff/, '');
  for (let at = 0; at < body.length; at += CHUNK) yield body.slice(at, at + CHUNK);
}
