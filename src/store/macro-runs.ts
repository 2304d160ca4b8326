/** What macros did with the answers they came with. */
import { sql } from 'kysely';
import type { MacroStep } from '../core/macro.ts';
import type { Tx } from './db.ts';

export async function insertMacroRun(
  tx: Tx,
  brandId: number,
  messageId: string,
  steps: readonly MacroStep[],
): Promise<void> {
  await sql`
    insert into macro_run (brand_id, message_id, steps)
    values (${brandId}, ${messageId}, ${JSON.stringify(steps)}::jsonb)`.execute(tx);
}

/** In the order in which they were done. */
export async function macroStepsOf(tx: Tx, brandId: number, messageId: string): Promise<MacroStep[]> {
  const { rows } = await sql<{ steps: MacroStep[] }>`
    select steps from macro_run where brand_id = ${brandId} and message_id = ${messageId}`.execute(tx);
  return rows[0]?.steps ?? [];
}
