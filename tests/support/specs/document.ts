/** What a network says of its API, in one form whichever way it is written there: operations, and the shapes they speak of. */

/** JSON Schema, as far as it concerns us: looked at with `ajv`, cut down by `distil.ts`. */
export type Schema = boolean | { [key: string]: unknown };
export type Operation = {
  /** As the network calls it. */
  name: string;
  method: string;
  /** `/2/tweets/{id}` */
  path: string;
  query: Record<string, Schema>;
  needed: string[];
  /** Null: it takes none. */
  body: Schema | null;
  /** By status; `2xx` where the document names none. Null: it does not say. */
  answers: Record<string, Schema>;
};
export type Document = {
  /** Where it comes from, and which version. */
  of: string;
  operations: Operation[];
  shapes: Record<string, Schema>;
};

export const SHAPES = '#/components/schemas/';

/**
 * The operation of a path, the one with the most words in it where several fit. Meta's paths may begin with a version, whether
 * the document writes it or not.
 */
export function operationFor(document: Document, method: string, asked: string): Operation | null {
  return namedBy(document, method, asked) ?? namedBy(document, method, asked.replace(/^\/v\d+\.\d+(?=\/)/, ''));
}

function namedBy({ operations }: Document, method: string, path: string): Operation | null {
  const fits = operations.filter(one => one.method === method && patternOf(one.path).test(path));
  const fixed = ({ path: one }: Operation) => one.replace(/\{[^}]*\}/g, '').length;
  return fits.toSorted((a, b) => fixed(b) - fixed(a))[0] ?? null;
}

function patternOf(path: string): RegExp {
  const pieces = path.split(/\{[^}]*\}/).map(piece => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('[^/]+')}/?$`);
}
