import type { Conversation } from '../core/conversation.ts';
import type { MakeId } from '../core/id.ts';
import type { Promised } from '../core/promise.ts';
import { settleConversation } from '../core/settlement.ts';
import { type Said, type Turn, turnView } from '../core/turn.ts';
import type { Slot, TurnView } from '../core/view.ts';
import { lockConversationRows, slotOfRow, updateConversations } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { knowingTags, promisesOf } from '../store/promises.ts';
import { insertTurns, loadLateTurns, loadSaid, removeTurns, updateTurns } from '../store/turns.ts';
import { countResolutions, type ResolutionNews } from './resolution.ts';

export type SettleOptions = {
  makeId: MakeId;
  /** The earliest network time that changed; turns closed before it are left alone. Without it everything is counted again. */
  since?: Date;
  /** The same for single conversations; it goes before `since`. */
  sinceOf?: ReadonlyMap<string, Date>;
  /** Conversations a customer has just written into: wakes the snoozed, reopens the resolved. */
  spoke?: ReadonlySet<string>;
};

/** What counting the turns of one conversation changed. Hand the list to `announce`. */
export type Settled = {
  conversationId: string;
  /** The slot before; the row is locked from here to the end of the transaction. */
  was: Slot;
  turns: TurnView[];
  goneTurns: string[];
  /** Those of `turns` whose promise was found broken now; `announce` writes `turn.breached` for each. */
  breached: TurnView[];
  /** Those of `turns` of whose share we are warned now; `announce` writes `turn.warned` for each. */
  warned: TurnView[];
  /** What is to be told of the matter's own promise. */
  resolution?: ResolutionNews | null;
  /** The row's status, turn or due time changed. */
  changed: boolean;
};

/**
 * Counts the turns of these conversations again from their messages, answers and closings, and writes what changed: turns
 * (ids stay), the conversation's open turn, due time and status. Marks as breached what is past due at `now`.
 * Call it in the transaction that changed a message, a delivery or a closing; also from the clock, for turns that came due.
 */
export async function settle(
  tx: Tx,
  brandId: number,
  conversationIds: readonly string[],
  now: Date,
  options: SettleOptions,
): Promise<Settled[]> {
  const rows = await lockConversationRows(tx, brandId, [...new Set(conversationIds)]);
  const sinceOf = (id: string) => options.sinceOf?.get(id) ?? options.since ?? null;
  const stored = Map.groupBy(
    await loadLateTurns(
      tx,
      brandId,
      [...rows.keys()].map(conversationId => ({ conversationId, since: sinceOf(conversationId) })),
    ),
    turn => turn.conversationId,
  );
  const cuts = new Map([...rows.keys()].map(id => [id, findCut(stored.get(id) ?? [], sinceOf(id))]));
  await loadOlder(tx, brandId, stored, cuts);
  const said = Map.groupBy(
    await loadSaid(
      tx,
      brandId,
      [...cuts].map(([conversationId, { after }]) => ({ conversationId, after })),
    ),
    one => one.conversationId,
  );
  const promises = await promisesFor(tx, brandId, [...rows.values()]);
  const outcomes = [...rows.values()].map(row => {
    const after = cuts.get(row.id)?.after ?? null;
    const turns = (stored.get(row.id) ?? []).filter(turn => after === null || turn.openedAt > after);
    return settleOne(row, said.get(row.id) ?? [], turns, after, promises, now, options);
  });
  await write(tx, brandId, outcomes);
  const news = await countResolutions(tx, brandId, [...rows.keys()], now, options);
  return withNews(outcomes.map(toSettled), news);
}

/** What counting resolutions changed, beside what counting turns did. */
export function withNews(settled: readonly Settled[], news: ReadonlyMap<string, ResolutionNews | null>): Settled[] {
  return settled.map(one => {
    const told = news.get(one.conversationId);
    return told === undefined ? one : { ...one, changed: true, resolution: told ?? one.resolution ?? null };
  });
}

