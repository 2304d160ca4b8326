import type { CrisisStep, StepFacts } from '../../core/crisis/step.ts';
import type { MakeId } from '../../core/id.ts';
import type { NotificationKind, NotificationParts } from '../../core/notification.ts';
import { type CrisisRow, listLeads } from '../../store/crisis/crises.ts';
import type { Tx } from '../../store/db.ts';
import type { NewEvent } from '../../store/events.ts';
import { notify } from '../notify.ts';

/** One step of the timeline, as the log keeps it. @param actorId null: the passing of time */
export function stepEvent(
  { brandId, id }: Pick<CrisisRow, 'brandId' | 'id'>,
  at: Date,
  step: CrisisStep,
  facts: StepFacts = {},
  actorId: string | null = null,
): NewEvent {
  const data = { kind: 'crisis.changed', crisisId: id, step, facts } as const;
  return { brandId, at, inboxId: null, conversationId: null, actorId, data };
}

/** Every lead, once for each cause. */
export async function tellLeads(
  tx: Tx,
  { brandId, at, makeId, fromId = null }: { brandId: number; at: Date; makeId: MakeId; fromId?: string | null },
  kind: Extract<NotificationKind, `crisis${string}`>,
  cause: string,
  parts: NotificationParts,
): Promise<void> {
  const leads = await listLeads(tx, brandId);
  const told = leads.map(agentId => ({ agentId, kind, cause, conversationId: null, fromId, parts }));
  await notify(tx, { brandId, at, makeId }, told);
}
