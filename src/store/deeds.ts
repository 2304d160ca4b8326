/** How far the event log has been read for what colleagues do anyway, and the messages they did it to. */
import { sql } from 'kysely';
import type { Deed } from '../core/triage/deeds.ts';
import type { ReadingsView } from '../core/triage/reading.ts';
import type { Db, Tx } from './db.ts';

export type DoneTo = { id: string; text: string; readings: ReadingsView | null };

/** The newest messages of customers in a stretch of a conversation, those taken back left out. */
export async function messagesDoneTo(
  tx: Tx,
  brandId: number,
  stretch: { conversationId: string; from: Date | null; until: Date; limit: number },
): Promise<DoneTo[]> {
  const { rows } = await sql<DoneTo>`
    select id, text, readings from message
    where brand_id = ${brandId} and conversation_id = ${stretch.conversationId} and direction = 'in' and deleted_at is null
      and at <= ${stretch.until} and at >= coalesce(${stretch.from}::timestamptz, '-infinity') and text <> ''
    order by at desc, id desc limit ${stretch.limit}`.execute(tx);
  return rows;
}

/** What a colleague took back themselves says nothing any more. @returns the aspects it was of */
export async function undoDeeds(
  tx: Tx,
  brandId: number,
  conversationId: string,
  deeds: readonly Deed[],
  at: Date,
): Promise<('noise' | 'intents')[]> {
  const { rows } = await sql<{ aspect: 'noise' | 'intents' }>`
    update reading_correction r set undone_at = ${at} from message m
    where r.brand_id = ${brandId} and m.brand_id = r.brand_id and m.id = r.message_id and m.conversation_id = ${conversationId}
      and r.deed = any(${deeds}::text[]) and r.undone_at is null
    returning r.aspect`.execute(tx);
  return [...new Set(rows.map(({ aspect }) => aspect))];
}

/** Only the newest are learnt from: past some more, the oldest go together. @returns how many */
export async function forgetDeeds(
  db: Db,
  brandId: number,
  aspect: string,
  { kept, spare }: { kept: number; spare: number },
): Promise<number> {
  const newest = (place: number) => sql`(
    select seq from reading_correction where brand_id = ${brandId} and aspect = ${aspect} and source = 'deed'
    order by seq desc offset ${place} limit 1)`;
  const { numAffectedRows } = await sql`
    delete from reading_correction where brand_id = ${brandId} and aspect = ${aspect} and source = 'deed'
      and ${newest(kept + spare)} is not null and seq <= ${newest(kept)}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
