/** Lists, newest first, page by page: by the `Link` header where the server sends one, else by the last id it showed. */
import type { GuardedResponse } from '../connector.ts';
import { expect, readValue } from '../kit/json.ts';
import { ask, type Call, dataOf, failureOf, isFine, type Query } from './api.ts';
import type { MastodonCheck } from './credentials.ts';
import { idSchema, listSchema } from './schema.ts';

/** Asked for; servers that allow fewer send fewer. */
export const PAGE = 40;
/** Longest place in a list that is kept, in characters. */
const PLACE_LIMIT = 2_000;

export type List = { path: string; query?: Query; bucket?: string };
/** `next`: where the older ones are, as a query; null at the end. */
export type Listed = { entries: unknown[]; next: string | null; answer: GuardedResponse };

/** @param place what `next` said before; null for the newest */
export async function pageOf(context: MastodonCheck, list: List, place: string | null): Promise<Listed> {
  const answer = await askPage(context, list, place);
  if (!isFine(answer)) throw failureOf(answer, false, context.now());
  const entries = expect(answer.json(), listSchema, false);
  return { entries, next: nextOf(answer, entries), answer };
}

/** Null where the server has no such list, or keeps it from us; throws for everything else. */
export async function pageIfOpen(context: MastodonCheck, list: List, place: string | null): Promise<Listed | null> {
  const answer = await askPage(context, list, place);
  if (!isFine(answer)) {
    const failure = failureOf(answer, false, context.now());
    if (failure.next === 'gone' || failure.next === 'refuse') return null;
    throw failure;
  }
  const read = readValue(dataOf(answer), listSchema);
  return read.ok ? { entries: read.value, next: nextOf(answer, read.value), answer } : null;
}

async function askPage(context: MastodonCheck, list: List, place: string | null): Promise<GuardedResponse> {
  const query: Record<string, string | readonly string[]> = { limit: String(PAGE), ...list.query };
  for (const [name, value] of new URLSearchParams(place ?? '')) if (isPlace(name)) query[name] = value;
  const what: Call = { path: list.path, query, ...(list.bucket === undefined ? {} : { bucket: list.bucket }) };
  const answer = await ask(context, what, true);
  const hasChoice = 'types[]' in query;
  if (!hasChoice || (answer.status !== 400 && answer.status !== 422)) return answer;
  // A kind of notification it has not heard of: everything is asked for, and sorted here.
  const { 'types[]': _, ...all } = query;
  return ask(context, { ...what, query: all }, true);
}

/** What else a link holds is what we asked for, or a machine's own address that nobody can reach. */
function isPlace(name: string): boolean {
  return ['max_id', 'min_id', 'since_id', 'offset', 'page', 'cursor'].includes(name);
}

function nextOf({ headers }: GuardedResponse, entries: readonly unknown[]): string | null {
  const link = headers.get('link');
  if (link === null) {
    const last = idIn(entries.at(-1));
    return last === null ? null : `max_id=${encodeURIComponent(last)}`;
  }
  const href = /<([^<>]*)>\s*;[^,<]*\brel="?next\b/i.exec(link)?.[1];
  const query = href === undefined ? undefined : URL.parse(href, 'https://server.invalid')?.search.slice(1);
  if (query === undefined || query.length > PLACE_LIMIT) return null;
  const place = new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => isPlace(name)));
  return place.size === 0 ? null : place.toString();
}

/** The id of an entry that may be damaged otherwise. */
export function idIn(entry: unknown): string | null {
  const read = idSchema.safeParse((entry as { id?: unknown } | null | undefined)?.id);
  return read.success ? read.data : null;
}
