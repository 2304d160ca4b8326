/** The filtered stream: what is said with the owner's words, as it is said. It remembers nothing, so what was missed is searched for. */
import { z } from 'zod';
import { type Heard, NetworkFailure } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import { appToken } from './app-token.ts';
import { apiOf, isEnterprise, type XContext } from './credentials.ts';
import { looseOf } from './legacy.ts';
import { heardOfPiece, idIn } from './page.ts';
import { type Problem, problemsIn } from './problem.ts';
import { keepRules, markOf, searchable } from './rules.ts';
import { inOrder, searchIfOpen, shortlyBefore } from './search.ts';
import { newest, timeOf } from './snowflake.ts';
import { STREAM_FIELDS } from './spelling.ts';

/** X says something every twenty seconds, if only an empty line. */
const SILENCE_MS = 60_000;
/** X tells the latest minutes again to those with a contract. */
const BACKFILL_MINUTES = 5;
const ONE_STREAM = 'X allows one open stream for an app, and another one is open.';
const ONE_STREAM_SECONDS = 60;
/** What is searched again before the place where we stopped. */
const OVERLAP_MS = 60_000;

/** Ends when the signal aborts; throws a classed failure when the stream breaks. */
export async function* streamed(context: XContext, after: string | null): AsyncGenerator<Heard> {
  const isKept = await orEnded(
    context,
    keepRules(context).then(() => true),
  );
  const token = isKept === null ? null : await orEnded(context, appToken(context));
  if (token === null) return;
  const stop = new AbortController();
  const isOpen = Promise.withResolvers<void>();
  const toldAgain = tellsAgain(context, after);
  const live = context
    .lines(addressOf(context, toldAgain), {
      headers: { authorization: `Bearer ${token}` },
      silenceMs: SILENCE_MS,
      signal: stop.signal,
      opened: isOpen.resolve,
      price: 'read.post',
    })
    [Symbol.asyncIterator]();
  const first = live.next();
  first.catch(() => {});
  let place = after;
  try {
    // Listening begins before the look back, so that nothing falls between the two.
    await Promise.race([isOpen.promise, first.catch(error => Promise.reject(toldApart(error)))]);
    if (after !== null && toldAgain === null)
      for (const heard of (await orEnded(context, missed(context, after))) ?? []) {
        place = newest(place, heard.cursor);
        yield { ...heard, cursor: place };
      }
    for (let next = await first; next.done !== true; next = await live.next()) {
      const heard = heardOfLine(context, next.value);
      if (heard === null) continue;
      place = newest(place, heard.cursor);
      yield { ...heard, cursor: place };
    }
  } finally {
    stop.abort();
    live.return?.(undefined).catch(() => {});
  }
}

/** Oldest first. */
async function missed(context: XContext, after: string): Promise<Heard[]> {
  const found: Heard[] = [];
  for (const query of searchable(context))
    found.push(...(await searchIfOpen(context, query, shortlyBefore(after, OVERLAP_MS))));
  return inOrder(found);
}

/** Null for what is none of ours: another channel of the same app, or a sign of life. Throws when X says why it ends. */
function heardOfLine(context: XContext, line: string): Heard | null {
  if (line.trim() === '') return null;
  const read = readJson(line, z.unknown());
  const value = read.ok ? looseOf(read.value) : null;
  if (value === null) return dropped(read.ok ? 'the whole: of another kind' : read.reason, line, null);
  if (!('data' in value)) throw disconnected(problemsIn(value));
  const id = idIn(value['data']);
  // Paid for, whichever channel's rules it was for.
  if (id !== null) context.charge('read.post', [id]);
  if (isAnothers(value['matching_rules'], markOf(context))) return null;
  return heardOfPiece(value, { account: context.account }, id);
}

/** Only where X tells the marks of the rules it matched, and none of them is ours. */
function isAnothers(rules: unknown, mark: string): boolean {
  if (!Array.isArray(rules)) return false;
  const tags = rules.flatMap(rule => looseOf(rule)?.['tag'] ?? []);
  return tags.length > 0 && tags.length === rules.length && !tags.includes(mark);
}

function disconnected(problems: readonly Problem[]): NetworkFailure {
  const [first] = problems;
  const said = first?.detail ?? first?.message ?? first?.title ?? null;
  const isTooMany = problems.some(({ connection_issue: issue }) => issue === 'TooManyConnections');
  return new NetworkFailure('retry', isTooMany ? ONE_STREAM : 'X ended the stream.', {
    said,
    afterSeconds: isTooMany ? ONE_STREAM_SECONDS : null,
  });
}

/** An app whose one stream is open elsewhere is told so, rather than that it asks too often. */
function toldApart(error: unknown): unknown {
  if (!(error instanceof NetworkFailure) || !/connection limit|TooManyConnections/i.test(error.said ?? ''))
    return error;
  return new NetworkFailure('retry', ONE_STREAM, { said: error.said, afterSeconds: ONE_STREAM_SECONDS, cause: error });
}

/** Minutes that X itself tells again; null where the search has to. */
function tellsAgain({ credentials, now }: XContext, after: string | null): number | null {
  const at = after === null ? null : timeOf(after);
  if (at === null || !isEnterprise(credentials)) return null;
  const minutes = Math.ceil((now().getTime() - at.getTime()) / 60_000) + 1;
  return minutes > BACKFILL_MINUTES ? null : Math.max(1, minutes);
}

function addressOf(context: XContext, minutes: number | null): string {
  const url = new URL(`${apiOf(context)}/2/tweets/search/stream`);
  for (const [name, value] of Object.entries(STREAM_FIELDS)) url.searchParams.set(name, value);
  if (minutes !== null) url.searchParams.set('backfill_minutes', String(minutes));
  return url.href;
}

/** Null when the channel was told to stop meanwhile. */
export async function orEnded<T>({ signal }: XContext, work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}
