/** The API as a page to read, made from the OpenAPI document. */
import type { OpenApi } from '../http/openapi.ts';
import { STATUS } from '../http/problem.ts';

type Schema = Record<string, unknown>;
type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
};
type Endpoint = Operation & { method: string; path: string };

const INTRO = `# The API

<!-- Made by \`npm run generate\` from src/contract. Change the contract, not this page. -->

Everything the desk does, a program can do. The same document for machines: \`/api/openapi.json\`.

* **Where.** Paths stand under \`/api/v1\`. \`{brand}\` is a brand’s number or its slug.
* **Who.** \`Authorization: Bearer heed_…\`. Make a token in the desk (Settings → Tokens) or with \`heed setup\`. A token may do what its
  owner may do, in every brand they belong to, until it is revoked.
* **What may be seen.** A partner sees the inboxes named for them. What lies outside is answered exactly like what does not exist: 404.
* **Shapes.** JSON in UTF-8, bodies up to 256 KB, instants as ISO 8601 in UTC. A field that is left out stays as it is.
* **Pages.** \`next\` of one page goes back as \`after\` for the following one; null is the end. Pages do not shift while new rows arrive.
* **Files.** Where an endpoint takes \`format\`, \`?format=csv\` is its first table as a file, \`&table=\` another one, \`?format=json\` the whole answer; a
  paged table comes whole. Names of columns stay.
* **Live.** \`GET /brands/{brand}/live\` streams the event log as server-sent events: each message is a JSON array of events, its id
  the number of the last. Come back with \`Last-Event-ID\` (or \`?after=\`) to go on without a gap. \`event: reset\` says that the log no
  longer reaches back so far: read anew, then go on. \`event: ping\` every 15 seconds says that the line lives.
* **Never twice.** An answer may carry an \`id\` of your choosing (a UUID); sent again under the same id, it is the same answer.
* **Hooks.** Networks call \`/hooks/{brand}/{channel}\`; each is checked as its network signs.

An example to start from: \`examples/answer-the-longest-waiting.ts\`.

## When it says no

Every refusal is a problem document (RFC 9457, \`application/problem+json\`): \`detail\` says in words what to do, \`code\` is one of these, \`fields\`
names the fields that were wrong, and \`reference\` finds the line in the log when the fault is ours.
`;

export function apiPage(document: OpenApi): string {
  const endpoints = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Endpoint => {
      return { ...(operation as Operation), method: method.toUpperCase(), path };
    }),
  );
  const tags = [...new Set(endpoints.flatMap(endpoint => endpoint.tags))];
  const chapters = tags.map(tag => {
    const own = endpoints.filter(endpoint => endpoint.tags.includes(tag));
    return `## ${tag[0]?.toUpperCase()}${tag.slice(1)}\n\n${own.map(endpointText).join('\n')}`;
  });
  return [INTRO, codesTable(), ...chapters, shapesText(document.components.schemas)].join('\n');
}

function codesTable(): string {
  const byStatus = Object.entries(STATUS).sort((one, other) => one[1] - other[1]);
  const rows = byStatus.map(([code, status]) => `| ${status} | \`${code}\` |`);
  return ['| status | code |', '|---|---|', ...rows, ''].join('\n');
}

function endpointText(endpoint: Endpoint): string {
  const query = endpoint.parameters.filter(parameter => parameter.in === 'query');
  const lines = [`### ${endpoint.method} ${endpoint.path}`, '', `${endpoint.summary} ${endpoint.description}`, ''];
  if (query.length > 0) {
    const words = query.map(({ name, required, schema }) => `\`${name}${required ? '' : '?'}: ${typeText(schema)}\``);
    lines.push(`* query: ${words.join(' · ')}`);
  }
  if (endpoint.requestBody !== undefined) lines.push(`* body: ${contentText(endpoint.requestBody.content)}`);
  for (const [status, { content }] of Object.entries(endpoint.responses)) {
    if (status !== 'default') lines.push(`* ${status}: ${contentText(content)}`);
  }
  return `${lines.join('\n')}\n`;
}

function contentText(content: Record<string, { schema: Schema }>): string {
  return Object.entries(content)
    .map(([type, { schema }]) => {
      if (type === 'application/json') return `\`${typeText(schema)}\``;
      return type === '*/*' ? 'a file' : `\`${type}\``;
    })
    .join(' or ');
}

function shapesText(schemas: Record<string, Schema>): string {
  const names = Object.keys(schemas).sort();
  const texts = names.map(name => `### ${name}\n\n\`\`\`ts\n${typeText(schemas[name] ?? {}, '')}\n\`\`\`\n`);
  return `## Shapes\n\n${texts.join('\n')}`;
}

/** A schema as a TypeScript type. @param indent given: over several lines */
function typeText(schema: Schema, indent?: string): string {
  if (typeof schema['$ref'] === 'string') return schema['$ref'].replace('#/components/schemas/', '');
  const any = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (any !== undefined) return any.map(one => typeText(one, indent)).join(' | ');
  if (Array.isArray(schema['enum'])) return schema['enum'].map(value => JSON.stringify(value)).join(' | ');
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (schema['type'] === 'array') return arrayText(schema, indent);
  if (schema['type'] === 'object') return objectText(schema, indent);
  if (schema['type'] === 'integer') return 'number';
  if (schema['format'] === 'date-time') return 'instant';
  if (Array.isArray(schema['type'])) return schema['type'].join(' | ').replace('integer', 'number');
  return typeof schema['type'] === 'string' ? schema['type'] : 'unknown';
}

function arrayText(schema: Schema, indent?: string): string {
  const item = typeText((schema['items'] ?? {}) as Schema, indent);
  return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: Schema, indent?: string): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  if (properties.length === 0) {
    const values = schema['additionalProperties'];
    return typeof values === 'object' && values !== null ? `{ [key]: ${typeText(values as Schema)} }` : '{}';
  }
  const inner = indent === undefined ? undefined : `${indent}  `;
  const fields = properties.map(
    ([name, value]) => `${name}${required.includes(name) ? '' : '?'}: ${typeText(value, inner)}`,
  );
  if (inner === undefined) return `{ ${fields.join('; ')} }`;
  return `{\n${fields.map(field => `${inner}${field};`).join('\n')}\n${indent}}`;
}
