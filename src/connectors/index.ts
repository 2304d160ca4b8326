/** Every network Heed knows, in the order people are offered them. Adding one is its folder and one line here. */
import { archive } from './archive/index.ts';
import { bluesky } from './bluesky/index.ts';
import type { Connector } from './connector.ts';
import { facebook } from './facebook/index.ts';
import { feeds } from './feeds/index.ts';
import { hackernews } from './hackernews/index.ts';
import { instagram } from './instagram/index.ts';
import { lemmy } from './lemmy/index.ts';
import { mastodon } from './mastodon/index.ts';
import { rehearsal } from './rehearsal/index.ts';
import { stackexchange } from './stackexchange/index.ts';
import { telegram } from './telegram/index.ts';
import { threads } from './threads/index.ts';
import { whatsapp } from './whatsapp/index.ts';
import { x } from './x/index.ts';

export const connectors: readonly Connector[] = [
  rehearsal,
  facebook as Connector,
  instagram as Connector,
  whatsapp as Connector,
  x as Connector,
  threads as Connector,
  telegram as Connector,
  bluesky as Connector,
  mastodon as Connector,
  hackernews as Connector,
  feeds as Connector,
  stackexchange as Connector,
  lemmy as Connector,
  archive,
];

/** By id, as stored with a channel. */
export const connectorById: ReadonlyMap<string, Connector> = new Map(connectors.map(one => [one.id, one]));
