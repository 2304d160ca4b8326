/** Where the learning of each brand stands, by aspect: the version in use, and whether there is something new to learn from. */
import { sql } from 'kysely';
import type { Aspect } from '../core/triage/reading.ts';
import type { Db, Tx } from './db.ts';

export type Standing = {
  aspect: Aspect;
  /** In use; 0: what came with the product. */
  version: number;
  wanted: number;
  learnt: number;
  epoch: number;
  /** When the first of what waits came; null: nothing waits. */
  wantedAt: Date | null;
};

/** There is something new to learn from, or something less. */
export async function wantLearning(tx: Tx, brandId: number, aspects: readonly Aspect[], at: Date): Promise<void> {
  if (aspects.length === 0) return;
  // In one order everywhere: two that want the same in different orders would wait for each other.
  await sql`
    insert into learning (brand_id, aspect, wanted, wanted_at)
    select ${brandId}, aspect, 1, ${at} from unnest(${[...new Set(aspects)].sort()}::text[]) aspect
    on conflict (brand_id, aspect) do update
      set wanted = learning.wanted + 1,
        wanted_at = case when learning.wanted > learning.learnt then learning.wanted_at else excluded.wanted_at end`.execute(
    tx,
  );
}

export async function standingsOf(db: Db, brandId: number): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select aspect, version, wanted, learnt, epoch, case when wanted > learnt then wanted_at end "wantedAt"
    from learning where brand_id = ${brandId}`.execute(db);
  return rows;
}

/** Held to the end of the transaction. */
export async function lockStanding(tx: Tx, brandId: number, aspect: Aspect): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select aspect, version, wanted, learnt, epoch, case when wanted > learnt then wanted_at end "wantedAt"
    from learning where brand_id = ${brandId} and aspect = ${aspect} for update`.execute(tx);
  return rows[0] ?? null;
}

/**
 * Takes what there is to learn for a while, so that no two do the same work.
 * @returns null: nothing waits, or another is at it
 */
export async function claimLearning(
  db: Db,
  brandId: number,
  aspect: Aspect,
  until: { now: Date; leaseUntil: Date },
): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    update learning set lease_until = ${until.leaseUntil}
    where brand_id = ${brandId} and aspect = ${aspect} and wanted > learnt and (lease_until is null or lease_until < ${until.now})
    returning aspect, version, wanted, learnt, epoch, wanted_at "wantedAt"`.execute(db);
  return rows[0] ?? null;
}

export async function giveUpLearning(db: Db, brandId: number, aspect: Aspect): Promise<void> {
  await sql`update learning set lease_until = null where brand_id = ${brandId} and aspect = ${aspect}`.execute(db);
}

/** What waits since before then, with nobody at it; the oldest first. */
export async function learningWaiting(
  db: Db,
  asked: { now: Date; since: Date; limit: number },
): Promise<{ brandId: number; aspect: Aspect }[]> {
  const { rows } = await sql<{ brandId: number; aspect: Aspect }>`
    select brand_id "brandId", aspect from learning
    where wanted > learnt and wanted_at <= ${asked.since} and (lease_until is null or lease_until < ${asked.now})
    order by wanted_at limit ${asked.limit}`.execute(db);
  return rows;
}

/** Commits one after another: whoever has seen a mark has seen every change before it. */
const LEARNING_LOCK = 0x6c656172;

/** The row must be locked. `learnt`: as far as that was learnt; left out: it stays. */
export async function writeStanding(
  tx: Tx,
  brandId: number,
  next: { aspect: Aspect; version: number; learnt?: number; turnsBack?: boolean },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LEARNING_LOCK})`.execute(tx);
  await sql`
    update learning set version = ${next.version}, learnt = coalesce(${next.learnt ?? null}::int, learnt),
      epoch = epoch + ${next.turnsBack === true ? 1 : 0}, lease_until = null,
      changed = (select coalesce(max(changed), 0) + 1 from learning)
    where brand_id = ${brandId} and aspect = ${next.aspect}`.execute(tx);
}

export type Moved = { brandId: number; aspect: Aspect; version: number; changed: number };

/** Where another version came into use since that change, in order. */
export async function movedSince(db: Db, since: number, limit: number): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    select brand_id "brandId", aspect, version, changed from learning where changed > ${since}
    order by changed limit ${limit}`.execute(db);
  return rows;
}

/** Raised with each change of a version in use, anywhere. */
export async function learningMark(db: Db): Promise<number> {
  const { rows } = await sql<{ changed: number }>`select coalesce(max(changed), 0) changed from learning`.execute(db);
  return rows[0]?.changed ?? 0;
}
