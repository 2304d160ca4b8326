import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { ConversationView, Priority } from '../core/view.ts';
import { hasPolicy, hasTeam, writeChosenPolicy, writePriority, writeTeam } from '../store/work.ts';
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
export function prioritising({ makeId }: Desk, { brandId }: Pick<Who, 'brandId'>, priority: Priority): Work {
  return async (tx, row, at) => {
    if (row.priority === priority) return { changes: [] };
    await writePriority(tx, brandId, row.id, priority);
    const settled = await settle(tx, brandId, [row.id], at, { makeId });
    return { changes: [changed(row.id, 'prioritised', priority)], settled };
  };
}

/** What is promised here, whatever the policies' own order says; null: as they say. Its clocks are counted again. */
export function promising({ makeId }: Desk, { brandId }: Pick<Who, 'brandId'>, policyId: string | null): Work {
  return async (tx, row, at) => {
    if (row.chosenPolicyId === policyId) return { changes: [] };
    if (policyId !== null && !(isUuid(policyId) && (await hasPolicy(tx, brandId, policyId)))) {
      throw new Refusal('not_valid', 'There is no such policy in this brand.');
    }
    await writeChosenPolicy(tx, brandId, row.id, policyId);
    const settled = await settle(tx, brandId, [row.id], at, { makeId });
    return { changes: [changed(row.id, 'promised')], settled };
  };
}

/** Whose work it is. Promises go by it, so its clocks are counted again. */
export function teaming({ makeId }: Desk, { brandId }: Pick<Who, 'brandId'>, teamId: string | null): Work {
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
