/** What the miniature's endpoints share: who asks, what it is like there, and X's way of saying no. */
import type { Town } from './town.ts';
import type { Words } from './views.ts';

export type Rule = { id: string; value: string; tag?: string };
export type Hook = { id: string; url: string; valid: boolean; created_at: string };
export type Subscription = {
  subscription_id: string;
  event_type: string;
  filter: { user_id: string };
  webhook_id?: string;
  tag?: string;
};
export type Hooks = {
  all: Hook[];
  subscriptions: Subscription[];
  /** Webhooks with the older subscription for everything. */
  older: Set<string>;
  replays: Record<string, unknown>[];
  /** Asks an address to sign a text; a test may answer for it. */
  asks: (url: string) => Promise<string>;
};
export type Upload = {
  type: string;
  category: string;
  bytes: number;
  total: number;
  looks: number;
  description: string | null;
};
export type Uploads = Map<string, Upload>;
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
  /** Whether uploads have paths of their own, or are told apart by commands. */
  uploads: 'paths' | 'commands';
  /** People may be blocked: sold to those with a contract. */
  blocks: boolean;
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
