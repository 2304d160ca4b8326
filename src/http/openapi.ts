/** The OpenAPI 3.1 document, made from the contract: what is checked is what is described. */
import { z } from 'zod';
import { api } from '../contract/api.ts';
import { API_ROOT, type EndpointName, paths } from '../contract/paths.ts';
import type { Shape } from '../contract/shape.ts';
import * as shapes from '../contract/shapes.ts';
import type { App } from './app.ts';

type Schema = Record<string, unknown>;
export type OpenApi = {
  openapi: string;
  info: Record<string, unknown>;
  servers: { url: string }[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};

export function openApiRoutes(app: App, version: string): void {
  let text: string | undefined;
  app.get('/api/openapi.json', () => {
    text ??= JSON.stringify(openApi(version));
    return new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8' } });
  });
}

export function openApi(version: string): OpenApi {
  const schemas: Record<string, Schema> = {};
  const document: OpenApi = {
    openapi: '3.1.1',
    info: {
      title: 'Heed',
      version,
      description:
        'Everything the desk does. Sign in with a bearer token (Settings → Tokens, or `heed setup`). Errors are problem documents (RFC 9457); lists are paged by the `next` of a page, sent back as `after`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: API_ROOT }],
    paths: {},
    components: {
      schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, `heed_…`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'heed.session_token', description: 'Set by `signIn`.' },
      },
    },
  };
  jsonSchema(shapes.problem, 'output', schemas);
  for (const name of Object.keys(paths) as EndpointName[]) {
    const { method, path } = paths[name];
    document.paths[path] = { ...document.paths[path], [method.toLowerCase()]: operation(name, schemas) };
  }
  return document;
}

function operation(name: EndpointName, schemas: Record<string, Schema>): Schema {
  const { path, permission } = paths[name];
  const shape: Shape = api[name];
  const status = String(shape.status ?? 200);
  return {
    operationId: name,
    summary: shape.summary,
    description: permissionWords(permission),
    'x-permission': permission,
    tags: [tagOf(path)],
    ...(permission === 'anyone' ? { security: [] } : { security: [{ token: [] }, { session: [] }] }),
    parameters: [...pathParameters(path), ...queryParameters(shape.query, schemas), ...tableParameters(shape.tables)],
    ...(shape.body === undefined ? {} : { requestBody: { required: true, content: bodyContent(shape.body, schemas) } }),
    responses: {
      [status]: {
        description: 'Done.',
        content: { ...outputContent(shape.output, schemas), ...tableContent(shape.tables) },
      },
      default: {
        description: 'Declined or failed, and why.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

export function permissionWords(permission: string): string {
  if (permission === 'anyone') return 'Open to anyone.';
  if (permission === 'self') return 'For anybody signed in, about themselves.';
  return `Asks for the permission \`${permission}\` in the brand.`;
}

/** "conversations" of "/brands/{brand}/conversations/{id}/claim". */
export function tagOf(path: string): string {
  const words = path.split('/').filter(part => part !== '' && !part.startsWith('{'));
  return (words[0] === 'brands' ? words[1] : words[0]) ?? 'brands';
}

function pathParameters(path: string): Schema[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    ...(name === 'brand' ? { description: 'The brand’s number or its slug.' } : {}),
  }));
}

function queryParameters(query: z.ZodObject | undefined, schemas: Record<string, Schema>): Schema[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'input', schemas) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** What every endpoint with tables takes besides its own parameters. */
function tableParameters(tables: Shape['tables']): Schema[] {
  if (tables === undefined) return [];
  const words = { format: ['csv', 'json'], table: Object.keys(tables) };
  const says = {
    format: 'As a file: a table as CSV, or JSON. `Accept: text/csv` asks for CSV too.',
    table: 'Which table. CSV has the first unless said, JSON the whole answer.',
  };
  return (['format', 'table'] as const).map(name => {
    return {
      name,
      in: 'query',
      required: false,
      description: says[name],
      schema: { type: 'string', enum: words[name] },
    };
  });
}

function tableContent(tables: Shape['tables']): Schema {
  return tables === undefined ? {} : { 'text/csv': { schema: { type: 'string' } } };
}

function bodyContent(body: z.ZodType | 'file', schemas: Record<string, Schema>): Schema {
  if (body === 'file') return { '*/*': { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: jsonSchema(body, 'input', schemas) } };
}

function outputContent(output: z.ZodType | 'file' | 'stream', schemas: Record<string, Schema>): Schema {
  if (output === 'file') return { '*/*': { schema: { type: 'string', format: 'binary' } } };
  if (output === 'stream') return { 'text/event-stream': { schema: { type: 'string' } } };
  return { 'application/json': { schema: jsonSchema(output, 'output', schemas) } };
}

/** Shapes that have a name in `contract/shapes.ts` stand once, under that name. */
const named = z.registry<{ id: string }>();
for (const [name, shape] of Object.entries(shapes)) {
  if (shape instanceof z.ZodObject) named.add(shape, { id: name[0]?.toUpperCase() + name.slice(1) });
}

/** What zod collects beside a schema is moved into the document's own list. Coerced input is described as what it is coerced to. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, Schema>): Schema {
  const made = z.toJSONSchema(schema, {
    io,
    metadata: named,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: json }) => {
      if (zodSchema._zod.def.type === 'number' && json.type === undefined) json.type = 'number';
    },
  }) as Schema & { $defs?: Record<string, Schema> };
  const { $schema, $defs = {}, ...rest } = made;
  for (const [name, definition] of Object.entries($defs)) schemas[name] ??= rebased(withoutId(definition));
  return rebased(withoutId(rest));
}

function withoutId({ id, ...schema }: Schema): Schema {
  return schema;
}

function rebased(schema: Schema): Schema {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text) as Schema;
}
