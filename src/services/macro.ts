/** What a saved reply does besides, in the transaction of its answer: each deed refused exactly as it would be alone. */
import { type BulkStep, standingOfRow } from '../core/bulk.ts';
import type { Conversation } from '../core/conversation.ts';
import type { MacroAction, MacroStep } from '../core/macro.ts';
import { lockConversationRows } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import type { Change } from './announce.ts';
import { assigning } from './assign.ts';
import type { Done, Work } from './change.ts';
import type { Desk } from './desk.ts';
import { insertNote } from './note.ts';
import type { Who } from './permit.ts';
import { prioritising, teaming } from './prioritise.ts';
import type { Settled } from './settle.ts';
import { snoozing } from './snooze.ts';
import { tagging } from './tag.ts';

const MINUTE_MS = 60_000;

/** `resolves`: it is to be resolved once the answer is sent. `steps`: what it did, in order. @param row the conversation, held */
export async function runMacro(
  tx: Tx,
  desk: Desk,
  who: Who,
  row: Conversation,
  actions: readonly MacroAction[],
  at: Date,
): Promise<Done & { resolves: boolean; steps: MacroStep[] }> {
  const changes: Change[] = [];
  const steps: MacroStep[] = [];
  let stands = standingOfRow(row);
  const settled = new Map<string, Settled>();
  for (const action of actions) {
    const done = await workOf(desk, who, action, at)?.(tx, row, at);
    changes.push(...(done?.changes ?? []));
    for (const one of done?.settled ?? [])
      settled.set(one.conversationId, joinSettled(settled.get(one.conversationId), one));
    const before = stands;
    stands = standingOfRow((await lockConversationRows(tx, who.brandId, [row.id])).get(row.id) ?? row);
    steps.push(...stepsOf(action.kind, { id: row.id, before, after: stands }, done?.changes ?? []));
  }
  return { changes, steps, settled: [...settled.values()], resolves: actions.some(({ kind }) => kind === 'resolve') };
}

function stepsOf(kind: MacroAction['kind'], step: BulkStep, changes: readonly Change[]): MacroStep[] {
  if (kind === 'resolve' || changes.length === 0) return [];
  if (kind !== 'note') return [{ kind, ...step }];
  return changes.flatMap(change =>
    change.kind === 'message.added' ? [{ kind, id: step.id, messageId: change.messageId }] : [],
  );
}

/** Two counts of the same conversation in one transaction, told as one. */
export function joinSettled(before: Settled | undefined, after: Settled): Settled {
  if (before === undefined) return after;
  const turns = new Map([...before.turns, ...after.turns].map(turn => [turn.id, turn]));
  for (const id of after.goneTurns) turns.delete(id);
  return {
    ...before,
    turns: [...turns.values()],
    goneTurns: [...before.goneTurns, ...after.goneTurns],
    breached: [...before.breached, ...after.breached],
    warned: [...before.warned, ...after.warned],
    changed: before.changed || after.changed,
  };
}

function workOf(desk: Desk, who: Who, action: MacroAction, at: Date): Work | null {
  switch (action.kind) {
    case 'tag':
      return tagging(desk, who, before => [...before, ...action.tags]);
    case 'priority':
      return prioritising(desk, who, action.priority);
    case 'assign':
      return assigning(desk, who, { assigneeId: action.agentId === 'me' ? who.agentId : action.agentId });
    case 'team':
      return teaming(desk, who, action.teamId);
    case 'snooze':
      return snoozing(desk, who, new Date(at.getTime() + action.minutes * MINUTE_MS));
    case 'note':
      return async (tx, row) => {
        const messageId = await insertNote(tx, desk, who, row, { text: action.text }, at);
        return { changes: [{ kind: 'message.added', conversationId: row.id, messageId }] };
      };
    case 'resolve':
      return null;
  }
}
