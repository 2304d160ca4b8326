import type { Connector, Deed, Limits, Outbound, Rate } from '../connectors/connector.ts';
import { LAWS, lawsFor, standingOf } from '../connectors/kit/standing.ts';

/** `docs/networks.md`: what each network lets us hear and say, and which laws its connector is held to. */
export function networksPage(connectors: readonly Connector[]): string {
  const rows = connectors.map(connector => {
    const { reads, replies, recovers } = standingOf(connector);
    return `| [${connector.name}](#${anchor(connector.name)}) | ${[reads, replies, recovers].map(yes).join(' | ')} |`;
  });
  const laws = Object.entries(LAWS).map(([number, law]) => `${number}. ${capital(law)}.`);
  return `${[
    '# Networks',
    '<!-- Made by `npm run generate` from src/connectors. -->',
    'What a network may claim follows from the laws its connector is held to, run in `tests/contract` against a fake of that network that misbehaves. *Reads*: its posts and ours are heard and told apart. *Replies*: nothing is posted twice, nothing too long leaves. *Recovers*: nothing is lost over an interruption, in hearing and in answering.',
    ['| Network | Reads | Replies | Recovers |', '|---|---|---|---|', ...rows].join('\n'),
    ...connectors.map(section),
    '## The laws',
    laws.join('\n'),
  ].join('\n\n')}\n`;
}

function section(connector: Connector): string {
  const { limits } = connector;
  const cannot = [...new Set(Object.values(connector.outbound?.cannot ?? {}))];
  const facts: [string, string][] = [
    ['Hears by', listed(Object.keys(connector.inbound)) || 'recordings only'],
    ['Answers by', listed(deedsOf(connector)) || 'nothing: it can only be read'],
    ...(standingOf(connector).replies ? spokenFacts(connector) : []),
    ...(connector.outbound ? [['Besides', listed(besides(connector.outbound)) || 'nothing'] as [string, string]] : []),
    ...(Object.keys(connector.inbound).length > 0 || connector.outbound ? connectionFacts(limits) : []),
    ['Laws', lawsFor(connector).join(', ')],
  ];

  return [
    `## ${connector.name}`,
    ['| | |', '|---|---|', ...facts.map(([name, fact]) => `| ${name} | ${fact} |`)].join('\n'),
    'What it does not let anyone hear:',
    connector.cannotHear.map(sentence => `* ${sentence}`).join('\n'),
    ...(cannot.length > 0 ? ['What cannot be done there:', cannot.map(why => `* ${why}`).join('\n')] : []),
  ].join('\n\n');
}

function spokenFacts({ limits, outbound }: Connector): [string, string][] {
  const speaksPrivately = (outbound?.direct ?? outbound?.privateReply) !== undefined;
  return [
    ['Public text', textLimit(limits.text, limits.text.linkWeighs)],
    [
      'Private text',
      limits.privateText ? textLimit(limits.privateText, null) : speaksPrivately ? 'as in public' : 'none',
    ],
    ['Attachments', limits.media ? mediaLimit(limits.media) : 'none'],
    ['Private window', windowOf(limits)],
  ];
}

function connectionFacts(limits: Limits): [string, string][] {
  return [
    [
      'Requests',
      [rate(limits.rate), ...Object.entries(limits.buckets ?? {}).map(([name, one]) => `${name}: ${rate(one)}`)].join(
        '; ',
      ),
    ],
    ['Price', limits.priceUsd ? `$${limits.priceUsd.reply} a reply, $${limits.priceUsd.withLink} with a link` : 'none'],
  ];
}

const SAFETY = {
  native: 'the network itself refuses a second one',
  lookup: 'looked for before a second try',
  none: 'after a doubt a person decides',
} as const;

function deedsOf({ outbound = {} }: Connector): string[] {
  const deeds: [string, Deed<unknown> | undefined][] = [
    ['reply', outbound.reply],
    ['private message', outbound.direct],
    ['private answer to a public post', outbound.privateReply],
  ];
  const said = deeds.flatMap(([name, deed]) => (deed ? [`${name} (${SAFETY[deed.idempotency]})`] : []));
  return [...said, ...(outbound.handOff ? ['a person, on the network’s own page, which the desk opens'] : [])];
}

const BESIDES = ['like', 'unlike', 'hide', 'unhide', 'remove', 'block', 'unblock', 'report'] as const;

/** What can be done to a post and its author besides answering. */
function besides(outbound: Outbound<unknown>): string[] {
  const names = BESIDES.filter(name => outbound[name] !== undefined);
  return names.map(name => {
    if (name === 'remove') return 'delete our own';
    return name === 'hide' && outbound.hidesUnderOurs ? 'hide (under our own posts)' : name;
  });
}

function textLimit(
  { max, unit, maxBytes }: { max: number; unit: string; maxBytes?: number },
  linkWeighs: number | null,
): string {
  const bytes = maxBytes === undefined ? '' : ` and ${grouped(maxBytes)} bytes`;
  return `${grouped(max)} ${unit}${bytes}${linkWeighs === null ? '' : `; a link counts ${linkWeighs}`}`;
}

function mediaLimit({ perPost, maxBytes, types }: NonNullable<Limits['media']>): string {
  return `${perPost} a post, ${grouped(Math.floor(maxBytes / 1024))} KiB each: ${types.join(', ')}`;
}

function windowOf({ privateWindowHours, privateRepliesPerPost }: Limits): string {
  const hours = privateWindowHours === null ? 'always open' : `${privateWindowHours} h after their last message`;
  return privateRepliesPerPost === null ? hours : `${hours}; ${privateRepliesPerPost} private answer a post`;
}

function rate({ requests, perSeconds }: Rate): string {
  return `${grouped(requests)} in ${grouped(perSeconds)} s`;
}

function listed(words: string[]): string {
  return words.join(', ');
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}

function grouped(number: number): string {
  return number.toLocaleString('en');
}

function anchor(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
