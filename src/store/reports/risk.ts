/** Who may be lost now, and what became of those of whom that was said. */
import { type RawBuilder, sql } from 'kysely';
import { type Filters, NONE, type Slice } from '../../core/insight/slice.ts';
import type { RiskReason } from '../../core/triage/leaving-risk.ts';
import type { RiskOutcome } from '../../core/triage/risk-calibration.ts';
import type { Db } from '../db.ts';

export type AtRiskRow = {
  id: string;
  score: number;
  parts: RiskReason[];
  network: string;
  inboxId: string;
  teamId: string | null;
  name: string | null;
  handle: string | null;
  preview: string;
  lastMessageAt: Date;
  /** Since when they wait for us; null: they do not. */
  waitsSince: Date | null;
  dueAt: Date | null;
  assigneeId: string | null;
};

/** From here on somebody is at risk at all; the index of the table begins here too. */
const AT_RISK_FROM = 10;

/** Conversations that are not resolved, the highest score first. */
export async function listAtRisk(
  db: Db,
  slice: Slice,
  page: { from: number; to: number; after: { score: number; at: string; id: string } | null; limit: number },
): Promise<AtRiskRow[]> {
  const { from, to, after, limit } = page;
  const { rows } = await sql<AtRiskRow>`
    select c.id, c.risk::int as score, coalesce(c.risk_parts, '[]') as parts, ch.network, c.inbox_id "inboxId", c.team_id "teamId", i.name, i.handle,
      c.preview, c.last_message_at "lastMessageAt", c.turn_opened_at "waitsSince", c.due_at "dueAt", c.assignee_id "assigneeId"
    from conversation c join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${slice.brandId} and c.risk >= ${sql.lit(AT_RISK_FROM)} and c.status <> 'resolved' and c.risk >= ${from} and c.risk <= ${to}
      and ${wantedOf(slice)}
      ${after === null ? sql`` : sql`and (c.risk, c.last_message_at, c.id) < (${after.score}, ${after.at}::timestamptz, ${after.id}::uuid)`}
    order by c.risk desc, c.last_message_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}

export type AtRiskCount = { network: string; teamId: string | null; score: number; n: number };

export async function countAtRisk(db: Db, slice: Slice): Promise<AtRiskCount[]> {
  const { rows } = await sql<AtRiskCount>`
    select ch.network, c.team_id "teamId", c.risk::int as score, count(*)::int as n
    from conversation c join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    where c.brand_id = ${slice.brandId} and c.risk >= ${sql.lit(AT_RISK_FROM)} and c.status <> 'resolved' and ${wantedOf(slice)}
    group by 1, 2, 3`.execute(db);
  return rows;
}

/** `week`: its Monday, local. `outcome` null: not judged yet. */
export type JudgedCount = {
  week: string;
  score: number;
  outcome: RiskOutcome | null;
  by: 'rule' | 'person' | null;
  n: number;
};

/** Of judgements whose score was highest within the slice. */
export async function countJudged(db: Db, slice: Slice): Promise<JudgedCount[]> {
  const { rows } = await sql<JudgedCount>`
    select to_char(date_trunc('week', j.weighed_at at time zone ${slice.timeZone}), 'YYYY-MM-DD') as week,
      j.score::int as score, j.outcome, j.judged_by as by, count(*)::int as n
    from risk_judgement j ${placesOf(slice)}
    where j.brand_id = ${slice.brandId} and j.weighed_at >= ${slice.since} and j.weighed_at < ${slice.until}
    group by 1, 2, 3, 4 order by 1, 2`.execute(db);
  return rows;
}

export type JudgedRow = {
  id: string;
  conversationId: string;
  score: number;
  parts: RiskReason[];
  outcome: RiskOutcome | null;
  by: 'rule' | 'person' | null;
  network: string;
  name: string | null;
  handle: string | null;
  preview: string;
  weighedAt: Date;
  judgedAt: Date | null;
};

export async function listJudged(
  db: Db,
  slice: Slice,
  asked: {
    from: number;
    to: number;
    outcome: RiskOutcome | 'open' | null;
    by: 'rule' | 'person' | null;
    after: { at: string; id: string } | null;
    limit: number;
  },
): Promise<JudgedRow[]> {
  const { from, to, outcome, by, after, limit } = asked;
  const { rows } = await sql<JudgedRow>`
    select j.id, j.conversation_id "conversationId", j.score::int as score, j.parts, j.outcome, j.judged_by as by, ch.network, i.name, i.handle,
      c.preview, j.weighed_at "weighedAt", j.judged_at "judgedAt"
    from risk_judgement j
    join conversation c on c.brand_id = j.brand_id and c.id = j.conversation_id
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where j.brand_id = ${slice.brandId} and j.weighed_at >= ${slice.since} and j.weighed_at < ${slice.until}
      and j.score >= ${from} and j.score <= ${to} and ${wantedOf(slice)}
      ${outcome === null ? sql`` : sql`and coalesce(j.outcome, 'open') = ${outcome}`}
      ${by === null ? sql`` : sql`and j.judged_by = ${by}`}
      ${after === null ? sql`` : sql`and (j.weighed_at, j.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by j.weighed_at desc, j.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Only where something of the conversation is asked for: a month has very many judgements. */
function placesOf(slice: Slice): RawBuilder<unknown> {
  const isAsked = slice.scope !== null || Object.values(slice.filters).some(one => [one ?? []].flat().length > 0);
  if (!isAsked) return sql``;
  return sql`join conversation c on c.brand_id = j.brand_id and c.id = j.conversation_id
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id and ${wantedOf(slice)}`;
}

/** What conversations can be told apart by. */
export const RISK_FILTERS = [
  'network',
  'channel',
  'inbox',
  'team',
  'language',
  'visibility',
  'heard',
] as const satisfies readonly (keyof Filters)[];

function wantedOf({ scope, filters }: Slice): RawBuilder<unknown> {
  const texts: Record<(typeof RISK_FILTERS)[number], RawBuilder<unknown>> = {
    network: sql`ch.network`,
    channel: sql`c.channel_id::text`,
    inbox: sql`c.inbox_id::text`,
    team: sql`coalesce(c.team_id::text, ${NONE})`,
    language: sql`coalesce(c.lang, ${NONE})`,
    visibility: sql`c.visibility`,
    heard: sql`c.heard::text`,
  };
  const wanted = RISK_FILTERS.flatMap(name => {
    const asked = [filters[name] ?? []].flat().map(String);
    return asked.length === 0 ? [] : [sql`${texts[name]} = any(${asked}::text[])`];
  });
  return sql.join([sql`(${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))`, ...wanted], sql` and `);
}
