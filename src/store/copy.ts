import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** A table as it is copied out and in: generated columns make themselves. */
export interface CopyTable {
  name: string;
  columns: string[];
}

export interface Sequence {
  name: string;
  value: number;
  isCalled: boolean;
}

/** Values look the same whichever server writes them and whichever reads them. */
const SAME_FORM = `
  set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local extra_float_digits = 3; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/** Begins to read everything as it stands this moment, whatever others write meanwhile. */
export async function beginSnapshot(client: pg.ClientBase): Promise<void> {
  await client.query('begin isolation level repeatable read read only');
  await client.query(SAME_FORM);
}

export async function beginLoad(client: pg.ClientBase): Promise<void> {
  await client.query('begin');
  await client.query(SAME_FORM);
}

/** Every table of the schema `public`, those that others point to first. */
export async function copyTables(client: pg.ClientBase): Promise<CopyTable[]> {
  const { rows: tables } = await client.query<CopyTable>(TABLES);
  const { rows: edges } = await client.query<{ child: string; parent: string }>(REFERENCES);
  const ordered: CopyTable[] = [];
  while (ordered.length < tables.length) {
    const ready = tables.filter(table => isReady(table, ordered, edges));
    if (ready.length === 0)
      throw new Error('tables point at one another in a circle; none of them can be loaded first');
    ordered.push(...ready);
  }
  return ordered;
}

function isReady(table: CopyTable, ordered: CopyTable[], edges: { child: string; parent: string }[]): boolean {
  if (ordered.includes(table)) return false;
  const parents = edges.filter(({ child }) => child === table.name);
  return parents.every(({ parent }) => ordered.some(({ name }) => name === parent));
}

const TABLES = `
  select c.oid::regclass::text as name,
    (select coalesce(array_agg(attname::text order by attnum), '{}') from pg_attribute
     where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
  from pg_class c
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
  order by relname collate "C"`;

const REFERENCES = `
  select distinct conrelid::regclass::text as child, confrelid::regclass::text as parent
  from pg_constraint
  where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid and conparentid = 0`;

/** The rows as lines of text, one a row. Read `rowCount` when it has ended. */
export function copyOut(client: pg.ClientBase, table: CopyTable): Readable & { rowCount: number } {
  return client.query(copyTo(`copy (select ${list(table)} from ${table.name}) to stdout`));
}

export function copyIn(client: pg.ClientBase, table: CopyTable): Writable & { rowCount: number } {
  return client.query(copyFrom(`copy ${table.name} (${list(table)}) from stdin`));
}

function list({ columns }: CopyTable): string {
  return columns.map(column => `"${column.replaceAll('"', '""')}"`).join(', ');
}

/** Roughly how many rows there are, for a line about progress. */
export async function estimateRows(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    "select coalesce(sum(greatest(reltuples, 0)), 0)::float8 as n from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  return rows[0]?.n ?? 0;
}

export async function readSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const found = await client.query<Omit<Sequence, 'name'>>(
      `select last_value as value, is_called as "isCalled" from ${name}`,
    );
    for (const state of found.rows) sequences.push({ name, ...state, value: Number(state.value) });
  }
  return sequences;
}

export async function writeSequences(client: pg.ClientBase, sequences: Sequence[]): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [name, value, isCalled]);
  }
}

/** Whether anybody works with this database yet: a brand or a person is in it. */
export async function isInUse(client: pg.ClientBase): Promise<boolean> {
  for (const table of ['brand', 'agent']) {
    const { rows: there } = await client.query('select to_regclass($1) is not null as there', [table]);
    if (there[0]?.there !== true) continue;
    const { rows } = await client.query(`select exists (select from ${table}) as found`);
    if (rows[0]?.found === true) return true;
  }
  return false;
}

/** How many other connections Heed has open to this database. */
export async function countOtherPrograms(client: pg.ClientBase, ownName: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and application_name like 'heed%' and application_name <> $1`,
    [ownName],
  );
  return rows[0]?.n ?? 0;
}

/** Removes everything of ours from the schema `public`, as part of a transaction. */
export async function removeEverything(client: pg.ClientBase): Promise<void> {
  await client.query('drop schema public cascade; create schema public');
}

/** Empties tables and lets rows in without the triggers that keep counters: the counters are rows too. */
export async function prepareTables(client: pg.ClientBase, tables: CopyTable[]): Promise<void> {
  if (tables.length === 0) return;
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
}

export async function finishTables(client: pg.ClientBase, tables: CopyTable[]): Promise<void> {
  for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
}

/** Lets the planner know the new rows; without it the first minutes would be slow. */
export async function analyseTables(client: pg.ClientBase): Promise<void> {
  await client.query('analyze');
}
