/** The memory of the square inside Heed, and whether anybody is on it. */
import type { Db } from './db.ts';

const LINES_PER_READ = 2_000;

export async function appendRehearsal(db: Db, line: string): Promise<void> {
  await db.insertInto('rehearsal_journal').values({ line }).execute();
}

/** Every line in the order it was written. */
export async function* readRehearsal(db: Db): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('rehearsal_journal')
      .select(['id', 'line'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(LINES_PER_READ)
      .execute();
    for (const { line } of rows) yield JSON.stringify(line);
    const last = rows.at(-1);
    if (last === undefined || rows.length < LINES_PER_READ) return;
    after = last.id;
  }
}

/** Whether any brand has a channel there, left ones not counted. */
export async function hasRehearsalChannel(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('channel')
    .select('id')
    .where('network', '=', 'rehearsal')
    .where('state', '<>', 'left')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
