/** The turns behind a figure, newest first, with who wrote and the first words. */
import { type RawBuilder, sql } from 'kysely';
import { type Filters, NONE, type Slice } from '../../core/insight/slice.ts';
import type { TurnRow, TurnsWanted } from '../../core/insight/turn-row.ts';
import type { Db } from '../db.ts';

export type TurnRowsAsked = { wanted: TurnsWanted; after: { at: string; id: string } | null; limit: number };

/** As many letters of the opening post as a row shows. */
const WORDS_SHOWN = 240;

export async function listTurnRows(db: Db, slice: Slice, { wanted, after, limit }: TurnRowsAsked): Promise<TurnRow[]> {
  const further = after === null ? sql`true` : sql`(t.opened_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<TurnRow & { openedAt: Date; closedAt: Date | null; dueAt: Date | null }>`
    with page as (
      select t.*, ch.network, ${clockOf(slice)} clock from ${turnsOf(slice)} and ${conditionsOf(wanted, slice)} and ${further}
      order by t.opened_at desc, t.id desc limit ${limit})
    select t.id, t.conversation_id "conversationId", t.opened_at "openedAt", t.closed_at "closedAt", t.due_at "dueAt", t.outcome,
      case when t.outcome = 'answered' then extract(epoch from t.closed_at - t.opened_at)::float8 end "responseSeconds",
      case when t.outcome is null then extract(epoch from t.clock - t.opened_at)::float8 end "waitedSeconds",
      case when t.due_at is null then null when ${isKept} then true when ${isBroken(sql`t.clock`)} then false end kept,
      t.kind, t.network, t.inbox_id "inboxId", t.lang "language", t.visibility, t.heard, t.reach, t.complaint,
      t.team_id "teamId", t.closed_agent_id "agentId", i.name, i.handle,
      case when m.deleted_at is null then left(m.text, ${WORDS_SHOWN}) else '' end words, m.lang "wordsLanguage", c.risk
    from page t
    join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    left join message m on m.brand_id = t.brand_id and m.id = t.opened_by
    left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
    order by t.opened_at desc, t.id desc`.execute(db);
  return rows.map(row => ({
    ...row,
    words: row.words ?? '',
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
  }));
}

/** Counted from the turns themselves. */
export async function countTurnRows(db: Db, slice: Slice, wanted: TurnsWanted): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from ${turnsOf(slice)} and ${conditionsOf(wanted, slice)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** As `t`, with its channel as `ch`; a condition may follow. */
function turnsOf({ brandId, scope, since, until, filters }: Slice): RawBuilder<unknown> {
  return sql`turn t join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
    where t.brand_id = ${brandId} and t.opened_at >= ${since} and t.opened_at < ${until}
      and (${scope}::uuid[] is null or t.inbox_id = any(${scope}::uuid[])) and ${filtersOf(filters)}`;
}

function filtersOf(filters: Filters): RawBuilder<unknown> {
  const columns: [keyof Filters, RawBuilder<unknown>][] = [
    ['network', sql`ch.network`],
    ['channel', sql`t.channel_id::text`],
    ['inbox', sql`t.inbox_id::text`],
    ['team', sql`coalesce(t.team_id::text, ${NONE})`],
    ['language', sql`coalesce(t.lang, ${NONE})`],
    ['visibility', sql`t.visibility`],
    ['heard', sql`t.heard::text`],
    ['reach', sql`t.reach::text`],
    ['kind', sql`t.kind`],
    ['complaint', sql`t.complaint::text`],
  ];
  const asked = columns.flatMap(([name, column]) => {
    const values = [filters[name] ?? []].flat().map(String);
    return values.length === 0 ? [] : [sql`${column} = any(${values}::text[])`];
  });
  return asked.length === 0 ? sql`true` : sql.join(asked, sql` and `);
}

const isKept = sql`(t.outcome = 'answered' and t.closed_at <= t.due_at)`;

/** Late is late, by a millisecond too. */
function isBroken(clock: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(t.due_at is not null and (t.outcome = 'unanswered' or (t.outcome = 'answered' and t.closed_at > t.due_at)
    or (t.outcome is null and (t.breached_at is not null or t.due_at < ${clock}))))`;
}

/** Those who wait in a recording have waited until where it has played. */
function clockOf({ now }: Slice): RawBuilder<unknown> {
  return sql`coalesce(ch.plays_until, ${now}::timestamptz)`;
}

function conditionsOf(wanted: TurnsWanted, slice: Slice): RawBuilder<unknown> {
  const { outcome, standing, fromSeconds, toSeconds, slot, hour, live, agent } = wanted;
  const broken = isBroken(clockOf(slice));
  const local = sql`(t.opened_at at time zone ${slice.timeZone})`;
  const hourOf = sql`extract(hour from ${local})::int`;
  const took = sql`extract(epoch from t.closed_at - t.opened_at)::float8`;
  const conditions = [
    outcome !== undefined && (outcome === 'open' ? sql`t.outcome is null` : sql`t.outcome = ${outcome}`),
    standing === 'kept' && isKept,
    standing === 'broken' && broken,
    standing === 'silent' && sql`(t.outcome = 'unanswered' or ${broken})`,
    fromSeconds !== undefined && sql`t.outcome = 'answered' and ${took} > ${fromSeconds}`,
    toSeconds !== undefined && sql`t.outcome = 'answered' and ${took} <= ${toSeconds}`,
    slot !== undefined && sql`(extract(isodow from ${local})::int - 1) * 24 + ${hourOf} = ${slot}`,
    hour !== undefined && sql`${hourOf} = ${hour}`,
    live === true && sql`ch.plays_until is null`,
    agent !== undefined && sql`t.closed_agent_id = ${agent}::uuid`,
  ].filter(condition => condition !== false);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
