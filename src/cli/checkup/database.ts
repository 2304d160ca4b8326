import { existsSync, statSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { connectorById } from '../../connectors/index.ts';
import type { OpenedDatabase } from '../../open-database.ts';
import { openSecretKey, secretKeyPath } from '../../secret-key.ts';
import { LIFE_WARNING_MS } from '../../services/channel-health.ts';
import { makeSeal } from '../../services/seal.ts';
import {
  type ChannelTrouble,
  channelTroubles,
  jobFigures,
  sealedCredentials,
  unmarkedBreaches,
} from '../../store/checkup.ts';
import { migrationState } from '../../store/migrate.ts';
import { serverFacts } from '../../store/server.ts';
import { type Finding, mend, ok } from './finding.ts';

/** Promises are marked within a second; a clock that is further off makes them wrong by as much. */
const SKEW_LIMIT_MS = 1000;
const SWEEP_PATIENCE_SECONDS = 10;
const JOB_PATIENCE_SECONDS = 300;

/** What the database says of itself and of the product. Changes nothing. */
export async function databaseFindings(config: Config, database: OpenedDatabase): Promise<Finding[]> {
  const findings = [...(await server(database)), await migrations(database), key(config)];
  if (findings.some(({ what, state }) => what === 'Migrations' && state === 'mend')) return findings;
  return [
    ...findings,
    ...(await seals(config, database)),
    ...(await channels(database)),
    ...(await jobs(database)),
    await promises(database),
  ];
}

async function server({ pool, kind }: OpenedDatabase): Promise<Finding[]> {
  const askedAt = Date.now();
  const { version, hasChecksums, isDurable, now } = await serverFacts(pool);
  const skewMs = Math.abs(now.getTime() - (askedAt + Date.now()) / 2);
  const place = kind === 'embedded' ? 'the built-in one' : 'a server of your own';
  return [
    ok('PostgreSQL', `${version}, ${place}`),
    hasChecksums
      ? ok('Checksums', 'on')
      : mend(
          'Checksums',
          'off: a disk that changes bits goes unnoticed',
          'Stop that server and run: pg_checksums --enable',
        ),
    isDurable
      ? ok('Durability', 'on')
      : mend(
          'Durability',
          'fsync or full_page_writes is off: a power cut loses data',
          'Turn both on in postgresql.conf.',
        ),
    skewMs <= SKEW_LIMIT_MS
      ? ok('Clocks', `${Math.round(skewMs)} ms apart`)
      : mend(
          'Clocks',
          `ours and the database's are ${Math.round(skewMs / 1000)} s apart`,
          'Let both machines keep time by NTP.',
        ),
  ];
}

async function migrations({ pool }: OpenedDatabase): Promise<Finding> {
  const { missing, changed, unknown, level } = await migrationState(pool);
  if (unknown.length > 0)
    return mend('Migrations', `a newer Heed was here (${unknown.join(', ')})`, 'Start that newer Heed.');
  if (changed.length > 0)
    return mend('Migrations', `changed since they were applied: ${changed.join(', ')}`, 'Put the released files back.');
  if (missing.length > 0)
    return mend('Migrations', `not applied yet: ${missing.join(', ')}`, 'Run: npm run heed -- migrate');
  return ok('Migrations', `up to date (${level})`);
}

function key({ secretKey, dataFolder }: Config): Finding {
  if (secretKey !== undefined) return ok('Secret key', 'from HEED_SECRET_KEY');
  const path = secretKeyPath(dataFolder);
  if (!existsSync(path))
    return mend('Secret key', 'there is none yet', 'The next start makes one, or set HEED_SECRET_KEY.');
  const isPrivate = process.platform === 'win32' || (statSync(path).mode & 0o077) === 0;
  return isPrivate
    ? ok('Secret key', path)
    : mend('Secret key', `${path} can be read by others`, `Run: chmod 600 ${path}`);
}

async function seals(config: Config, { pool }: OpenedDatabase): Promise<Finding[]> {
  const sealed = await sealedCredentials(pool);
  if (sealed.length === 0) return [ok('Credentials', 'none kept')];
  const seal = makeSeal(openSecretKey(config.dataFolder, config.secretKey));
  const opened = sealed.map(({ sealed: bytes, ...belongsTo }) => ({
    ...belongsTo,
    credentials: opens(() => seal.unseal(bytes, belongsTo)),
  }));
  const closed = opened.filter(({ credentials }) => credentials === undefined);
  if (closed.length === 0) return [ok('Credentials', `the key opens all ${sealed.length}`), ...lives(opened)];
  const names = closed.map(({ name }) => name).join(', ');
  const how = 'Put the old key back (HEED_SECRET_KEY or secret.key), or connect them again.';
  return [mend('Credentials', `the key does not open ${names}`, how)];
}

/** @returns undefined where the key does not open it */
function opens(open: () => unknown): unknown {
  try {
    return open();
  } catch {
    return undefined;
  }
}

async function channels({ pool }: OpenedDatabase): Promise<Finding[]> {
  const { channels: n, troubles } = await channelTroubles(pool);
  if (troubles.length === 0) return [ok('Channels', n === 0 ? 'none connected' : `all ${n} well`)];
  return troubles.map(trouble => {
    const { name, state, said, silentSince } = trouble;
    if (said === null && state !== 'broken' && silentSince !== null) return silent(trouble);
    return mend(
      'Channels',
      `${name}: ${said ?? state}`,
      'See Channels on the desk; connect it again where it asks for that.',
    );
  });
}

function silent({ name, silentSince, expected }: ChannelTrouble): Finding {
  const since = silentSince?.toISOString().slice(0, 16).replace('T', ' ');
  return mend(
    'Channels',
    `${name}: silent since ${since} UTC; about ${Math.round(expected ?? 0)} posts were to be expected when it was noticed`,
    'Look whether the network works; on the desk, under Channels, say that it is normal where it is.',
  );
}

/** Sign-ins a person has to renew soon. */
function lives(opened: readonly { name: string; network: string; credentials: unknown }[]): Finding[] {
  return opened.flatMap(({ name, network, credentials }) => {
    const life = connectorById.get(network)?.connect.life?.(credentials);
    if (life?.kind !== 'ending' || life.endsAt === null || life.endsAt.getTime() - Date.now() > LIFE_WARNING_MS)
      return [];
    const day = life.endsAt.toISOString().slice(0, 10);
    return [mend('Channels', `${name}: its sign-in ends on ${day}`, 'Sign in again under Channels on the desk.')];
  });
}

async function jobs({ pool }: OpenedDatabase): Promise<Finding[]> {
  const { waiting, buried, buriedTasks, oldestDueSeconds } = await jobFigures(pool);
  const findings: Finding[] = [];
  if (buried > 0) {
    findings.push(
      mend(
        'Jobs',
        `${buried} given up (${buriedTasks.join(', ')})`,
        'Their last words are in the log and in graphile_worker.jobs.',
      ),
    );
  }
  if (oldestDueSeconds > JOB_PATIENCE_SECONDS) {
    const minutes = Math.round(oldestDueSeconds / 60);
    findings.push(
      mend('Jobs', `one has waited ${minutes} minutes past its time`, 'Start a Heed whose HEED_ROLES include jobs.'),
    );
  }
  return findings.length > 0 ? findings : [ok('Jobs', `${waiting} waiting, none stuck`)];
}

async function promises({ pool }: OpenedDatabase): Promise<Finding> {
  const late = await unmarkedBreaches(pool, SWEEP_PATIENCE_SECONDS);
  if (late === 0) return ok('Promises', 'the clock keeps up');
  return mend('Promises', `${late} came due and are not marked`, 'Start a Heed whose HEED_ROLES include jobs.');
}
