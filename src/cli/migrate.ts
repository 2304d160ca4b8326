import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { openConfiguredDatabase } from '../open-database.ts';
import { migrate } from '../store/migrate.ts';
import { EXIT, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed migrate [--json]

Brings the database up to date. Starting Heed does the same; this is for doing it apart from that,
such as before several processes are started.

  --json   print {"applied": [names]}
`,
  async run(words) {
    const { values } = parseArgs({ args: words, options: { json: { type: 'boolean' } } });
    const say = (line: string) => process.stderr.write(`${line}\n`);
    const database = await openConfiguredDatabase(loadConfig(), { say });
    try {
      const applied = await migrate(database.pool, { say });
      if (values.json === true) process.stdout.write(`${JSON.stringify({ applied })}\n`);
      else
        process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.length}.\n`);
      return EXIT.ok;
    } finally {
      await database.close();
    }
  },
};
