import { EXIT, UsageMistake, type Verb } from './verb.ts';

/** The developers' verbs, behind the scripts of package.json. */
const VERBS: Record<string, (words: string[]) => Promise<number>> = {
  test: async words => (await import('../dev/test.ts')).runTests(words),
  peers: async words => (await import('../dev/test.ts')).runPeers(words),
  check: async () => (await import('../dev/check.ts')).runChecks(),
  fix: async () => (await import('../dev/run-node.ts')).runNode([BIOME, 'check', '--write']),
  build,
  generate,
  train: async words => (await import('../dev/train.ts')).train(words),
  bench: async words => (await import('../dev/run-node.ts')).runNode(['bench/run.ts', ...words]),
};

const BIOME = 'node_modules/@biomejs/biome/bin/biome';

export const verb: Verb = {
  help: `
heed dev VERB

  test [NAME…]         every test, or those whose path holds a name
  peers [NAME…]        the tests against real servers of the networks; with --specs FOLDER also
                       against the networks' own documents in that folder
  check                types, form, unused code, the shape of the house, made files
  fix                  mend form
  build                build the desk
  generate             write the files that are made from others
  train HEAD           fit a head of triage anew from its data
  bench NAME [--json]  run a benchmark
`,
  readsHelp: true,
  async run([name = '', ...words]) {
    if (name === '--help' || name === '-h') {
      process.stdout.write(`${verb.help.trim()}\n`);
      return EXIT.ok;
    }
    const run = VERBS[name];
    if (run === undefined) throw new UsageMistake(`There is no developers' verb "${name}".`);
    return run(words);
  },
};

async function build(): Promise<number> {
  const { buildDesk } = await import('../dev/build-desk.ts');
  await buildDesk({ always: true, say: line => process.stderr.write(`${line}\n`) });
  return EXIT.ok;
}

async function generate(): Promise<number> {
  const { writeGenerated } = await import('../dev/generate.ts');
  const written = await writeGenerated();
  process.stdout.write(written.length === 0 ? 'Everything is current.\n' : `Written: ${written.join(', ')}\n`);
  return EXIT.ok;
}
