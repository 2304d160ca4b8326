/** What leads entered for plans of people, of the brand and of its teams, and the shifts of each week. */
import { sql } from 'kysely';
import type { StaffingEntered } from '../core/insight/staffing-settings.ts';
import type { WallShift } from '../core/insight/wall-shifts.ts';
import type { Db, Tx } from './db.ts';

/** `teamId` null: of the whole brand. */
export type StaffingPlace = { brandId: number; teamId: string | null };
export type StaffingChange = { version: number; at: Date; agentId: string };

/** Version 0: nothing was ever entered. */
export async function readStaffingSettings(
  db: Db,
  { brandId, teamId }: StaffingPlace,
): Promise<{ entered: StaffingEntered; version: number }> {
  const { rows } = await sql<{ entered: StaffingEntered; version: number }>`
    select entered, version from staffing_settings
    where brand_id = ${brandId} and team_id is not distinct from ${teamId}::uuid`.execute(db);
  return rows[0] ?? { entered: {}, version: 0 };
}

/** @returns false: it is at another version by now */
export async function writeStaffingSettings(
  tx: Tx,
  { brandId, teamId }: StaffingPlace,
  entered: StaffingEntered,
  { version, at, agentId }: StaffingChange,
): Promise<boolean> {
  const json = JSON.stringify(entered);
  const { rows } =
    version === 0
      ? await sql`
          insert into staffing_settings (brand_id, team_id, entered, changed_at, changed_by)
          values (${brandId}, ${teamId}, ${json}::jsonb, ${at}, ${agentId})
          on conflict do nothing returning version`.execute(tx)
      : await sql`
          update staffing_settings set entered = ${json}::jsonb, version = version + 1, changed_at = ${at}, changed_by = ${agentId}
          where brand_id = ${brandId} and team_id is not distinct from ${teamId}::uuid and version = ${version}
          returning version`.execute(tx);
  return rows.length > 0;
}

/** `week`: its Monday, `YYYY-MM-DD`. */
export type StaffingWeek = { week: string; shifts: WallShift[]; version: number };

/** Those of these weeks that have shifts. */
export async function readStaffingWeeks(
  db: Db,
  { brandId, teamId }: StaffingPlace,
  weeks: readonly string[],
): Promise<StaffingWeek[]> {
  const { rows } = await sql<StaffingWeek>`
    select week::text, shifts, version from staffing_week
    where brand_id = ${brandId} and team_id is not distinct from ${teamId}::uuid and week = any(${weeks}::date[])
    order by week`.execute(db);
  return rows;
}

/** @returns false: it is at another version by now */
export async function writeStaffingWeek(
  tx: Tx,
  { brandId, teamId }: StaffingPlace,
  { week, shifts }: Pick<StaffingWeek, 'week' | 'shifts'>,
  { version, at, agentId }: StaffingChange,
): Promise<boolean> {
  const json = JSON.stringify(shifts);
  const { rows } =
    version === 0
      ? await sql`
          insert into staffing_week (brand_id, team_id, week, shifts, changed_at, changed_by)
          values (${brandId}, ${teamId}, ${week}::date, ${json}::jsonb, ${at}, ${agentId})
          on conflict do nothing returning version`.execute(tx)
      : await sql`
          update staffing_week set shifts = ${json}::jsonb, version = version + 1, changed_at = ${at}, changed_by = ${agentId}
          where brand_id = ${brandId} and team_id is not distinct from ${teamId}::uuid and week = ${week}::date and version = ${version}
          returning version`.execute(tx);
  return rows.length > 0;
}
