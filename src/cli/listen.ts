import { parseArgs } from 'node:util';
import { makeQueries } from '../services/queries.ts';
import { actAsOwner } from './act-as-owner.ts';
import { answer, type Session, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed listen add QUERY [--brand BRAND] [--json]
heed listen list [--brand BRAND] [--json]
heed listen remove ID [--brand BRAND] [--json]

What a brand wants to hear although nobody tagged it.

  QUERY     words, "phrases", AND, OR, NOT, brackets
  --brand   name or slug; may be left out where there is only one brand
  --json    print the query, or the list of queries, as JSON

  heed listen add 'kestrel AND (broken OR leaking) NOT falcon' --brand Kestrel
`,
  async run([deed = '', ...words]) {
    const { values, positionals } = parseArgs({
      args: words,
      options: { brand: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [subject, ...more] = positionals;
    if (deed === 'list') return listQueries(values);
    if (deed !== 'add' && deed !== 'remove')
      throw new UsageMistake(`listen knows "add", "list" and "remove", not "${deed}".`);
    if (subject === undefined || more.length > 0) {
      throw new UsageMistake(`listen ${deed} takes one ${deed === 'add' ? 'query; put it in quotes' : 'id'}.`);
    }
    return deed === 'add' ? addQuery(subject, values) : removeQuery(subject, values);
  },
};

type Values = { brand?: string; json?: boolean };

async function addQuery(text: string, { brand, json }: Values): Promise<number> {
  const query = await withSession(async session => {
    const { who } = await actAsOwner(session, brand);
    return queriesOf(session).add(who, { text });
  });
  answer(json, query, `Listening for: ${query.text}`);
  return EXIT.ok;
}

async function listQueries({ brand, json }: Values): Promise<number> {
  const queries = await withSession(async session => {
    const { who } = await actAsOwner(session, brand);
    return queriesOf(session).list(who);
  });
  answer(
    json,
    queries,
    queries.length === 0 ? 'Listening for nothing yet.' : queries.map(({ id, text }) => `${id}  ${text}`).join('\n'),
  );
  return EXIT.ok;
}

async function removeQuery(id: string, { brand, json }: Values): Promise<number> {
  await withSession(async session => {
    const { who } = await actAsOwner(session, brand);
    await queriesOf(session).remove(who, id);
  });
  answer(json, { removed: id }, 'No longer listening for it.');
  return EXIT.ok;
}

function queriesOf({ database: { db }, world: { makeId, now } }: Session) {
  return makeQueries({ db, makeId, now });
}
