/** Real servers to test against, kept in a cache of their own: never a dependency of the project. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { until } from '../until.ts';

const ROOT = join(import.meta.dirname, '../../..');
const INSTALL_LIMIT_MS = 20 * 60_000;

export type Installed = { folder: string; skip: null } | { folder: null; skip: string };

/**
 * The packages in a cached folder, installed the first time. `built` are those with native code, compiled for the Node
 * that runs now. Where that is not possible, `skip` says why.
 */
export async function installed(name: string, packages: string[], built: string[] = []): Promise<Installed> {
  const wanted = JSON.stringify({ packages, built, node: process.versions.modules });
  return madeOnce(name, wanted, folder => install(folder, packages, built));
}

/**
 * A cached folder that `make` filled, once as long as `wanted` stays the same.
 * @param make gives what went wrong, or null
 */
export async function madeOnce(
  name: string,
  wanted: string,
  make: (folder: string) => Promise<string | null>,
): Promise<Installed> {
  const folder = join(ROOT, 'node_modules/.cache/heed-peers', name);
  const done = join(folder, 'installed.json');
  const isDone = () => existsSync(done) && readFileSync(done, 'utf8') === wanted;
  if (isDone()) return { folder, skip: null };
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'installing');
  // Several test files want the same peer: one installs, the others wait for it.
  await until(() => isDone() || taken(lock), INSTALL_LIMIT_MS);
  if (isDone()) return { folder, skip: null };
  try {
    const failure = await make(folder);
    if (failure !== null) return { folder: null, skip: failure };
    writeFileSync(done, wanted);
    return { folder, skip: null };
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** True for whoever made the folder. One left behind by a killed program is taken over. */
function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > INSTALL_LIMIT_MS) rmSync(lock, { recursive: true });
    return false;
  }
}

/** @returns what went wrong, or null */
async function install(folder: string, packages: string[], built: string[]): Promise<string | null> {
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}');
  process.stderr.write(`Installing ${packages.join(', ')} (minutes, once) …\n`);
  const failure =
    (await npm(folder, ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages])) ??
    (built.length > 0 ? await npm(folder, ['rebuild', '--foreground-scripts', ...built]) : null);
  return failure === null ? null : `${packages.join(', ')} could not be installed: ${failure}`;
}

/** @returns what went wrong, or null */
function npm(folder: string, words: string[]): Promise<string | null> {
  const prefix = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(prefix, 'include/node/node.h'));
  const child = spawn('npm', words, {
    cwd: folder,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: INSTALL_LIMIT_MS,
    env: {
      ...process.env,
      // Native code is compiled against the Node that will load it, whichever one npm itself runs on.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      ...(hasHeaders ? { npm_config_nodedir: prefix } : {}),
    },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    said = (said + text).slice(-2_000);
  });
  return new Promise(resolve => {
    child.on('error', error => resolve(error.message));
    child.on('close', code => resolve(code === 0 ? null : wordsIn(said, code)));
  });
}

/** npm ends with where its log lies; what went wrong stands before. */
function wordsIn(said: string, code: number | null): string {
  const lines = said.split('\n').filter(line => /npm error/.test(line) && !/complete log/.test(line));
  return (lines.find(line => line.length > 'npm error code E'.length + 4) ?? `npm ended with ${code}`).slice(0, 300);
}
