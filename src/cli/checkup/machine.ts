import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { servingPid } from '../../claim-folder.ts';
import type { Config } from '../../config.ts';
import { DESK_FOLDER, isStale } from '../../dev/build-desk.ts';
import { ROOT } from '../../dev/run-node.ts';
import { listenHttp } from '../../listen-http.ts';
import { sized } from '../progress.ts';
import { type Finding, mend, ok } from './finding.ts';

const NODE_NEEDED = 26;
/** With less than this Postgres may stop in the middle of the night. */
const SPACE_NEEDED_BYTES = 1_000_000_000;

/** What can be told without the database. */
export async function machineFindings(config: Config): Promise<Finding[]> {
  return [node(), packages(), ...settings(config), folder(config), space(config), desk(config), await port(config)];
}

function node(): Finding {
  const major = Number.parseInt(process.versions.node, 10);
  if (major >= NODE_NEEDED) return ok('Node', process.version);
  return mend('Node', `${process.version} is too old`, `Install Node ${NODE_NEEDED}, or run npm ci --ignore-scripts.`);
}

function packages(): Finding {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  const missing = Object.entries(wanted)
    .filter(([path, { optional, devOptional }]) => path !== '' && optional !== true && devOptional !== true)
    .filter(([path, { version }]) => installed[path]?.version !== version);
  if (missing.length === 0) return ok('Packages', 'as package-lock.json says');
  return mend('Packages', `${missing.length} missing or of another version`, 'Run: npm ci --ignore-scripts');
}

type Packages = Record<string, { version?: string; optional?: boolean; devOptional?: boolean }>;

function readPackages(name: string): Packages {
  try {
    return JSON.parse(readFileSync(join(ROOT, name), 'utf8')).packages;
  } catch {
    return {};
  }
}

function settings({ warnings }: Config): Finding[] {
  if (warnings.length === 0) return [ok('Settings', 'all known')];
  return warnings.map(warning => mend('Settings', warning, 'Correct or remove it.'));
}

function folder({ dataFolder }: Config): Finding {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok('Data folder', dataFolder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return mend('Data folder', why, `Let this user write to ${dataFolder}, or set HEED_DATA_DIR.`);
  }
}

function space({ dataFolder }: Config): Finding {
  const place = existsSync(dataFolder) ? dataFolder : ROOT;
  const { bavail, bsize } = statfsSync(place);
  const free = bavail * bsize;
  if (free >= SPACE_NEEDED_BYTES) return ok('Free space', sized(free));
  return mend(
    'Free space',
    `${sized(free)} left`,
    `Make room on the disk of ${place}: at least ${sized(SPACE_NEEDED_BYTES)}.`,
  );
}

function desk({ roles }: Config): Finding {
  if (!roles.has('http')) return ok('Desk', 'not served by this process');
  if (!existsSync(join(DESK_FOLDER, 'index.html')))
    return mend('Desk', 'not built yet', 'Run: npm run build (npm start does it too)');
  if (isStale()) return mend('Desk', 'older than what it is made from', 'Run: npm run build (npm start does it too)');
  return ok('Desk', 'built');
}

async function port(config: Config): Promise<Finding> {
  const pid = servingPid(config.dataFolder);
  if (pid !== undefined) return ok('Port', `Heed is running (pid ${pid})`);
  try {
    const door = await listenHttp(config.host, config.port);
    await door.close(0);
    return ok('Port', `${config.port} is free`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return mend('Port', `${config.port} cannot be taken`, why);
  }
}
