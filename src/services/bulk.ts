/** One deed on up to five hundred conversations: each by itself, refused ones told why, and all of it taken back at a word. */
import { BULK_LIMIT, type BulkDeed, type BulkStep, standingOfRow } from '../core/bulk.ts';
import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { insertBulkDeed, isUndone, takeBulkDeed } from '../store/bulk-deeds.ts';
import { lockConversationRows } from '../store/conversations.ts';
import { assigning } from './assign.ts';
import { changeConversation, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import { notify } from './notify.ts';
import { notFound, permit, type Who } from './permit.ts';
import { prioritising, teaming } from './prioritise.ts';
import { resolving } from './resolve.ts';
import { restoring } from './restore-standing.ts';
import { snoozing } from './snooze.ts';
import { tagging } from './tag.ts';

/** `same`: it stood like this already. */
export type BulkResult =
  | { id: string; outcome: 'done' | 'same' }
  | { id: string; outcome: 'refused'; code: string; says: string };

/** @returns `undo`: the name of the deed for `undoBulk`; null where nothing was changed */
export async function doBulk(
  desk: Desk,
  who: Who,
  ids: readonly string[],
  deed: BulkDeed,
): Promise<{ results: BulkResult[]; undo: string | null }> {
  permit(who, 'answer');
  const asked = [...new Set(ids)];
  if (asked.length > BULK_LIMIT) throw new Refusal('too_many', `Choose up to ${BULK_LIMIT} at once.`);
  const work = workOf(desk, who, deed);
  const done: BulkStep[] = [];
  const results = await each(asked, id => doOne(desk, who, id, work, done));
  if (done.length === 0) return { results, undo: null };
  const undo = desk.makeId();
  const at = desk.now();
  await insertBulkDeed(desk.db, who.brandId, { id: undo, agentId: who.agentId, at, deed, done });
  if (deed.kind === 'assign' && deed.assigneeId !== null)
    await tellAssignee(desk, who, deed.assigneeId, undo, done.length);
  return { results, undo };
}

/** Takes it back wherever nobody has changed since what it changed. The others are left and named. */
export async function undoBulk(desk: Desk, who: Who, id: string): Promise<{ results: BulkResult[] }> {
  permit(who, 'answer');
  const bulk = isUuid(id) ? await takeBulkDeed(desk.db, who, id, desk.now()) : null;
  if (bulk === null) {
    if (isUuid(id) && (await isUndone(desk.db, who, id)))
      throw new Refusal('too_late', 'This has been undone already.');
    throw notFound('deed');
  }
  const steps = new Map(bulk.done.map(step => [step.id, step]));
  const results = await each([...steps.keys()], async one => {
    const step = steps.get(one);
    if (step === undefined) throw new Error(`the deed ${id} never touched ${one}`);
    return doOne(desk, who, one, restoring(desk, who, bulk.deed.kind, step), []);
  });
  return { results };
}

async function doOne(desk: Desk, who: Who, id: string, work: Work, done: BulkStep[]): Promise<BulkResult> {
  let step: BulkStep | null = null;
  try {
    await changeConversation(desk, who, id, async (tx, row, at) => {
      const outcome = await work(tx, row, at);
      if (outcome.changes.length === 0) return outcome;
      const after: Conversation = (await lockConversationRows(tx, who.brandId, [id])).get(id) ?? row;
      step = { id, before: standingOfRow(row), after: standingOfRow(after) };
      return outcome;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { id, outcome: 'refused', code: error.code, says: error.message };
  }
  if (step === null) return { id, outcome: 'same' };
  done.push(step);
  return { id, outcome: 'done' };
}

function workOf(desk: Desk, who: Who, deed: BulkDeed): Work {
  switch (deed.kind) {
    case 'assign':
      return assigning(desk, who, { assigneeId: deed.assigneeId, isOneOfMany: true });
    case 'team':
      return teaming(desk, who, deed.teamId);
    case 'priority':
      return prioritising(desk, who, deed.priority);
    case 'tag': {
      const gone = new Set(deed.remove.map(tag => tag.toLowerCase()));
      return tagging(desk, who, before => [...before.filter(tag => !gone.has(tag.toLowerCase())), ...deed.add]);
    }
    case 'snooze':
      return snoozing(desk, who, deed.until === null ? null : new Date(deed.until));
    case 'resolve':
      return resolving(desk, who, deed);
  }
}

/** One word about all of them, instead of one about each. */
async function tellAssignee(desk: Desk, who: Who, agentId: string, cause: string, n: number): Promise<void> {
  const { brandId } = who;
  const told = { kind: 'assigned', conversationId: null, fromId: who.agentId, parts: { n } } as const;
  await desk.db
    .transaction()
    .execute(tx =>
      notify(tx, { brandId, at: desk.now(), makeId: desk.makeId }, [{ ...told, agentId, cause: `bulk ${cause}` }]),
    );
}

/** So many at the same time: each waits for the disk, and all wait for the event log. */
const AT_ONCE = 4;

async function each(ids: readonly string[], work: (id: string) => Promise<BulkResult>): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  const waiting = [...ids.entries()];
  async function go(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await work(next[1]);
  }
  await Promise.all(Array.from({ length: AT_ONCE }, go));
  return results;
}
