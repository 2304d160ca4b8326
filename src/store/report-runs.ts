/** Each time a report was due: made once, whoever notices it first; each letter handed over once, or told as unsure. */
import { sql } from 'kysely';
import type { Scorecard, ScorecardLanguage } from '../core/insight/scorecard.ts';
import type { Db, Tx } from './db.ts';

export type RunState = 'waiting' | 'made' | 'failed';
export type LetterState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unsure';
export type HeldRun = { brandId: number; id: string; scheduleId: string; dueAt: Date };
export type HeldLetter = {
  brandId: number;
  id: string;
  runId: string;
  address: string;
  attempts: number;
  report: string;
  figures: Scorecard;
  madeAt: Date;
  language: ScorecardLanguage;
};
export type RunRow = {
  id: string;
  scheduleId: string;
  dueAt: Date;
  askedBy: string | null;
  state: RunState;
  said: string | null;
  madeAt: Date | null;
  letters: { address: string; state: LetterState; attempts: number; said: string | null; doneAt: string | null }[];
  delivery: { state: 'waiting' | 'sent' | 'failed'; status: number | null; said: string | null } | null;
};

/** @returns false: it is there already */
export async function insertRun(
  tx: Tx,
  { brandId, id, scheduleId, dueAt, askedBy }: HeldRun & { askedBy: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    insert into report_run (brand_id, id, schedule_id, due_at, asked_by)
    values (${brandId}, ${id}, ${scheduleId}, ${dueAt}, ${askedBy})
    on conflict (brand_id, schedule_id, due_at) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

/** The next to be made, held for this process until then; null: none. */
export async function holdRun(db: Db, at: Date, until: Date): Promise<HeldRun | null> {
  const { rows } = await sql<HeldRun>`
    update report_run r set held_until = ${until}
    from (select brand_id, id from report_run
      where state = 'waiting' and (held_until is null or held_until <= ${at}) order by due_at limit 1
      for update skip locked) next
    where r.brand_id = next.brand_id and r.id = next.id
    returning r.brand_id "brandId", r.id, r.schedule_id "scheduleId", r.due_at "dueAt"`.execute(db);
  return rows[0] ?? null;
}

/** @returns false: somebody else has ended it, or holds it by now */
export async function endRun(
  tx: Tx,
  { brandId, id }: HeldRun,
  heldUntil: Date,
  ended: {
    state: 'made' | 'failed';
    said: string | null;
    figures: Scorecard | null;
    at: Date;
  },
): Promise<boolean> {
  const figures = ended.figures === null ? null : JSON.stringify(ended.figures);
  const { rows } = await sql`
    update report_run set state = ${ended.state}, said = ${ended.said}, figures = ${figures}::jsonb,
      made_at = ${ended.at}, held_until = null
    where brand_id = ${brandId} and id = ${id} and state = 'waiting' and held_until = ${heldUntil} returning id`.execute(
    tx,
  );
  return rows.length === 1;
}

export async function noteDelivery(tx: Tx, { brandId, id }: HeldRun, deliveryId: string): Promise<void> {
  await sql`update report_run set delivery_id = ${deliveryId} where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function insertLetters(
  tx: Tx,
  { brandId, id }: HeldRun,
  letters: readonly { id: string; recipientId: string }[],
  at: Date,
): Promise<void> {
  await sql`
    insert into report_letter (brand_id, id, run_id, recipient_id, next_at)
    select ${brandId}, one.id, ${id}, one.recipient_id, ${at}
    from unnest(${letters.map(one => one.id)}::uuid[], ${letters.map(one => one.recipientId)}::uuid[]) one(id, recipient_id)`.execute(
    tx,
  );
}

/** What was being handed over when a process was stopped, nobody knows the end of. */
export async function callUnsure(db: Db, at: Date, said: string): Promise<void> {
  await sql`
    update report_letter set state = 'unsure', held_until = null, said = ${said}, done_at = ${at}
    where state = 'sending' and held_until <= ${at}`.execute(db);
}

/** The next letter, marked as being handed over before anybody speaks to a mail server. Those who left in between are passed over. */
export async function holdLetter(db: Db, at: Date, until: Date, leaveHash: Buffer): Promise<HeldLetter | null> {
  const { rows } = await sql<HeldLetter>`
    update report_letter l set state = 'sending', held_until = ${until}, attempts = attempts + 1, leave_hash = ${leaveHash}
    from (select l.brand_id, l.id, r.address, s.name, run.figures, run.made_at, s.language from report_letter l
        join report_recipient r on r.brand_id = l.brand_id and r.id = l.recipient_id
        join report_run run on run.brand_id = l.brand_id and run.id = l.run_id
        join report_schedule s on s.brand_id = run.brand_id and s.id = run.schedule_id
      where l.state = 'waiting' and l.next_at <= ${at} and r.left_at is null order by l.next_at limit 1
      for update of l skip locked) next
    where l.brand_id = next.brand_id and l.id = next.id
    returning l.brand_id "brandId", l.id, l.run_id "runId", next.address, l.attempts, next.name report, next.figures, next.made_at "madeAt", next.language`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function endLetter(
  db: Db,
  { brandId, id }: Pick<HeldLetter, 'brandId' | 'id'>,
  heldUntil: Date,
  ended: { state: 'waiting' | 'sent' | 'failed'; said: string | null; at: Date },
): Promise<void> {
  const doneAt = ended.state === 'waiting' ? null : ended.at;
  await sql`
    update report_letter set state = ${ended.state}, said = ${ended.said}, next_at = ${ended.at}, done_at = ${doneAt}, held_until = null
    where brand_id = ${brandId} and id = ${id} and state = 'sending' and held_until = ${heldUntil}`.execute(db);
}

/** Newest first. @param scheduleId null: the last of each */
export async function listRuns(db: Db, brandId: number, scheduleId: string | null, limit: number): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select r.id, r.schedule_id "scheduleId", r.due_at "dueAt", r.asked_by "askedBy", r.state, r.said, r.made_at "madeAt",
      coalesce((select jsonb_agg(jsonb_build_object('address', p.address, 'state', l.state, 'attempts', l.attempts, 'said', l.said,
          'doneAt', to_char(l.done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.address)
        from report_letter l join report_recipient p on p.brand_id = l.brand_id and p.id = l.recipient_id
        where l.brand_id = r.brand_id and l.run_id = r.id), '[]') letters,
      (select jsonb_build_object('state', d.state, 'status', d.status, 'said', d.said) from webhook_delivery d
        where d.brand_id = r.brand_id and d.id = r.delivery_id) delivery
    from report_run r
    where r.brand_id = ${brandId} and (${scheduleId}::uuid is null and r.due_at = (select max(due_at) from report_run l
        where l.brand_id = r.brand_id and l.schedule_id = r.schedule_id) or r.schedule_id = ${scheduleId})
    order by r.due_at desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function pruneRuns(db: Db, before: Date): Promise<void> {
  await sql`delete from report_run where due_at < ${before} and state <> 'waiting'`.execute(db);
}
