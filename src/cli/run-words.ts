import { CannotStart } from '../core/cannot-start.ts';
import { Refusal } from '../core/refusal.ts';
import { VERSION } from '../version.ts';
import { EXIT, type Verb } from './verb.ts';
import { help, VERBS } from './verbs.ts';

/** Every command line of Heed begins here: the verb is looked up, run, and its ending made an exit code. */
export async function runWords(words: string[]): Promise<number> {
  const [name = 'help', ...rest] = words;
  if (name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help());
    return EXIT.ok;
  }
  if (name === '--version' || name === 'version') {
    process.stdout.write(`${VERSION}\n`);
    return EXIT.ok;
  }
  const load = VERBS[name]?.load;
  if (load === undefined) {
    process.stderr.write(`Heed does not know "${name}".\n\n${help()}`);
    return EXIT.usage;
  }
  return runVerb(load, rest);
}

async function runVerb(load: () => Promise<Verb>, words: string[]): Promise<number> {
  const verb = await load();
  if (verb.readsHelp !== true && (words.includes('--help') || words.includes('-h'))) {
    process.stdout.write(`${verb.help.trim()}\n`);
    return EXIT.ok;
  }
  try {
    return await verb.run(words);
  } catch (error) {
    return explain(error, verb);
  }
}

/** What stands in the way is one line; a mistake in the words adds the help; a bug shows all it knows. */
function explain(error: unknown, verb: Verb): number {
  if (isUsage(error)) {
    process.stderr.write(`${error.message}\n\n${verb.help.trim()}\n`);
    return EXIT.usage;
  }
  if (error instanceof CannotStart || error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.failed;
  }
  process.stderr.write(`This is a bug in Heed.\n${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.failed;
}

function isUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
