import type { BodyOf, OutputOf, QueryOf } from '../src/contract/api.ts';
import { API_ROOT, type EndpointName, paths } from '../src/contract/paths.ts';
import { setServerTime } from './ui/tick.ts';

type Argument<N extends EndpointName> = {
  /** Fills `{brand}` and `{id}` in the path. */
  brand?: number;
  id?: string;
  query?: QueryOf<N>;
  body?: BodyOf<N>;
  /** A file as the whole body. */
  file?: Blob;
  signal?: AbortSignal;
};

/** What the server said when it declined or broke, in words for the person. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly fields: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: Partial<Pick<ApiRefusal, 'details' | 'fields'>> = {},
  ) {
    super(message);
    this.name = 'ApiRefusal';
    this.status = status;
    this.code = code;
    this.details = more.details ?? {};
    this.fields = more.fields ?? {};
  }
}

/** The code of a refusal that never reached the server. */
export const UNREACHABLE = 'unreachable';

/** Asks one endpoint of the contract. Throws `ApiRefusal`, also when the server cannot be reached. */
export async function ask<N extends EndpointName>(name: N, argument: Argument<N> = {}): Promise<OutputOf<N>> {
  const { method } = paths[name];
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } };
  if (argument.signal) init.signal = argument.signal;
  if (argument.file) {
    init.body = argument.file;
    init.headers = { ...init.headers, 'content-type': argument.file.type || 'application/octet-stream' };
  } else if (argument.body !== undefined || method === 'POST' || method === 'PUT' || method === 'PATCH') {
    init.body = JSON.stringify(argument.body ?? {});
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  const response = await reach(address(name, argument), init);
  const date = response.headers.get('date');
  if (date) noteServerTime(date);
  if (!response.ok) throw await readRefusal(response);
  return (response.status === 204 ? {} : await response.json()) as OutputOf<N>;
}

/** Where an endpoint stands, with its places filled and its query written out. */
export function address<N extends EndpointName>(name: N, { brand, id, query }: Argument<N> = {}): string {
  const path = paths[name].path
    .replace('{brand}', encodeURIComponent(String(brand ?? '')))
    .replace('{id}', encodeURIComponent(id ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const written = search.toString();
  return `${API_ROOT}${path}${written ? `?${written}` : ''}`;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiRefusal(0, UNREACHABLE, '');
  }
}

type Problem = {
  code?: string;
  detail?: string;
  title?: string;
  message?: string;
  reference?: string;
  details?: Record<string, unknown>;
  fields?: { path: string; says: string }[];
};

/** Why the server declined, from its answer. */
export async function readRefusal(response: Response): Promise<ApiRefusal> {
  const problem: Problem = await response.json().catch(() => ({}));
  const said = problem.detail ?? problem.message ?? problem.title ?? `${response.status} ${response.statusText}`.trim();
  const message = problem.reference ? `${said} (${problem.reference})` : said;
  const named = problem.fields ?? problem.details?.['fields'];
  const fields = Object.fromEntries((Array.isArray(named) ? named : []).map(field => [field.path, field.says]));
  return new ApiRefusal(response.status, problem.code ?? `http_${response.status}`, message, {
    details: problem.details ?? {},
    fields,
  });
}

/** The Date header has whole seconds: a clock that is closer than this is left alone. */
const CLOCK_SLACK_MS = 1500;

function noteServerTime(date: string): void {
  const serverMs = Date.parse(date) + 500;
  if (Math.abs(serverMs - Date.now()) > CLOCK_SLACK_MS) setServerTime(serverMs);
  else setServerTime(Date.now());
}
