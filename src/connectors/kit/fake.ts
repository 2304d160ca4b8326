/** What every connector's fake offers, so that one set of laws (tests/contract) can be run against any network. */
import type { Person } from '../../core/post.ts';
import type { Heard, HookRequest } from '../connector.ts';
import type { UnrulyServer } from './unruly-server.ts';

/** A connector's `fake.ts` exports one of these as `contract`. */
export type Contract = {
  /** Reads one line of a file under `fixtures/` the way the connector reads it off the wire. @param file its name */
  read(raw: string, file: string): Heard[];
  /** The network in miniature; none for recordings, where nobody is at the other end. */
  openFake?: () => Promise<Fake>;
};

export type Fake = Pick<UnrulyServer, 'behave' | 'shut' | 'reopen' | 'cut' | 'openCount' | 'received'> & {
  /** Where the fake lives; the guard of the test lets the connector go there. */
  origin: string;
  credentials: unknown;
  account: Person;
  /** Somebody who is not us writes; resolves with the remote id. */
  customerWrites(what: { text: string; parent?: string; privately?: boolean; mentionsUs?: boolean }): Promise<string>;
  customerEdits?(remoteId: string, text: string): Promise<void>;
  customerDeletes?(remoteId: string): Promise<void>;
  /** We write in the network's own app, past Heed; resolves with the remote id. */
  weWriteElsewhere?(what: { text: string; parent?: string }): Promise<string>;
  /** What is sent through its API is never told back to us (Telegram, WhatsApp): sending itself answers what was written. */
  keepsOursToItself?: true;
  /** Our posts that stand on the network now. */
  ourPosts(): { remoteId: string; text: string }[];
  /** From now on every event is told twice, out of order, or with an unreadable one before each page or burst. */
  tell?(how: { twice?: boolean; shuffled?: boolean; damagedToo?: boolean }): void;
  /** A remote person and a post of theirs, made for the purpose of being answered. */
  somebody(): Promise<{ person: Person; remoteId: string; rootRemoteId: string; room: string | null }>;
  /** A batch as the network would push it, signed now. @param secret the channel's, as in `CallPlace` */
  hookRequest?(texts: string[], at: Date, secret: string): HookRequest;
  /** All that was told so far, for networks that only call: nothing can be asked for. */
  told?(secret: string): HookRequest[];
  /** A cursor before everything, for streams that begin at their live end when they are given none. */
  beginning?: string;
  /** What the path of the request holds that does each kind of speaking, where others go before it. */
  writesAt?: { reply?: string; direct?: string; 'private reply'?: string };
  /** What we have done to posts and people there besides answering, as it stands: `like 12`, `hide 12`, `block thea`, `report 12`. */
  moderated?(): string[];
  /** What the path of the request holds that does each such deed, where others go before it. */
  deedsAt?: Record<string, string>;
  /** What must never be seen in logs or failures. */
  secrets: string[];
  close(): Promise<void>;
};
