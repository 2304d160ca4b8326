/** Programs out of Debian packages, unpacked into the cache beside the other peers: nothing is installed, no rights are needed. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { madeOnce } from './install.ts';

const KEYRINGS = ['gpg', 'pgp'].map(ending => `/usr/share/keyrings/debian-archive-keyring.${ending}`);
const STEP_LIMIT_MS = 300_000;

export type Program = { path: string; skip: null } | { path: null; skip: string };

const run = promisify(execFile);

/**
 * The program from the PATH, or else out of the package: newest first, from the backports of the Debian this is.
 * @param program where it lies in the package: `usr/bin/snac`
 */
export async function fromDebian(packageName: string, program: string): Promise<Program> {
  const name = program.split('/').at(-1) ?? program;
  const installed = await run('/bin/sh', ['-c', `command -v ${name}`]).catch(() => null);
  if (installed) return { path: installed.stdout.trim(), skip: null };
  const release = debianRelease();
  if (release === null)
    return {
      path: null,
      skip: `${name} is not on this machine, and only on Debian can it be fetched: put ${name} on the PATH`,
    };
  const { folder, skip } = await madeOnce(`debian-${packageName}`, `${packageName} for ${release}`, where =>
    unpack(where, packageName, release),
  );
  if (folder === null) return { path: null, skip };
  return startable(join(folder, 'root', program), packageName);
}

/** `bookworm`; null where this is not Debian. */
function debianRelease(): string | null {
  if (!existsSync('/etc/os-release')) return null;
  const said = readFileSync('/etc/os-release', 'utf8');
  if (!/^ID=debian$/m.test(said)) return null;
  return /^VERSION_CODENAME=(\w+)$/m.exec(said)?.[1] ?? null;
}

/** @returns what went wrong, or null */
async function unpack(folder: string, packageName: string, release: string): Promise<string | null> {
  const advice = `install it yourself: apt-get install -t ${release}-backports ${packageName}`;
  try {
    const mirror = await mirrorOf(release);
    if (mirror === null)
      return `${packageName} could not be fetched, since apt knows no mirror of ${release}: ${advice}`;
    const failures: string[] = [];
    for (const suite of [`${release}-backports`, release]) {
      const failure = await download(folder, packageName, mirror, suite);
      if (failure !== null) {
        failures.push(failure);
        continue;
      }
      const file = readdirSync(folder).find(one => one.endsWith('.deb'));
      rmSync(join(folder, 'root'), { recursive: true, force: true });
      await run('dpkg-deb', ['-x', join(folder, file ?? ''), join(folder, 'root')], { timeout: STEP_LIMIT_MS });
      return null;
    }
    return `${packageName} could not be fetched (${failures.join('; ')}): ${advice}`;
  } catch (error) {
    return `${packageName} could not be fetched (${wordsOf(error)}): ${advice}`;
  }
}

/** The mirror this machine already uses. */
async function mirrorOf(release: string): Promise<string | null> {
  const format = '$(REPO_URI) $(RELEASE)';
  const { stdout } = await run('apt-get', ['indextargets', '--format', format], { timeout: STEP_LIMIT_MS });
  const lines = stdout.split('\n').map(line => line.split(' '));
  return lines.find(([, suite]) => suite === release)?.[0] ?? null;
}

/** With lists and cache of its own, so that the machine's apt is neither changed nor asked for rights. @returns what went wrong, or null */
async function download(folder: string, packageName: string, mirror: string, suite: string): Promise<string | null> {
  const lists = join(folder, 'lists');
  const cache = join(folder, 'cache');
  for (const path of [lists, cache]) rmSync(path, { recursive: true, force: true });
  mkdirSync(join(lists, 'partial'), { recursive: true });
  mkdirSync(join(cache, 'archives/partial'), { recursive: true });
  for (const old of readdirSync(folder)) if (old.endsWith('.deb')) rmSync(join(folder, old));
  const keyring = KEYRINGS.find(path => existsSync(path));
  const signed = keyring === undefined ? '' : `[signed-by=${keyring}] `;
  writeFileSync(join(folder, 'sources.list'), `deb ${signed}${mirror} ${suite} main\n`);
  const settings = [
    `Dir::Etc::SourceList=${join(folder, 'sources.list')}`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State::Lists=${lists}`,
    `Dir::Cache=${cache}`,
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
  ].flatMap(setting => ['-o', setting]);
  try {
    await run('apt-get', [...settings, 'update'], { cwd: folder, timeout: STEP_LIMIT_MS });
    await run('apt-get', [...settings, 'download', packageName], { cwd: folder, timeout: STEP_LIMIT_MS });
    return null;
  } catch (error) {
    return `${suite}: ${wordsOf(error)}`;
  } finally {
    for (const path of [lists, cache]) rmSync(path, { recursive: true, force: true });
  }
}

/** A program whose libraries are missing ends before it says anything. */
async function startable(path: string, packageName: string): Promise<Program> {
  const { stdout } = await run('ldd', [path]).catch(() => ({ stdout: '' }));
  const missing = [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name);
  if (missing.length === 0) return { path, skip: null };
  return {
    path: null,
    skip: `${packageName} misses ${missing.join(', ')}: apt-get install the packages that hold them`,
  };
}

function wordsOf(error: unknown): string {
  const said = String((error as { stderr?: unknown }).stderr ?? error);
  const line = said.split('\n').find(one => one.startsWith('E:')) ?? said.split('\n')[0];
  return (line ?? '').replace(/^E: /, '').slice(0, 200);
}
