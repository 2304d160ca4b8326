import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { CannotStart } from './core/cannot-start.ts';
import type { LogLevel } from './log.ts';

/** What one Heed process does. All of it by default; a bigger installation gives each process its part. */
export type Role = 'http' | 'listen' | 'jobs';

export interface Config {
  /** 0: any free port. */
  port: number;
  host: string;
  /** Absolute. */
  dataFolder: string;
  /** Undefined: the embedded Postgres in the data folder. */
  databaseUrl: string | undefined;
  /** Where people reach the desk, without a slash at the end. Undefined: the host and port it listens on. */
  publicUrl: string | undefined;
  /** Where networks call this Heed, without a slash at the end, where that is another address (a tunnel). Undefined: `publicUrl`. */
  hooksUrl: string | undefined;
  /** Undefined: made and kept in the data folder (`secret-key.ts`). */
  secretKey: string | undefined;
  logLevel: LogLevel;
  roles: ReadonlySet<Role>;
  /** The rehearsal's page answers to other machines too. */
  rehearsalOpen: boolean;
  /** Servers inside one's own network that channels may reach: `http://pds.kestrel.example:2583`. Everything else private is out of bounds. */
  privateOrigins: readonly string[];
  /** On how many threads listening queries are heard besides; `auto`: as many as are needed and to spare. */
  matchingThreads: number | 'auto';
  /** Null: no mail server is set up, and no e-mail is sent. `from`: as it stands in the letters. */
  mail: { url: string; from: string } | null;
  /** Variables that look like ours and are not. */
  warnings: string[];
}

export const DEFAULT_PORT = 7373;
const ROLES: readonly Role[] = ['http', 'listen', 'jobs'];
const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const SECRET_KEY_MIN_LENGTH = 32;
const MAX_PORT = 65_535;
const MOST_THREADS = 16;

export const VARIABLES = [
  'HEED_PORT',
  'HEED_HOST',
  'HEED_DATA_DIR',
  'HEED_DATABASE_URL',
  'HEED_PUBLIC_URL',
  'HEED_HOOKS_URL',
  'HEED_SECRET_KEY',
  'HEED_LOG_LEVEL',
  'HEED_ROLES',
  'HEED_REHEARSAL_OPEN',
  'HEED_PRIVATE_ORIGINS',
  'HEED_MATCHING_THREADS',
  'HEED_SMTP_URL',
  'HEED_MAIL_FROM',
] as const;

type Variable = (typeof VARIABLES)[number];

const ROOT = join(import.meta.dirname, '..');

/** Reads the environment, and the file `.env` beside package.json for what the environment leaves out. */
export function loadConfig(): Config {
  return readConfig({
    environment: process.env,
    file: readEnvFile(join(ROOT, '.env')),
    root: ROOT,
    cwd: process.cwd(),
  });
}

/** Where networks call this Heed. @param url where people reach the desk */
export function hooksAt({ hooksUrl }: Pick<Config, 'hooksUrl'>, url: string): { root: string; trusted: boolean } {
  return { root: hooksUrl ?? url, trusted: hooksUrl !== undefined };
}

/** What programs that Heed starts may see: the environment without Heed's secrets and without settings of other Postgres tools. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HEED_|PG[A-Z]|LC_|LANG)/.test(name)));
}

/** Whether `npm start` or the like began this program, and is therefore its parent by way of a shell. */
export function isRunByNpm(): boolean {
  return process.env['npm_lifecycle_event'] !== undefined;
}

export interface ConfigSource {
  environment: Readonly<Record<string, string | undefined>>;
  /** The variables of the file `.env`. */
  file?: Readonly<Record<string, string | undefined>>;
  /** Where Heed lies: the default data folder and the file's own paths start here. */
  root: string;
  /** Where the command was given: paths in the environment start here. */
  cwd: string;
}

