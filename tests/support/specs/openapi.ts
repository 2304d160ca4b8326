/** Reads OpenAPI 3: X's and WhatsApp's documents. */
import type { Document, Operation, Schema } from './document.ts';

type Json = Record<string, unknown>;
type Told = {
  info: { title: string; version: string };
  paths: Record<string, Json>;
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> };
};
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema; $ref?: string };
type Content = Record<string, { schema?: Schema }>;

const METHODS = ['get', 'post', 'put', 'delete', 'patch'];

export function fromOpenApi(text: string): Document {
  const { info, paths, components } = JSON.parse(text) as Told;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap(method => {
      const told = item[method] as Json | undefined;
      return told === undefined ? [] : [operationOf(method.toUpperCase(), path, told, components.parameters ?? {})];
    }),
  );
  const shapes = Object.fromEntries(
    Object.entries(components.schemas).map(([name, shape]) => [name, plainly(shape, components.schemas)]),
  );
  return { of: `${info.title} ${info.version}`, operations, shapes };
}

/**
 * Two ways of writing that cannot be taken by the letter: parts of one object that each forbid what the others name are put
 * together, and of forms told apart by a name only the named one is tried, so that a complaint is about that one.
 */
function plainly(shape: Schema, shapes: Record<string, Schema>): Schema {
  if (typeof shape === 'boolean') return shape;
  const { allOf, oneOf, discriminator } = shape as {
    allOf?: Schema[];
    oneOf?: Schema[];
    discriminator?: Discriminator;
  };
  if (oneOf !== undefined && discriminator?.mapping !== undefined) {
    const { propertyName, mapping } = discriminator;
    const named = Object.entries(mapping).map(([value, $ref]) => ({
      if: { properties: { [propertyName]: { const: value } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
      then: { $ref },
    }));
    return { required: [propertyName], properties: { [propertyName]: { enum: Object.keys(mapping) } }, allOf: named };
  }
  if (allOf === undefined) return shape;
  const parts = allOf.map(part => partOf(part, shapes));
  if (!parts.every(part => part['type'] === 'object' || part['properties'] !== undefined)) return shape;
  const isClosed = parts.some(part => part['additionalProperties'] === false);
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(part => part['properties'] ?? {})),
    required: parts.flatMap(part => (part['required'] ?? []) as string[]),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}

type Discriminator = { propertyName: string; mapping?: Record<string, string> };

function partOf(part: Schema, shapes: Record<string, Schema>): Record<string, unknown> {
  if (typeof part === 'boolean') return {};
  const name =
    String(part['$ref'] ?? '')
      .split('/')
      .at(-1) ?? '';
  const found = name === '' ? part : plainly(shapes[name] ?? {}, shapes);
  return typeof found === 'boolean' ? {} : found;
}

function operationOf(method: string, path: string, told: Json, shared: Record<string, Parameter>): Operation {
  const parameters = ((told['parameters'] ?? []) as Parameter[]).map(
    one => shared[one.$ref?.split('/').at(-1) ?? ''] ?? one,
  );
  const query = parameters.filter(one => one.in === 'query');
  const body = (told['requestBody'] as { content?: Content } | undefined)?.content;
  const answers = Object.entries((told['responses'] ?? {}) as Record<string, { content?: Content }>);
  return {
    name: String(told['operationId'] ?? `${method} ${path}`),
    method,
    path,
    query: Object.fromEntries(query.map(({ name, schema = true }) => [name, schema])),
    needed: query.filter(({ required }) => required === true).map(({ name }) => name),
    body: body === undefined ? null : shapeIn(body),
    answers: Object.fromEntries(answers.map(([status, { content }]) => [status, content ? shapeIn(content) : true])),
  };
}

/** One body may be told in several forms: it has to be one of them. */
function shapeIn(content: Content): Schema {
  const shapes = Object.values(content).map(({ schema = true }) => schema);
  const [only] = shapes;
  return shapes.length === 1 && only !== undefined ? only : { anyOf: shapes };
}
