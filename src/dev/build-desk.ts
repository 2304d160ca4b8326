import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../core/cannot-start.ts';
import { ROOT, readNode } from './run-node.ts';

export const DESK_FOLDER = join(ROOT, 'web', 'dist');

const VITE = 'node_modules/vite/bin/vite.js';

/** What the built desk is made from, besides its own folder. */
const SOURCES = ['web/**', 'src/core/**', 'src/contract/**', 'package-lock.json'];
const NOT_SOURCES = ['web/dist', 'web/dist/**', '**/*.test.ts'];

/** Builds the desk unless what was built is newer than everything it is made from. @returns whether it built */
export async function buildDesk(options: { always?: boolean; say?: (line: string) => void } = {}): Promise<boolean> {
  if (options.always !== true && !isStale()) return false;
  options.say?.('Building the desk.');
  const { code, said } = await readNode([VITE, 'build', 'web', '--logLevel=warn']);
  if (code !== 0) throw new CannotStart(`The desk could not be built:\n${said.trim()}`);
  return true;
}

/** Whether the desk was never built, or something it is made from changed since. */
export function isStale(root = ROOT): boolean {
  const builtAtMs = changedAtMs(join(root, 'web/dist/index.html'));
  return globSync(SOURCES, { cwd: root, exclude: NOT_SOURCES }).some(path => changedAtMs(join(root, path)) > builtAtMs);
}

function changedAtMs(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true ? stat.mtimeMs : 0;
}
