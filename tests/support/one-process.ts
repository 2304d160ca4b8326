/**
 * Command lines one after another in a single process, where what counts is what a verb does and says and not that it is
 * a program: to load Heed anew takes longer than most verbs do.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after } from 'node:test';

export interface CommandLine {
  words: string[];
  cwd: string;
  /** All that the environment holds. */
  settings: Record<string, string>;
  /** What stands on the standard input. */
  input: string;
}

export interface Ran {
  code: unknown;
  /** Standard output. */
  out: string;
  /** Error output. */
  err: string;
}

let child: ChildProcess | undefined;
after(() => child?.disconnect());

/** Runs one command line; the next may begin when it has ended. */
export async function runInOneProcess(line: CommandLine): Promise<Ran> {
  child ??= fork(join(import.meta.dirname, 'command-lines.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = new AbortController();
  const ended = once(child, 'exit', { signal: gone.signal }).then(([code]): never => {
    throw new Error(`the process ended with ${code} at: heed ${line.words.join(' ')}`);
  });
  const answered = once(child, 'message', { signal: gone.signal });
  child.send(line);
  const [ran] = await Promise.race([answered, ended]).finally(() => gone.abort());
  return ran;
}
