import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childEnvironment } from '../config.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** Runs this Node from the root of the project, with our input and output. @param told what its environment holds besides. @returns its exit code */
export async function runNode(args: string[], told: Record<string, string> = {}): Promise<number> {
  const env = Object.keys(told).length === 0 ? {} : { env: { ...childEnvironment(), ...told } };
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', ...env });
  return exitCode(child);
}

/** The same, with what it says kept. */
export async function readNode(args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...childEnvironment(), NO_COLOR: '1' };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', part => parts.push(part));
  child.stderr.on('data', part => parts.push(part));
  const code = await exitCode(child);
  return { code, said: Buffer.concat(parts).toString('utf8') };
}

async function exitCode(child: ReturnType<typeof spawn>): Promise<number> {
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code] = await once(child, 'close');
  process.off('SIGINT', pass).off('SIGTERM', pass);
  return code ?? 1;
}
