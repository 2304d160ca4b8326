import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './core/cannot-start.ts';
import type { Head } from './core/triage/head.ts';
import { decodeHead } from './core/triage/head-file.ts';

/** What stands beside each file of weights: what it is, what it was made of, and how to make it again. */
export type WeightsManifest = {
  name: string;
  about: string;
  /** `head`: read by `decodeHead`. `table`: of its own form. */
  form: 'head' | 'table';
  classes?: string[];
  bits?: number;
  bytes: number;
  sha256: string;
  licence: string;
  sources: { name: string; file?: string; from?: string; licence: string; attribution: string; note?: string }[];
  examples: number;
  command: string;
  trainedOn: string;
  scores: Record<string, number>;
  notes: string[];
};

/** The weights that came with this Heed, read once at start. */
export type ShippedWeights = {
  manifests: WeightsManifest[];
  /** @throws CannotStart where there is none of that name */
  head: (name: string) => Head;
  table: (name: string) => Uint8Array;
};

const FOLDER = join(import.meta.dirname, '../weights');

/** Reads every file of weights and holds it against its manifest. @throws CannotStart naming the file that is not as it should be */
export function loadHeads(folder = FOLDER): ShippedWeights {
  const manifests = readManifests(folder);
  const files = new Map(manifests.map(manifest => [manifest.name, readWeights(folder, manifest)]));
  const heads = new Map(
    manifests.filter(({ form }) => form === 'head').map(({ name }) => [name, decodeHead(bytesOf(files, folder, name))]),
  );
  return {
    manifests,
    head: name => heads.get(name) ?? missing(folder, name),
    table: name => bytesOf(files, folder, name),
  };
}

function readManifests(folder: string): WeightsManifest[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter(name => name.endsWith('.json'));
  } catch (cause) {
    throw new CannotStart(`The folder ${folder} is missing. It came with Heed: put it back.`, { cause });
  }
  return names.sort().map(name => {
    const manifest = JSON.parse(readFileSync(join(folder, name), 'utf8')) as WeightsManifest;
    if (`${manifest.name}.json` === name) return manifest;
    throw new CannotStart(
      `${join(folder, name)} is the manifest of "${manifest.name}". Put back the one that came with Heed.`,
    );
  });
}

function readWeights(folder: string, manifest: WeightsManifest): Uint8Array {
  const path = join(folder, `${manifest.name}.bin`);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new CannotStart(`${path} is missing. It came with Heed: put it back, or run ${manifest.command}`, { cause });
  }
  const isAsMade = bytes.length === manifest.bytes && sha256(bytes) === manifest.sha256;
  if (isAsMade) return bytes;
  throw new CannotStart(
    `${path} is not what its manifest says. Put back the one that came with Heed, or run ${manifest.command}`,
  );
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, folder: string, name: string): Uint8Array {
  return files.get(name) ?? missing(folder, name);
}

function missing(folder: string, name: string): never {
  throw new CannotStart(`There are no weights "${name}" in ${folder}. They came with Heed: put them back.`);
}
