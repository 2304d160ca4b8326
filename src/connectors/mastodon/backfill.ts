/** What the server still tells of the past: who wrote to us, what we wrote, the threads both belong to, private talks, open timelines. */
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { listensOnly, type MastodonContext } from './credentials.ts';
import { timeOfEntry } from './notification.ts';
import { idIn, type List, pageIfOpen, pageOf } from './page.ts';
import { heardOf, itemsOfStatus, type Parsed, type Place } from './parse.ts';
import { placeOf } from './place.ts';
import { conversationSchema } from './schema.ts';
import { aroundIfOpen, heardStatus } from './thread.ts';
import { type Source, sourcesOf } from './timelines.ts';

/** Pages of one kind. */
const PAGES_LIMIT = 500;
/** Of an open timeline: a lively one holds more of the past than anybody can read. */
const OPEN_PAGES_LIMIT = 50;

type Stage = Source & { hasThreads: boolean };

const ROOMS: Stage = {
  name: 'rooms',
  list: { path: '/api/v1/conversations' },
  read: (entry, place, seenAt) => itemsOfRoom(entry, place, seenAt),
  isOurs: false,
  hasThreads: true,
};

/**
 * Newest first, page by page; the cursor stands after a whole page with its threads. Everything is told that was written
 * since, some of it more than once.
 */
export async function* since(context: MastodonContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  const place = placeOf(context);
  const all = stagesOf(context);
  const [name, saved] = placeIn(after);
  const begin = Math.max(
    0,
    all.findIndex(stage => stage.name === name),
  );
  const told = new Set<string>();
  for (const [i, stage] of all.slice(begin).entries())
    yield* pages(context, place, stage, i === 0 ? saved : null, since, told);
}

function stagesOf(context: MastodonContext): Stage[] {
  const stages = sourcesOf(context).map((source): Stage => ({ ...inPast(source), hasThreads: source.isOurs }));
  return listensOnly(context.credentials) ? stages : [...stages.slice(0, 2), inPast(ROOMS), ...stages.slice(2)];
}

/** The past must leave room for answering. */
function inPast<T extends { list: List }>(source: T): T {
  return { ...source, list: { ...source.list, bucket: 'listening' } };
}

/** `notifications max_id=12`; tags stand in front of a line end, for they may hold anything else. */
function placeIn(after: string | null): [string, string | null] {
  const [name = '', saved = ''] = (after ?? '').split('\n');
  return [name, saved === '' ? null : saved];
}

async function* pages(
  context: MastodonContext,
  place: Place,
  stage: Stage,
  saved: string | null,
  since: Date,
  told: Set<string>,
): AsyncGenerator<Heard> {
  let at = saved;
  const most = stage.isOurs ? PAGES_LIMIT : OPEN_PAGES_LIMIT;
  for (let page = 0; page < most && !context.signal.aborted; page++) {
    const read = stage.isOurs ? await pageOf(context, stage.list, at) : await pageIfOpen(context, stage.list, at);
    if (read === null) return;
    const { entries, next } = read;
    const recent = entries.filter(entry => !isBefore(entry, since));
    const fresh = recent.filter(entry => isFirst(`${stage.name} ${idIn(entry) ?? JSON.stringify(entry)}`, told));
    const heard = fresh.map(entry => heardOf(stage.read(entry, place, context.now()), JSON.stringify(entry), null));
    const around = stage.hasThreads ? await threadsOf(context, place, fresh, told) : [];
    const isLast = next === null || next === at || recent.length < entries.length || fresh.length === 0;
    const all = [...around, ...heard];
    for (const [i, one] of all.entries())
      yield { ...one, cursor: i === all.length - 1 && !isLast ? `${stage.name}\n${next}` : null };
    if (isLast) return;
    at = next;
  }
}

/** Entries without a time of their own (conversations) have it in their last words. */
function isBefore(entry: unknown, since: Date): boolean {
  const at = timeOfEntry(entry) ?? timeOfEntry((entry as { last_status?: unknown } | null)?.last_status);
  return at !== null && at < since;
}

function isFirst(name: string, told: Set<string>): boolean {
  const isNew = !told.has(name);
  told.add(name);
  return isNew;
}

/** The status an entry of any list is about. */
function statusIn(entry: unknown): { id: string; mayHaveMore: boolean } | null {
  const { status, last_status } = (entry ?? {}) as { status?: unknown; last_status?: unknown };
  const one = (status ?? last_status ?? entry) as { in_reply_to_id?: unknown; replies_count?: unknown } | null;
  const id = idIn(one);
  return id === null ? null : { id, mayHaveMore: one?.in_reply_to_id != null || one?.replies_count !== 0 };
}

/** The threads that posts belong to; one told already is not asked for again. */
async function threadsOf(
  context: MastodonContext,
  place: Place,
  entries: readonly unknown[],
  told: Set<string>,
): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const entry of entries) {
    const status = statusIn(entry);
    if (status === null || !status.mayHaveMore || context.signal.aborted) continue;
    if (!isFirst(`thread ${status.id}`, told)) continue;
    const around = await aroundIfOpen(context, status.id, 'listening');
    if (around === null) continue;
    const { ancestors, descendants } = around;
    // Below a post that was told with all that is below it, there is nothing more.
    for (const one of descendants) told.add(`thread ${idIn(one) ?? ''}`);
    for (const one of [...ancestors, ...descendants])
      if (isFirst(`post ${idIn(one) ?? ''}`, told)) heard.push(heardStatus(one, place, context.now()));
  }
  return heard;
}

function itemsOfRoom(entry: unknown, place: Place, seenAt: Date): Parsed {
  const read = readValue(entry, conversationSchema);
  if (!read.ok) return { reason: `conversation: ${read.reason}`, ignored: false };
  if (read.value.last_status == null) return { reason: 'a conversation without words', ignored: true };
  return itemsOfStatus(read.value.last_status, place, seenAt);
}
