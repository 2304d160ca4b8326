/** Counts the promises of whole matters again, wherever a policy makes one. */
import type { Conversation } from '../core/conversation.ts';
import type { MakeId } from '../core/id.ts';
import { type Promised, promiseFor, promisesResolution } from '../core/promise.ts';
import { countResolution, type Pause, type Resolution, ranAt, runningIn, type Stretch } from '../core/resolution.ts';
import { lockConversationRows } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { knowingTags, promisesOf } from '../store/promises.ts';
import * as store from '../store/resolutions.ts';

/** What is to be told of a matter's promise. */
export type ResolutionNews = { kind: 'warned'; share: number } | { kind: 'breached' };

/**
 * Call it in the transaction that settled turns, resolved, opened again or put away. Nothing happens where no policy promises a
 * resolution. @returns what is to be told, by conversation; conversations that only look different are there with null
 */
export async function countResolutions(
  tx: Tx,
  brandId: number,
  conversationIds: readonly string[],
  now: Date,
  { makeId }: { makeId: MakeId },
): Promise<Map<string, ResolutionNews | null>> {
  const news = new Map<string, ResolutionNews | null>();
  const rows = [...(await lockConversationRows(tx, brandId, conversationIds)).values()];
  const promises = await promisesOf(tx, brandId, [...new Set(rows.map(row => row.channelId))]);
  const [any] = promises.values();
  const isShown = rows.some(row => row.resolution !== null);
  if (any === undefined || !(promisesResolution(any.book) || isShown)) return news;
  const tagged = await knowingTags(
    tx,
    brandId,
    any,
    rows.map(row => row.contactId),
  );
  const around = await lookAround(tx, brandId, rows);
  const counted = rows.flatMap(row => {
    const promise = promises.get(row.channelId);
    if (promise === undefined) return [];
    const one = countOne({ row, now, makeId, promise: { ...promise, contactTags: tagged.contactTags } }, around);
    return one === null ? [] : [{ conversationId: row.id, ...one }];
  });
  await store.removeResolutions(
    tx,
    brandId,
    counted.flatMap(({ gone }) => gone ?? []),
  );
  await store.writeResolutions(
    tx,
    brandId,
    counted.flatMap(({ after }) => after ?? []),
  );
  await store.writeResolutionsShown(
    tx,
    brandId,
    counted.map(({ conversationId, after }) => ({ conversationId, shown: after === null ? null : shownOf(after) })),
  );
  for (const { conversationId, told } of counted) news.set(conversationId, told);
  return news;
}

type Around = { latest: Map<string, Resolution>; stretches: (row: Conversation, resolvedAt: Date | null) => Stretch[] };

async function lookAround(tx: Tx, brandId: number, rows: readonly Conversation[]): Promise<Around> {
  const ids = rows.map(row => row.id);
  const asked = rows.flatMap(({ id, matterAt }) =>
    matterAt === null ? [] : [{ conversationId: id, since: matterAt }],
  );
  const latest = await store.latestResolutions(tx, brandId, ids);
  const turns = Map.groupBy(await store.turnsOfMatters(tx, brandId, asked), turn => turn.conversationId);
  const pauses = Map.groupBy(await store.pausesOf(tx, brandId, ids), pause => pause.conversationId);
  const paused = (id: string): Pause[] => pauses.get(id) ?? [];
  return {
    latest,
    stretches: (row, resolvedAt) => runningIn(turns.get(row.id) ?? [], paused(row.id), resolvedAt),
  };
}

type Counting = { row: Conversation; promise: Promised; now: Date; makeId: MakeId };
/** `after`: to be written; `gone`: the id of one that is promised no more. */
type Counted = { told: ResolutionNews | null; after: Resolution | null; gone: string | null };

/** @returns null: nothing changed */
function countOne(count: Counting, { latest, stretches }: Around): Counted | null {
  const { row, promise, now } = count;
  const before = latest.get(row.id) ?? null;
  const resolvedAt = row.status === 'resolved' ? row.resolvedAt : null;
  if (row.matterAt === null) return null;
  const isSame = before !== null && (before.resolvedAt === null || before.openedAt >= row.matterAt);
  const held = isSame ? before : null;
  // What is resolved already was judged then.
  if (resolvedAt !== null && (held === null || held.resolvedAt !== null)) return null;
  // Nothing is left of what was said: there is nothing to begin, and a clock that runs is to stand.
  if (row.status === 'resolved' && resolvedAt === null && held === null) return null;
  const given = promise.playsUntil === null ? promiseFor(promise, row, row.intents, 'resolution') : null;
  if (given === null && (held === null || held.breachedAt !== null)) return held === null ? null : end(count, held);
  if (given === null) {
    return { told: null, after: null, gone: held?.id ?? null };
  }
  const ran = stretches(row, resolvedAt);
  // A broken promise is judged by what it was given, unless its clock turns out to have stood when it broke.
  if (held?.breachedAt != null && ranAt(ran, held.breachedAt)) return end(count, held);
  const begun: Resolution = held ?? {
    id: count.makeId(),
    conversationId: row.id,
    inboxId: row.inboxId,
    openedAt: row.matterAt,
    policy: given.policy,
    dueAt: null,
    wakeAt: null,
    warned: 0,
    breachedAt: null,
    resolvedAt: null,
  };
  const after = countResolution({ ...begun, openedAt: row.matterAt, resolvedAt }, given, ran, now);
  return changeFrom(held, after);
}

/** A broken one ends, or is opened again, and stays broken. */
function end(count: Counting, held: Resolution): Counted | null {
  const resolvedAt = count.row.status === 'resolved' ? count.row.resolvedAt : null;
  return changeFrom(held, { ...held, resolvedAt, wakeAt: null });
}

function changeFrom(before: Resolution | null, after: Resolution): Counted | null {
  if (before !== null && asText(before) === asText(after)) return null;
  const isBroken = after.breachedAt !== null && before?.breachedAt == null;
  const isWarned = after.warned > (before?.warned ?? 0);
  const warned = isWarned ? ({ kind: 'warned', share: after.warned } as const) : null;
  return { told: isBroken ? { kind: 'breached' } : warned, after, gone: null };
}

/** The database keeps the keys of what it was given in an order of its own. */
function asText({ policy, ...rest }: Resolution): string {
  const { id, name, minutes, inHours } = policy;
  return JSON.stringify([rest, id, name, minutes, inHours]);
}

function shownOf({ dueAt, breachedAt, policy }: Resolution): object {
  return { dueAt: dueAt?.toISOString() ?? null, breachedAt: breachedAt?.toISOString() ?? null, policy };
}
