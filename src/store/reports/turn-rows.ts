/** The turns behind a figure, newest first, with who wrote and the first words. */
import { type RawBuilder, sql } from 'kysely';
import type { Slice } from '../../core/insight/slice.ts';
import type { TurnRow, TurnsWanted } from '../../core/insight/turn-row.ts';
import { LITTLE_LEFT, SOON_MINUTES } from '../../core/team-board.ts';
import type { Db } from '../db.ts';
import { decidedToday, midnights } from '../team-board.ts';
import { isBroken, maybeSilent } from './silence.ts';
import { clockOf, turnsWithin } from './told-apart.ts';

export type TurnRowsAsked = { wanted: TurnsWanted; after: { at: string; id: string } | null; limit: number };

/** As many letters of the opening post as a row shows. */
const WORDS_SHOWN = 240;

export async function listTurnRows(db: Db, slice: Slice, { wanted, after, limit }: TurnRowsAsked): Promise<TurnRow[]> {
  const further = after === null ? sql`true` : sql`(t.opened_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<TurnRow & { openedAt: Date; closedAt: Date | null; dueAt: Date | null }>`
    with page as (
      select t.*, ch.network, ${clockOf(slice)} clock from ${turnsWithin(slice, slice)} and ${conditionsOf(wanted, slice)} and ${further}
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
    select count(*)::int n from ${turnsWithin(slice, slice)} and ${conditionsOf(wanted, slice)}`.execute(db);
  return rows[0]?.n ?? 0;
}

const isKept = sql`(t.outcome = 'answered' and t.closed_at <= t.due_at)`;

function conditionsOf(wanted: TurnsWanted, slice: Slice): RawBuilder<unknown> {
  const { outcome, standing, fromSeconds, toSeconds, slot, hour, live, now, today, agent } = wanted;
  const broken = isBroken(clockOf(slice));
  const local = sql`(t.opened_at at time zone ${slice.timeZone})`;
  const hourOf = sql`extract(hour from ${local})::int`;
  const took = sql`extract(epoch from t.closed_at - t.opened_at)::float8`;
  const conditions = [
    outcome !== undefined && (outcome === 'open' ? sql`t.outcome is null` : sql`t.outcome = ${outcome}`),
    standing === 'kept' && isKept,
    standing === 'broken' && broken,
    standing === 'late' && sql`${maybeSilent} and t.outcome is distinct from 'unanswered' and ${broken}`,
    standing === 'silent' && sql`${maybeSilent} and (t.outcome = 'unanswered' or ${broken})`,
    fromSeconds !== undefined && sql`t.outcome = 'answered' and ${took} > ${fromSeconds}`,
    toSeconds !== undefined && sql`t.outcome = 'answered' and ${took} <= ${toSeconds}`,
    slot !== undefined && sql`(extract(isodow from ${local})::int - 1) * 24 + ${hourOf} = ${slot}`,
    hour !== undefined && sql`${hourOf} = ${hour}`,
    live === true && sql`(t.closed_at is null or t.received_at <= t.closed_at)`,
    now !== undefined && sql`t.outcome is null and ${nowOf(now, slice.now)}`,
    today !== undefined &&
      sql`exists (select from (${midnights(today.since)}) z where z.team_id is not distinct from t.team_id
        and ${decidedToday(slice.now)[today.decided]})`,
    agent !== undefined && sql`t.closed_agent_id = ${agent}::uuid`,
  ].filter(condition => condition !== false);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** As the board judges them (core/team-board): late, at risk, due within ten minutes. */
function nowOf(standing: NonNullable<TurnsWanted['now']>, now: Date): RawBuilder<unknown> {
  if (standing === 'all') return sql`true`;
  if (standing === 'late') return sql`t.due_at <= ${now}`;
  const left = sql`extract(epoch from t.due_at - ${now}::timestamptz)::float8`;
  if (standing === 'soon') return sql`t.due_at > ${now} and ${left} <= ${SOON_MINUTES * 60}`;
  const promised = sql`coalesce((t.policy->>'minutes')::float8 * 60, extract(epoch from t.due_at - t.opened_at)::float8)`;
  return sql`t.due_at > ${now} and (t.warned > 0 or ${left} < ${promised} * ${LITTLE_LEFT}::float8)`;
}
