/** What surveys said: questions that reached the network, and their answers, by score. */
import { type RawBuilder, sql } from 'kysely';
import { type Filters, NONE, type Slice } from '../../core/insight/slice.ts';
import type { SurveyScale, SurveyWay } from '../../core/insight/survey.ts';
import type { Db } from '../db.ts';

export const SURVEY_GROUPS = ['network', 'team', 'language', 'agent'] as const;
export type SurveyGroup = (typeof SURVEY_GROUPS)[number];

/** `score` null: not answered. `group` null: all of them. */
export type SurveyCount = {
  group: SurveyGroup | null;
  key: string | null;
  scale: SurveyScale;
  score: number | null;
  count: number;
  /** Of these, by a link that everybody could see. */
  inPublic: number;
};

/** Of the questions that stand on the network and were asked in the slice's time. */
export async function readSurveyCounts(db: Db, slice: Slice): Promise<SurveyCount[]> {
  const { rows } = await sql<Omit<SurveyCount, 'group' | 'key'> & Record<'bits', number> & Record<SurveyGroup, string>>`
    select grouping(a.network, a.team_id, a.lang, a.agent_id) as bits, a.network, a.team_id as team, a.lang as language, a.agent_id as agent,
      a.scale, a.score, count(*)::int as count, (count(*) filter (where a.way = 'public_link'))::int as "inPublic"
    ${asksOf(slice)}
    group by a.scale, a.score, grouping sets ((), (a.network), (a.team_id), (a.lang), (a.agent_id)) order by 1, 2, 3, 4, 5, 6, 7`.execute(
    db,
  );
  return rows.map(({ bits, network, team, language, agent, ...count }) => {
    const group = GROUP_OF[bits] ?? null;
    return { ...count, group, key: group === null ? null : { network, team, language, agent }[group] };
  });
}

const GROUP_OF: Record<number, SurveyGroup> = { 7: 'network', 11: 'team', 13: 'language', 14: 'agent' };

/** Questions that were planned and never asked, by why. */
export async function readDropped(db: Db, slice: Slice): Promise<{ reason: string; count: number }[]> {
  const { rows } = await sql<{ reason: string; count: number }>`
    select reason, count(*)::int as count from survey_ask a
    where a.brand_id = ${slice.brandId} and a.state = 'dropped' and a.ask_at >= ${slice.since} and a.ask_at < ${slice.until}
      and (${slice.scope}::uuid[] is null or a.inbox_id = any(${slice.scope}::uuid[]))
    group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

export type SurveyRow = {
  id: string;
  conversationId: string;
  customer: string | null;
  network: string;
  lang: string;
  scale: SurveyScale;
  way: SurveyWay;
  askedAt: Date;
  agentId: string | null;
  agentName: string | null;
  score: number | null;
  comment: string | null;
  answeredAt: Date | null;
};

export type SurveysBehind = {
  scale: SurveyScale | null;
  /** Lowest and highest score; null: any, unanswered ones too where `answered` is not asked for. */
  scores: { from: number; to: number } | null;
  answered: boolean | null;
  after: { at: Date; id: string } | null;
  limit: number;
};

/** The newest question first. */
export async function listSurveys(db: Db, slice: Slice, behind: SurveysBehind): Promise<SurveyRow[]> {
  const { scale, scores, answered, after, limit } = behind;
  const { rows } = await sql<SurveyRow>`
    select a.id, m.conversation_id "conversationId", coalesce(k.name, i.name, i.handle) as customer, a.network, a.lang, a.scale, a.way,
      a.ask_at "askedAt", a.agent_id "agentId", g.name "agentName", a.score, a.comment, a.answered_at "answeredAt"
    ${asksOf(slice)}
      and (${scale}::text is null or a.scale = ${scale})
      and (${scores?.from ?? null}::int is null or a.score between ${scores?.from ?? null} and ${scores?.to ?? null})
      and (${answered}::boolean is null or (a.score is not null) = ${answered})
      and (${after?.id ?? null}::uuid is null or (a.ask_at, a.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by a.ask_at desc, a.id desc limit ${limit}`.execute(db);
  return rows;
}

/** With the message that asked (`m`), the customer (`k`, `i`), the colleague (`g`) and the turn asked about (`o`). */
function asksOf({ brandId, scope, since, until, filters }: Slice): RawBuilder<unknown> {
  return sql`
    from survey_ask a
    join message m on m.brand_id = a.brand_id and m.id = a.message_id and m.delivery = 'sent'
    left join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    left join contact k on k.brand_id = c.brand_id and k.id = c.contact_id
    left join agent g on g.id = a.agent_id
    left join turn_outcome o on o.brand_id = a.brand_id and o.turn_id = a.turn_id
    where a.brand_id = ${brandId} and a.state = 'asked' and a.ask_at >= ${since} and a.ask_at < ${until}
      and (${scope}::uuid[] is null or a.inbox_id = any(${scope}::uuid[])) and ${conditionsOf(filters)}`;
}

function conditionsOf(filters: Filters): RawBuilder<unknown> {
  const columns: [keyof Filters, RawBuilder<unknown>][] = [
    ['network', sql`a.network`],
    ['channel', sql`a.channel_id::text`],
    ['inbox', sql`a.inbox_id::text`],
    ['team', sql`coalesce(a.team_id::text, ${NONE})`],
    ['language', sql`a.lang`],
    ['visibility', sql`o.visibility`],
    ['heard', sql`o.heard::text`],
    ['reach', sql`o.reach::text`],
    ['kind', sql`o.kind`],
    ['complaint', sql`o.complaint::text`],
  ];
  const wanted = columns.flatMap(([name, column]) => {
    const asked = [filters[name] ?? []].flat().map(String);
    return asked.length === 0 ? [] : [sql`${column} = any(${asked}::text[])`];
  });
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `);
}
