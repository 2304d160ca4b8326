/** The model outside the house that an owner may name: what is kept of it, what was spent on it, and how it fares. */
import { sql } from 'kysely';
import type { OutsideAspect, OutsideForm } from '../core/triage/outside/answer.ts';
import type { Db, Tx } from './db.ts';

export type OutsideModelRow = {
  isOn: boolean;
  url: string | null;
  model: string;
  sealedKey: Buffer | null;
  form: OutsideForm;
  aspects: OutsideAspect[];
  asksPrivate: boolean;
  timeoutMs: number;
  postsPerDay: number;
  tokensPerDay: number;
  version: number;
  failures: number;
  restsUntil: Date | null;
  trouble: string | null;
};
export type OutsideWish = Omit<OutsideModelRow, 'version' | 'failures' | 'restsUntil' | 'trouble'>;

const columns = sql`is_on "isOn", url, model, sealed_key "sealedKey", form, aspects, asks_private "asksPrivate",
  timeout_ms "timeoutMs", posts_per_day "postsPerDay", tokens_per_day "tokensPerDay", version, failures,
  rests_until "restsUntil", trouble`;

/** Null: nobody ever named one. */
export async function findOutsideModel(db: Db, brandId: number): Promise<OutsideModelRow | null> {
  const { rows } = await sql<OutsideModelRow>`
    select ${columns} from outside_model where brand_id = ${brandId}`.execute(db);
  return rows[0] ?? null;
}

/**
 * Begins at what happens from now on whenever it is switched on; its past failures are forgiven.
 * @param version it was changed from; 0: there was none  @returns false: it is at another version by now
 */
export async function writeOutsideModel(
  tx: Tx,
  brandId: number,
  { isOn, url, model, sealedKey, form, aspects, asksPrivate, timeoutMs, postsPerDay, tokensPerDay }: OutsideWish,
  { version, at }: { version: number; at: Date },
): Promise<boolean> {
  const newest = sql`case when ${isOn}::boolean then (select coalesce(max(seq), 0) from event) end`;
  const { rows } =
    version === 0
      ? await sql`
          insert into outside_model (brand_id, is_on, url, model, sealed_key, form, aspects, asks_private, timeout_ms, posts_per_day,
            tokens_per_day, changed_at, seq)
          values (${brandId}, ${isOn}, ${url}, ${model}, ${sealedKey}, ${form}, ${aspects}::text[], ${asksPrivate}, ${timeoutMs},
            ${postsPerDay}, ${tokensPerDay}, ${at}, ${newest})
          on conflict do nothing returning brand_id`.execute(tx)
      : await sql`
          update outside_model set is_on = ${isOn}, url = ${url}, model = ${model}, sealed_key = ${sealedKey}, form = ${form},
            aspects = ${aspects}::text[], asks_private = ${asksPrivate}, timeout_ms = ${timeoutMs}, posts_per_day = ${postsPerDay},
            tokens_per_day = ${tokensPerDay}, changed_at = ${at}, version = version + 1, failures = 0, rests_until = null, trouble = null,
            seq = case when is_on and ${isOn}::boolean then seq else ${newest} end
          where brand_id = ${brandId} and version = ${version} returning brand_id`.execute(tx);
  return rows.length > 0;
}

/** With everything it said and everything that waits for it; what was spent stays. @returns whether it had said anything */
export async function deleteOutsideModel(tx: Tx, brandId: number): Promise<boolean> {
  await sql`delete from outside_model where brand_id = ${brandId}`.execute(tx);
  const { rows } = await sql<{ outcome: string | null }>`
    delete from outside_reading where brand_id = ${brandId} returning outcome`.execute(tx);
  return rows.some(({ outcome }) => outcome === 'said');
}

/** Brands that want one asked. */
export async function brandsWithOutsideModel(db: Db): Promise<number[]> {
  const { rows } = await sql<{ brandId: number }>`
    select brand_id "brandId" from outside_model where is_on order by 1`.execute(db);
  return rows.map(({ brandId }) => brandId);
}

