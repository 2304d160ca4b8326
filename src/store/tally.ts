/** The queue's numbers, as the triggers keep them. Nothing here counts conversations. */
import { sql } from 'kysely';
import type { Db } from './db.ts';
import type { QueueView } from './queue.ts';

export type Counts = { active: number; waiting: number; snoozed: number; resolved: number };

export async function readCounts(
  db: Db,
  { brandId, agentId, scope }: { brandId: number; agentId: string; scope: readonly string[] | null },
): Promise<Record<QueueView, Counts>> {
  const { rows } = await sql<{ view: 'mine' | 'team' | 'unassigned' } & Counts>`
    select view,
      coalesce(sum(n) filter (where status <> 'resolved'), 0)::bigint as active,
      coalesce(sum(n) filter (where status <> 'resolved' and waiting_for_us), 0)::bigint as waiting,
      coalesce(sum(n) filter (where status = 'snoozed'), 0)::bigint as snoozed,
      coalesce(sum(n) filter (where status = 'resolved'), 0)::bigint as resolved
    from tally cross join lateral (select case
      when assignee_id = '00000000-0000-0000-0000-000000000000' then 'unassigned'
      when assignee_id = ${agentId} then 'mine' else 'team' end as view) named
    where brand_id = ${brandId} and (${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[]))
    group by view`.execute(db);
  const of = (view: string): Counts => {
    const { active, waiting, snoozed, resolved } = rows.find(row => row.view === view) ?? NONE;
    return { active, waiting, snoozed, resolved };
  };
  const parts = [of('mine'), of('team'), of('unassigned')] as const;
  const [mine, team, unassigned] = parts;
  return { mine, team, unassigned, all: parts.reduce(plus, NONE) };
}

const NONE: Counts = { active: 0, waiting: 0, snoozed: 0, resolved: 0 };

function plus(a: Counts, b: Counts): Counts {
  return {
    active: a.active + b.active,
    waiting: a.waiting + b.waiting,
    snoozed: a.snoozed + b.snoozed,
    resolved: a.resolved + b.resolved,
  };
}
