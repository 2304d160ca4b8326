/** How the turns of a slice are found and told apart, in the rows of turns themselves and in those of the roll-ups. */
import { type RawBuilder, sql } from 'kysely';
import { type Dimension, type Filters, NONE, type Slice } from '../../core/insight/slice.ts';

type Sql = RawBuilder<unknown>;
/** Whose columns stand under the names of the table `turn`. */
type Named = 't' | 'f' | 's';
const NIL = '00000000-0000-0000-0000-000000000000';

/** The columns of a row `t` (turn), `f` (turn_facet) or `s` (turn_slot), whose channel is `ch`. The half hours know no more than the place. */
function columnsOf(alias: Named): Record<keyof Filters, Sql> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return {
    network: sql`ch.network`,
    channel: column('channel_id'),
    inbox: column('inbox_id'),
    team: sql`coalesce(${column('team_id')}, ${sql.lit(NIL)}::uuid)`,
    language: sql`coalesce(${column('lang')}, '')`,
    visibility: column('visibility'),
    heard: column('heard'),
    reach: column('reach'),
    kind: column('kind'),
    complaint: column('complaint'),
  };
}

/** Of rows `s` of turn_hours: the half hours of this part, of the values asked for or of all. */
export function wantedHours({ brandId, filters }: Slice, part: keyof Filters): Sql {
  const values = [filters[part] ?? []].flat().map(one => (one === NONE ? (UNKNOWN[part] ?? one) : String(one)));
  const asked = values.length === 0 ? sql`` : sql`and s.value = any(${values}::text[])`;
  return sql`s.brand_id = ${brandId} and s.part = ${part} ${asked}`;
}

const UNKNOWN: Partial<Record<keyof Filters, string>> = { team: NIL, language: '' };

/** As conditions to be joined by `and`: brand, what the reader may see, and what was asked for. */
export function wantedOf({ brandId, scope, filters }: Slice, alias: Named): Sql {
  const columns = columnsOf(alias);
  const asked = (Object.keys(columns) as (keyof Filters)[]).flatMap(name => {
    const values = [filters[name] ?? []].flat().map(one => (one === NONE ? (UNKNOWN[name] ?? one) : one));
    return values.length === 0 ? [] : [sql`${columns[name]} = any(${values}::${TYPES[name]}[])`];
  });
  const seen = scope === null ? [] : [sql`${columns.inbox} = any(${scope}::uuid[])`];
  return sql.join([sql`${sql.ref(`${alias}.brand_id`)} = ${brandId}`, ...seen, ...asked], sql` and `);
}

/** The same of rows of any other table: each filter they know by its value as text, and whose inbox they are. */
export function wantedAmong({ scope, filters }: Slice, inbox: Sql, columns: Partial<Record<keyof Filters, Sql>>): Sql {
  const known = { inbox: sql`${inbox}::text`, ...columns };
  const asked = (Object.keys(known) as (keyof Filters)[]).flatMap(name => {
    const values = [filters[name] ?? []].flat().map(String);
    return values.length === 0 ? [] : [sql`${known[name]} = any(${values}::text[])`];
  });
  return sql.join([sql`(${scope}::uuid[] is null or ${inbox} = any(${scope}::uuid[]))`, ...asked], sql` and `);
}

const TYPES: Record<keyof Filters, Sql> = {
  network: sql`text`,
  channel: sql`uuid`,
  inbox: sql`uuid`,
  team: sql`uuid`,
  language: sql`text`,
  visibility: sql`text`,
  heard: sql`boolean`,
  reach: sql`smallint`,
  kind: sql`text`,
  complaint: sql`boolean`,
};

/** The value by which turns are told apart, as text; null where nothing is known. @param at when the row's turns were opened */
export function keyOf(by: Dimension | null, { timeZone }: Slice, alias: Named, at: Sql): Sql {
  if (by === null) return sql`null::text`;
  const local = sql`(${at} at time zone ${sql.lit(timeZone)})`;
  if (by === 'hour') return sql`extract(hour from ${local})::text`;
  if (by === 'weekday') return sql`extract(isodow from ${local})::text`;
  if (by === 'brand') return sql`${sql.ref(`${alias}.brand_id`)}::text`;
  const column = columnsOf(alias)[by];
  return sql`nullif(${column}::text, ${sql.lit(UNKNOWN[by] ?? '')})`;
}

/** Turns of the slice opened within the stretch, as `t` with its channel `ch`; a condition may follow. */
export function turnsWithin(slice: Slice, { since, until }: Pick<Slice, 'since' | 'until'>): Sql {
  return sql`turn t join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
    where ${wantedOf(slice, 't')} and t.opened_at >= ${since} and t.opened_at < ${until}`;
}

/** Those who wait in a recording have waited until where it has played. */
export function clockOf({ now }: Slice): Sql {
  return sql`coalesce(ch.plays_until, ${now}::timestamptz)`;
}
