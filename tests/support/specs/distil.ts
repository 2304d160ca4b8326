/**
 * Cuts a network's document down to the operations that were used and the shapes that were met: names, kinds and which of them
 * must be there, without a word of its text. As a program: `node tests/support/specs/distil.ts FOLDER [NETWORK…]` writes them anew.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../../src/connectors/kit/fake.ts';
import { type Document, type Operation, operationFor, type Schema, SHAPES } from './document.ts';
import type { Exchange } from './recorder.ts';

const WORDS = new Set(['description', 'example', 'examples', 'title', 'externalDocs', 'deprecated', 'default', 'xml']);

export function distil(
  document: Document,
  exchanges: readonly Exchange[],
  bodies: readonly (readonly [Schema, unknown])[],
): Document {
  const used = new Set<Operation>();
  const met = new Set<string>();
  for (const exchange of exchanges) {
    const operation = operationFor(document, exchange.method, new URL(exchange.path, exchange.origin).pathname);
    if (operation !== null) used.add(operation);
  }
  for (const [shape, value] of bodies) meet(document, shape, value, met);
  const operations = document.operations.filter(one => used.has(one));
  return {
    of: document.of,
    operations: operations.map(one => ({
      ...one,
      query: shapesOf(one.query, met),
      body: one.body === null ? null : cut(one.body, met),
      // Refusals are told by the tests in words of their own.
      answers: shapesOf(one.answers, met, status => status.startsWith('2')),
    })),
    shapes: shapesOf(document.shapes, met, name => met.has(name)),
  };
}

function shapesOf(
  all: Record<string, Schema>,
  met: ReadonlySet<string>,
  isKept: (name: string) => boolean = () => true,
) {
  const kept = Object.entries(all).filter(([name]) => isKept(name));
  return Object.fromEntries(kept.map(([name, shape]) => [name, cut(shape, met)]));
}

/** Follows a value through its shape, and takes note of every named shape on the way. */
function meet(document: Document, shape: Schema, value: unknown, met: Set<string>): void {
  if (typeof shape === 'boolean') return;
  const $ref = shape['$ref'];
  if (typeof $ref === 'string') {
    const name = $ref.slice(SHAPES.length);
    met.add(name);
    meet(document, document.shapes[name] ?? true, value, met);
    return;
  }
  for (const word of ['anyOf', 'oneOf', 'allOf'])
    for (const one of (shape[word] ?? []) as Schema[]) meet(document, one, value, met);
  const {
    then,
    items,
    properties = {},
  } = shape as { then?: Schema; items?: Schema; properties?: Record<string, Schema> };
  if (then !== undefined) meet(document, then, value, met);
  if (Array.isArray(value)) for (const one of value) meet(document, items ?? true, one, met);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) meet(document, properties[name] ?? true, one, met);
}

/** Shapes nobody met may hold anything. */
function cut(value: Schema, met: ReadonlySet<string>): Schema {
  if (typeof value === 'boolean') return value;
  const $ref = value['$ref'];
  if (typeof $ref === 'string') return met.has($ref.slice(SHAPES.length)) ? { $ref } : true;
  const kept = Object.entries(value).filter(([name]) => !WORDS.has(name) && !name.startsWith('x-'));
  return Object.fromEntries(kept.map(([name, inner]) => [name, cutWithin(name, inner, met)]));
}

function cutWithin(name: string, inner: unknown, met: ReadonlySet<string>): unknown {
  if (['anyOf', 'oneOf', 'allOf'].includes(name)) return (inner as Schema[]).map(one => cut(one, met));
  if (['items', 'then', 'if', 'not'].includes(name)) return cut(inner as Schema, met);
  if (name === 'additionalProperties') return cut(inner as Schema, met);
  if (name !== 'properties') return inner;
  const all = Object.entries(inner as Record<string, Schema>);
  return Object.fromEntries(all.map(([one, shape]) => [one, cut(shape, met)]));
}

async function write(folder: string, names: readonly string[]): Promise<void> {
  const { connectorById } = await import('../../../src/connectors/index.ts');
  const { exercise } = await import('./exercise.ts');
  const { SUBJECTS, wholeOf } = await import('./subjects.ts');
  const { metIn } = await import('./validate.ts');
  for (const subject of SUBJECTS) {
    if (names.length > 0 && !names.includes(subject.id)) continue;
    const connector = connectorById.get(subject.id);
    const path = join(import.meta.dirname, `../../../src/connectors/${subject.id}/fake.ts`);
    const { contract } = (await import(path)) as { contract: Contract };
    if (connector === undefined || contract.openFake === undefined) continue;
    const whole = wholeOf(subject, folder);
    const exchanges = (await exercise(connector, contract.openFake)).filter(subject.isAbout ?? (() => true));
    const small = distil(whole, exchanges, await metIn(whole, exchanges));
    writeFileSync(join(import.meta.dirname, `${subject.id}.json`), `${JSON.stringify(small)}\n`);
    process.stdout.write(`${subject.id}: ${small.operations.length} operations of ${whole.operations.length}\n`);
  }
  process.exit(0);
}

const [, program, folder, ...names] = process.argv;
if (program === import.meta.filename && folder !== undefined) await write(folder, names);
