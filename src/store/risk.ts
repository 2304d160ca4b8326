/** The risk of losing a customer: how far the event log has been read for it, what it goes by, what was said and what became of it. */
import { sql } from 'kysely';
import type { RiskReason } from '../core/triage/leaving-risk.ts';
import type { Sentiment } from '../core/triage/reading.ts';
import type { Judged, RiskOutcome } from '../core/triage/risk-calibration.ts';
import type { Db, Tx } from './db.ts';

/** The last event that was weighed; null: none ever was, or one from before `since` still is not, so that nobody should wait for it. */
export async function weighedUpTo(tx: Tx, brandId: number, since: Date): Promise<number | null> {
  const { rows } = await sql<{ seq: number }>`
    select seq from risk_place p where brand_id = ${brandId}
      and not exists (select from event e where e.brand_id = p.brand_id and e.seq > p.seq and e.at < ${since})`.execute(
    tx,
  );
  return rows[0]?.seq ?? null;
}

/** What the customer said, oldest first, and what we owe them. */
export type RiskFacts = {
  messages: {
    id: string;
    text: string;
    sentiment: Sentiment | null;
    isLeaving: boolean;
    intentsSaid: boolean;
    receivedAt: Date;
  }[];
  /** Our last answer that reached them. */
  answeredAt: Date | null;
  brokenPromises: number;
  followers: number | null;
};

export async function riskFacts(tx: Tx, brandId: number, id: string, limit: number): Promise<RiskFacts> {
  const { rows: messages } = await sql<RiskFacts['messages'][number]>`
    select m.id, m.text, m.readings->>'sentiment' sentiment, 'leaving' = any(m.intents) "isLeaving",
      coalesce(m.readings->'said' ? 'intents', false) "intentsSaid", m.received_at "receivedAt"
    from message m
    where m.brand_id = ${brandId} and m.conversation_id = ${id} and m.direction = 'in' and m.deleted_at is null
      and m.identity_id is not distinct from (select c.identity_id from conversation c where c.brand_id = ${brandId} and c.id = ${id})
    order by m.at desc, m.id desc limit ${limit}`.execute(tx);
  const { rows } = await sql<Omit<RiskFacts, 'messages'>>`
    select (select max(m.received_at) from message m where m.brand_id = ${brandId} and m.conversation_id = ${id}
        and m.direction = 'out' and not m.holding and m.deleted_at is null and coalesce(m.delivery, 'sent') = 'sent') "answeredAt",
      (select count(*)::int from turn t where t.brand_id = ${brandId} and t.conversation_id = ${id} and t.breached_at is not null)
      + (select count(*)::int from own_promise p join message m on m.brand_id = p.brand_id and m.id = p.message_id
        where p.brand_id = ${brandId} and m.conversation_id = ${id} and p.outcome = 'broken') "brokenPromises",
      (select (i.profile->>'followers')::int from conversation c join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
        where c.brand_id = ${brandId} and c.id = ${id}) followers`.execute(tx);
  const [facts] = rows;
  return { answeredAt: null, brokenPromises: 0, followers: null, ...facts, messages: messages.reverse() };
}

export type HeldRisk = { score: number | null; parts: RiskReason[] };

export async function readHeldRisk(db: Db, brandId: number, id: string): Promise<HeldRisk> {
  const { rows } = await sql<HeldRisk>`
    select risk score, coalesce(risk_parts, '[]') parts from conversation where brand_id = ${brandId} and id = ${id}`.execute(
    db,
  );
  return rows[0] ?? { score: null, parts: [] };
}

export async function writeRisk(tx: Tx, brandId: number, id: string, { score, parts }: HeldRisk): Promise<void> {
  await sql`
    update conversation set risk = ${score}, risk_parts = ${JSON.stringify(parts)}::jsonb, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export type JudgementRow = {
  id: string;
  score: number;
  parts: RiskReason[];
  weighedAt: Date;
  outcome: RiskOutcome | null;
  judgedBy: 'rule' | 'person' | null;
  agentId: string | null;
  judgedAt: Date | null;
};

const columns = sql`
  id, score, parts, weighed_at "weighedAt", outcome, judged_by "judgedBy", agent_id "agentId", judged_at "judgedAt"`;

/** Newest first. */
export async function judgementsOf(db: Db, brandId: number, conversationId: string): Promise<JudgementRow[]> {
  const { rows } = await sql<JudgementRow>`
    select ${columns} from risk_judgement where brand_id = ${brandId} and conversation_id = ${conversationId}
    order by weighed_at desc, id desc limit 20`.execute(db);
  return rows;
}

/** The open judgement keeps the highest score of its matter; without one a new one is opened. */
export async function raiseJudgement(
  tx: Tx,
  brandId: number,
  wish: { id: string; conversationId: string; score: number; parts: readonly RiskReason[]; at: Date },
): Promise<void> {
  await sql`
    insert into risk_judgement as j (brand_id, id, conversation_id, score, parts, weighed_at)
    values (${brandId}, ${wish.id}, ${wish.conversationId}, ${wish.score}, ${JSON.stringify(wish.parts)}::jsonb, ${wish.at})
    on conflict (brand_id, conversation_id) where outcome is null
    do update set score = excluded.score, parts = excluded.parts, weighed_at = excluded.weighed_at
    where j.score < excluded.score`.execute(tx);
}

export async function endJudgement(
  tx: Tx,
  brandId: number,
  id: string,
  end: { outcome: RiskOutcome; by: 'rule' | 'person'; agentId: string | null; at: Date },
): Promise<void> {
  await sql`
    update risk_judgement set outcome = ${end.outcome}, judged_by = ${end.by}, agent_id = ${end.agentId}, judged_at = ${end.at}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Those of which nothing was heard for long: their end is unknown. @returns how many */
export async function endSilent(db: Db, until: Date, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update risk_judgement j set outcome = 'unknown', judged_by = 'rule', judged_at = ${at}
    from conversation c
    where j.outcome is null and c.brand_id = j.brand_id and c.id = j.conversation_id
      and j.weighed_at < ${until} and c.last_message_at < ${until}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** @param scope the inboxes it is cut to; null: all */
export async function judgedSince(
  db: Db,
  brandId: number,
  { since, scope }: { since: Date; scope: readonly string[] | null },
): Promise<(Judged & { by: 'rule' | 'person' })[]> {
  const { rows } = await sql<Judged & { by: 'rule' | 'person' }>`
    select j.score, j.outcome, j.judged_by "by" from risk_judgement j
    join conversation c on c.brand_id = j.brand_id and c.id = j.conversation_id
    where j.brand_id = ${brandId} and j.outcome is not null and j.weighed_at >= ${since}
      and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))`.execute(db);
  return rows;
}
