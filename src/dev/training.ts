import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Head } from '../core/triage/head.ts';

/** What a file `training/<head>.ts` exports as `training`: what the head is made of, and how. */
export type Training = {
  /** One line for the manifest. */
  about: string;
  sources: TrainingSource[];
  fit: (data: TrainingFolder, say: (line: string) => void) => Promise<Fitted> | Fitted;
};

/** Where examples come from, and that they may be used for weights that are given to others. */
export type TrainingSource = {
  name: string;
  file?: string;
  from?: string;
  licence: string;
  attribution: string;
  note?: string;
};

/** A head, or the bytes of a table of another form. `scores`: what was measured, by name. */
export type Fitted = { weights: Head | Uint8Array; examples: number; scores: Record<string, number>; notes?: string[] };

/** The folder with the data, outside the project. */
export type TrainingFolder = {
  path: string;
  /** Lines of JSON. @throws Error that names the file that is missing */
  rows: <Row>(file: string) => Row[];
};

/** @param path of the folder, from where the command was called */
export function trainingFolder(path: string): TrainingFolder {
  return { path, rows: file => readRows(join(path, file)) };
}

/** A file of JSON lines. */
export function readRows<Row>(path: string): Row[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} is not there. Say where the data is: npm run train -- HEAD --data DIR`, { cause });
  }
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Row);
}
