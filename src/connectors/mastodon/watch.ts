/** Posts of the last days, looked at again: servers do not tell everybody concerned that a post was edited or taken away. */
import { z } from 'zod';
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { ask, dataOf, isFine } from './api.ts';
import type { MastodonContext } from './credentials.ts';
import { idIn } from './page.ts';
import { heardOf, type Place, removal } from './parse.ts';
import { idSchema, listSchema } from './schema.ts';
import { heardStatus } from './thread.ts';
import { stateOf } from './walk.ts';

/** How many are looked at again, the newest ones. */
const WATCH_LIMIT = 80;
/** Asked for together; Mastodon's own limit. */
const TOGETHER = 20;
/** Asked for singly in one round, where a server does not know the other way. */
const SINGLY = 4;
/** Looks that must find it gone before it is believed: a server in trouble says so of everything. */
const GONE_AFTER = 2;

const watchedSchema = z.object({
  id: z.string().max(500),
  state: z.string().max(600),
  by: z.string().max(500),
  gone: z.int().min(0),
});
/** The next to be looked at stand first. `oneByOne`: this server cannot be asked for several. */
export const watchSchema = z.object({ posts: z.array(watchedSchema).max(200), oneByOne: z.boolean() });
export type Watched = z.infer<typeof watchedSchema>;
export type Watch = z.infer<typeof watchSchema>;

const authored = z.object({ id: idSchema, account: z.object({ id: idSchema }) });

/** The status of an entry, or the entry itself. */
export function watchedIn(entry: unknown): Watched[] {
  const status = (entry as { status?: unknown } | null)?.status ?? entry;
  const read = readValue(status, authored);
  return read.ok ? [{ id: read.value.id, state: stateOf(status), by: read.value.account.id, gone: 0 }] : [];
}

export function withWatched({ posts, oneByOne }: Watch, more: readonly Watched[]): Watch {
  const known = new Map([...posts, ...more].map(one => [one.id, one]));
  return { posts: [...known.values()].slice(-WATCH_LIMIT), oneByOne };
}

/** Some of them, in turn. */
export async function lookAgain(
  context: MastodonContext,
  place: Place,
  watch: Watch,
): Promise<{ heard: Heard[]; watch: Watch }> {
  const there = watch.oneByOne ? null : await together(context, watch.posts.slice(0, TOGETHER));
  // None of those asked for: it did not understand the question.
  const oneByOne = watch.posts.length > 0 && (there === null || there.size === 0);
  const looked = watch.posts.slice(0, oneByOne ? SINGLY : TOGETHER);
  const heard: Heard[] = [];
  const stay: Watched[] = [];
  const suspects: Watched[] = [];
  for (const one of looked) {
    const status = there?.get(one.id) ?? (await single(context, one.id));
    if (status === 'unknown') stay.push(one);
    else if (status !== 'gone') {
      stay.push({ ...one, state: stateOf(status), gone: 0 });
      if (stateOf(status) !== one.state) heard.push(heardStatus(status, place, context.now(), true));
    } else if (one.gone + 1 < GONE_AFTER) suspects.push({ ...one, gone: one.gone + 1 });
    else if (!(await isBlockedBy(context, one.by)))
      heard.push(heardOf(removal(one.id, context.now()), JSON.stringify({ gone: one.id }), null));
  }
  return { heard, watch: { posts: [...suspects, ...watch.posts.slice(looked.length), ...stay], oneByOne } };
}

/** By id; null where the server cannot be asked so. */
async function together(context: MastodonContext, posts: readonly Watched[]): Promise<Map<string, unknown> | null> {
  if (posts.length === 0) return new Map();
  const query = { 'id[]': posts.map(({ id }) => id) };
  const answer = await ask(context, { path: '/api/v1/statuses', query, bucket: 'listening' }, true);
  const read = isFine(answer) ? readValue(dataOf(answer), listSchema) : null;
  return read?.ok ? new Map(read.value.map(status => [idIn(status) ?? '', status])) : null;
}

/** Only a server that answers in its own words, or is well otherwise, is believed that something is gone. */
async function single(context: MastodonContext, id: string): Promise<unknown | 'gone' | 'unknown'> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}`;
  const answer = await ask(context, { path, bucket: 'listening' }, true);
  if (isFine(answer)) return idIn(dataOf(answer)) === id ? dataOf(answer) : 'unknown';
  if (answer.status !== 404 && answer.status !== 410) return 'unknown';
  return /^\s*\{/.test(answer.text()) || (await isSound(context)) ? 'gone' : 'unknown';
}

/** Some say it with a page for people, as a server in trouble does. That one would not know us either. */
async function isSound(context: MastodonContext): Promise<boolean> {
  const answer = await ask(context, { path: '/api/v1/accounts/verify_credentials', bucket: 'listening' }, true);
  return isFine(answer) && /^\s*\{/.test(answer.text());
}

const relationsSchema = z.array(z.object({ blocked_by: z.boolean().nullish() })).max(1);

/** Behind a block a post looks as if it were gone. It still stands for everybody else. */
async function isBlockedBy(context: MastodonContext, accountId: string): Promise<boolean> {
  const query = { 'id[]': accountId };
  const answer = await ask(context, { path: '/api/v1/accounts/relationships', query }, true);
  const read = isFine(answer) ? readValue(dataOf(answer), relationsSchema) : null;
  return read?.ok === true && read.value[0]?.blocked_by === true;
}
