import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageMistake } from './verb.ts';

/** Everything on the standard input, without the line feed at its end. */
export async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

/**
 * A password: as given; `-` reads it from the standard input, so that it shows neither in the list of programs nor in
 * the shell's memory; left out, it is asked for on a terminal without being shown.
 */
export async function readPassword(given: string | undefined, question: string): Promise<string> {
  if (given === '-') return readInput();
  if (given !== undefined) return given;
  if (!process.stdin.isTTY)
    throw new UsageMistake('Give --password WORDS, or --password - to read it from the standard input.');
  return askUnseen(question);
}

async function askUnseen(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const words = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return words;
}
