/** The same rows into the same tables with nothing but inserts: what the ingest benchmark is held against. */
import type pg from 'pg';

/** In an order that suits the references between them. */
const TABLES = ['raw_event', 'contact', 'identity', 'thread', 'conversation', 'message', 'turn', 'event'] as const;
type Table = (typeof TABLES)[number];

/** For each table the batch a row belongs to, by when it was received. */
const BATCH_OF: Record<Table, string> = {
  raw_event: 'r.received_at',
  contact: `(select min(m.received_at) from identity i join conversation c on c.identity_id = i.id join message m on m.brand_id = 1 and m.conversation_id = c.id where i.brand_id = 1 and i.contact_id = r.id)`,
  identity: `(select min(m.received_at) from conversation c join message m on m.brand_id = 1 and m.conversation_id = c.id where c.identity_id = r.id)`,
  thread: '(select min(m.received_at) from message m where m.brand_id = 1 and m.thread_id = r.id)',
  conversation: '(select min(m.received_at) from message m where m.brand_id = 1 and m.conversation_id = r.id)',
  message: 'r.received_at',
  turn: 'r.received_at',
  event: 'r.at',
};

/** Columns of arrays keep their defaults: ingest never fills them. */
type Column = { name: string; type: string };
export type BareRows = { batches: Map<Table, (string | null)[][]>[]; columns: Map<Table, Column[]>; rows: number };

/** Reads what an ingest left behind, batch by batch, as text columns. */
export async function readRows(pool: pg.Pool): Promise<BareRows> {
  const columns = new Map<Table, Column[]>();
  const byBatch = new Map<string, Map<Table, (string | null)[][]>>();
  let rows = 0;
  await pool.query('create index bench_conversation_identity on conversation (identity_id); analyze');
  for (const table of TABLES) {
    const described = await pool.query<Column>(
      `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
       where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and format_type(a.atttypid, null) not like '%[]'
       order by a.attnum`,
      [table],
    );
    columns.set(table, described.rows);
    const list = described.rows.map(({ name }) => `r."${name}"::text`).join(', ');
    const order = table === 'event' ? 'r.seq' : table === 'raw_event' ? 'r.id' : 'r.id';
    const found = await pool.query({
      text: `select ${BATCH_OF[table]}::text, ${list} from "${table}" r order by ${order}`,
      rowMode: 'array',
    });
    for (const [batch, ...values] of found.rows as (string | null)[][]) {
      const tables = byBatch.get(batch ?? '') ?? new Map<Table, (string | null)[][]>();
      byBatch.set(batch ?? '', tables);
      const arrays = tables.get(table) ?? described.rows.map(() => []);
      tables.set(table, arrays);
      for (const [i, value] of values.entries()) arrays[i]?.push(value);
      rows += 1;
    }
  }
  const batches = [...byBatch].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tables]) => tables);
  return { batches, columns, rows };
}

/** One transaction a batch, one prepared UNNEST a table. @returns seconds */
export async function insertBare(pool: pg.Pool, { batches, columns }: BareRows): Promise<number> {
  const client = await pool.connect();
  try {
    const began = performance.now();
    for (const tables of batches) {
      await client.query('begin');
      for (const table of TABLES) {
        const values = tables.get(table);
        if (values === undefined) continue;
        await client.query({ name: `bare_${table}`, text: insertInto(table, columns.get(table) ?? []), values });
      }
      await client.query('commit');
    }
    return (performance.now() - began) / 1000;
  } finally {
    client.release();
  }
}

function insertInto(table: Table, columns: readonly Column[]): string {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const arrays = columns.map(({ type }, i) => `$${i + 1}::${type}[]`).join(', ');
  return `insert into "${table}" (${names}) select * from unnest(${arrays})`;
}
