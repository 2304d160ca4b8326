/** Something of a shape, made from the document alone: with only what it must have, or with everything down to a depth. */
import { type Document, type Schema, SHAPES } from './document.ts';

const DEEPEST = 4;

export function sampleOf(document: Document, shape: Schema, whole: boolean, depth = 0): unknown {
  if (typeof shape === 'boolean') return 'Kestrel';
  const { $ref, anyOf, oneOf, allOf, example } = shape as Record<string, unknown>;
  if (typeof $ref === 'string')
    return sampleOf(document, document.shapes[$ref.slice(SHAPES.length)] ?? true, whole, depth);
  if (shape['const'] !== undefined) return shape['const'];
  if (Array.isArray(shape['enum'])) return shape['enum'][0];
  if (example !== undefined && typeof example !== 'object') return example;
  const either = (anyOf ?? oneOf) as Schema[] | undefined;
  if (either?.[0] !== undefined) return sampleOf(document, either[0], whole, depth);
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map(one => sampleOf(document, one, whole, depth)));
  return plain(document, shape, whole, depth);
}

function plain(document: Document, shape: Exclude<Schema, boolean>, whole: boolean, depth: number): unknown {
  const { type, items, format, pattern, minimum } = shape as Record<string, unknown>;
  if (type === 'array') return depth > DEEPEST ? [] : [sampleOf(document, (items ?? true) as Schema, whole, depth + 1)];
  if (type === 'integer' || type === 'number') return typeof minimum === 'number' ? minimum : 1;
  if (type === 'boolean') return true;
  if (type === 'object' || shape['properties'] !== undefined) return objectOf(document, shape, whole, depth);
  if (format === 'date-time') return '2026-03-01T12:00:00.000Z';
  if (format === 'uri') return 'https://kestrel.example/';
  return typeof pattern === 'string' && pattern.includes('0-9') ? '1234567890' : 'Kestrel';
}

function objectOf(document: Document, shape: Exclude<Schema, boolean>, whole: boolean, depth: number) {
  const { properties = {}, required = [] } = shape as { properties?: Record<string, Schema>; required?: string[] };
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || (whole && depth < DEEPEST));
  return Object.fromEntries(wanted.map(([name, inner]) => [name, sampleOf(document, inner, whole, depth + 1)]));
}
