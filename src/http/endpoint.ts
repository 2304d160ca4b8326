/** One adapter from the contract to HTTP: input checked by its schema, output by its schema, nothing in between untyped. */
import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import { type Api, api } from '../contract/api.ts';
import type { EndpointName, paths } from '../contract/paths.ts';
import { mayRepeat, type Shape } from '../contract/shape.ts';
import type { Self, Who } from '../services/permit.ts';
import type { SignedIn } from '../services/sign-in.ts';
import { cleanText, readBytes, readJson } from './body.ts';
import type { Caller } from './caller.ts';
import { WireProblem } from './problem.ts';

/** An optional field is there or it is not; `undefined` is neither. */
type Exact<T> = T extends object ? { [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> : T[K] } : T;
type Path<N extends EndpointName> = (typeof paths)[N]['path'];
type Permission<N extends EndpointName> = (typeof paths)[N]['permission'];
export type Upload = { bytes: Uint8Array; type: string };

/** What a handler gets. What an endpoint cannot have is not there to be used by mistake. */
export type Call<N extends EndpointName> = {
  caller: Caller;
  headers: Headers;
  signal: AbortSignal;
  /** Cookies to set with the answer. */
  setCookies: string[];
  /** Node's own answer, for streams that outlive the call. */
  outgoing: ServerResponse | undefined;
  query: Api[N] extends { query: infer Q extends z.ZodType } ? Exact<z.output<Q>> : undefined;
  body: Api[N] extends { body: infer B } ? (B extends z.ZodType ? Exact<z.output<B>> : Upload) : undefined;
  id: Path<N> extends `${string}{id}${string}` ? string : undefined;
  self: Permission<N> extends 'anyone' ? undefined : Self;
  key: Permission<N> extends 'anyone' ? undefined : SignedIn['key'];
  who: Path<N> extends `${string}{brand}${string}` ? Who : undefined;
};

export type Answer<N extends EndpointName> = Api[N] extends { output: infer O extends z.ZodType }
  ? z.output<O>
  : Response;
export type Handler<N extends EndpointName> = (call: Call<N>) => Promise<Answer<N>> | Answer<N>;
export type Handlers = { [N in EndpointName]: Handler<N> };
/** What one file of routes answers for. */
export type Routes<N extends EndpointName> = Pick<Handlers, N>;

/** The largest file a person can upload for an answer. */
export const FILE_BODY_BYTES = 20 * 1024 * 1024;

/** @throws WireProblem `not_valid` naming every field that is */
export async function readInput(name: EndpointName, request: Request): Promise<{ query: unknown; body: unknown }> {
  const shape: Shape = api[name];
  const query = shape.query && checked(shape.query, queryOf(request, shape.query));
  if (shape.body === undefined) return { query, body: undefined };
  if (shape.body === 'file') {
    const type = request.headers.get('content-type') ?? 'application/octet-stream';
    return { query, body: { bytes: await readBytes(request, FILE_BODY_BYTES), type } };
  }
  return { query, body: checked(shape.body, await readJson(request)) };
}

/** The last of a repeated parameter counts, but where several may be meant. */
function queryOf(request: Request, schema: z.ZodObject): Record<string, string> {
  const { searchParams } = new URL(request.url);
  const read = (key: string) =>
    mayRepeat(schema.shape[key]) ? searchParams.getAll(key).join(',') : (searchParams.getAll(key).at(-1) ?? '');
  return Object.fromEntries([...searchParams.keys()].map(key => [key, cleanText(read(key))]));
}

function checked(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(issue => ({ path: issue.path.join('.'), says: issue.message }));
  const words = fields.map(({ path, says }) => (path === '' ? says : `${path}: ${says}`)).join('; ');
  throw new WireProblem('not_valid', `Please check what was sent. ${words}`, { fields });
}

/** What leaves is cut to the contract: a field it does not name is not told to anybody. */
export function writeAnswer(name: EndpointName, answer: unknown): Response {
  const shape: Shape = api[name];
  // Files and streams are answers already, of whichever class of Response was global when they were made.
  if (typeof shape.output === 'string') return answer as Response;
  return Response.json(shape.output.parse(answer), {
    status: shape.status ?? 200,
    headers: { 'cache-control': 'no-store' },
  });
}
