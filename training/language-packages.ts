/** Packages of the npm registry as folders: fetched once, kept beside other things that can be made again. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../src/dev/run-node.ts';

const KEPT = join(ROOT, 'node_modules/.cache/language');

/** @param exact `name@version` @returns the folder with what the package holds */
export function packageFolder(exact: string): string {
  const folder = join(KEPT, exact.replace('/', '+'));
  if (existsSync(folder)) return folder;
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  execFileSync('npm', ['pack', exact, '--silent', '--pack-destination', half], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = readdirSync(half).find(name => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack ${exact} brought no archive.`);
  execFileSync('tar', ['xzf', join(half, archive), '-C', half, '--strip-components=1']);
  renameSync(half, folder);
  return folder;
}
