/** Reports that are sent by themselves: what, when, to whom, and who asked to be left alone. */
import { sql } from 'kysely';
import { isUuid } from '../core/id.ts';
import type { ReportRhythm } from '../core/insight/report-times.ts';
import type { ScorecardLanguage } from '../core/insight/scorecard.ts';
import type { Filters, Period } from '../core/insight/slice.ts';
import type { Db, Tx } from './db.ts';

export type ReportScheduleRow = {
  id: string;
  name: string;
  language: ScorecardLanguage;
  slice: { period: Period } & Filters;
  rhythm: ReportRhythm;
  timeZone: string;
  webhookId: string | null;
  isOn: boolean;
  nextAt: Date;
  version: number;
  createdBy: string;
};
export type RecipientRow = { id: string; scheduleId: string; address: string; leftAt: Date | null };

const columns = sql`brand_id "brandId", id, name, language, slice, time_zone "timeZone", webhook_id "webhookId", is_on "isOn", next_at "nextAt",
  version, created_by "createdBy", jsonb_strip_nulls(jsonb_build_object('every', every, 'weekday', weekday, 'monthDay', month_day,
    'minute', minute)) rhythm`;

export async function listReportSchedules(db: Db | Tx, brandId: number): Promise<ReportScheduleRow[]> {
  const { rows } = await sql<ReportScheduleRow>`
    select ${columns} from report_schedule where brand_id = ${brandId} order by created_at, id`.execute(db);
  return rows;
}

export async function lockReportSchedule(tx: Tx, brandId: number, id: string): Promise<ReportScheduleRow | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<ReportScheduleRow>`
    select ${columns} from report_schedule where brand_id = ${brandId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? null;
}

/** Those that are due, locked; what another process holds is left to it. */
export async function lockDueSchedules(
  tx: Tx,
  at: Date,
  limit: number,
): Promise<(ReportScheduleRow & { brandId: number })[]> {
  const { rows } = await sql<ReportScheduleRow & { brandId: number }>`
    select ${columns} from report_schedule where is_on and next_at <= ${at} order by next_at limit ${limit}
    for no key update skip locked`.execute(tx);
  return rows;
}

export async function setNextReport(
  tx: Tx,
  brandId: number,
  id: string,
  nextAt: Date,
  timeZone: string,
): Promise<void> {
  await sql`
    update report_schedule set next_at = ${nextAt}, time_zone = ${timeZone}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Writes it anew or over the old one. */
export async function writeReportSchedule(
  tx: Tx,
  brandId: number,
  {
    id,
    name,
    language,
    slice,
    rhythm,
    timeZone,
    webhookId,
    isOn,
    nextAt,
    createdBy,
  }: Omit<ReportScheduleRow, 'version'>,
  at: Date,
): Promise<void> {
  const weekday = rhythm.every === 'week' ? rhythm.weekday : null;
  const monthDay = rhythm.every === 'month' ? rhythm.monthDay : null;
  await sql`
    insert into report_schedule as s (brand_id, id, name, language, slice, every, weekday, month_day, minute, time_zone, webhook_id, is_on,
      next_at, created_at, created_by)
    values (${brandId}, ${id}, ${name}, ${language}, ${JSON.stringify(slice)}::jsonb, ${rhythm.every}, ${weekday}, ${monthDay},
      ${rhythm.minute}, ${timeZone}, ${webhookId}, ${isOn}, ${nextAt}, ${at}, ${createdBy})
    on conflict (brand_id, id) do update set name = excluded.name, language = excluded.language, slice = excluded.slice,
      every = excluded.every, weekday = excluded.weekday, month_day = excluded.month_day, minute = excluded.minute,
      time_zone = excluded.time_zone, webhook_id = excluded.webhook_id, is_on = excluded.is_on, next_at = excluded.next_at,
      version = s.version + 1`.execute(tx);
}

export async function deleteReportSchedule(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from report_schedule where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function listRecipients(db: Db | Tx, brandId: number, scheduleId?: string): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    select id, schedule_id "scheduleId", address, left_at "leftAt" from report_recipient
    where brand_id = ${brandId} and (${scheduleId ?? null}::uuid is null or schedule_id = ${scheduleId ?? null})
    order by address`.execute(db);
  return rows;
}

/** Who left stays known, so that nobody is added again against their word. */
export async function writeRecipients(
  tx: Tx,
  brandId: number,
  scheduleId: string,
  wanted: readonly { id: string; address: string }[],
): Promise<void> {
  const addresses = wanted.map(({ address }) => address);
  await sql`
    delete from report_recipient where brand_id = ${brandId} and schedule_id = ${scheduleId} and left_at is null
      and address <> all(${addresses}::text[])`.execute(tx);
  await sql`
    insert into report_recipient (brand_id, id, schedule_id, address)
    select ${brandId}, one.id, ${scheduleId}, one.address
    from unnest(${wanted.map(({ id }) => id)}::uuid[], ${addresses}::text[]) one(id, address)
    on conflict (brand_id, schedule_id, address) do nothing`.execute(tx);
}

export type LeavingRow = {
  brand: string;
  report: string;
  language: ScorecardLanguage;
  address: string;
  leftAt: Date | null;
};

/** What the link of a letter leaves; null where it is none. */
export async function findLeaving(db: Db, hash: Buffer): Promise<LeavingRow | null> {
  const { rows } = await sql<LeavingRow>`
    select b.name brand, s.name report, s.language, r.address, r.left_at "leftAt"
    from report_letter l
    join report_recipient r on r.brand_id = l.brand_id and r.id = l.recipient_id
    join report_schedule s on s.brand_id = r.brand_id and s.id = r.schedule_id
    join brand b on b.id = l.brand_id
    where l.leave_hash = ${hash}`.execute(db);
  return rows[0] ?? null;
}

/** @param leftAt null takes it back */
export async function writeLeaving(db: Db, hash: Buffer, leftAt: Date | null): Promise<void> {
  await sql`
    update report_recipient r set left_at = ${leftAt}
    from report_letter l where l.leave_hash = ${hash} and r.brand_id = l.brand_id and r.id = l.recipient_id`.execute(
    db,
  );
}
