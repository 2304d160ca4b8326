/** Turns that met silence: closed unanswered, or later than promised, answered or not. */
import { type RawBuilder, sql } from 'kysely';
import type { Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { clockOf, turnsWithin } from './told-apart.ts';

/** `network` null: of all. `late` has only what was answered too late, or is overdue and waits still; the latter is `waiting`. */
export type SilenceCount = {
  network: string | null;
  unanswered: number;
  late: number;
  waiting: number;
  customers: number;
};

/** A turn `t` whose promise was not met; null of a promise is no breach. Late is late, by a millisecond too. */
export function isBroken(clock: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(t.due_at is not null and (t.outcome = 'unanswered' or (t.outcome = 'answered' and t.closed_at > t.due_at)
    or (t.outcome is null and (t.breached_at is not null or t.due_at < ${clock}))))`;
}

/** The words of the index `turn_silent`, which holds no others. */
export const maybeSilent = sql`(t.outcome is null or t.outcome = 'unanswered' or t.closed_at > t.due_at)`;

export async function countSilence(db: Db, slice: Slice): Promise<SilenceCount[]> {
  const { rows } = await sql<SilenceCount>`
    select s.network, (count(*) filter (where s.unanswered))::int unanswered,
      (count(*) filter (where not s.unanswered))::int late, (count(*) filter (where s.waits))::int waiting, count(distinct c.contact_id)::int customers
    from (select t.brand_id, t.conversation_id, ch.network, coalesce(t.outcome = 'unanswered', false) unanswered, t.outcome is null waits
      from ${turnsWithin(slice, slice)} and ${maybeSilent} and (t.outcome = 'unanswered' or ${isBroken(clockOf(slice))})) s
    join conversation c on c.brand_id = s.brand_id and c.id = s.conversation_id
    group by grouping sets ((s.network), ())
    order by count(*) desc, s.network nulls first`.execute(db);
  return rows;
}
