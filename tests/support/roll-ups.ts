/** The roll-ups as rows one can compare, and the same made anew from every turn there is. */
import { sql } from 'kysely';
import type { Db } from '../../src/store/db.ts';

/** Every row with its facet spelled out; columns that hold nothing are left out. Sorted. */
export async function rollUps(db: Db): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select jsonb_strip_nulls(to_jsonb(s))::text as line from turn_slot s
    union all
    select jsonb_strip_nulls(to_jsonb(s))::text from turn_hours s
    union all
    select jsonb_strip_nulls((to_jsonb(s) - 'facet_id') || (to_jsonb(f) - 'id'))::text
    from turn_span s join turn_facet f on f.brand_id = s.brand_id and f.id = s.facet_id
    order by line`.execute(db);
  return rows.map(({ line }) => line);
}

/** Counts all turns by their fields, one by one, without the product's code or the database's. */
export async function recountedRollUps(
  db: Db,
  responseEnds: readonly number[],
  delayEnds: readonly number[],
): Promise<string[]> {
  const { rows } = await sql<TurnRow>`
    select brand_id "brandId", channel_id "channelId", inbox_id "inboxId", coalesce(team_id::text, ${NIL}) team,
      coalesce(lang, '') lang, visibility, heard, reach, kind, complaint, outcome, opened_at "openedAt", received_at "receivedAt",
      due_at "dueAt", closed_at "closedAt" from turn`.execute(db);
  const counts = new Map<string, Record<string, unknown>>();
  const count = (key: Record<string, unknown>, columns: readonly string[]) => {
    const name = JSON.stringify(key);
    const row: Record<string, unknown> = counts.get(name) ?? { ...key, turns: 0 };
    for (const column of ['turns', ...columns]) row[column] = Number(row[column] ?? 0) + 1;
    counts.set(name, row);
  };
  for (const turn of rows) {
    const columns = columnsOf(turn, responseEnds, delayEnds);
    const place = { brand_id: turn.brandId, channel_id: turn.channelId, inbox_id: turn.inboxId, team_id: turn.team };
    count({ ...place, begins: floorTo(turn.openedAt, 'half hour') }, columns);
    const parts = {
      language: turn.lang,
      visibility: turn.visibility,
      heard: turn.heard,
      reach: turn.reach,
      kind: turn.kind,
    };
    for (const [part, value] of Object.entries({ ...parts, complaint: turn.complaint })) {
      count(
        { brand_id: turn.brandId, part, value: String(value), begins: floorTo(turn.openedAt, 'half hour') },
        columns,
      );
    }
    if (turn.outcome === null) continue;
    const { lang, visibility, heard, reach, kind, complaint } = turn;
    for (const span of ['day', 'month'] as const) {
      const facet = { ...place, lang, visibility, heard, reach, kind, complaint };
      count({ ...facet, span, begins: floorTo(turn.openedAt, span) }, columns);
    }
  }
  const { rows: lines } = await sql<{ line: string }>`
    select line::jsonb::text as line from unnest(${[...counts.values()].map(row => JSON.stringify(row))}::text[]) line
    order by line`.execute(db);
  return lines.map(({ line }) => line);
}

const NIL = '00000000-0000-0000-0000-000000000000';

type TurnRow = {
  brandId: number;
  channelId: string;
  inboxId: string;
  team: string;
  lang: string;
  visibility: string;
  heard: boolean;
  reach: number;
  kind: string;
  complaint: boolean;
  outcome: string | null;
  openedAt: Date;
  receivedAt: Date;
  dueAt: Date | null;
  closedAt: Date | null;
};

function columnsOf(turn: TurnRow, responseEnds: readonly number[], delayEnds: readonly number[]): string[] {
  const { outcome, openedAt, receivedAt, dueAt, closedAt } = turn;
  if (outcome === null || closedAt === null) return [];
  const columns: string[] = outcome === 'answered' ? [] : [outcome];
  const between = (from: Date, until: Date, ends: readonly number[]) => {
    const seconds = (until.getTime() - from.getTime()) / 1000;
    const place = ends.findIndex(end => seconds <= end);
    return place === -1 ? ends.length : place;
  };
  if (outcome === 'answered') columns.push(`answered_${between(openedAt, closedAt, responseEnds)}`);
  const mattered = outcome === 'answered' || outcome === 'unanswered';
  if (dueAt !== null && mattered) columns.push(outcome === 'answered' && closedAt <= dueAt ? 'kept' : 'broken');
  if (receivedAt <= closedAt) {
    columns.push(`hearing_${between(openedAt, receivedAt, delayEnds)}`);
    if (outcome === 'answered') columns.push(`handling_${between(receivedAt, closedAt, delayEnds)}`);
  }
  return columns;
}

function floorTo(at: Date, step: 'half hour' | 'day' | 'month'): string {
  const floor = new Date(at);
  if (step === 'half hour') floor.setUTCMinutes(at.getUTCMinutes() < 30 ? 0 : 30, 0, 0);
  else floor.setUTCHours(0, 0, 0, 0);
  if (step === 'month') floor.setUTCDate(1);
  return floor.toISOString().replace('.000Z', '+00:00');
}
