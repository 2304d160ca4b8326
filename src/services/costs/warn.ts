/** Owners and leads are told once a month each when most of a budget is spent, when reading stops and when it is used up; again where it was changed. */
import type { Connector } from '../../connectors/connector.ts';
import { budgetStateOf, dayOfUtc, monthOf } from '../../core/costs.ts';
import type { MakeId } from '../../core/id.ts';
import type { Standing } from '../../store/costs.ts';
import type { Db } from '../../store/db.ts';
import { listMembers } from '../../store/members.ts';
import { limitsOf } from '../composing.ts';
import { notify } from '../notify.ts';
import { cheapestOf } from './costs.ts';

export type WarnNeeds = { db: Db; connectors: ReadonlyMap<string, Connector>; makeId: MakeId; now: () => Date };

const KINDS = { near: 'budget_near', readingStopped: 'budget_reading', usedUp: 'budget_used' } as const;

/** @returns whoever is handed standings and tells of those that need it; several processes may, each tells once */
export function makeBudgetWarner(needs: WarnNeeds): (standings: readonly Standing[]) => Promise<void> {
  const told = new Set<string>();
  return async standings => {
    const month = dayOfUtc(monthOf(needs.now()).from).slice(0, 7);
    for (const standing of standings) {
      const state = budgetStateOf(standing, standing.spentMicroUsd, cheapestAt(needs, standing.network));
      if (state === 'open') continue;
      const { channelId, monthlyMicroUsd, reserveMicroUsd } = standing;
      const cause = `budget ${channelId} ${month} ${monthlyMicroUsd} ${reserveMicroUsd} ${state}`;
      if (told.has(cause)) continue;
      await tell(needs, standing, KINDS[state], cause);
      told.add(cause);
    }
  };
}

function cheapestAt({ connectors }: WarnNeeds, network: string): number {
  const connector = connectors.get(network);
  return connector === undefined ? 1 : cheapestOf(limitsOf(connector, null).prices ?? {});
}

async function tell(
  { db, makeId, now }: WarnNeeds,
  { brandId, name }: Standing,
  kind: (typeof KINDS)[keyof typeof KINDS],
  cause: string,
): Promise<void> {
  await db.transaction().execute(async tx => {
    const people = (await listMembers(tx, brandId)).filter(({ role }) => role === 'lead' || role === 'owner');
    const about = { kind, cause, conversationId: null, fromId: null, parts: { words: name } };
    await notify(
      tx,
      { brandId, at: now(), makeId },
      people.map(person => ({ ...about, agentId: person.id })),
    );
  });
}
