import { parseArgs } from 'node:util';
import { makeTokens } from '../services/tokens.ts';
import { makeWelcome } from '../services/welcome.ts';
import { readPassword } from './read-secret.ts';
import { answer, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed password --email ADDRESS [--password WORDS|-] [--json]

Sets the password of somebody who forgot theirs, an owner too. Their open sessions end; their API tokens stay.

  --email      the address they sign in with
  --password   at least ten characters; "-" reads it from the standard input; left out, it is asked for
  --json       print {"email"}

  printf %s "$PASSWORD" | heed password --email ada@kestrel.example --password -
`,
  async run(words) {
    const { values } = parseArgs({ args: words, options: OPTIONS });
    const { email, json } = values;
    if (email === undefined) throw new UsageMistake('password needs --email.');
    const password = await readPassword(values.password, 'New password: ');
    await withSession(({ database: { db }, world: { makeId } }) => {
      const welcome = makeWelcome({ db, makeId, tokens: makeTokens({ db, makeId }) });
      return welcome.setPassword(email, password);
    });
    answer(json, { email }, `${email} signs in with the new password now.`);
    return EXIT.ok;
  },
};

const OPTIONS = { email: { type: 'string' }, password: { type: 'string' }, json: { type: 'boolean' } } as const;
