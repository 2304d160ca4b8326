import type pg from 'pg';

/** What Heed wants to know of the Postgres it talks to. */
export interface ServerFacts {
  majorVersion: number;
  version: string;
  encoding: string;
  hasChecksums: boolean;
  isDurable: boolean;
  /** The server's clock at the moment of asking. */
  now: Date;
}

export async function serverFacts(server: pg.Pool | pg.ClientBase): Promise<ServerFacts> {
  const { rows } = await server.query<ServerFacts>(`
    select current_setting('server_version_num')::int / 10000 as "majorVersion",
      current_setting('server_version') as version,
      current_setting('server_encoding') as encoding,
      current_setting('data_checksums') = 'on' as "hasChecksums",
      current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' as "isDurable",
      clock_timestamp() as now`);
  const [facts] = rows;
  if (facts === undefined) throw new Error('the server said nothing of itself');
  return facts;
}

/** Makes a database. @param from another one, of which it becomes a copy; nobody may be connected to that */
export async function makeDatabase(server: pg.Pool | pg.ClientBase, name: string, from = 'template0'): Promise<void> {
  await server.query(`create database ${quoted(name)} template ${quoted(from)} strategy file_copy`);
}

/** Removes a database and whoever is connected to it. Nothing happens when there is none. */
export async function removeDatabase(server: pg.Pool | pg.ClientBase, name: string): Promise<void> {
  await server.query(`drop database if exists ${quoted(name)} with (force)`);
}

export async function renameDatabase(server: pg.Pool | pg.ClientBase, from: string, to: string): Promise<void> {
  await server.query(`alter database ${quoted(from)} rename to ${quoted(to)}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
