import { parseArgs } from 'node:util';
import { listBrands } from '../store/brands.ts';
import { recountTurns } from '../store/reports/recount.ts';
import { answer, say, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed reports rebuild [--json]

Counts the roll-ups that reports are read from anew, from every turn there is. They are kept with every change,
so this is only needed after rows were changed by hand. What is heard meanwhile waits; nothing is lost.

  --json   print {"brands": [{"brand", "turns"}]}
`,
  async run([deed = '', ...words]) {
    const { values } = parseArgs({ args: words, options: { json: { type: 'boolean' } } });
    if (deed !== 'rebuild') throw new UsageMistake(`reports knows "rebuild", not "${deed}".`);
    const brands = await withSession(async ({ database }) => {
      const counted: { brand: string; turns: number }[] = [];
      for (const { id, name } of await listBrands(database.db)) {
        say(`Counting ${name} …`);
        counted.push({ brand: name, turns: await recountTurns(database.db, id) });
      }
      return counted;
    });
    const turns = brands.reduce((sum, one) => sum + one.turns, 0);
    answer(
      values.json,
      { brands },
      `Counted ${turns} turns of ${brands.length} ${brands.length === 1 ? 'brand' : 'brands'}.`,
    );
    return EXIT.ok;
  },
};
