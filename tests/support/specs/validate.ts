/** Holds what was said to a network, and what it answered, against its own document. */
import { Ajv, type ValidateFunction } from 'ajv';
import { type Document, type Operation, operationFor, type Schema, SHAPES } from './document.ts';
import type { Exchange } from './recorder.ts';

/** `beside`: the document does not speak of it. */
export type Verdict = { complaints: string[]; beside: string[]; requests: number; answers: number };
type Values = Record<string, unknown>;

/** @param answersToo the answers are a fake's own, and meant to be right */
export async function validate(
  document: Document,
  exchanges: readonly Exchange[],
  answersToo: boolean,
): Promise<Verdict> {
  const check = makeCheck(document);
  const complaints = new Set<string>();
  const beside = new Set<string>();
  const counts = { requests: 0, answers: 0 };
  for (const exchange of exchanges) {
    const url = new URL(exchange.path, exchange.origin);
    const operation = operationFor(document, exchange.method, url.pathname);
    if (operation === null) {
      beside.add(`${exchange.method} ${url.pathname.replace(/\d{6,}|[A-Za-z0-9_-]{30,}/g, '…')}`);
      continue;
    }
    counts.requests += 1;
    for (const one of [...inQuery(check, operation, url), ...(await inBody(check, operation, exchange))])
      complaints.add(`${operation.name}, asked: ${one}`);
    const shape = answersToo ? answerShape(operation, exchange) : undefined;
    const answer = shape === undefined ? undefined : jsonIn(exchange.answer);
    if (shape === undefined || answer === undefined) continue;
    counts.answers += 1;
    for (const one of check(shape, answer)) complaints.add(`${operation.name}, answered ${exchange.status}: ${one}`);
  }
  return { complaints: [...complaints], beside: [...beside].sort(), ...counts };
}

/** Which values were met under which shapes: what `distil.ts` keeps. */
export async function metIn(document: Document, exchanges: readonly Exchange[]): Promise<[Schema, unknown][]> {
  const met: [Schema, unknown][] = [];
  for (const exchange of exchanges) {
    const operation = operationFor(document, exchange.method, new URL(exchange.path, exchange.origin).pathname);
    if (operation === null) continue;
    if (operation.body !== null && exchange.body.length > 0) met.push([operation.body, await bodyOf(exchange)]);
    for (const shape of Object.values(operation.query)) met.push([shape, undefined]);
    const shape = answerShape(operation, exchange);
    if (shape !== undefined) met.push([shape, jsonIn(exchange.answer)]);
  }
  return met;
}

/** Only what went well: refusals are told by tests in words of their own. */
function answerShape({ answers }: Operation, { status }: Exchange): Schema | undefined {
  if (status === null || status < 200 || status > 299) return undefined;
  return answers[String(status)] ?? answers['200'] ?? answers['201'];
}

type Check = (shape: Schema, value: unknown) => string[];

/** Each complaint names the place and the rule, never the value. */
export function makeCheck({ shapes }: Document): Check {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    validateSchema: false,
    coerceTypes: false,
    logger: false,
  });
  ajv.addSchema({ $id: 'document', components: { schemas: shapes } });
  const compiled = new Map<Schema, ValidateFunction>();
  return (shape, value) => {
    let go = compiled.get(shape);
    if (go === undefined) {
      go = ajv.compile(JSON.parse(JSON.stringify(shape).replaceAll(`"${SHAPES}`, `"document${SHAPES}`)) as Schema);
      compiled.set(shape, go);
    }
    if (go(value)) return [];
    // That one of several forms was the named one is no complaint of its own.
    const errors = (go.errors ?? []).filter(({ keyword }) => keyword !== 'if');
    return errors.map(({ instancePath, message, params }) => {
      const which = Object.values(params).find(one => typeof one === 'string') ?? '';
      return `${instancePath.replace(/\/\d+/g, '/…') || '/'} ${message ?? ''} ${which}`.trim();
    });
  };
}

function inQuery(check: Check, { query, needed }: Operation, url: URL): string[] {
  const complaints = needed.filter(name => !url.searchParams.has(name)).map(name => `?${name} is missing`);
  for (const name of new Set(url.searchParams.keys())) {
    const shape = query[name];
    // A token may stand in the address of any request at Meta.
    if (shape === undefined && !EVERYWHERE.has(name)) complaints.push(`?${name} is not in the document`);
    if (shape === undefined) continue;
    const values = url.searchParams.getAll(name).map(value => asked(shape, value));
    const value = values.length === 1 ? values[0] : values;
    complaints.push(...check(shape, value).map(one => `?${name} ${one}`));
  }
  return complaints;
}

const EVERYWHERE = new Set(['access_token', 'appsecret_proof']);

/** Addresses hold words only; what the document calls a number or a list is taken for one. */
function asked(shape: Schema, value: string): unknown {
  if (typeof shape === 'boolean') return value;
  const { type, items } = shape as { type?: string; items?: Schema };
  if (type === 'array') return value.split(',').map(one => asked(items ?? true, one));
  if (type === 'integer' || type === 'number') return Number(value);
  return type === 'boolean' ? value === 'true' : value;
}

async function inBody(check: Check, { body }: Operation, exchange: Exchange): Promise<string[]> {
  if (exchange.body.length === 0) return [];
  if (body === null) return ['a body, where none is taken'];
  const value = await bodyOf(exchange);
  return value === undefined ? ['a body that is no JSON and no form'] : check(body, value);
}

async function bodyOf({ type, body }: Exchange): Promise<unknown> {
  if (type.startsWith('application/json')) return jsonIn(body.toString('utf8'));
  if (type.startsWith('application/x-www-form-urlencoded'))
    return valuesIn(new URLSearchParams(body.toString('utf8')).entries());
  if (!type.startsWith('multipart/form-data')) return undefined;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return valuesIn([...form.entries()].map(([name, value]) => [name, typeof value === 'string' ? value : 'a file']));
}

/** In forms numbers and lists stand as words; what looks like one is one. */
function valuesIn(entries: Iterable<[string, string]>): Values {
  return Object.fromEntries(
    [...entries].map(([name, value]) => [
      name,
      /^(-?\d{1,15}|true|false|[[{].*)$/s.test(value) ? (jsonIn(value) ?? value) : value,
    ]),
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
