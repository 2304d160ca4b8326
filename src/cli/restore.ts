import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { servingPid } from '../claim-folder.ts';
import { type Config, loadConfig } from '../config.ts';
import { CannotStart } from '../core/cannot-start.ts';
import { openConfiguredDatabase } from '../open-database.ts';
import { openSecretKey, secretKeyPath } from '../secret-key.ts';
import { keyFingerprint } from '../services/backup.ts';
import { checkBackupFile, type Head } from '../services/backup-file.ts';
import { type RestoreResult, restore } from '../services/restore.ts';
import { grouped, makeProgress } from './progress.ts';
import { answer, say } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed restore FILE [--replace] [--json]

Puts a backup into the database of the settings. The whole file is checked before anything is touched, and a
failure leaves what was there. Heed must not be running on that database.

  --replace   put the backup in place of what is there; without it, a database in use is refused
  --json      print {"rows", "jobs", "migrated", "madeAt", "key"}; key is "fits", "restored" or "other"
`,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: words,
      options: { replace: { type: 'boolean', default: false }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageMistake('restore takes one file.');
    const config = loadConfig();
    refuseRunning(config);
    const { head } = await checkBackupFile(file);
    const result = await putBack(config, file, values.replace);
    const key = placeKey(config, head);
    const { rows, jobs, migrated } = result;
    answer(values.json, { rows, jobs, migrated, madeAt: head.madeAt, key }, inWords(result, key, config));
    return EXIT.ok;
  },
};

type KeyState = 'fits' | 'restored' | 'other';
const CONNECTION_NAME = 'heed restore';

function refuseRunning(config: Config): void {
  const pid = config.databaseUrl === undefined ? servingPid(config.dataFolder) : undefined;
  if (pid !== undefined)
    throw new CannotStart(`Heed is running on ${config.dataFolder} (pid ${pid}). Stop it first: kill ${pid}`);
}

async function putBack(config: Config, path: string, replace: boolean): Promise<RestoreResult> {
  const progress = makeProgress();
  const database = await openConfiguredDatabase(config, { say, name: CONNECTION_NAME });
  try {
    return await restore(database.pool, {
      path,
      replace,
      connectionName: CONNECTION_NAME,
      onProgress: (done, all, table) =>
        progress.show(() => `Loading ${table}: ${grouped(done)} of ${grouped(all)} rows`),
    });
  } finally {
    progress.end();
    await database.close();
  }
}

/** A key that came along takes its place in the data folder; one that was there before is kept beside it. */
function placeKey(config: Config, head: Head): KeyState {
  const path = secretKeyPath(config.dataFolder);
  const ours = config.secretKey ?? (existsSync(path) ? openSecretKey(config.dataFolder, undefined) : undefined);
  if (ours !== undefined && keyFingerprint(ours) === head.keyFingerprint) return 'fits';
  if (head.secretKey === undefined || config.secretKey !== undefined) return 'other';
  if (existsSync(path)) renameSync(path, `${path}.before-restore`);
  writeFileSync(path, `${head.secretKey}\n`, { mode: 0o600 });
  return 'restored';
}

function inWords({ head, rows, migrated }: RestoreResult, key: KeyState, config: Config): string {
  const steps = migrated.length === 0 ? '' : ` and brought up to date by ${migrated.length} steps`;
  const restored = `Restored ${grouped(rows)} rows of ${head.madeAt}${steps}.`;
  if (key === 'fits') return restored;
  if (key === 'restored') return `${restored} The secret key came along.`;
  return (
    `${restored}\nThe networks' credentials in it are sealed with another key (${head.keyFingerprint}). ` +
    `Put that key into ${secretKeyPath(config.dataFolder)} or HEED_SECRET_KEY, or connect the channels again.`
  );
}
