/** The miniature's API over HTTP: whose token it is, X's documents of what went wrong, and its endpoints. */
import { answerHooks, type Hooks } from './hooks.ts';
import { answerMedia, type Uploads } from './media.ts';
import { answerMessages } from './messages.ts';
import { answerOauth } from './oauth.ts';
import { answerPosts } from './posts.ts';
import { answerRules, type Rule } from './rules.ts';
import type { Town } from './town.ts';
import type { Words } from './views.ts';

export type Telling = { twice: boolean; shuffled: boolean; damagedToo: boolean };
export type Habits = {
  /** Whether it knows `post.fields`, or answers a 400 to it. */
  words: Words;
  /** The most it lists at once, whatever is asked for. */
  perPage: number;
  /** Streams it lets an app open. */
  streams: number;
  /** Private messages may be read. */
  messages: boolean;
  /** The rule of 2026: whom nobody called may not answer. */
  onlySummoned: boolean;
  /** How often a film is asked about before it is ready. */
  mediaLooks: number;
  /** Webhooks an app may have. */
  hooks: number;
  /** X Activity is sold to this app; else only the older way is. */
  activity: boolean;
};
export type Token = { isOver: boolean; scopes: string };
export type Server = {
  town: Town;
  habits: Habits;
  telling: Telling;
  appToken: string;
  keys: { apiKey: string; apiSecret: string; clientId: string; clientSecret: string };
  tokens: Map<string, Token>;
  refreshTokens: Set<string>;
  codes: Map<string, { challenge: string; redirectUrl: string; scopes: string }>;
  rules: Rule[];
  hooks: Hooks;
  uploads: Uploads;
  /** `like 12`, `hide 12`. */
  marks: Set<string>;
  /** Method and path of every request. */
  asked: string[];
  now: () => Date;
  origin: () => string;
};
export type Ask = { request: Request; url: URL; line: string; as: 'app' | 'account'; words: Words };

export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, type: string, title: string, detail: string, more: Record<string, unknown> = {}) {
    super(detail);
    this.status = status;
    this.body = { title, detail, type: `https://api.x.com/2/problems/${type}`, status, ...more };
  }
}

export async function answerApi(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const line = `${request.method} ${url.pathname}`;
  server.asked.push(line);
  try {
    const oauth = await answerOauth(server, request, url);
    if (oauth !== null) return oauth;
    const ask: Ask = { request, url, line, as: whoAsks(server, request), words: wordsOf(server, url) };
    for (const answer of [answerRules, answerPosts, answerMessages, answerMedia, answerHooks]) {
      const response = await answer(server, ask);
      if (response !== null) return counted(server, response);
    }
    throw new Refusal(404, 'resource-not-found', 'Not Found', 'There is no such endpoint.');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return counted(server, Response.json(error.body, { status: error.status }));
  }
}

/** X counts each endpoint apart, and says so in every answer. */
function counted(server: Server, response: Response): Response {
  response.headers.set('x-rate-limit-limit', '900');
  response.headers.set('x-rate-limit-remaining', '899');
  response.headers.set('x-rate-limit-reset', String(Math.ceil(server.now().getTime() / 1000) + 900));
  return response;
}

function whoAsks({ tokens, appToken }: Server, request: Request): Ask['as'] {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
  if (token === appToken) return 'app';
  const known = tokens.get(token);
  if (known === undefined || known.isOver) throw new Refusal(401, 'unauthorized', 'Unauthorized', 'Unauthorized');
  return 'account';
}

/** Its new words where it knows them; who asks in the other ones is refused. */
function wordsOf({ habits }: Server, { searchParams, pathname }: URL): Words {
  const isStream = pathname === '/2/tweets/search/stream';
  const wanted: Words = isStream || habits.words === 'old' ? 'old' : 'new';
  const strange = wanted === 'old' ? 'post.fields' : 'tweet.fields';
  if (searchParams.has(strange))
    throw new Refusal(
      400,
      'invalid-request',
      'Invalid Request',
      `The query parameter [${strange}] is not one of those known here.`,
    );
  if (wanted === 'old' && /\breferenced_posts\b/.test(searchParams.get('expansions') ?? ''))
    throw new Refusal(
      400,
      'invalid-request',
      'Invalid Request',
      'The `expansions` query parameter value [referenced_posts] is not known.',
    );
  return wanted;
}

export function mustBe(ask: Ask, as: Ask['as']): void {
  if (ask.as === as) return;
  const detail = `Authenticating with ${ask.as === 'app' ? 'OAuth 2.0 Application-Only' : 'OAuth 2.0 User Context'} is forbidden for this endpoint.`;
  throw new Refusal(403, 'unsupported-authentication', 'Unsupported Authentication', detail);
}

/** One page of a list, newest first; the token is how many were told before. */
export function paged<T>(server: Server, { url }: Ask, all: readonly T[], most: number) {
  const skip = Number(
    (url.searchParams.get('pagination_token') ?? url.searchParams.get('next_token') ?? 'from000000000000').slice(4),
  );
  const size = Math.min(Number(url.searchParams.get('max_results') ?? 100), most, server.habits.perPage);
  const page = all.slice(skip, skip + size);
  const next = skip + size < all.length ? `from${String(skip + size).padStart(12, '0')}` : null;
  return { page, meta: { result_count: page.length, ...(next === null ? {} : { next_token: next }) } };
}

/** As the tests want it told. */
export function asTold(telling: Telling, views: readonly unknown[]): unknown[] {
  const all = telling.twice ? views.flatMap(view => [view, view]) : [...views];
  if (telling.shuffled) all.reverse();
  return telling.damagedToo ? [{ text: 7 }, ...all] : all;
}

export async function jsonOf(request: Request): Promise<Record<string, unknown>> {
  const value: unknown = await request.json().catch(() => null);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
