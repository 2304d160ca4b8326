/** From the turns as counted to the rows as stored: ids that stay, due times, breaches, and what the conversation says of itself. */
import type { Conversation } from './conversation.ts';
import type { MakeId } from './id.ts';
import { dueAfter, type Given, type Promised, promiseFor, warningsAhead } from './promise.ts';
import { type CountedTurn, countTurns, type Said, type Turn } from './turn.ts';
import type { Status } from './view.ts';

export type Settling = {
  row: Conversation;
  /** What was said after `after`, or all of it. */
  said: readonly Said[];
  /** The stored turns opened after `after`, or all of them. */
  turns: readonly Turn[];
  /** A moment at which nothing waited; null: from the beginning. */
  after: Date | null;
  promise: Promised;
  now: Date;
  /** A customer has just written. */
  spoke: boolean;
  makeId: MakeId;
};

export type Settlement = {
  row: Conversation;
  changed: boolean;
  newTurns: Turn[];
  changedTurns: Turn[];
  goneTurns: string[];
  /** Of the new and changed turns, those found broken now. */
  breached: Turn[];
  /** Those of whose passing share we are to be warned now. */
  warned: Turn[];
};

export function settleConversation(settling: Settling): Settlement {
  const { row, said, turns, after, makeId } = settling;
  const answeredBefore = after !== null && row.answeredAt !== null && row.answeredAt <= after;
  const counted = countTurns(said, answeredBefore);
  const matched = matchTurns(counted, turns);
  const settlement: Settlement = {
    row,
    changed: false,
    newTurns: [],
    changedTurns: [],
    goneTurns: [],
    breached: [],
    warned: [],
  };
  let open: Turn | null = null;
  for (const count of counted) {
    const stored = matched.get(count) ?? null;
    const turn = stored ?? freshTurn(makeId(), row);
    const settled = timeTurn(turn, count, stored !== null, settling);
    if (stored === null) settlement.newTurns.push(settled);
    else if (!sameTurn(stored, settled)) settlement.changedTurns.push(settled);
    if (settled.breachedAt !== null && stored?.breachedAt == null) settlement.breached.push(settled);
    else if (settled.warned > (stored?.warned ?? 0)) settlement.warned.push(settled);
    if (settled.outcome === null) open = settled;
  }
  const kept = new Set(matched.values());
  settlement.goneTurns = turns.filter(turn => !kept.has(turn)).map(turn => turn.id);
  const firstAnswer = counted.find(turn => turn.outcome === 'answered')?.closedAt ?? null;
  settlement.row = describe(settling, open, answeredBefore ? row.answeredAt : firstAnswer, counted.at(-1));
  settlement.changed = !sameRow(row, settlement.row);
  if (settlement.changed) settlement.row.version = row.version + 1;
  return settlement;
}

/** A stored turn belongs to the counted run its opening message stands in; one whose run has joined another is no more. */
function matchTurns(counted: readonly CountedTurn[], stored: readonly Turn[]): Map<CountedTurn, Turn> {
  const matched = new Map<CountedTurn, Turn>();
  const runs = new Map(counted.flatMap(count => count.messageIds.map(id => [id, count] as const)));
  for (const turn of stored) {
    const count = runs.get(turn.openedBy);
    if (count !== undefined && !matched.has(count)) matched.set(count, turn);
  }
  return matched;
}

function freshTurn(id: string, row: Conversation): Pick<Turn, keyof typeof UNTIMED> & IdsOfTurn {
  return { id, conversationId: row.id, inboxId: row.inboxId, channelId: row.channelId, ...UNTIMED };
}

type IdsOfTurn = Pick<Turn, 'id' | 'conversationId' | 'inboxId' | 'channelId'>;
const UNTIMED = { dueAt: null, wakeAt: null, breachedAt: null, policy: null, warned: 0 } as const;

type Timed = Pick<Turn, 'dueAt' | 'breachedAt' | 'policy' | 'warned'> & Partial<Pick<Turn, 'openedAt' | 'kind'>>;

function timeTurn(
  turn: IdsOfTurn & Timed,
  { messageIds: _ids, urgency, noise, intents, ...count }: CountedTurn,
  isStored: boolean,
  { row, promise, now }: Settling,
): Turn {
  const isSame = isStored && turn.kind === count.kind && turn.openedAt?.getTime() === count.openedAt.getTime();
  // A promise already broken or already closed is judged by what it was given; a running one follows policy and hours.
  const isJudged = isSame && !(count.outcome === null && turn.breachedAt === null);
  const given = isJudged ? null : promiseFor(promise, { ...row, urgency, noise }, intents, count.kind);
  const dueAt = isJudged ? turn.dueAt : given === null ? null : dueAfter(given, count.openedAt);
  const end = count.closedAt ?? clockOf(promise, now);
  const isLate = dueAt !== null && dueAt < end;
  const told = isStored ? turn.warned : 0;
  const watch = watchTurn(given, count, isLate ? null : dueAt, told, promise, now);
  return {
    ...count,
    id: turn.id,
    conversationId: row.id,
    inboxId: row.inboxId,
    channelId: row.channelId,
    complaint: intents.includes('complaint'),
    dueAt,
    wakeAt: count.outcome === null ? wakeAt(watch.nextAt ?? dueAt, promise) : null,
    // The moment it broke, not the moment it was noticed.
    breachedAt: isLate ? dueAt : null,
    policy: isJudged ? turn.policy : (given?.policy ?? null),
    warned: watch.warned,
  };
}

