/**
 * The tables of an answer, for whoever wants them as a file. An endpoint names them in its entry (`tables`), each by the way to its rows in the answer:
 * `within`, `by.network`, or through a list (`facets.*.rows`), whose own plain fields then lead each row. Columns follow from the output's schema,
 * so their names stay, and stand there when no row does.
 */
import type { z } from 'zod';

export type Tables = Readonly<Record<string, string>>;
export type Cell = string | number;

type Definition = {
  type: string;
  innerType?: z.ZodType;
  out?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  shape?: Record<string, z.ZodType>;
};

/** Names of the columns of the table that lies at `way`, dotted where fields lie within fields. @throws TypeError where the schema has no such place */
export function columnsOf(output: z.ZodType, way: string): string[] {
  return columnsAt(output, stepsOf(way));
}

/** Its rows in the order of the answer, each with a cell for every column. */
export function rowsOf(answer: unknown, way: string, columns: readonly string[]): Cell[][] {
  return recordsAt(answer, stepsOf(way), {}).map(record => columns.map(column => cellOf(record[column])));
}

/** Rows as they stand in the answer, for JSON. */
export function rawRowsOf(answer: unknown, way: string): unknown[] {
  return rawAt(answer, stepsOf(way));
}

function stepsOf(way: string): string[] {
  return way === '' ? [] : way.split('.');
}

function columnsAt(schema: z.ZodType, steps: readonly string[], name = ''): string[] {
  const plain = unwrapped(schema);
  const [step, ...rest] = steps;
  if (step === undefined) return fieldsOf(plain.element ?? schema, '');
  if (step === '*') {
    const element = plain.element ?? missing(name, step);
    return [...leadFieldsOf(element, name), ...columnsAt(element, rest)];
  }
  return columnsAt(plain.shape?.[step] ?? missing(name, step), rest, step);
}

function missing(name: string, step: string): never {
  throw new TypeError(`the answer has no ${step} ${name === '' ? '' : `in ${name}`}to make a table of`);
}

function unwrapped(schema: z.ZodType): Definition {
  const definition = schema._zod.def as unknown as Definition;
  const inner = definition.innerType ?? (definition.type === 'pipe' ? definition.out : undefined);
  return inner === undefined ? definition : unwrapped(inner);
}

function fieldsOf(schema: z.ZodType, prefix: string): string[] {
  const { type, shape, options } = unwrapped(schema);
  const within = (name: string) => (prefix === '' ? name : `${prefix}.${name}`);
  if (type === 'object') return Object.entries(shape ?? {}).flatMap(([name, one]) => fieldsOf(one, within(name)));
  const kinds = options?.filter(option => unwrapped(option).type === 'object') ?? [];
  if (kinds.length > 0) return [...new Set(kinds.flatMap(option => fieldsOf(option, prefix)))];
  return [prefix === '' ? 'value' : prefix];
}

function leadFieldsOf(element: z.ZodType, name: string): string[] {
  const fields = Object.entries(unwrapped(element).shape ?? {});
  const plain = fields.filter(([, one]) => !['array', 'object', 'record', 'union'].includes(unwrapped(one).type));
  return plain.map(([field]) => `${name}.${field}`);
}

type Row = Record<string, unknown>;

function recordsAt(value: unknown, steps: readonly string[], lead: Row, name = ''): Row[] {
  const [step, ...rest] = steps;
  if (step === undefined) return listed(value).map(one => ({ ...lead, ...flattened(one, '') }));
  if (step !== '*') return recordsAt(fieldOf(value, step), rest, lead, step);
  return listed(value).flatMap(one => {
    const own = Object.entries(one ?? {}).map(([field, cell]) => [`${name}.${field}`, cell]);
    return recordsAt(one, rest, { ...lead, ...Object.fromEntries(own) });
  });
}

function rawAt(value: unknown, steps: readonly string[]): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return listed(value);
  return step === '*' ? listed(value).flatMap(one => rawAt(one, rest)) : rawAt(fieldOf(value, step), rest);
}

/** One thing is a table of one row; nothing is an empty one. */
function listed(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function flattened(value: unknown, prefix: string): Row {
  if (!isRecord(value)) return { [prefix === '' ? 'value' : prefix]: value };
  const row: Row = {};
  for (const [name, one] of Object.entries(value)) {
    const place = prefix === '' ? name : `${prefix}.${name}`;
    // What has no columns of its own is still found under its own name.
    row[place] = one;
    if (isRecord(one)) Object.assign(row, flattened(one, place));
  }
  return row;
}

function isRecord(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Numbers stay numbers; a list of words is one cell; what has no better form is JSON. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value) && value.every(one => typeof one !== 'object')) return value.map(String).join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
