/** Which posts an outside model is to be asked about, was asked about, and what it said of them. */
import { sql } from 'kysely';
import type { OutsideSaid } from '../core/triage/outside/answer.ts';
import type { Db, Tx } from './db.ts';

/** Posts to be asked about, from now on; one whose words have changed, once more. */
export async function wantOutside(tx: Tx, brandId: number, messageIds: readonly string[], at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into outside_reading (brand_id, message_id, wanted_at)
    select ${brandId}, id, ${at} from message where brand_id = ${brandId} and id = any(${messageIds}::uuid[])
    on conflict (brand_id, message_id) do update set wanted_at = excluded.wanted_at, asked_at = null, outcome = null, of_text = null,
      model = null, said = null`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export type OutsideWaiting = {
  messageId: string;
  conversationId: string;
  at: Date;
  wantedAt: Date;
  text: string;
  isPublic: boolean;
  /** A customer wrote it and did not take it back. */
  isTheirs: boolean;
  isNoise: boolean;
  /** The network's own name of its writer, and their handle. */
  names: string[];
};

/** The one that has waited longest, held to the end of the transaction; null: none, or others have them. */
export async function nextOutside(tx: Tx, brandId: number): Promise<OutsideWaiting | null> {
  const { rows } = await sql<OutsideWaiting>`
    select o.message_id "messageId", m.conversation_id "conversationId", m.at, o.wanted_at "wantedAt", m.text,
      m.visibility = 'public' "isPublic", m.direction = 'in' and m.deleted_at is null "isTheirs",
      coalesce(m.readings->>'noise', '') <> '' "isNoise",
      array_remove(array[i.name, i.handle, c.name], null) names
    from outside_reading o
      join message m on m.brand_id = o.brand_id and m.id = o.message_id
      left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
      left join contact c on c.brand_id = i.brand_id and c.id = i.contact_id
    where o.brand_id = ${brandId} and o.asked_at is null and o.outcome is null
    order by o.wanted_at, o.message_id limit 1 for update of o skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** From here on it has been asked, whatever becomes of the answer. */
export async function beginOutside(
  tx: Tx,
  brandId: number,
  { messageId, text }: Pick<OutsideWaiting, 'messageId' | 'text'>,
  { model, at }: { model: string; at: Date },
): Promise<void> {
  await sql`
    update outside_reading set asked_at = ${at}, model = ${model}, of_text = md5(${text}::text)
    where brand_id = ${brandId} and message_id = ${messageId}`.execute(tx);
}

export type OutsideOutcome = 'failed' | 'nonsense' | 'late' | 'passed';

/** @param asked only if it is still the same question, asked then */
export async function endOutside(
  db: Db | Tx,
  brandId: number,
  messageId: string,
  outcome: OutsideOutcome,
  asked: Date | null,
): Promise<void> {
  await sql`
    update outside_reading set outcome = ${outcome}
    where brand_id = ${brandId} and message_id = ${messageId} and outcome is null and asked_at is not distinct from ${asked}`.execute(
    db,
  );
}

/** @returns false: its words have changed meanwhile, or nobody wants to know any more */
export async function keepOutside(
  tx: Tx,
  brandId: number,
  messageId: string,
  { said, asked }: { said: OutsideSaid; asked: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update outside_reading o set outcome = 'said', said = ${JSON.stringify(said)}::jsonb
    from message m where m.brand_id = o.brand_id and m.id = o.message_id and o.brand_id = ${brandId} and o.message_id = ${messageId}
      and o.outcome is null and o.asked_at = ${asked} and o.of_text = md5(m.text) returning o.message_id`.execute(tx);
  return rows.length > 0;
}

/** Those whose asker died: they are not asked again. @returns how many */
export async function loseOutside(db: Db, brandId: number, askedBefore: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update outside_reading set outcome = 'lost'
    where brand_id = ${brandId} and outcome is null and asked_at < ${askedBefore}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Those that waited too long for it to matter. @returns how many */
export async function passOverOutside(db: Db, brandId: number, wantedBefore: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update outside_reading set outcome = 'late'
    where brand_id = ${brandId} and outcome is null and asked_at is null and wanted_at < ${wantedBefore}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** How many are not answered yet, and how long the post is that is asked about next, in bytes. */
export async function waitingOutside(db: Db, brandId: number): Promise<{ waiting: number; nextBytes: number }> {
  const { rows } = await sql<{ waiting: number; nextBytes: number }>`
    select count(*)::int waiting, coalesce((
      select octet_length(m.text) from outside_reading n join message m on m.brand_id = n.brand_id and m.id = n.message_id
      where n.brand_id = ${brandId} and n.asked_at is null and n.outcome is null order by n.wanted_at, n.message_id limit 1), 0) "nextBytes"
    from outside_reading where brand_id = ${brandId} and outcome is null`.execute(db);
  return rows[0] ?? { waiting: 0, nextBytes: 0 };
}
