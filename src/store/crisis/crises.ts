/** Crises and the bursts in them. */
import { sql } from 'kysely';
import type { StaffingStanding } from '../../core/crisis/staffing-alarm.ts';
import type { CrisisState, CrisisStep, StepFacts } from '../../core/crisis/step.ts';
import type { Alarm } from '../../core/listening/burst-alarm.ts';
import type { Db, Tx } from '../db.ts';

export type CrisisRow = {
  brandId: number;
  id: string;
  name: string;
  /** By people; else it is called by what its bursts are about. */
  isNamed: boolean;
  state: CrisisState;
  words: string[];
  beganAt: Date;
  raisedAt: Date;
  declaredAt: Date | null;
  declaredBy: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  learnt: string;
  staffing: StaffingStanding | null;
  hasWaiting: boolean;
  version: number;
};

const columns = sql`
  c.brand_id "brandId", c.id, c.name, c.is_named "isNamed", c.state, c.words, c.began_at "beganAt", c.raised_at "raisedAt", c.declared_at "declaredAt",
  c.declared_by "declaredBy", c.closed_at "closedAt", c.closed_by "closedBy", c.learnt, c.staffing, c.has_waiting "hasWaiting", c.version`;

/** Those that go on first, then the newest. */
export async function listCrises(db: Db, brandId: number, limit: number): Promise<CrisisRow[]> {
  const { rows } = await sql<CrisisRow>`
    select ${columns} from crisis c where c.brand_id = ${brandId}
    order by c.state not in ('watching', 'open'), c.began_at desc, c.id limit ${limit}`.execute(db);
  return rows;
}

export async function countGoing(db: Db, brandId: number): Promise<{ watching: number; open: number }> {
  const { rows } = await sql<{ watching: number; open: number }>`
    select count(*) filter (where state = 'watching')::int watching, count(*) filter (where state = 'open')::int open
    from crisis where brand_id = ${brandId} and state in ('watching', 'open')`.execute(db);
  return rows[0] ?? { watching: 0, open: 0 };
}

