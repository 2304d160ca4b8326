import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { ConversationView, Priority } from '../core/view.ts';
import { hasTeam, writePriority, writeTeam } from '../store/work.ts';
import { changeConversation, changed, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';
import { settle } from './settle.ts';

/** How pressing people say it is. */
export function prioritise(
  desk: Desk,
  who: Who,
  id: string,
  priority: Priority,
): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, prioritising(desk, who, priority));
}

/** The same as part of a larger deed. Promises go by it, so its clocks are counted again. */
export function prioritising({ makeId }: Desk, { brandId }: Who, priority: Priority): Work {
  return async (tx, row, at) => {
    if (row.priority === priority) return { changes: [] };
    await writePriority(tx, brandId, row.id, priority);
    const settled = await settle(tx, brandId, [row.id], at, { makeId });
    return { changes: [changed(row.id, 'prioritised', priority)], settled };
  };
}

/** Whose work it is. Promises go by it, so its clocks are counted again. */
export function teaming({ makeId }: Desk, { brandId }: Who, teamId: string | null): Work {
  return async (tx, row, at) => {
    if (row.teamId === teamId) return { changes: [] };
    if (teamId !== null && !(isUuid(teamId) && (await hasTeam(tx, brandId, teamId)))) {
      throw new Refusal('not_valid', 'There is no such team in this brand.');
    }
    await writeTeam(tx, brandId, row.id, teamId);
    const settled = await settle(tx, brandId, [row.id], at, { makeId });
    return { changes: [changed(row.id, 'team')], settled };
  };
}
