/** How a verb ends: 0 done, 1 refused or failed, 2 the words were wrong. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** One word of the command line. A file here exports one, named `verb`. */
export interface Verb {
  /** What `--help` prints: the form, what it does, its options, an example. */
  help: string;
  /** Reads `--help` itself, because what follows has a help of its own. */
  readsHelp?: true;
  /** @param words what follows the verb  @returns the exit code */
  run: (words: string[]) => Promise<number>;
}

/** The words of a command do not fit together. Ends with the help and exit code 2. */
export class UsageMistake extends Error {
  readonly code = 'ERR_PARSE_ARGS_HEED';

  constructor(message: string) {
    super(message);
    this.name = 'UsageMistake';
  }
}