/** @throws CannotStart naming every problem at once */
export function readConfig(source: ConfigSource): Config {
  const problems: string[] = [];
  const given = (name: Variable) => source.environment[name]?.trim() || source.file?.[name]?.trim() || undefined;
  function check<T>(name: Variable, fallback: T, read: (text: string) => T): T {
    const text = given(name);
    if (text === undefined) return fallback;
    try {
      return read(text);
    } catch (error) {
      problems.push(`${name} ${error instanceof Error ? error.message : error}`);
      return fallback;
    }
  }
  const smtpUrl = check<string | undefined>('HEED_SMTP_URL', undefined, readSmtpUrl);
  const mailFrom = check<string | undefined>('HEED_MAIL_FROM', undefined, readMailFrom);
  if (smtpUrl !== undefined && given('HEED_MAIL_FROM') === undefined) {
    problems.push('HEED_MAIL_FROM must say from whom the mail is, such as Heed <desk@kestrel.example>.');
  }
  const config: Config = {
    port: check('HEED_PORT', DEFAULT_PORT, readPort),
    host: check('HEED_HOST', '127.0.0.1', readHost),
    dataFolder: dataFolder(source),
    databaseUrl: check<string | undefined>('HEED_DATABASE_URL', undefined, readDatabaseUrl),
    publicUrl: check<string | undefined>('HEED_PUBLIC_URL', undefined, readPublicUrl),
    hooksUrl: check<string | undefined>('HEED_HOOKS_URL', undefined, readPublicUrl),
    secretKey: check<string | undefined>('HEED_SECRET_KEY', undefined, readSecretKey),
    logLevel: check('HEED_LOG_LEVEL', 'info', text => oneOf(text, LOG_LEVELS)),
    roles: check<ReadonlySet<Role>>('HEED_ROLES', new Set(ROLES), readRoles),
    rehearsalOpen: check('HEED_REHEARSAL_OPEN', false, readYesNo),
    privateOrigins: check<readonly string[]>('HEED_PRIVATE_ORIGINS', [], readOrigins),
    matchingThreads: check<number | 'auto'>('HEED_MATCHING_THREADS', 'auto', readThreads),
    mail: smtpUrl === undefined || mailFrom === undefined ? null : { url: smtpUrl, from: mailFrom },
    warnings: unknownVariables({ ...source.file, ...source.environment }),
  };
  if (problems.length > 0)
    throw new CannotStart(`Heed's settings need a hand:\n${problems.map(line => `  ${line}`).join('\n')}`);
  return config;
}

function dataFolder({ environment, file, root, cwd }: ConfigSource): string {
  const fromEnvironment = environment['HEED_DATA_DIR']?.trim();
  if (fromEnvironment) return resolve(cwd, fromEnvironment);
  const fromFile = file?.['HEED_DATA_DIR']?.trim() || 'data';
  return isAbsolute(fromFile) ? fromFile : join(root, fromFile);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > MAX_PORT) throw new Error(`must be a number from 0 to ${MAX_PORT}, not "${text}".`);
  return port;
}

function readHost(text: string): string {
  if (!/^[a-z0-9.:_-]+$/i.test(text)) {
    throw new Error(`must be an address to listen on, such as 127.0.0.1 or 0.0.0.0, not "${text}".`);
  }
  return text;
}

/** The value itself is kept out of the complaint: it holds a password. */
function readDatabaseUrl(text: string): string {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    throw new Error('must look like postgres://user:password@host:5432/database.');
  }
  return text;
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isRoot = url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isRoot || !/^https?:$/.test(url.protocol)) {
    throw new Error(`must be a web address without a path, such as https://desk.example, not "${text}".`);
  }
  return url.origin;
}

/** The value itself is kept out of the complaint: it holds a password. */
function readSmtpUrl(text: string): string {
  if (!/^smtps?:\/\/[^/]/.test(text) || !URL.canParse(text)) {
    throw new Error('must look like smtp://user:password@mail.example:587.');
  }
  return text;
}

function readMailFrom(text: string): string {
  if (/[\r\n]/.test(text) || !/^([^<>@]*<)?[^\s<>@]+@[^\s<>@]+>?$/.test(text)) {
    throw new Error(`must be an address, such as Heed <desk@kestrel.example>, not "${text}".`);
  }
  return text;
}

function readSecretKey(text: string): string {
  if (text.length < SECRET_KEY_MIN_LENGTH) {
    throw new Error(`must have at least ${SECRET_KEY_MIN_LENGTH} characters. Make one with: openssl rand -base64 32`);
  }
  return text;
}

function readRoles(text: string): ReadonlySet<Role> {
  const names = text.split(/[\s,]+/).filter(name => name !== '');
  return new Set(names.map(name => oneOf(name, ROLES)));
}

function readOrigins(text: string): string[] {
  const words = text.split(/[\s,]+/).filter(word => word !== '');
  return words.map(word => {
    const url = URL.parse(word);
    if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
      throw new Error(`must hold addresses without a path, such as http://pds.example:2583, not "${word}".`);
    }
    return url.origin;
  });
}

function readThreads(text: string): number | 'auto' {
  if (/^auto$/i.test(text)) return 'auto';
  if (!/^\d{1,2}$/.test(text) || Number(text) > MOST_THREADS) {
    throw new Error(`must be auto or a number from 0 to ${MOST_THREADS}, not "${text}".`);
  }
  return Number(text);
}

function readYesNo(text: string): boolean {
  if (/^(1|yes|true|on)$/i.test(text)) return true;
  if (/^(0|no|false|off)$/i.test(text)) return false;
  throw new Error(`must be yes or no, not "${text}".`);
}

function oneOf<T extends string>(text: string, allowed: readonly T[]): T {
  const found = allowed.find(name => name === text.toLowerCase());
  if (found === undefined) throw new Error(`knows ${allowed.join(', ')}, not "${text}".`);
  return found;
}

function unknownVariables(all: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(all)
    .filter(name => name.startsWith('HEED_') && !VARIABLES.some(known => known === name))
    .map(name => `${name} is not a setting of Heed (see .env.example).`);
}

function readEnvFile(path: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