/** Held to the end of the transaction; null while another process has it, or it is off. */
export async function lockOutsidePlace(tx: Tx, brandId: number): Promise<number | null> {
  const { rows } = await sql<{ seq: number }>`
    select seq from outside_model where brand_id = ${brandId} and is_on for update skip locked`.execute(tx);
  return rows[0]?.seq ?? null;
}

export async function moveOutsidePlace(tx: Tx, brandId: number, seq: number): Promise<void> {
  await sql`update outside_model set seq = ${seq} where brand_id = ${brandId} and is_on`.execute(tx);
}

/** How asking went: a failure one more in a row, or an answer, which ends the row. @returns how many there are in a row */
export async function noteOutsideHealth(db: Db, brandId: number, trouble: string | null): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    update outside_model set failures = case when ${trouble}::text is null then 0 else failures + 1 end,
      trouble = ${trouble}, rests_until = null
    where brand_id = ${brandId} returning failures`.execute(db);
  return rows[0]?.failures ?? 0;
}

export async function restOutside(db: Db, brandId: number, until: Date): Promise<void> {
  await sql`update outside_model set rests_until = ${until} where brand_id = ${brandId}`.execute(db);
}

export type OutsideUse = {
  posts: number;
  tokens: number;
  said: number;
  changed: number;
  failed: number;
  nonsense: number;
  late: number;
  tookMs: number;
};
export const NO_USE: OutsideUse = {
  posts: 0,
  tokens: 0,
  said: 0,
  changed: 0,
  failed: 0,
  nonsense: 0,
  late: 0,
  tookMs: 0,
};

export async function readOutsideUse(db: Db, brandId: number, day: string): Promise<OutsideUse> {
  const { rows } = await sql<OutsideUse>`
    select posts, tokens::float8 tokens, said, changed, failed, nonsense, late, took_ms::float8 "tookMs"
    from outside_use where brand_id = ${brandId} and day = ${day}::date`.execute(db);
  return rows[0] ?? NO_USE;
}

/** @param more what is added to the day; tokens may be given back */
export async function addOutsideUse(
  db: Db | Tx,
  brandId: number,
  day: string,
  more: Partial<OutsideUse>,
): Promise<void> {
  const { posts, tokens, said, changed, failed, nonsense, late, tookMs } = { ...NO_USE, ...more };
  await sql`
    insert into outside_use as u (brand_id, day, posts, tokens, said, changed, failed, nonsense, late, took_ms)
    values (${brandId}, ${day}::date, ${posts}, ${tokens}, ${said}, ${changed}, ${failed}, ${nonsense}, ${late}, ${tookMs})
    on conflict (brand_id, day) do update set posts = u.posts + excluded.posts, tokens = u.tokens + excluded.tokens,
      said = u.said + excluded.said, changed = u.changed + excluded.changed, failed = u.failed + excluded.failed,
      nonsense = u.nonsense + excluded.nonsense, late = u.late + excluded.late, took_ms = u.took_ms + excluded.took_ms`.execute(
    db,
  );
}

/**
 * Takes one post and so many tokens from the day's budget. The row is held to the end of the transaction, so that two do not both take
 * the last one.  @returns false: there is not that much left
 */
export async function spendOutside(
  tx: Tx,
  brandId: number,
  day: string,
  { tokens, postsPerDay, tokensPerDay }: { tokens: number; postsPerDay: number; tokensPerDay: number },
): Promise<boolean> {
  await sql`insert into outside_use (brand_id, day) values (${brandId}, ${day}::date) on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql`
    update outside_use set posts = posts + 1, tokens = tokens + ${tokens}
    where brand_id = ${brandId} and day = ${day}::date and posts < ${postsPerDay} and tokens + ${tokens} <= ${tokensPerDay}
    returning posts`.execute(tx);
  return rows.length > 0;
}
