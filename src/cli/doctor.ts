import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '../config.ts';
import { openConfiguredDatabase } from '../open-database.ts';
import { databaseFindings } from './checkup/database.ts';
import { type Finding, mend, ok } from './checkup/finding.ts';
import { machineFindings } from './checkup/machine.ts';
import { answer, say } from './session.ts';
import { EXIT, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed doctor [--json]

Looks at everything Heed needs and says what is wrong and how to mend it: Node, packages, settings, data folder,
space, desk, port, PostgreSQL, migrations, secret key, channels, jobs, clocks. Changes nothing. Ends with 1 when
something is to be mended.

  --json   print {"ok", "findings": [{"what", "state", "says", "mend"}]}
`,
  async run(words) {
    const { values } = parseArgs({ args: words, options: { json: { type: 'boolean' } } });
    const findings = await allFindings();
    const isWell = findings.every(({ state }) => state === 'ok');
    answer(values.json, { ok: isWell, findings }, findings.map(lineOf).join('\n'));
    return isWell ? EXIT.ok : EXIT.failed;
  },
};

async function allFindings(): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    return [mend('Settings', wordsOf(error), 'See .env.example for what each setting takes.')];
  }
  return [...(await machineFindings(config)), ...(await askDatabase(config))];
}

async function askDatabase(config: Config): Promise<Finding[]> {
  const isYetToBe = config.databaseUrl === undefined && !existsSync(join(config.dataFolder, 'pg'));
  if (isYetToBe) return [ok('PostgreSQL', 'no database yet; the first start makes it')];
  try {
    const database = await openConfiguredDatabase(config, { say, name: 'heed doctor', max: 2 });
    try {
      return await databaseFindings(config, database);
    } finally {
      await database.close();
    }
  } catch (error) {
    return [mend('PostgreSQL', 'cannot be reached', wordsOf(error))];
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lineOf({ what, state, says, mend: how }: Finding): string {
  const line = `${state.padEnd(4)}  ${what.padEnd(12)}  ${says}`;
  return how === undefined ? line : `${line}\n      ${' '.repeat(12)}  → ${how}`;
}
