import { findStale, generateAll } from './generate.ts';
import { readNode } from './run-node.ts';

interface Step {
  name: string;
  /** @returns what is wrong, or undefined */
  run: () => Promise<string | undefined>;
}

const STEPS: Step[] = [
  { name: 'types of the server', run: program('node_modules/typescript/bin/tsc', '-p', '.') },
  { name: 'types of the desk', run: program('node_modules/typescript/bin/tsc', '-p', 'web') },
  { name: 'form and lint', run: program('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings') },
  { name: 'nothing unused', run: program('node_modules/knip/bin/knip.js') },
  { name: 'the house is tidy', run: program('--test', 'tests/tidy.test.ts') },
  { name: 'made files are current', run: madeFiles },
];

/** Everything that can be told without running the product. @returns the exit code */
export async function runChecks(): Promise<number> {
  let failed = 0;
  for (const { name, run } of STEPS) {
    const startedAt = performance.now();
    const complaint = await run();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${complaint === undefined ? 'ok  ' : 'MEND'}  ${name}  ${seconds} s\n`);
    if (complaint === undefined) continue;
    failed += 1;
    process.stdout.write(`${complaint.trim()}\n\n`);
  }
  if (failed > 0)
    process.stdout.write(`${failed} of ${STEPS.length} need mending. \`npm run fix\` mends form by itself.\n`);
  return failed > 0 ? 1 : 0;
}

function program(...args: string[]): Step['run'] {
  return async () => {
    const { code, said } = await readNode(args);
    // Of a test run, what went well is of no interest here.
    return code === 0 ? undefined : said.replaceAll(/^[✔ℹ].*\n/gm, '');
  };
}

async function madeFiles(): Promise<string | undefined> {
  const stale = findStale(await generateAll());
  if (stale.length === 0) return undefined;
  return `Not current: ${stale.map(({ path }) => path).join(', ')}. Run: npm run generate`;
}
