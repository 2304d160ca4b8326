import { parseArgs } from 'node:util';
import { backUp } from '../services/backup.ts';
import { VERSION } from '../version.ts';
import { grouped, makeProgress, sized } from './progress.ts';
import { answer, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed backup FILE [--with-key] [--json]

Writes everything as it stands this moment into one file, while Heed goes on working: people, brands, channels,
conversations, pictures, waiting jobs. It can be restored into a newer Heed and another version of PostgreSQL.

  --with-key   put the secret key into the file as well. Whoever has the file can then read the networks' credentials;
               without it they stay sealed, and restoring elsewhere needs the key (secret.key in the data folder)
  --json       print {"file", "rows", "tables", "jobs", "bytes", "keyFingerprint"}
`,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: words,
      options: { 'with-key': { type: 'boolean', default: false }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageMistake('backup takes one file.');
    const progress = makeProgress();
    const result = await withSession(({ database, world }) =>
      backUp(database.pool, {
        path: file,
        version: VERSION,
        secretKey: world.secretKey,
        withKey: values['with-key'],
        now: world.now(),
        onProgress: (done, about, table) =>
          progress.show(() => `Copying ${table}: ${grouped(done)} of about ${grouped(Math.max(about, done))} rows`),
      }),
    ).finally(progress.end);
    const key = values['with-key'] ? 'the key is inside, keep it safe' : `needs the key ${result.keyFingerprint}`;
    answer(values.json, { file, ...result }, `${file}: ${grouped(result.rows)} rows, ${sized(result.bytes)}; ${key}.`);
    return EXIT.ok;
  },
};
