import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Db } from './db.ts';
import type { Tables } from './schema.ts';

/**
 * The same pool, with every statement prepared under a name of its own: Postgres parses and plans it once a connection.
 * For code that sends the same few dozen statements all day. Not for search, whose plans must follow what is asked.
 */
export function preparing(pool: pg.Pool): Db {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    // From the words themselves: a connection may be shared with another of these.
    const name = names.get(text) ?? createHash('sha1').update(text).digest('hex');
    names.set(text, name);
    return name;
  };
  const connect = async () => {
    const client = await pool.connect();
    return {
      query: (text: string, values: unknown[]) =>
        values.length === 0 ? client.query(text) : client.query({ name: nameOf(text), text, values }),
      release: () => client.release(),
    };
  };
  // Kysely asks no more of a pool than this.
  const named = { connect, end: async () => {} } as unknown as pg.Pool;
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: named }) });
}
