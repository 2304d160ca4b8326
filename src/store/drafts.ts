/** Answers and notes as far as they are written. */
import { sql } from 'kysely';
import type { DraftMode } from '../core/aside.ts';
import type { Db, Tx } from './db.ts';

export type DraftRow = {
  agentId: string;
  mode: DraftMode;
  text: string;
  version: number;
  page: string;
  savedAt: Date;
};
export type DraftKey = { brandId: number; conversationId: string; agentId: string; mode: DraftMode };

const columns = sql`agent_id "agentId", mode, text, version, page, saved_at "savedAt"`;

/** Held to the end of the transaction, so that two pages of one person save one after the other. */
export async function lockDraft(tx: Tx, key: DraftKey): Promise<DraftRow | null> {
  const name = `draft ${key.brandId} ${key.conversationId} ${key.agentId} ${key.mode}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
  const { rows } = await sql<DraftRow>`
    select ${columns} from draft
    where brand_id = ${key.brandId} and conversation_id = ${key.conversationId} and agent_id = ${key.agentId}
      and mode = ${key.mode}`.execute(tx);
  return rows[0] ?? null;
}

export async function writeDraft(
  tx: Tx,
  key: DraftKey,
  draft: Pick<DraftRow, 'text' | 'version' | 'page' | 'savedAt'>,
): Promise<void> {
  await sql`
    insert into draft (brand_id, conversation_id, agent_id, mode, text, version, page, saved_at)
    values (${key.brandId}, ${key.conversationId}, ${key.agentId}, ${key.mode}, ${draft.text}, ${draft.version}, ${draft.page}, ${draft.savedAt})
    on conflict (brand_id, conversation_id, agent_id, mode) do update
    set text = excluded.text, version = excluded.version, page = excluded.page, saved_at = excluded.saved_at`.execute(
    tx,
  );
}

export async function removeDraft(tx: Tx, key: DraftKey): Promise<void> {
  await sql`
    delete from draft
    where brand_id = ${key.brandId} and conversation_id = ${key.conversationId} and agent_id = ${key.agentId}
      and mode = ${key.mode}`.execute(tx);
}

export async function listDrafts(db: Db, brandId: number, conversationId: string): Promise<DraftRow[]> {
  const { rows } = await sql<DraftRow>`
    select ${columns} from draft where brand_id = ${brandId} and conversation_id = ${conversationId}
    order by saved_at desc, agent_id, mode`.execute(db);
  return rows;
}

/** Drafts nobody came back to. */
export async function forgetDrafts(db: Db, before: Date): Promise<void> {
  await sql`delete from draft where saved_at < ${before}`.execute(db);
}
