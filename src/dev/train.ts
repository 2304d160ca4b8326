import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { encodeHead } from '../core/triage/head-file.ts';
import type { WeightsManifest } from '../load-heads.ts';
import { ROOT } from './run-node.ts';
import { type Fitted, type Training, trainingFolder } from './training.ts';

const DATA = join(ROOT, '../shared/data');
const HELP = `npm run train -- HEAD [--data DIR] [--to DIR]

Fits one head anew from its data, and writes weights/HEAD.bin and its manifest weights/HEAD.json.

  --data DIR   where the data is (the folder shared/data beside the project)
  --to DIR     where to write instead of weights/
`;

/** Every number of the fit is seeded: the same data gives the same bytes. @returns an exit code */
export async function train(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { data: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [name = ''] = positionals;
  if (values.help === true || !headNames().includes(name)) {
    process.stderr.write(`${HELP}\nHeads: ${headNames().join(', ')}\n`);
    return values.help === true ? 0 : 2;
  }
  const { training } = await loadTraining(name);
  const startedAt = performance.now();
  const fitted = await training.fit(trainingFolder(values.data ?? DATA), line => process.stderr.write(`${line}\n`));
  const manifest = write(values.to ?? join(ROOT, 'weights'), name, training, fitted);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stdout.write(`${name}: ${manifest.bytes} bytes from ${fitted.examples} examples in ${seconds} s\n`);
  for (const [score, value] of Object.entries(fitted.scores)) process.stdout.write(`  ${score} ${value}\n`);
  return 0;
}

/** Files of the folder that say how a head is made; the others are parts of these. */
function headNames(): string[] {
  const paths = globSync('training/*.ts', { cwd: ROOT });
  const heads = paths.filter(path => readFileSync(join(ROOT, path), 'utf8').includes('export const training'));
  return heads.map(path => basename(path, '.ts')).sort();
}

async function loadTraining(name: string): Promise<{ training: Training }> {
  return import(pathToFileURL(join(ROOT, 'training', `${name}.ts`)).href);
}

function write(folder: string, name: string, training: Training, fitted: Fitted): WeightsManifest {
  const { weights, examples, scores, notes = [] } = fitted;
  const isHead = !(weights instanceof Uint8Array);
  const bytes = isHead ? encodeHead(weights) : weights;
  const manifest: WeightsManifest = {
    name,
    about: training.about,
    form: isHead ? 'head' : 'table',
    ...(isHead ? { classes: weights.classes, bits: weights.bits } : {}),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    licence: 'MIT, as the project; what it was learnt from is under the licences below',
    sources: training.sources,
    examples,
    command: `npm run train -- ${name}`,
    trainedOn: new Date().toISOString().slice(0, 10),
    scores,
    notes,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.bin`), bytes);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
