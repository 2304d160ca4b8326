/** What became of the answered turns of a slice: whole days (UTC) from their counts, the edges from the rows. */
import { type RawBuilder, sql } from 'kysely';
import { type Filters, NONE, type Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';

const DAY_MS = 86_400_000;

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

/** By network, team and language: whole months and days (UTC) from their counts. @param agentId only the turns this colleague's answers closed */
export async function readOutcomeCounts(db: Db, slice: Slice, agentId: string | null): Promise<OutcomeCount[]> {
  const { brandId } = slice;
  const { days, daysEnd, months, monthsEnd } = wholeIn(slice);
  const wanted = conditionsOf(slice);
  const of = sql`network, team_id, lang, complaint`;
  const kept = sql`
    select ${of}, ${COUNTS} from outcome_month where brand_id = ${brandId} and month >= ${months}::date and month < ${monthsEnd}::date and ${wanted}
    union all
    select ${of}, ${COUNTS} from outcome_day where brand_id = ${brandId} and day >= ${days}::date and day < ${daysEnd}::date
      and not (day >= ${months}::date and day < ${monthsEnd}::date) and ${wanted}
    union all
    ${edgesOf(slice, of)}`;
  const one = sql`
    select ${of}, ${FROM_ROWS} from turn_outcome where brand_id = ${brandId} and opened_at >= ${slice.since} and opened_at < ${slice.until}
      and agent_id = ${agentId}::uuid and ${wanted}`;
  const { rows } = await sql<OutcomeCount & { bits: number; network: string; team: string; lang: string }>`
    with counted as (${agentId === null ? kept : one})
    select grouping(network, team_id, lang) as bits, network, team_id as team, lang, ${SUMS}
    from counted group by grouping sets ((), (network), (team_id), (lang))
    having sum(answered) > 0 order by 1, sum(answered) desc, 2, 3, 4`.execute(db);
  return rows.map(({ bits, network, team, lang, ...counts }) => {
    const keys = { network, team, language: lang, agent: null };
    const group = GROUP_OF[bits] ?? null;
    return { ...counts, group, key: group === null ? null : keys[group] };
  });
}

/** By colleague. What their counts do not tell apart is read from the turns themselves. */
export async function readOutcomesByAgent(db: Db, slice: Slice): Promise<OutcomeCount[]> {
  const { brandId, filters } = slice;
  const { days, daysEnd } = wholeIn(slice);
  const wanted = conditionsOf(slice);
  const of = sql`agent_id, complaint`;
  const isTold = filters.visibility === undefined && filters.heard === undefined && (filters.reach ?? []).length === 0;
  const counted = isTold
    ? sql`
      select ${of}, ${COUNTS} from outcome_agent_day where brand_id = ${brandId} and day >= ${days}::date and day < ${daysEnd}::date and ${wanted}
      union all
      ${edgesOf(slice, of)}`
    : sql`select ${of}, ${FROM_ROWS} from turn_outcome where brand_id = ${brandId} and opened_at >= ${slice.since} and opened_at < ${slice.until} and ${wanted}`;
  const { rows } = await sql<OutcomeCounts & { key: string | null }>`
    with counted as (${counted})
    select agent_id as key, ${SUMS} from counted group by 1 having sum(answered) > 0 order by sum(answered) desc, 1`.execute(
    db,
  );
  return rows.map(row => ({ ...row, group: 'agent' }));
}

const COUNTS = sql`answered, decided, thanked, again, turned, back`;
/** The same of single turns. */
const FROM_ROWS = sql`1 as answered, decided::int as decided, (decided and thanked)::int as thanked, (decided and again)::int as again,
  (decided and turned)::int as turned, (decided and back)::int as back`;
const SUMS = sql`
  sum(answered)::int answered, sum(decided)::int decided, sum(thanked)::int thanked, sum(again)::int again,
  coalesce(sum(answered) filter (where complaint), 0)::int complaints,
  coalesce(sum(decided) filter (where complaint), 0)::int "complaintsDecided",
  coalesce(sum(turned) filter (where complaint), 0)::int turned, coalesce(sum(back) filter (where complaint), 0)::int back`;

/** Turns of the slice on days that are not whole in it. */
function edgesOf(slice: Slice, of: RawBuilder<unknown>): RawBuilder<unknown> {
  const { days, daysEnd } = wholeIn(slice);
  const from = sql`select ${of}, ${FROM_ROWS} from turn_outcome where brand_id = ${slice.brandId}`;
  const [begin, end] = [new Date(days), new Date(daysEnd)];
  const cut = (since: Date, until: Date) =>
    sql`${from} and opened_at >= ${since} and opened_at < ${until} and ${conditionsOf(slice)}`;
  if (begin >= end) return cut(slice.since, slice.until);
  return sql`${cut(slice.since, begin)} union all ${cut(end, slice.until)}`;
}

type Whole = { days: string; daysEnd: string; months: string; monthsEnd: string };

/** The whole days and months (UTC) in it, as `2026-11-01`; the ends are not included. */
function wholeIn({ since, until }: Slice): Whole {
  const of = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('UTC').toPlainDate();
  const startsAtMidnight = since.getTime() % DAY_MS === 0;
  const days = startsAtMidnight ? of(since) : of(since).add({ days: 1 });
  const daysEnd = of(until);
  const months = days.day === 1 ? days : days.with({ day: 1 }).add({ months: 1 });
  const monthsEnd = daysEnd.with({ day: 1 });
  return { days: String(days), daysEnd: String(daysEnd), months: String(months), monthsEnd: String(monthsEnd) };
}

/** What `grouping()` says of each set: the column that is told apart has its bit unset. */
const GROUP_OF: Record<number, OutcomeGroup> = { 3: 'network', 5: 'team', 6: 'language' };

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
