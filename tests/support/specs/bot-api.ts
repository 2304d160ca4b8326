/** Reads Telegram's Bot API as it is told there: methods with parameters, types with fields, in words like "Array of Integer". */
import { type Document, type Operation, type Schema, SHAPES } from './document.ts';

type Field = { name: string; types: string[]; required: boolean };
type Told = {
  version: string;
  methods: Record<string, { name: string; fields?: Field[]; returns: string[] }>;
  types: Record<string, { fields?: Field[]; subtypes?: string[] }>;
};

export function fromBotApi(text: string): Document {
  const { version, methods, types } = JSON.parse(text) as Told;
  const operations = Object.values(methods).map(({ name, fields = [], returns }): Operation => {
    const body = objectOf(fields);
    const result = anyOf(returns);
    const answer = { type: 'object', required: ['ok', 'result'], properties: { ok: { const: true }, result } };
    const answers = { '200': answer, default: REFUSED };
    return { name, method: 'POST', path: `/bot{token}/${name}`, query: {}, needed: [], body, answers };
  });
  const shapes = Object.entries(types).map(([name, { fields = [], subtypes }]) => [
    name,
    subtypes === undefined || subtypes.length === 0 ? objectOf(fields) : anyOf(subtypes),
  ]);
  return { of: version, operations, shapes: Object.fromEntries(shapes) };
}

const REFUSED: Schema = {
  type: 'object',
  required: ['ok', 'error_code', 'description'],
  properties: {
    ok: { const: false },
    error_code: { type: 'integer' },
    description: { type: 'string' },
    parameters: { $ref: `${SHAPES}ResponseParameters` },
  },
};

/** Nothing but what is named: a name misspelt would be passed over in silence there. */
function objectOf(fields: readonly Field[]): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, types }) => [name, anyOf(types)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function anyOf(types: readonly string[]): Schema {
  const [only] = types;
  return types.length === 1 && only !== undefined ? shapeOf(only) : { anyOf: types.map(shapeOf) };
}

const PLAIN: Record<string, Schema> = {
  Integer: { type: 'integer' },
  Float: { type: 'number' },
  'Float number': { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  True: { const: true },
  InputFile: { type: 'string' },
};

function shapeOf(type: string): Schema {
  const [, inner] = /^Array of (.+)$/.exec(type) ?? [];
  if (inner !== undefined) return { type: 'array', items: shapeOf(inner) };
  return PLAIN[type] ?? { $ref: SHAPES + type };
}
