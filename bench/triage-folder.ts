/** Sets from any folder, in the shape of those Heed is measured on. What is not there, and what cannot be read, is said and left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TrainingFolder } from '../src/dev/training.ts';

export type Folder = {
  path: string;
  names: string[];
  /** Rows of JSON lines, or of one JSON list, of those that `read` can make something of; null: there is no such file. */
  rows: <Row>(file: string, read: (row: Readonly<Record<string, unknown>>) => Row | null) => Row[] | null;
  /** Lines as they stand; none where there is no such file. */
  lines: (file: string) => string[];
  /** The same for what trains: no rows where there is no such file. */
  training: TrainingFolder;
  /** What was left out, each in a sentence. */
  said: () => string[];
  say: (sentence: string) => void;
};

/** Where rows have no fold, nothing of ours was trained on them. */
export type Fold = 'train' | 'val' | 'test';

/** @throws Error where there is no such folder */
export function openFolder(path: string): Folder {
  const names = readdirSync(resolve(path)).sort();
  const sentences = new Set<string>();
  const lines = (file: string) => (names.includes(file) ? linesOf(resolve(path, file)) : []);
  const objects = (file: string) => {
    const { rows, broken } = parsed(lines(file));
    if (broken > 0) sentences.add(`${file}: ${broken} rows are no JSON and are left out.`);
    return rows;
  };
  return {
    path: resolve(path),
    names,
    lines,
    rows: (file, read) => {
      if (!names.includes(file)) {
        sentences.add(`${file} is not in the folder: nothing is measured on it.`);
        return null;
      }
      const all = objects(file);
      const rows = all.map(read).filter(row => row !== null);
      if (rows.length < all.length)
        sentences.add(
          `${file}: ${all.length - rows.length} of ${all.length} rows lack what is needed and are left out.`,
        );
      return rows;
    },
    training: { path: resolve(path), rows: <Row>(file: string) => objects(file) as Row[] },
    said: () => [...sentences],
    say: sentence => sentences.add(sentence),
  };
}

/** What trains and what is measured on; what has no fold is measured on. */
export function byFold<Row extends { fold: Fold }>(rows: readonly Row[]): { train: Row[]; held: Row[] } {
  return { train: rows.filter(({ fold }) => fold === 'train'), held: rows.filter(({ fold }) => fold !== 'train') };
}

export function foldOf(row: Readonly<Record<string, unknown>>): Fold {
  const fold = String(row['fold'] ?? 'test');
  return fold === 'train' || fold === 'val' ? fold : 'test';
}

/** Null where it is no text, or an empty one. */
export function textOf(row: Readonly<Record<string, unknown>>, name = 'text'): string | null {
  const text = row[name];
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}

function linesOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  return text.split('\n').filter(line => line.trim() !== '');
}

type Parsed = { rows: Record<string, unknown>[]; broken: number };

function parsed(lines: readonly string[]): Parsed {
  if (lines[0]?.trimStart().startsWith('[')) return list(lines.join('\n'));
  let broken = 0;
  const rows = lines.flatMap(line => {
    const row = objectOf(line);
    if (row === null) broken += 1;
    return row === null ? [] : [row];
  });
  return { rows, broken };
}

function list(text: string): Parsed {
  try {
    const all: unknown[] = [JSON.parse(text)].flat();
    const rows = all.filter(isObject);
    return { rows, broken: all.length - rows.length };
  } catch {
    return { rows: [], broken: 1 };
  }
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const row: unknown = JSON.parse(line);
    return isObject(row) ? row : null;
  } catch {
    return null;
  }
}

function isObject(row: unknown): row is Record<string, unknown> {
  return typeof row === 'object' && row !== null && !Array.isArray(row);
}

/** Files of a folder whose names hold a word, in either of two endings. */
export function filesCalled({ names }: Folder, word: string, endings: readonly string[]): string[] {
  return names.filter(name => name.toLowerCase().includes(word) && endings.some(ending => name.endsWith(ending)));
}
