/** Every service the endpoints speak to, handed in by `main.ts`. */
import type { Brands } from '../services/brands.ts';
import type { ChannelHealth } from '../services/channel-health.ts';
import type { Channels } from '../services/channels.ts';
import type { Connect } from '../services/connect.ts';
import type { TestChannel } from '../services/connect-test.ts';
import type { Letters } from '../services/dead-letters.ts';
import type { Desk } from '../services/desk.ts';
import type { Discovery } from '../services/discover.ts';
import type { Figures } from '../services/figures.ts';
import type { Inboxes } from '../services/inboxes.ts';
import type { Live } from '../services/live.ts';
import type { Matches } from '../services/matches.ts';
import type { Media } from '../services/media.ts';
import type { NetworkView } from '../services/networks.ts';
import type { People } from '../services/people.ts';
import type { Who } from '../services/permit.ts';
import type { Queries } from '../services/queries.ts';
import type { Receive } from '../services/receive.ts';
import type { SignIn } from '../services/sign-in.ts';
import type { Speaking } from '../services/speaking.ts';
import type { Tokens } from '../services/tokens.ts';
import type { Trial } from '../services/try-query.ts';
import type { Welcome } from '../services/welcome.ts';

export type Services = {
  signIn: SignIn;
  tokens: Tokens;
  welcome: Welcome;
  people: People;
  brands: Brands;
  inboxes: Inboxes;
  live: Live;
  figures: Figures;
  channels: Channels;
  health: ChannelHealth;
  letters: Letters;
  connect: Connect;
  testChannel: TestChannel;
  networks: () => NetworkView[];
  queries: Queries;
  matches: Matches;
  discover: (who: Who, text: string, signal: AbortSignal) => AsyncIterable<Discovery>;
  tryQuery: (who: Who, text: string) => Promise<Trial>;
  media: Media;
  /** For the deeds on conversations, which are plain functions over it. */
  desk: Desk & Speaking;
  receive: Receive;
};
