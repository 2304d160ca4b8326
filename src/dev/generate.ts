import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectors } from '../connectors/index.ts';
import { openApi } from '../http/openapi.ts';
import { describeDatabase } from '../store/describe.ts';
import { migrate } from '../store/migrate.ts';
import { rowTypes } from '../store/row-types.ts';
import { schemaDump } from '../store/schema-dump.ts';
import { VERSION } from '../version.ts';
import { apiPage } from './api-page.ts';
import { definedFigures, definitionsPage } from './definitions-page.ts';
import { networksPage } from './networks-page.ts';
import { ROOT } from './run-node.ts';
import { withThrowAwayDatabase } from './throw-away-database.ts';

export interface Generated {
  /** From the root of the project. */
  path: string;
  text: string;
}

/**
 * Every file that is made from another one. A new generator adds a line here; `npm run generate` writes what it
 * returns, and `npm run check` and the tests hold that the files are current.
 */
const GENERATORS: (() => Promise<Generated[]>)[] = [databaseFiles, apiFiles, networkFiles, definitionFiles];

export async function generateAll(): Promise<Generated[]> {
  const made: Generated[] = [];
  for (const generator of GENERATORS) made.push(...(await generator()));
  return made;
}

/** Writes the files that changed. @returns their paths */
export async function writeGenerated(root = ROOT): Promise<string[]> {
  const stale = findStale(await generateAll(), root);
  for (const { path, text } of stale) writeFileSync(join(root, path), text);
  return stale.map(({ path }) => path);
}

/** Those of the files that are not on disk as they would be made now. */
export function findStale(made: Generated[], root = ROOT): Generated[] {
  return made.filter(({ path, text }) => readText(join(root, path)) !== text);
}

async function apiFiles(): Promise<Generated[]> {
  const document = openApi(VERSION);
  return [
    { path: 'docs/openapi.json', text: `${JSON.stringify(document, null, 2)}\n` },
    { path: 'docs/api.md', text: apiPage(document) },
  ];
}

async function networkFiles(): Promise<Generated[]> {
  return [{ path: 'docs/networks.md', text: networksPage(connectors) }];
}

async function definitionFiles(): Promise<Generated[]> {
  const path = 'docs/definitions.md';
  return [{ path, text: definitionsPage(readText(join(ROOT, path)) ?? '', await definedFigures(ROOT)) }];
}

async function databaseFiles(): Promise<Generated[]> {
  return withThrowAwayDatabase(async pool => {
    await migrate(pool);
    const description = await describeDatabase(pool);
    return [
      { path: 'src/store/schema.ts', text: rowTypes(description) },
      { path: 'src/store/schema.sql', text: schemaDump(description) },
    ];
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