/** How far the promise has passed already, and when the next share of it will have. A recording is not warned of. */
function watchTurn(
  given: Given | null,
  { openedAt, outcome }: Pick<CountedTurn, 'openedAt' | 'outcome'>,
  dueAt: Date | null,
  told: number,
  promise: Promised,
  now: Date,
): { warned: number; nextAt: Date | null } {
  if (given === null || outcome !== null || dueAt === null || promise.playsUntil !== null) {
    return { warned: told, nextAt: null };
  }
  const ahead = warningsAhead(given, openedAt, told);
  const passed = ahead.filter(({ at }) => at <= now);
  const next = ahead.find(({ at }) => at > now && at < dueAt);
  return { warned: passed.at(-1)?.share ?? told, nextAt: next?.at ?? null };
}

/** A recording's promises come due by how far it has played. */
function clockOf(promise: Promised, now: Date): Date {
  return promise.playsUntil !== null && promise.playsUntil < now ? promise.playsUntil : now;
}

function wakeAt(dueAt: Date | null, promise: Promised): Date | null {
  if (promise.playsUntil === null || dueAt === null) return dueAt;
  return promise.playsUntil >= dueAt ? dueAt : null;
}

function describe(
  { row, said, spoke }: Settling,
  open: Turn | null,
  answeredAt: Date | null,
  last: CountedTurn | undefined,
): Conversation {
  const status = statusAfter(row, open, answeredAt, spoke);
  return {
    ...row,
    status,
    intents: last?.intents ?? row.intents,
    urgency: open === null ? null : (last?.urgency ?? null),
    noise: last === undefined ? row.noise : last.noise,
    answeredAt,
    countedUntil: latestOf(row.countedUntil, said),
    snoozedUntil: status === 'snoozed' ? row.snoozedUntil : null,
    resolvedAt: status === 'resolved' ? row.resolvedAt : null,
    turnId: open?.id ?? null,
    turnKind: open?.kind ?? null,
    turnOpenedAt: open?.openedAt ?? null,
    dueAt: open?.dueAt ?? null,
    breachedAt: open?.breachedAt ?? null,
    turnPolicy: open?.policy ?? null,
    matterAt: matterAfter(row, open),
  };
}

/** A matter that comes up again within a week of being resolved is the same matter. */
export const SAME_MATTER_DAYS = 7;
const DAY_MS = 86_400_000;

function matterAfter({ matterAt, resolvedAt }: Conversation, open: Turn | null): Date | null {
  if (open === null) return matterAt;
  const isOver = resolvedAt !== null && open.openedAt.getTime() - resolvedAt.getTime() > SAME_MATTER_DAYS * DAY_MS;
  return matterAt === null || isOver || open.openedAt < matterAt ? open.openedAt : matterAt;
}

function latestOf(until: Date | null, said: readonly Said[]): Date | null {
  let latest = until;
  for (const one of said) {
    const at = one.kind === 'in' && one.deletedAt !== null && one.deletedAt > one.at ? one.deletedAt : one.at;
    if (latest === null || at > latest) latest = at;
  }
  return latest;
}

/** Open while the customer waits; people's own "later" and "done" hold until the customer writes again or a turn opens anew. */
function statusAfter(row: Conversation, open: Turn | null, answeredAt: Date | null, spoke: boolean): Status {
  const isNewTurn = open !== null && row.turnId === null;
  if (row.status === 'snoozed' && !spoke && !isNewTurn) return 'snoozed';
  if (open !== null) return 'open';
  if (row.status === 'resolved' && row.resolvedAt !== null && !spoke) return 'resolved';
  return answeredAt === null ? 'resolved' : 'waiting';
}

function sameTurn(a: Turn, b: Turn): boolean {
  return TURN_KEYS.every(key => sameValue(a[key], b[key]));
}

const TURN_KEYS = [
  'kind',
  'openedAt',
  'receivedAt',
  'openedBy',
  'dueAt',
  'wakeAt',
  'breachedAt',
  'policy',
  'warned',
  'closedAt',
  'closedBy',
  'closedAgentId',
  'outcome',
  'reason',
  'lang',
  'complaint',
] as const satisfies readonly (keyof Turn)[];

function sameRow(a: Conversation, b: Conversation): boolean {
  return ROW_KEYS.every(key => sameValue(a[key], b[key]));
}

const ROW_KEYS = [
  'status',
  'intents',
  'urgency',
  'noise',
  'answeredAt',
  'countedUntil',
  'snoozedUntil',
  'resolvedAt',
  'turnId',
  'turnKind',
  'turnOpenedAt',
  'dueAt',
  'breachedAt',
  'turnPolicy',
  'matterAt',
] as const satisfies readonly (keyof Conversation)[];

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return one.length === other.size && one.every(([key, value]) => other.get(key) === value);
}
