import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Finding } from '../connectors/connector.ts';
import { CannotStart } from '../core/cannot-start.ts';
import { type ChannelView, makeChannels } from '../services/channels.ts';
import { makeTestChannel } from '../services/connect-test.ts';
import { waitFor } from '../services/wait.ts';
import { actAsOwner, actInEach } from './act-as-owner.ts';
import { type LetterValues, listLetters, replayLetters } from './letters.ts';
import { readInput } from './read-secret.ts';
import { answer, type Session, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed channel add NETWORK --name NAME --credentials FILE|- [--brand BRAND] [--inbox ID] [--json]
heed channel list [--brand BRAND] [--json]
heed channel test ID [--brand BRAND] [--json]
heed channel letters ID [--reason REASON | --letter N] [--brand BRAND] [--json]
heed channel replay ID [--reason REASON | --letter N | --since DAY [--until DAY]] [--brand BRAND] [--json]

Connects an account on a network, shows the connected ones and how they fare, or tries what one of them can do now,
without posting anything; that ends with 1 when something does not work. Letters are what came and could not be read:
they are shown, and after a fix read again, once each; with --since everything kept raw of that time is.

  NETWORK         such as rehearsal; an unknown one lists those there are
  ID              of a channel, as the list shows it with --json
  --name          what the channel is called on the desk
  --credentials   a JSON file with what the network asks for; "-" reads it from the standard input
  --brand         name or slug; left out, the only one there is, and all of them in the list
  --inbox         the inbox its conversations go to; the brand's first when left out
  --reason        only letters that could not be read for this reason
  --letter        one letter, by its number; shown in full
  --since --until everything received from this day on, and before that one (UTC)
  --json          print what was asked for as JSON

  echo '{"company": "Kestrel"}' | heed channel add rehearsal --name Rehearsal --credentials -
`,
  async run([deed = '', ...words]) {
    const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
    if (deed === 'add') return addChannel(positionals, values);
    if (deed === 'list') return listChannels(values);
    if (deed === 'test') return testOne(positionals, values);
    if (deed === 'letters') return listLetters(positionals, values);
    if (deed === 'replay') return replayLetters(positionals, values);
    throw new UsageMistake(`channel knows "add", "list", "test", "letters" and "replay", not "${deed}".`);
  },
};

const OPTIONS = {
  name: { type: 'string' },
  credentials: { type: 'string' },
  brand: { type: 'string' },
  inbox: { type: 'string' },
  reason: { type: 'string' },
  letter: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = LetterValues & { name?: string; credentials?: string; inbox?: string };

async function addChannel(
  [network, ...more]: string[],
  { name, credentials, brand, inbox, json }: Values,
): Promise<number> {
  if (network === undefined || more.length > 0) throw new UsageMistake('Name one network: heed channel add NETWORK …');
  if (name === undefined || credentials === undefined)
    throw new UsageMistake('channel add needs --name and --credentials.');
  const form = await readForm(credentials);
  const added = await withSession(async session => {
    const { who } = await actAsOwner(session, brand);
    const known = [...session.world.connectors.keys()];
    if (!known.includes(network))
      throw new UsageMistake(`There is no network "${network}". There are: ${known.join(', ')}.`);
    const wish = { network, name, credentials: withOwnAddress(session, network, form) };
    return channelsOf(session).add(who, inbox === undefined ? wish : { ...wish, inboxId: inbox });
  });
  answer(json, added, `Connected. ${lineOf(added)}`);
  return EXIT.ok;
}

async function listChannels({ brand, json }: Values): Promise<number> {
  const groups = await withSession(async session =>
    Promise.all(
      (await actInEach(session, brand)).map(async ({ who, brand: { slug } }) =>
        (await channelsOf(session).list(who)).map(channel => ({ brand: slug, ...channel })),
      ),
    ),
  );
  const [channels, isOneBrand] = [groups.flat(), groups.length === 1];
  const lines = channels.map(channel => (isOneBrand ? lineOf(channel) : `${channel.brand}  ${lineOf(channel)}`));
  answer(json, channels, channels.length === 0 ? 'No channel is connected yet.' : lines.join('\n'));
  return EXIT.ok;
}

async function testOne([id, ...more]: string[], { brand, json }: Values): Promise<number> {
  if (id === undefined || more.length > 0) throw new UsageMistake('Name one channel: heed channel test ID');
  const findings = await withSession(async session => {
    const { who } = await actAsOwner(session, brand);
    const { database, world } = session;
    const needs = { db: database.db, connectors: world.connectors, seal: world.seal, wait: waitFor };
    return makeTestChannel({ ...needs, openContext: world.contexts.open })(who, id);
  });
  answer(json, { findings }, findings.map(findingLine).join('\n'));
  return findings.some(({ verdict }) => verdict === 'fails') ? EXIT.failed : EXIT.ok;
}

const ABILITIES: Record<Finding['ability'], string> = {
  account: 'signed in',
  mentions: 'hears who writes to us',
  stream: 'hears the public stream',
  reply: 'answers',
  direct: 'answers privately',
  media: 'sends pictures',
};
const VERDICTS: Record<Finding['verdict'], string> = {
  works: 'works',
  fails: 'FAILS',
  unsure: 'not known',
  absent: 'not here',
};

function findingLine({ ability, verdict, why }: Finding): string {
  return `${ABILITIES[ability].padEnd(24)}${VERDICTS[verdict].padEnd(11)}${why ?? ''}`.trimEnd();
}

function channelsOf({ database: { db }, world }: Session) {
  const { connectors, contexts, seal, makeId, now } = world;
  const { openCheck, open: openContext } = contexts;
  return makeChannels({ db, connectors, openCheck, openContext, seal, makeId, now });
}

/** The rehearsal is this very Heed, wherever it listens. */
function withOwnAddress({ config }: Session, network: string, form: Record<string, unknown>): Record<string, unknown> {
  return network === 'rehearsal' ? { url: `http://127.0.0.1:${config.port}/rehearsal`, ...form } : form;
}

async function readForm(place: string): Promise<Record<string, unknown>> {
  const text = place === '-' ? await readInput() : readText(place);
  try {
    const form: unknown = JSON.parse(text);
    if (typeof form === 'object' && form !== null && !Array.isArray(form)) return form as Record<string, unknown>;
  } catch {
    // Said below, without the text: it holds secrets.
  }
  throw new CannotStart('The credentials are not a JSON object, such as {"company": "Kestrel"}.');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CannotStart(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function lineOf({ networkName, name, handle, state, said, ever }: ChannelView): string {
  const account = handle === null ? '' : ` (${handle})`;
  const trouble = said === null ? '' : `  ${said}`;
  return `${networkName}  ${name}${account}  ${state}  ${ever.received} received, ${ever.kept} kept, ${ever.failed} failed${trouble}`;
}
