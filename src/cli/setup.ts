import { parseArgs } from 'node:util';
import { makeTokens } from '../services/tokens.ts';
import { makeWelcome, type Owner } from '../services/welcome.ts';
import { readPassword } from './read-secret.ts';
import { answer, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed setup --email ADDRESS --brand NAME [--password WORDS|-] [--name NAME] [--json]

Makes the first owner and the first brand without a browser, and prints an API token. Works beside a running
Heed or without one. A Heed that has an owner refuses.

  --email      the owner's address, to sign in with
  --brand      the name of the company or product
  --password   at least ten characters; "-" reads it from the standard input; left out, it is asked for
  --name       the owner's name (the part of the address before the @, when left out)
  --json       print {"token", "brand": {"id", "slug", "name"}, "agentId", "inboxId"}

  printf %s "$PASSWORD" | heed setup --email ada@kestrel.example --brand Kestrel --password - --json
`,
  async run(words) {
    const { values } = parseArgs({ args: words, options: OPTIONS });
    const { email, brand, json } = values;
    if (email === undefined || brand === undefined) throw new UsageMistake('setup needs --email and --brand.');
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageMistake(`"${email}" is not an e-mail address.`);
    if (brand.trim() === '' || brand.length > NAME_LIMIT)
      throw new UsageMistake(`A brand's name has 1 to ${NAME_LIMIT} characters.`);
    const password = await readPassword(values.password, 'Password for the owner: ');
    const name = values.name?.trim() || email.replace(/@.*$/, '');
    const made = await setUp({ email, password, brand: brand.trim(), name });
    answer(
      json,
      made,
      `${made.brand.name} is ready, and ${email} owns it.\nAPI token (shown this once): ${made.token}`,
    );
    return EXIT.ok;
  },
};

const NAME_LIMIT = 120;

const OPTIONS = {
  email: { type: 'string' },
  password: { type: 'string' },
  brand: { type: 'string' },
  name: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function setUp(owner: Owner) {
  return withSession(async ({ database: { db }, world: { makeId } }) => {
    const welcome = makeWelcome({ db, makeId, tokens: makeTokens({ db, makeId }) });
    const { token, brand, inbox, agentId } = await welcome.setUp(owner);
    return { token, brand: { id: brand.id, slug: brand.slug, name: brand.name }, agentId, inboxId: inbox.id };
  });
}
