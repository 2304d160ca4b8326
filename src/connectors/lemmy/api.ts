/** Questions to a Lemmy server, in the version it speaks, and what its refusals mean. */
import { z } from 'zod';
import { type CheckContext, type GuardedResponse, NetworkFailure } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import { expect, readJson } from '../kit/json.ts';
import { type Credentials, serverOf } from './credentials.ts';
import { errorSchema, listSchema, oneSchema, siteSchema } from './schema.ts';

export const PAGE_SIZE = 50;
/** Behind each of these stands a thread to be read: all of them must fit into what a minute allows. */
export const FOUND_PER_PAGE = 10;
export const HIDDEN = 'This server shows its posts to its members only, so its timeline cannot be heard from outside.';
const ANSWER_LIMIT_BYTES = 8 * 1024 * 1024;
const SLOW_DOWN_SECONDS = 60;

type Asking = Pick<CheckContext<Credentials>, 'credentials' | 'fetch' | 'now'>;
export type Version = NonNullable<Credentials['version']>;
export type ListName = 'posts' | 'comments';
export type Listed = { entries: unknown[]; next: string | null };

export async function askList(context: Asking, list: ListName, page: string | null): Promise<Listed> {
  const { version = 'v3' } = context.credentials;
  try {
    return await listOf(context, version, list, page);
  } catch (error) {
    // A server that was brought up to date may have left the old version behind. Its pages are named otherwise.
    const isGone = error instanceof NetworkFailure && error.next === 'gone' && version === 'v3';
    if (!isGone) throw error;
    return listOf(context, 'v4', list, /^\d+$/.test(page ?? '') ? null : page);
  }
}

function listOf(context: Asking, version: Version, list: ListName, page: string | null): Promise<Listed> {
  return pageOf(context, version, list, `/${oneOf(list)}/list`, {}, page);
}

/** What was said with a word, newest first. */
export function askFor(context: Asking, list: ListName, word: string, page: string | null): Promise<Listed> {
  const limit = String(FOUND_PER_PAGE);
  const { version = 'v3' } = context.credentials;
  if (version === 'v4')
    return pageOf(context, version, list, `/${oneOf(list)}/list`, { search_term: word, limit }, page);
  const type_ = list === 'posts' ? 'Posts' : 'Comments';
  return pageOf(
    context,
    version,
    list,
    '/search',
    { q: word, type_, listing_type: scopeOf(context.credentials, version), limit },
    page,
  );
}

/** What was said under a post. */
export function askUnder(context: Asking, id: number, page: string | null): Promise<Listed> {
  const { version = 'v3' } = context.credentials;
  return pageOf(context, version, 'comments', '/comment/list', { post_id: String(id) }, page);
}

/** As it would stand in a list; null where it is gone. */
export async function askPost(context: Asking, id: number): Promise<unknown> {
  const { version = 'v3' } = context.credentials;
  try {
    const answer = await ask(context, `/api/${version}/post?id=${id}`);
    return expect(answer.json(), z.object({ post_view: z.unknown() }), false).post_view;
  } catch (error) {
    if (error instanceof NetworkFailure && error.next === 'gone') return null;
    throw error;
  }
}

async function pageOf(
  context: Asking,
  version: Version,
  list: ListName,
  path: string,
  params: Record<string, string>,
  page: string | null,
): Promise<Listed> {
  const { community } = context.credentials;
  const isOld = version === 'v3';
  const query = new URLSearchParams({
    sort: isOld ? 'New' : 'new',
    type_: scopeOf(context.credentials, version),
    limit: String(PAGE_SIZE),
    ...(community ? { community_name: community.replace(/^[!@]/, '') } : {}),
    ...(page === null ? {} : { [isOld ? 'page' : 'page_cursor']: page }),
    ...params,
  });
  const answer = await ask(context, `/api/${version}${path}?${query}`);
  const read = expect(answer.json(), listSchema, false);
  const entries = read[list] ?? read.items;
  if (entries === undefined) throw new NetworkFailure('retry', 'Its answer is not as agreed: there is no list in it.');
  if (!isOld) return { entries, next: read.next_page ?? null };
  return { entries, next: entries.length < Number(query.get('limit')) ? null : String(Number(page ?? 1) + 1) };
}

function scopeOf({ scope }: Credentials, version: Version): string {
  const isLocal = scope === 'local';
  if (version === 'v4') return isLocal ? 'local' : 'all';
  return isLocal ? 'Local' : 'All';
}

function oneOf(list: ListName): 'post' | 'comment' {
  return list === 'posts' ? 'post' : 'comment';
}

/** Whether a post or comment still stands there. */
export async function isThere(context: Asking, list: ListName, id: number): Promise<boolean> {
  const { version = 'v3' } = context.credentials;
  try {
    const answer = await ask(context, `/api/${version}/${oneOf(list)}?id=${id}`);
    const { post_view, comment_view } = expect(answer.json(), oneSchema, false);
    const one = post_view?.post ?? comment_view?.comment;
    return one !== undefined && one.deleted !== true && one.removed !== true;
  } catch (error) {
    if (error instanceof NetworkFailure && error.next === 'gone') return false;
    throw error;
  }
}

/** What the server says of itself, in the newest version it speaks. */
export async function askSite(context: Asking) {
  for (const version of ['v4', 'v3'] as const) {
    try {
      const answer = await ask(context, `/api/${version}/site`);
      return { version, site: expect(answer.json(), siteSchema, false) };
    } catch (error) {
      if (!(error instanceof NetworkFailure) || error.next !== 'gone') throw error;
    }
  }
  throw new NetworkFailure('refuse', 'That server does not speak as Lemmy servers do.');
}

async function ask(context: Asking, path: string): Promise<GuardedResponse> {
  const server = serverOf(context.credentials);
  if (server === null) throw new NetworkFailure('refuse', 'That is not the address of a server.');
  const url = new URL(path, server).href;
  const answer = await context.fetch(url, {
    accept: () => true,
    maxBytes: ANSWER_LIMIT_BYTES,
    headers: { accept: 'application/json' },
  });
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return answer;
  const text = answer.text().slice(0, 64_000);
  const read = readJson(text, errorSchema);
  throw (
    (read.ok ? failureOf(read.value.error) : null) ??
    failureOfStatus({ status, headers, text, isWrite: false, now: context.now() })
  );
}

/** Lemmy's errors are words of its own, whatever the status beside them. */
function failureOf(word: string): NetworkFailure | null {
  if (word === 'instance_is_private') return new NetworkFailure('refuse', HIDDEN, { said: HIDDEN });
  if (word === 'rate_limit_error')
    return new NetworkFailure('retry', 'It asks us to slow down.', { afterSeconds: SLOW_DOWN_SECONDS });
  if (word === 'couldnt_find_community')
    return new NetworkFailure('refuse', 'There is no such community on this server.');
  if (/^(couldnt_find_(post|comment|object)|not_found)$/.test(word))
    return new NetworkFailure('gone', 'It is no longer there.');
  return null;
}
