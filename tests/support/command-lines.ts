/** The other end of one-process.ts: a command line comes in, its verb is run by what every `heed` runs, and what it said goes back. */
import { Readable } from 'node:stream';
import { runWords } from '../../src/cli/run-words.ts';
import type { CommandLine, Ran } from './one-process.ts';

process.on('message', async (line: CommandLine) => process.send?.(await run(line)));

async function run({ words, cwd, settings, input }: CommandLine): Promise<Ran> {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (name.startsWith('HEED_')) delete process.env[name];
  Object.assign(process.env, settings);
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true });
  const [out, err] = [listen(process.stdout), listen(process.stderr)];
  const code = await runWords(words);
  return { code, out: out(), err: err() };
}

/** Keeps what is said on an output from now on, instead of passing it on. @returns all of it, and lets go */
function listen(output: NodeJS.WriteStream): () => string {
  const write = output.write;
  let said = '';
  output.write = (part: string | Uint8Array) => {
    said += typeof part === 'string' ? part : Buffer.from(part).toString();
    return true;
  };
  return () => {
    output.write = write;
    return said;
  };
}
