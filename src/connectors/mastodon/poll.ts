/** Rounds through the lists: the only way to hear where a server does not stream, and the safety net where it does. */
import { z } from 'zod';
import { type Heard, NetworkFailure, type Page } from '../connector.ts';
import { readJson, readValue } from '../kit/json.ts';
import { personIdOf } from './address.ts';
import type { MastodonContext } from './credentials.ts';
import type { Place } from './parse.ts';
import { placeOf } from './place.ts';
import { idSchema } from './schema.ts';
import { aroundIfOpen, heardStatus } from './thread.ts';
import { hiddenTimeline, type Source, sourcesOf, timelinesOf } from './timelines.ts';
import { type Stand, standSchema, step } from './walk.ts';
import { lookAgain, type Watched, watchedIn, watchSchema, withWatched } from './watch.ts';

export const POLL_SECONDS = 30;
/** Pages of what is written to us, read back in one round: 4,000 notifications. */
const PAGES_LIMIT = 100;
/** Of an open timeline, less: a lively one would use up everything the server allows. */
const OPEN_PAGES_LIMIT = 25;
/** Parents fetched with one page. */
const PARENTS_LIMIT = 10;

const cursorSchema = z.object({
  sources: z.record(z.string().max(200), standSchema),
  watch: watchSchema,
});
type Cursor = z.infer<typeof cursorSchema>;

export async function pollPage(context: MastodonContext, after: string | null): Promise<Page> {
  const read = after === null ? null : readJson(after, cursorSchema);
  const cursor: Cursor = read?.ok ? read.value : { sources: {}, watch: { posts: [], oneByOne: false } };
  const place = placeOf(context);
  const round = await readSources(context, place, cursor);
  const watch = withWatched(cursor.watch, round.watched);
  if (round.more) return { heard: round.heard, cursor: JSON.stringify({ sources: round.stands, watch }), more: true };
  // Looked at again last: nothing new waits for it.
  const again = await orNothing(context, () => lookAgain(context, place, watch));
  const heard = [...round.heard, ...(again?.heard ?? [])];
  const rest = { sources: round.stands, watch: again?.watch ?? watch };
  return { heard, cursor: JSON.stringify(rest), more: false };
}

type Round = { heard: Heard[]; stands: Record<string, Stand>; watched: Watched[]; more: boolean };

async function readSources(context: MastodonContext, place: Place, cursor: Cursor): Promise<Round> {
  const sources = sourcesOf(context);
  const round: Round = { heard: [], stands: {}, watched: [], more: false };
  const failures: NetworkFailure[] = [];
  const underWay = sources.filter(({ name }) => cursor.sources[name]?.page != null);
  const turn = underWay.length === 0 ? sources : underWay;
  for (const source of sources) {
    const stand = cursor.sources[source.name];
    if (stand !== undefined) round.stands[source.name] = stand;
    if (!turn.includes(source)) continue;
    const done = await readSource(context, place, source, stand, failures);
    if (done === null) continue;
    round.stands[source.name] = done.stand;
    if (source.name === 'notifications') round.heard.push(...(await parentsOf(context, place, done.entries)));
    round.heard.push(...done.heard);
    if (source.isOurs) round.watched.push(...done.entries.flatMap(watchedIn));
    round.more ||= done.more;
  }
  // Where nothing at all is to be heard, silence would look like contentment.
  if (failures[0] !== undefined && failures.length === turn.length) throw failures[0];
  return round;
}

/** Null for an open timeline that cannot be read now: it must not keep the others from being heard. */
async function readSource(
  context: MastodonContext,
  place: Place,
  source: Source,
  stand: Stand | undefined,
  failures: NetworkFailure[],
) {
  try {
    return await step(context, place, source, stand, source.isOurs ? PAGES_LIMIT : OPEN_PAGES_LIMIT);
  } catch (error) {
    if (source.isOurs || !(error instanceof NetworkFailure)) throw error;
    context.log('debug', 'A timeline is not to be read now', {
      source: source.name,
      said: error.said ?? error.message,
    });
    failures.push(error.next === 'retry' ? error : hiddenBy(context, source));
    return null;
  }
}

function hiddenBy({ credentials }: MastodonContext, { name }: Source): NetworkFailure {
  const kind = timelinesOf(credentials).find(timeline => timeline.name === name)?.kind ?? 'federated';
  return hiddenTimeline(credentials, kind);
}

/** What is a help and no more must not keep anything else from being heard; it is tried again in the next round. */
async function orNothing<T>(context: MastodonContext, go: () => Promise<T>): Promise<T | null> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    context.log('debug', 'Part of a round is left out', { said: error.said ?? error.message });
    return null;
  }
}

const answerSchema = z.object({
  status: z.object({ in_reply_to_id: idSchema, in_reply_to_account_id: idSchema.nullish() }),
});

/** What somebody answered when they named us: said to somebody else, so nobody has told us of it. */
async function parentsOf(context: MastodonContext, place: Place, entries: readonly unknown[]): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const entry of entries.slice(0, PARENTS_LIMIT)) {
    const read = readValue(entry, answerSchema);
    const to = read.ok ? read.value.status.in_reply_to_account_id : null;
    if (!read.ok || (to != null && personIdOf(to, place.base) === place.account.remoteId)) continue;
    const id = idSchema.safeParse((entry as { status: { id?: unknown } }).status.id);
    if (!id.success) continue;
    const around = await orNothing(context, () => aroundIfOpen(context, id.data, 'listening'));
    heard.push(...(around?.ancestors ?? []).map(one => heardStatus(one, place, context.now())));
  }
  return heard;
}
