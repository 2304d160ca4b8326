/** What a brand reckons the figures of Insight with. */
import { sql } from 'kysely';
import { type InsightSettings, USUAL_SETTINGS } from '../core/insight/insight-settings.ts';
import type { Db, Tx } from './db.ts';

export type InsightSettingsRow = { settings: InsightSettings; version: number };

/** Version 0: nothing was ever said. */
export async function readInsightSettings(db: Db, brandId: number): Promise<InsightSettingsRow> {
  const { rows } = await sql<{ settings: Partial<InsightSettings>; version: number }>`
    select settings, version from insight_settings where brand_id = ${brandId}`.execute(db);
  return { settings: { ...USUAL_SETTINGS, ...rows[0]?.settings }, version: rows[0]?.version ?? 0 };
}

/** @returns false: it is at another version by now */
export async function writeInsightSettings(
  tx: Tx,
  brandId: number,
  { settings, version }: InsightSettingsRow,
  { at, agentId }: { at: Date; agentId: string },
): Promise<boolean> {
  const json = JSON.stringify(settings);
  const { rows } = await sql`
    insert into insight_settings as s (brand_id, settings, changed_at, changed_by)
    values (${brandId}, ${json}::jsonb, ${at}, ${agentId})
    on conflict (brand_id) do update set settings = excluded.settings, version = s.version + 1,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where s.version = ${version}
    returning version`.execute(tx);
  return rows.length === 1;
}