async function promisesFor(tx: Tx, brandId: number, rows: readonly Conversation[]): Promise<Map<string, Promised>> {
  const promises = await promisesOf(tx, brandId, [...new Set(rows.map(row => row.channelId))]);
  const [any] = promises.values();
  if (any === undefined) return promises;
  const contactIds = rows.map(row => row.contactId);
  const { contactTags } = await knowingTags(tx, brandId, any, contactIds);
  return new Map([...promises].map(([id, promise]) => [id, { ...promise, contactTags }]));
}

type Outcome = ReturnType<typeof settleConversation> & { before: Conversation };

function settleOne(
  row: Conversation,
  said: readonly Said[],
  turns: readonly Turn[],
  after: Date | null,
  promises: ReadonlyMap<string, Promised>,
  now: Date,
  options: SettleOptions,
): Outcome {
  const promise = promises.get(row.channelId);
  if (promise === undefined) throw new Error(`conversation ${row.id} has no channel ${row.channelId}`);
  const spoke = options.spoke?.has(row.id) ?? false;
  return {
    ...settleConversation({ row, said, turns, after, promise, now, spoke, makeId: options.makeId }),
    before: row,
  };
}

type Cut = { after: Date | null; complete: boolean };

/**
 * The latest moment before `since` at which nothing waited: what was counted up to it stands. `complete` is false when
 * such a moment may lie further back than the turns loaded.
 */
function findCut(turns: readonly (Turn & { cut: boolean })[], since: Date | null): Cut {
  if (since === null) return { after: null, complete: true };
  const closed = turns.flatMap(turn => (turn.closedAt !== null && turn.closedAt < since ? [turn.closedAt] : []));
  const clean = closed.filter(at =>
    turns.every(turn => turn.openedAt > at || (turn.closedAt !== null && turn.closedAt <= at)),
  );
  const latest = clean.reduce<Date | null>((best, at) => (best === null || at > best ? at : best), null);
  return { after: latest, complete: latest !== null || !(turns[0]?.cut ?? false) };
}

/** Where the last turns held no clean moment, all of them are loaded. */
async function loadOlder(
  tx: Tx,
  brandId: number,
  stored: Map<string, (Turn & { cut: boolean })[]>,
  cuts: ReadonlyMap<string, Cut>,
): Promise<void> {
  const asked = [...cuts].flatMap(([conversationId, cut]) => (cut.complete ? [] : [{ conversationId, since: null }]));
  if (asked.length === 0) return;
  const all = Map.groupBy(await loadLateTurns(tx, brandId, asked), turn => turn.conversationId);
  for (const [id, turns] of all) stored.set(id, turns);
}

async function write(tx: Tx, brandId: number, outcomes: readonly Outcome[]): Promise<void> {
  await removeTurns(
    tx,
    brandId,
    outcomes.flatMap(one => one.goneTurns),
  );
  // Closed ones first: a conversation never has two open turns, not even for a moment.
  const changed = outcomes.flatMap(one => one.changedTurns);
  await updateTurns(
    tx,
    brandId,
    changed.filter(turn => turn.outcome !== null),
  );
  await updateTurns(
    tx,
    brandId,
    changed.filter(turn => turn.outcome === null),
  );
  await insertTurns(
    tx,
    brandId,
    outcomes.flatMap(one => one.newTurns),
  );
  await updateConversations(
    tx,
    brandId,
    outcomes.filter(one => one.changed).map(one => one.row),
  );
}

function toSettled(outcome: Outcome): Settled {
  return {
    conversationId: outcome.row.id,
    was: slotOfRow(outcome.before),
    turns: [...outcome.newTurns, ...outcome.changedTurns].map(turnView),
    goneTurns: outcome.goneTurns,
    breached: outcome.breached.map(turnView),
    warned: outcome.warned.map(turnView),
    changed: outcome.changed,
  };
}
