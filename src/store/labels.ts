/** What brands learn from: corrections with the words of their messages as they stand now. */
import { sql } from 'kysely';
import type { LabelSource } from '../core/triage/labels.ts';
import type { Aspect, ReadingsView } from '../core/triage/reading.ts';
import type { Db, Tx } from './db.ts';

/** `isNew`: no version has been learnt with it. */
export type LabelRow = LabelSource & { isNew: boolean };

/** Those that stand and are not set aside, of messages that are still there; people's before deeds', the newest first. */
export async function listLabels(
  db: Db,
  asked: { brandId: number; aspect: Aspect; people: number; deeds: number },
): Promise<LabelRow[]> {
  const { brandId, aspect, people, deeds } = asked;
  const some = (source: 'person' | 'deed', limit: number) => sql`(
    select r.id, r.seq, r.message_id "messageId", jsonb_build_object('aspect', r.aspect, 'value', r.said) said, r.was,
      r.source = 'deed' "isDeed", r.weight, r.agent_id "agentId", r.at, m.text, m.readings, r.learnt_in is null "isNew"
    from reading_correction r join message m on m.brand_id = r.brand_id and m.id = r.message_id
    where r.brand_id = ${brandId} and r.aspect = ${aspect} and r.source = ${source} and r.undone_at is null
      and r.set_aside_by is null and m.deleted_at is null and m.text <> ''
    order by r.seq desc limit ${limit})`;
  const { rows } = await sql<LabelRow>`${some('person', people)} union all ${some('deed', deeds)}`.execute(db);
  return rows.sort((a, b) => Number(a.isDeed) - Number(b.isDeed) || b.seq - a.seq);
}

export type StoodRow = { messageId: string; text: string; at: Date; readings: ReadingsView };

/** The newest messages of customers of which nobody said anything in this aspect. */
export async function listStood(
  db: Db,
  asked: { brandId: number; aspect: Aspect; limit: number },
): Promise<StoodRow[]> {
  const { rows } = await sql<StoodRow>`
    select m.id "messageId", m.text, m.at, m.readings from message m
    where m.brand_id = ${asked.brandId} and m.direction = 'in' and m.deleted_at is null and m.readings is not null and m.text <> ''
      and not exists (select from reading_correction r where r.brand_id = m.brand_id and r.message_id = m.id and r.aspect = ${asked.aspect})
    order by m.at desc, m.id desc limit ${asked.limit}`.execute(db);
  return rows;
}

/** Everything that stood when it was learnt is in this version, if in none before. @returns how many there were */
export async function markLearnt(
  tx: Tx,
  brandId: number,
  aspect: Aspect,
  learnt: { version: number; upTo: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update reading_correction set learnt_in = ${learnt.version}
    where brand_id = ${brandId} and aspect = ${aspect} and learnt_in is null and set_aside_by is null and undone_at is null
      and seq <= ${learnt.upTo}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Learning leaves out what was new in a version; of a reset, all that was said up to then. */
export async function setAside(
  tx: Tx,
  brandId: number,
  aspect: Aspect,
  by: { version: number; kind: 'learnt' | 'reset'; at: Date },
): Promise<void> {
  await sql`
    update reading_correction set set_aside_by = ${by.version}
    where brand_id = ${brandId} and aspect = ${aspect} and set_aside_by is null
      and case when ${by.kind === 'reset'} then at <= ${by.at} else learnt_in = ${by.version} end`.execute(tx);
}

/** Learning takes in again what was set aside by that. */
export async function takeBackIn(tx: Tx, brandId: number, aspect: Aspect, version: number): Promise<void> {
  await sql`
    update reading_correction set set_aside_by = null
    where brand_id = ${brandId} and aspect = ${aspect} and set_aside_by = ${version}`.execute(tx);
}

export type LabelCount = {
  aspect: Aspect;
  agentId: string | null;
  agentName: string | null;
  people: number;
  deeds: number;
  setAside: number;
  gone: number;
};

/** By aspect and colleague, of those that were not taken back. */
export async function countLabels(db: Db, brandId: number): Promise<LabelCount[]> {
  const isGone = sql`(m.deleted_at is not null or m.text = '')`;
  const { rows } = await sql<LabelCount>`
    select r.aspect, r.agent_id "agentId", a.name "agentName",
      count(*) filter (where r.source = 'person' and r.set_aside_by is null and not ${isGone})::int people,
      count(*) filter (where r.source = 'deed' and r.set_aside_by is null and not ${isGone})::int deeds,
      count(*) filter (where r.set_aside_by is not null and not ${isGone})::int "setAside",
      count(*) filter (where ${isGone})::int gone
    from reading_correction r join message m on m.brand_id = r.brand_id and m.id = r.message_id
    left join agent a on a.id = r.agent_id
    where r.brand_id = ${brandId} and r.undone_at is null group by 1, 2, 3`.execute(db);
  return rows;
}
