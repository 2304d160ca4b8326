/** What each company says of its own matters, for triage. */
import { sql } from 'kysely';
import { NO_SETTINGS, type TriageSettings } from '../core/triage/own-words.ts';
import type { Db, Tx } from './db.ts';

export type SettingsRow = { settings: TriageSettings; version: number };

/** Version 0: nothing was ever said. */
export async function readTriageSettings(db: Db, brandId: number): Promise<SettingsRow> {
  const { rows } = await sql<SettingsRow>`
    select settings, version from triage_settings where brand_id = ${brandId}`.execute(db);
  return rows[0] ?? { settings: NO_SETTINGS, version: 0 };
}

/** @returns the new version; null: it is at another version by now */
export async function writeTriageSettings(
  tx: Tx,
  brandId: number,
  { settings, version }: SettingsRow,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    insert into triage_settings (brand_id, settings, version, changed_at)
    select ${brandId}, ${JSON.stringify(settings)}::jsonb, 1, ${at} where ${version}::int = 0
    on conflict (brand_id) do nothing
    returning version`.execute(tx);
  if (rows[0] !== undefined || version === 0) return rows[0]?.version ?? null;
  const { rows: changed } = await sql<{ version: number }>`
    update triage_settings set settings = ${JSON.stringify(settings)}::jsonb, version = version + 1, changed_at = ${at}
    where brand_id = ${brandId} and version = ${version} returning version`.execute(tx);
  return changed[0]?.version ?? null;
}

export type ReadersMark = { brandId: number; settings: number; learnt: string };

/** Another one whenever something by which posts of a brand are read was changed: said by the company, or learnt. */
export async function readersMarks(db: Db, brandIds: readonly number[]): Promise<ReadersMark[]> {
  const { rows } = await sql<ReadersMark>`
    select id "brandId", coalesce((select version from triage_settings s where s.brand_id = id), 0) settings,
      coalesce((select max(changed) from learning l where l.brand_id = id), 0)::text learnt
    from unnest(${brandIds}::int[]) asked (id)`.execute(db);
  return rows;
}
