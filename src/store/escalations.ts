/** Steps of promises, done and to be done, and how far the event log has been read for them. */
import { sql } from 'kysely';
import type { EscalationDid, EscalationStep } from '../core/escalation.ts';
import type { GivenPolicy } from '../core/view.ts';
import type { Db, Tx } from './db.ts';

export type EscalatedThing = 'turn' | 'resolution';

/** A turn, or a matter's own promise, as it stands. */
export type Subject = {
  id: string;
  thing: EscalatedThing;
  conversationId: string;
  policy: GivenPolicy | null;
  dueAt: Date | null;
  breachedAt: Date | null;
  isClosed: boolean;
};

/** Null: it is no more, or it was read from a recording, which rings no alarm. */
export async function findTurnSubject(tx: Tx, brandId: number, turnId: string): Promise<Subject | null> {
  const { rows } = await sql<Subject>`
    select t.id, 'turn' thing, t.conversation_id "conversationId", t.policy, t.due_at "dueAt", t.breached_at "breachedAt",
      t.outcome is not null "isClosed"
    from turn t join channel c on c.brand_id = t.brand_id and c.id = t.channel_id
    where t.brand_id = ${brandId} and t.id = ${turnId} and c.plays_until is null`.execute(tx);
  return rows[0] ?? null;
}

/** The promise of the matter at hand in this conversation, or the one with this id. */
export async function findMatterSubject(
  tx: Tx,
  brandId: number,
  which: { conversationId: string } | { id: string },
): Promise<Subject | null> {
  const these = 'id' in which ? sql`r.id = ${which.id}` : sql`r.conversation_id = ${which.conversationId}`;
  const { rows } = await sql<Subject>`
    select r.id, 'resolution' thing, r.conversation_id "conversationId", r.policy, r.due_at "dueAt",
      r.breached_at "breachedAt", r.resolved_at is not null "isClosed"
    from resolution r join conversation v on v.brand_id = r.brand_id and v.id = r.conversation_id
    join channel c on c.brand_id = v.brand_id and c.id = v.channel_id
    where r.brand_id = ${brandId} and ${these} and c.plays_until is null
    order by r.opened_at desc, r.id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

export type PlannedStep = { subject: Subject; name: string; step: EscalationStep; dueAt: Date };

/** @returns whether it is new: a step that was planned once is never planned again */
export async function planStep(tx: Tx, brandId: number, { subject, name, step, dueAt }: PlannedStep): Promise<boolean> {
  const { id, thing, conversationId, policy } = subject;
  const { rows } = await sql`
    insert into escalation (brand_id, subject_id, name, thing, conversation_id, policy, step, due_at)
    values (${brandId}, ${id}, ${name}, ${thing}, ${conversationId}, ${JSON.stringify(policy)}::jsonb,
      ${JSON.stringify(step)}::jsonb, ${dueAt})
    on conflict do nothing returning name`.execute(tx);
  return rows.length === 1;
}

export type StepKey = { brandId: number; subjectId: string; name: string };
export type WaitingStep = StepKey & { thing: EscalatedThing; step: EscalationStep };

/** Whether the time of any step has come. */
export async function isStepDue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from escalation where done_at is null and due_at <= ${now} order by due_at limit 1`.execute(db);
  return rows.length > 0;
}

/** One whose time has come, held to the end of the transaction; what another process holds is passed over. */
export async function takeDueStep(tx: Tx, now: Date): Promise<WaitingStep | null> {
  const { rows } = await sql<WaitingStep>`
    select brand_id "brandId", subject_id "subjectId", name, thing, step from escalation
    where done_at is null and due_at <= ${now} order by due_at limit 1
    for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function finishStep(
  db: Db,
  { brandId, subjectId, name }: StepKey,
  at: Date,
  did: EscalationDid,
): Promise<void> {
  await sql`
    update escalation set done_at = ${at}, did = ${JSON.stringify(did)}::jsonb
    where brand_id = ${brandId} and subject_id = ${subjectId} and name = ${name}`.execute(db);
}

export async function forgetEscalations(db: Db, before: Date, limit: number): Promise<void> {
  await sql`
    delete from escalation where ctid = any(array(select ctid from escalation where done_at < ${before} limit ${limit}))`.execute(
    db,
  );
}
