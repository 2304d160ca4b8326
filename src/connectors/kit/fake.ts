/** What every connector's fake offers, so that one set of laws can be run against any network. */
import type { Person } from '../../core/post.ts';
import type { UnrulyServer } from './unruly-server.ts';

export type Fake = Pick<UnrulyServer, 'behave' | 'shut' | 'reopen' | 'cut' | 'openCount' | 'received'> & {
  /** Where the fake lives; the guard of the test lets the connector go there. */
  origin: string;
  credentials: unknown;
  account: Person;
  /** Somebody who is not us writes; resolves with the remote id. */
  customerWrites(what: { text: string; parent?: string; privately?: boolean; mentionsUs?: boolean }): Promise<string>;
  customerEdits?(remoteId: string, text: string): Promise<void>;
  customerDeletes?(remoteId: string): Promise<void>;
  /** We write in the network's own app, past Heed. */
  weWriteElsewhere?(what: { text: string; parent?: string }): Promise<string>;
  /** Our posts that stand on the network now. */
  ourPosts(): { remoteId: string; text: string }[];
  /** From now on every event is told twice, or out of order. */
  tell?(how: { twice?: boolean; shuffled?: boolean }): void;
  /** A remote person and post to answer, made for the purpose. */
  somebody(): Promise<{ person: Person; remoteId: string; rootRemoteId: string; room: string | null }>;
  /** What must never be seen in logs or failures. */
  secrets: string[];
  close(): Promise<void>;
};

/** One recorded payload in our own words, and how the connector reads it. */
export type Fixture = { name: string; raw: string };