export async function findCrisis(db: Db, brandId: number, id: string): Promise<CrisisRow | null> {
  const { rows } = await sql<CrisisRow>`
    select ${columns} from crisis c where c.brand_id = ${brandId} and c.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held to the end of the transaction. */
export async function lockCrisis(tx: Tx, brandId: number, id: string): Promise<CrisisRow | null> {
  const { rows } = await sql<CrisisRow>`
    select ${columns} from crisis c where c.brand_id = ${brandId} and c.id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** Those that go on, and those over since a moment; held, so that two watchers do not write over each other. */
export async function lockRecentCrises(tx: Tx, brandId: number, since: Date): Promise<CrisisRow[]> {
  const { rows } = await sql<CrisisRow>`
    select ${columns} from crisis c where c.brand_id = ${brandId}
      and (c.state in ('watching', 'open') or c.closed_at >= ${since}) order by c.id for update`.execute(tx);
  return rows;
}

export async function writeCrisis(tx: Tx, crisis: CrisisRow): Promise<void> {
  const { brandId, id, name, isNamed, state, words, beganAt, raisedAt, declaredAt, declaredBy, closedAt, closedBy } =
    crisis;
  const { learnt, staffing, hasWaiting } = crisis;
  await sql`
    insert into crisis as c (brand_id, id, name, is_named, state, words, began_at, raised_at, declared_at, declared_by, closed_at, closed_by,
      learnt, staffing, has_waiting)
    values (${brandId}, ${id}, ${name}, ${isNamed}, ${state}, ${words}::text[], ${beganAt}, ${raisedAt}, ${declaredAt}, ${declaredBy}::uuid,
      ${closedAt}, ${closedBy}::uuid, ${learnt}, ${staffing === null ? null : JSON.stringify(staffing)}::jsonb, ${hasWaiting})
    on conflict (brand_id, id) do update set name = excluded.name, is_named = excluded.is_named, state = excluded.state, words = excluded.words,
      began_at = excluded.began_at, raised_at = excluded.raised_at, declared_at = excluded.declared_at,
      declared_by = excluded.declared_by, closed_at = excluded.closed_at, closed_by = excluded.closed_by, learnt = excluded.learnt,
      staffing = excluded.staffing, has_waiting = excluded.has_waiting, version = c.version + 1`.execute(tx);
}

/** What the watch knows of it; nobody's change of the crisis is in its way. */
export async function writeStanding(
  tx: Tx,
  crisis: Pick<CrisisRow, 'brandId' | 'id' | 'staffing' | 'hasWaiting'>,
): Promise<void> {
  const { brandId, id, staffing, hasWaiting } = crisis;
  await sql`
    update crisis set staffing = ${staffing === null ? null : JSON.stringify(staffing)}::jsonb, has_waiting = ${hasWaiting}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function removeCrisis(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from crisis where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function moveHoldings(tx: Tx, brandId: number, fromId: string, toId: string): Promise<void> {
  await sql`update holding_reply set crisis_id = ${toId} where brand_id = ${brandId} and crisis_id = ${fromId}`.execute(
    tx,
  );
}

export type CrisisBurst = {
  crisisId: string;
  id: string;
  queryId: string | null;
  series: string;
  beganAt: Date;
  raisedAt: Date;
  endedAt: Date | null;
  alarm: Alarm;
};

/** By their beginning. */
export async function burstsOfCrises(db: Db, brandId: number, crisisIds: readonly string[]): Promise<CrisisBurst[]> {
  if (crisisIds.length === 0) return [];
  const { rows } = await sql<CrisisBurst>`
    select m.crisis_id "crisisId", b.id, b.query_id "queryId", b.series, b.began_at "beganAt", b.raised_at "raisedAt",
      b.ended_at "endedAt", b.alarm
    from crisis_burst m join burst b on b.brand_id = m.brand_id and b.id = m.burst_id
    where m.brand_id = ${brandId} and m.crisis_id = any(${crisisIds}::uuid[]) order by b.began_at, b.id`.execute(db);
  return rows;
}

export async function crisisOfBurst(db: Db, brandId: number, burstId: string): Promise<string | null> {
  const { rows } = await sql<{ crisisId: string }>`
    select crisis_id "crisisId" from crisis_burst where brand_id = ${brandId} and burst_id = ${burstId}`.execute(db);
  return rows[0]?.crisisId ?? null;
}

/** From now on it belongs to this crisis. */
export async function putInCrisis(
  tx: Tx,
  brandId: number,
  burstIds: readonly string[],
  crisisId: string,
): Promise<void> {
  await sql`
    insert into crisis_burst (brand_id, burst_id, crisis_id)
    select ${brandId}, id, ${crisisId}::uuid from unnest(${burstIds}::uuid[]) id
    on conflict (brand_id, burst_id) do update set crisis_id = excluded.crisis_id`.execute(tx);
}

export type StepRow = { seq: number; at: Date; actorId: string | null; step: CrisisStep; facts: StepFacts };

/** The steps of a crisis as the log tells them, in order. */
export async function stepsOf(db: Db, brandId: number, crisisId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select seq, at, actor_id "actorId", data->>'step' as step, data->'facts' as facts from event
    where brand_id = ${brandId} and kind = 'crisis.changed' and data->>'crisisId' = ${crisisId} order by seq`.execute(
    db,
  );
  return rows;
}

/** Leads and owners of the brand. */
export async function listLeads(db: Db, brandId: number): Promise<string[]> {
  const { rows } = await sql<{ agentId: string }>`
    select agent_id "agentId" from membership where brand_id = ${brandId} and role in ('owner', 'lead') order by agent_id`.execute(
    db,
  );
  return rows.map(row => row.agentId);
}

/** Brands in which a crisis goes on. */
export async function goingCrises(db: Db): Promise<{ brandId: number; id: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string }>`
    select brand_id "brandId", id from crisis where state in ('watching', 'open') order by brand_id, id`.execute(db);
  return rows;
}
