/** What became of the answered turns of a slice: whole days (UTC) from their counts, the edges from the rows. */
import { type RawBuilder, sql } from 'kysely';
import { type Filters, NONE, type Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';

export const OUTCOME_GROUPS = ['network', 'team', 'language', 'agent'] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

/** `decided`: their seven days are over; the rest is told of these alone. `complaints…`: of those that began as a complaint. */
export type OutcomeCounts = {
  answered: number;
  decided: number;
  thanked: number;
  again: number;
  complaints: number;
  complaintsDecided: number;
  turned: number;
  back: number;
};
/** `group` null: all of them; `key` null: nothing is known of it. */
export type OutcomeCount = OutcomeCounts & { group: OutcomeGroup | null; key: string | null };

/** @param agentId only the turns this colleague's answers closed */
export async function readOutcomeCounts(db: Db, slice: Slice, agentId: string | null): Promise<OutcomeCount[]> {
  const { brandId, since, until } = slice;
  const mine = agentId === null ? sql`true` : sql`agent_id = ${agentId}::uuid`;
  const days = sql`(date_trunc('day', ${since}::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC'))`;
  const end = sql`(date_trunc('day', ${until}::timestamptz, 'UTC'))`;
  const { rows } = await sql<
    OutcomeCount & { bits: number; network: string; team: string; lang: string; agent: string }
  >`
    with counted as (
      select network, team_id, lang, agent_id, complaint, answered, decided, thanked, again, turned, back
      from outcome_day where brand_id = ${brandId} and day >= (${days} at time zone 'utc')::date and day < (${end} at time zone 'utc')::date
        and ${mine} and ${conditionsOf(slice)}
      union all
      select network, team_id, lang, agent_id, complaint, 1, decided::int, (decided and thanked)::int, (decided and again)::int,
        (decided and turned)::int, (decided and back)::int
      from turn_outcome where brand_id = ${brandId} and opened_at >= ${since} and opened_at < ${until}
        and not (opened_at >= ${days} and opened_at < ${end}) and ${mine} and ${conditionsOf(slice)})
    select grouping(network, team_id, lang, agent_id) as bits, network, team_id as team, lang, agent_id as agent,
      sum(answered)::int answered, sum(decided)::int decided, sum(thanked)::int thanked, sum(again)::int again,
      coalesce(sum(answered) filter (where complaint), 0)::int complaints,
      coalesce(sum(decided) filter (where complaint), 0)::int "complaintsDecided",
      coalesce(sum(turned) filter (where complaint), 0)::int turned, coalesce(sum(back) filter (where complaint), 0)::int back
    from counted group by grouping sets ((), (network), (team_id), (lang), (agent_id))
    having sum(answered) > 0 order by 1, sum(answered) desc, 2, 3, 4, 5`.execute(db);
  return rows.map(({ bits, network, team, lang, agent, ...counts }) => {
    const keys = { network, team, language: lang, agent };
    const group = GROUP_OF[bits] ?? null;
    return { ...counts, group, key: group === null ? null : keys[group] };
  });
}

/** What `grouping()` says of each set: the column that is told apart has its bit unset. */
const GROUP_OF: Record<number, OutcomeGroup> = { 7: 'network', 11: 'team', 13: 'language', 14: 'agent' };

export const OUTCOMES_ASKED = ['turned', 'stayed', 'again', 'thanked', 'pending'] as const;
export type OutcomeAsked = (typeof OUTCOMES_ASKED)[number];

export type OutcomeRow = {
  turnId: string;
  conversationId: string;
  customer: string | null;
  network: string;
  lang: string | null;
  complaint: boolean;
  openedAt: Date;
  answeredAt: Date;
  agentId: string | null;
  agentName: string | null;
  thanked: boolean;
  turned: boolean;
  again: boolean;
  back: boolean;
  decided: boolean;
};

export type OutcomesBehind = {
  /** Those in which it came true (`yes`), or did not; null: all. */
  asked: OutcomeAsked | null;
  yes: boolean;
  agentId: string | null;
  /** Where the page before ended. */
  after: { at: Date; id: string } | null;
  limit: number;
};

/** The turns behind a figure, newest first. */
export async function listOutcomes(db: Db, slice: Slice, behind: OutcomesBehind): Promise<OutcomeRow[]> {
  const { asked, yes, agentId, after, limit } = behind;
  const held = asked === null ? sql`true` : HELD[asked];
  const { rows } = await sql<OutcomeRow>`
    with found as (
      select * from turn_outcome
      where brand_id = ${slice.brandId} and opened_at >= ${slice.since} and opened_at < ${slice.until} and ${conditionsOf(slice)}
        and (${agentId}::uuid is null or agent_id = ${agentId}::uuid)
        and ${asked === null || yes ? held : sql`${OF[asked]} and not (${held})`}
        and (${after?.id ?? null}::uuid is null or (opened_at, turn_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by opened_at desc, turn_id desc limit ${limit})
    select o.turn_id "turnId", o.conversation_id "conversationId", coalesce(k.name, i.name, i.handle) as customer, o.network, o.lang, o.complaint,
      o.opened_at "openedAt", o.answered_at "answeredAt", o.agent_id "agentId", a.name "agentName", o.thanked, o.turned, o.again, o.back, o.decided
    from found o join conversation c on c.brand_id = o.brand_id and c.id = o.conversation_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    left join contact k on k.brand_id = c.brand_id and k.id = c.contact_id
    left join agent a on a.id = o.agent_id
    order by o.opened_at desc, o.turn_id desc`.execute(db);
  return rows;
}

const OF: Record<OutcomeAsked, RawBuilder<unknown>> = {
  turned: sql`decided and complaint`,
  stayed: sql`decided and complaint`,
  again: sql`decided`,
  thanked: sql`decided`,
  pending: sql`true`,
};
const HELD: Record<OutcomeAsked, RawBuilder<unknown>> = {
  turned: sql`decided and complaint and turned`,
  stayed: sql`decided and complaint and not back`,
  again: sql`decided and again`,
  thanked: sql`decided and thanked`,
  pending: sql`not decided`,
};

/** The same columns in both tables. */
function conditionsOf({ scope, filters }: Slice): RawBuilder<unknown> {
  const columns: [keyof Filters, RawBuilder<unknown>][] = [
    ['network', sql`network`],
    ['channel', sql`channel_id::text`],
    ['inbox', sql`inbox_id::text`],
    ['team', sql`coalesce(team_id::text, ${NONE})`],
    ['language', sql`coalesce(lang, ${NONE})`],
    ['visibility', sql`visibility`],
    ['heard', sql`heard::text`],
    ['reach', sql`reach::text`],
    ['kind', sql`kind`],
    ['complaint', sql`complaint::text`],
  ];
  const wanted = columns.flatMap(([name, column]) => {
    const asked = [filters[name] ?? []].flat().map(String);
    return asked.length === 0 ? [] : [sql`${column} = any(${asked}::text[])`];
  });
  return sql.join([sql`(${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[]))`, ...wanted], sql` and `);
}
