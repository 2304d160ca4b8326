/**
 * The port to a network. A connector is plain data with functions in it: no class, no state, no retrying, no sleeping,
 * no reading of clock, environment or database. A port that is there *is* the capability. Every connector passes the
 * same laws (`tests/contract/`), run against the fake it ships.
 */
import type { z } from 'zod';
import type { FailureNext, Idempotency } from '../core/delivery.ts';
import type { ModerationDeed, ReportGround } from '../core/moderation.ts';
import type { Item, Person, Visibility } from '../core/post.ts';

export type Connector<Credentials = unknown> = {
  /** Short and stable, as stored: `bluesky`, `mastodon`, `rehearsal`. */
  id: string;
  /** As people call it. */
  name: string;
  /** The settings form is drawn from this; a field marked `.meta({ secret: true })` is never shown again. */
  credentials: z.ZodType<Credentials>;
  connect: Connect<Credentials>;
  limits: Limits;
  /** Where the limits belong to the server rather than the network (Mastodon): read from what `check` kept in the credentials. */
  limitsFor?(credentials: Credentials): Limits;
  /** Where an account may be left out: true when this channel only listens. Nothing is sent there, whatever `outbound` holds; a hand-off stays. */
  listensOnly?(credentials: Credentials): boolean;
  /** Where it can be heard without an account: forms filled in so that their back-fill brings what was said with these words. */
  withoutAccount?(words: readonly string[]): Record<string, unknown>[];
  /** One plain sentence each about what the network does not let anyone hear. */
  cannotHear: string[];
  inbound: {
    stream?: {
      open(context: Context<Credentials>, after: string | null): AsyncIterable<Heard>;
      /** It carries a whole network, or what strangers say there: what concerns nobody here is let go at once instead of waiting for the post it may belong to. */
      hearsEverybody?: true;
    };
    poll?: {
      everySeconds: number;
      page(context: Context<Credentials>, after: string | null): Promise<Page>;
      hearsEverybody?: true;
    };
    hook?: Hook<Credentials>;
    backfill?: {
      pages(context: Context<Credentials>, since: Date, after: string | null): AsyncIterable<Heard>;
      hearsEverybody?: true;
    };
    /**
     * Reads once more what was kept raw, after the parser was mended: the same items, without cursor, as when it came. Asks
     * nobody and never throws; a text of no form it knows is `Dropped`. Absent: bodies of a `hook` go through `hook.parse`,
     * and nothing else can be read again.
     */
    reread?(raw: Kept, here: Here<Credentials>): Heard[];
  };
  outbound?: Outbound<Credentials>;
  /** Who somebody is, where a stream tells only ids (`author.handle` null); `most` at once. Those it does not find are left out. */
  people?: { most: number; find(context: Context<Credentials>, remoteIds: readonly string[]): Promise<Person[]> };
};

export type Context<Credentials> = {
  channelId: string;
  credentials: Credentials;
  account: Person;
  /** Guarded against private addresses; bounded in time and bytes; throws `NetworkFailure`. */
  fetch: GuardedFetch;
  /** The lines of an answer that never ends (server-sent events, newline-delimited JSON); ends when the signal aborts. */
  lines: (
    url: string,
    options?: FetchOptions & { silenceMs?: number; signal?: AbortSignal; opened?: () => void },
  ) => AsyncIterable<string>;
  /** A guarded WebSocket as an iterable of frames; ends when the signal aborts. */
  socket: (url: string, options?: SocketOptions) => AsyncIterable<string | Uint8Array>;
  /** This very installation, for the networks it holds itself. */
  home: Home;
  signal: AbortSignal;
  now: () => Date;
  /** For a server that has to finish something first. Ends at once when the signal aborts. */
  wait: (ms: number) => Promise<void>;
  log: (level: 'debug' | 'info' | 'warn', message: string, facts?: Record<string, unknown>) => void;
};

/** `url`: where it answers from this machine, without a slash at the end. `seal`: a mark under a text that only it can make. */
export type Home = { url: string; seal(text: string): string };

/** Makes the context of one channel; `main.ts` passes the maker (kit/context.ts) to the services that listen and deliver. */
export type OpenContext = (channel: {
  channelId: string;
  network: string;
  credentials: unknown;
  account: Person;
  signal: AbortSignal;
}) => Context<unknown>;
/** The same before there is a channel: for `connect.check`. */
export type OpenCheck = (attempt: {
  network: string;
  credentials: unknown;
  /** Whom the channel will speak for, as a suggestion where the network asks for a name. */
  brandName: string;
  signal: AbortSignal;
}) => CheckContext<unknown>;
export type CheckContext<Credentials> = Omit<Context<Credentials>, 'account' | 'channelId'> & { brandName?: string };

/**
 * `lasting`: until somebody takes them away. `renewing`: Heed renews them by itself; `endsAt`, where it is known, is when they
 * would end if Heed were switched off until then. `ending`: a person has to sign in again then, or at a time nobody says.
 */
export type Life = { kind: 'lasting' } | { kind: 'renewing' | 'ending'; endsAt: Date | null };

/** What signing in needs before there are credentials. */
export type Reach = Omit<CheckContext<unknown>, 'credentials'>;

export type FetchOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Uint8Array | FormData;
  timeoutMs?: number;
  maxBytes?: number;
  /** Answers the connector wants to read itself instead of having them thrown as a classed failure. */
  accept?: (status: number) => boolean;
  /** Which of `limits.buckets` pays for this, and how many units (YouTube: an insert costs 50). The general rate is always counted too. */
  bucket?: string;
  cost?: number;
};
export type GuardedResponse = {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** Where the answer came from, after all redirects. */
  url: string;
  /** Where to ask from now on, when it was moved for good (301, 308 and no other redirect before it). */
  movedTo: string | null;
  text(): string;
  json(): unknown;
};
export type GuardedFetch = (url: string, options?: FetchOptions) => Promise<GuardedResponse>;
export type SocketOptions = {
  headers?: Record<string, string>;
  maxFrameBytes?: number;
  silenceMs?: number;
  /** A server that may have nothing to say for long is asked whether it is there; its answer counts as sound. */
  pings?: boolean;
  /** Ends this one before the channel itself stops. */
  signal?: AbortSignal;
  /** Called once the network has agreed to the stream, before it says anything; so for `lines`. */
  opened?: () => void;
};

/** `begin`/`finish` for OAuth; `check` for tokens and app passwords. Both end in working credentials and the account they speak for. */
export type Connect<Credentials> = {
  /** Proves the credentials against the network and says whose they are. */
  check(context: CheckContext<Credentials>): Promise<{ account: Person; credentials: Credentials }>;
  begin?(
    redirectUrl: string,
    state: string,
    form: Record<string, string>,
    reach: Reach,
  ): Promise<{ url: string; keep: unknown }>;
  finish?(answer: URLSearchParams, keep: unknown, reach: Reach): Promise<{ account: Person; credentials: Credentials }>;
  /** A page the network reads to know who asks, served at `url` beside the redirect; null where it needs none. */
  clientDocument?(redirectUrl: string): { url: string; body: unknown } | null;
  /** Why a sign-in cannot come back to this address, and what to do about it, in plain words; null where it can. */
  hindrance?(redirectUrl: string): string | null;
  refresh?(context: Context<Credentials>): Promise<Credentials>;
  /** How long these credentials last. Absent: the network does not say. */
  life?(credentials: Credentials): Life;
  /**
   * What this channel may do there, tried as far as it can be without posting anything anybody sees: rights and limits
   * of the sign-in. Abilities it leaves out are tried from the ports alone (`services/connect-test.ts`).
   */
  test?(context: Context<Credentials>): Promise<Finding[]>;
  /**
   * Gives our permission back at the network when a channel is left. What it throws is told and keeps nobody from leaving.
   * @returns what only a person can still do there, in one plain sentence; null where nothing is left to do
   */
  revoke?(context: Context<Credentials>): Promise<string | null>;
  /** What a person does on the network's side, step by step, for each way in. */
  guide?: Guide;
  /** The way in that is shown first, where it is another than the network's own page: the one that lasts. */
  prefers?: WayIn;
  /** By which way these credentials came; where it is left out, a secret that was typed in means `token`. */
  wayOf?(credentials: Credentials): WayIn;
};

/** What a channel may be able to do: be signed in, hear who writes to us, hear everybody, answer, answer privately, send pictures. */
export type Ability = 'account' | 'mentions' | 'stream' | 'reply' | 'direct' | 'media';
/** `unsure`: cannot be found out without posting. `absent`: this network, or a channel without an account, has no such thing. */
export type Verdict = 'works' | 'fails' | 'unsure' | 'absent';
/** `why`: one plain sentence; where the network refused, its own words. */
export type Finding = { ability: Ability; verdict: Verdict; why: string | null };

/** `signIn`: at the network's own page. `token`: an app password, token or key typed in. `listen`: without an account. */
export type WayIn = 'signIn' | 'token' | 'listen';
export type Guide = Partial<Record<WayIn, Step[]>>;
/** One thing to do; `url` leads to the very page where it is done. */
export type Step = { text: string; url?: string };

/** What is known of a channel without asking its network. */
export type Here<Credentials> = Pick<Context<Credentials>, 'credentials' | 'account' | 'home'>;
/** A raw text as it was kept, by which way it came and when. */
export type Kept = { body: string; source: 'stream' | 'poll' | 'backfill' | 'hook'; receivedAt: Date };

/**
 * `raw` is kept as received, so that a mended parser can read it again by `inbound.reread` (frames of bytes as base64).
 * It holds all that reading it takes beside credentials and account.
 * `lane` keeps order: items of one lane are stored in the order heard, lanes may overtake each other.
 */
export type Arrival = { kind: 'arrival'; items: Item[]; raw: string; cursor: string | null; lane: string };
/**
 * Not readable, counted under its reason. `ignored`: whole and well, but of a kind nobody asked for (a like, a follow);
 * counted as ignored rather than failed, and its `raw` need not be kept.
 */
export type Dropped = { kind: 'dropped'; reason: string; raw: string; cursor: string | null; ignored?: true };
export type Heard = Arrival | Dropped;
/** `more`: ask again at once. */
export type Page = { heard: Heard[]; cursor: string | null; more: boolean };

declare const verifiedBrand: unique symbol;
/** A body whose signature was checked; only `verify` can make one. */
export type Verified = { readonly [verifiedBrand]: true; readonly bytes: Uint8Array };
export type HookRequest = { method: string; url: URL; headers: Headers; bytes: Uint8Array; now: Date };
export type Hook<Credentials> = {
  /** `answer` is for handshakes (a challenge to echo); `verified` goes on to `parse`. */
  verify(
    request: HookRequest,
    credentials: Credentials,
  ):
    | { kind: 'verified'; body: Verified }
    | { kind: 'answer'; status: number; body: string }
    | { kind: 'refused'; why: string };
  parse(body: Verified, credentials: Credentials, account: Person): Heard[];
};

export type Limits = {
  /** `maxBytes`: a second limit some networks hold beside the first (Bluesky: 300 graphemes and 3,000 bytes). */
  text: { max: number; unit: TextUnit; linkWeighs: number | null; maxBytes?: number };
  privateText: { max: number; unit: TextUnit; maxBytes?: number } | null;
  /** `maxBytesByType`: where a type has a limit of its own (WhatsApp: pictures 5 MB, documents 100 MB). */
  media: { perPost: number; maxBytes: number; types: string[]; maxBytesByType?: Record<string, number> } | null;
  /** How long after the customer's last message a private answer may still be sent. */
  privateWindowHours: number | null;
  privateRepliesPerPost: number | null;
  /** How long after a public post a first private answer to it may be sent, where that differs from `privateWindowHours` (Meta: 7 days). */
  privateReplyWindowHours?: number;
  /** Requests allowed in a window, kept by the guarded fetch. */
  rate: Rate;
  /** Further allowances by name (writes, uploads, a day's units), spent by `FetchOptions.bucket`. */
  buckets?: Record<string, Rate>;
  priceUsd: { reply: number; withLink: number; direct?: number } | null;
};
export type TextUnit = 'graphemes' | 'characters' | 'bytes' | 'weighted';
export type Rate = { requests: number; perSeconds: number };

/** An answer to be sent. `key` is ours and stays the same over every attempt. */
export type Draft = {
  key: string;
  text: string;
  attachments: { bytes: Uint8Array; type: string; description: string | null }[];
  visibility: Visibility;
  /** `url`: the page of the post that is answered, where the network told one. */
  to: {
    person: Person;
    remoteId: string | null;
    rootRemoteId: string | null;
    room: string | null;
    url?: string | null;
  };
  lang: string | null;
};
export type Sent = { remoteId: string; at: Date; url: string | null; room?: string | null };

export type Deed<Credentials> =
  | { idempotency: 'native' | 'none'; send(context: Context<Credentials>, draft: Draft): Promise<Sent> }
  | {
      idempotency: 'lookup';
      send(context: Context<Credentials>, draft: Draft): Promise<Sent>;
      /** Looks for the draft among our own posts since then; null means it is certainly not there. */
      find(context: Context<Credentials>, draft: Draft, since: Date): Promise<Sent | null>;
    };

/** A post of somebody else's, for deeds that are no answers. */
export type TheirPost = { remoteId: string; rootRemoteId: string | null; person: Person };
export type Report = { ground: ReportGround; words: string };

export type Outbound<Credentials> = {
  reply?: Deed<Credentials>;
  /** A message in an existing private room. */
  direct?: Deed<Credentials>;
  /** A private answer to a public post, which opens the room. */
  privateReply?: Deed<Credentials>;
  /**
   * Takes back one of our own. This and the six below are safe to do twice: what is so already is as wished, and an
   * outcome nobody knows is thrown as `retry`.
   */
  remove?(context: Context<Credentials>, remoteId: string): Promise<void>;
  like?(context: Context<Credentials>, post: TheirPost): Promise<void>;
  unlike?(context: Context<Credentials>, post: TheirPost): Promise<void>;
  /** Somebody's answer, from those who read our thread. */
  hide?(context: Context<Credentials>, post: TheirPost): Promise<void>;
  unhide?(context: Context<Credentials>, post: TheirPost): Promise<void>;
  /** Whoever wrote the post. */
  block?(context: Context<Credentials>, post: TheirPost): Promise<void>;
  unblock?(context: Context<Credentials>, post: TheirPost): Promise<void>;
  /** Tells whoever runs the network. Two are two: an outcome nobody knows is thrown as `unsure`. */
  report?(context: Context<Credentials>, post: TheirPost, report: Report): Promise<void>;
  /** Nothing can be hidden but in threads that this account began. */
  hidesUnderOurs?: true;
  /** Why a deed is missing here, one plain sentence each. */
  cannot?: Partial<Record<ModerationDeed, string>>;
  /** Where the API may not answer: the network's own page with the words ready. */
  handOff?(draft: Draft): string;
};

export type { Idempotency };

/**
 * How a file of recorded posts is read, line by line; `services/replay.ts` puts the lines in order of time and feeds them in.
 * Both sides of each conversation come out: posts of the company itself are `own`.
 */
export type RecordingFormat = {
  /** As named on the command line: `twcs`, `ndjson`, `jetstream`. */
  id: string;
  name: string;
  /** It holds a whole network: what concerns nobody here is let go. Its lines are played in order of time, so nothing comes before what it answers. */
  hearsEverybody?: true;
  /** It holds both sides of many companies: what any of them wrote is `own`, and what was written to any of them is `addressed`. */
  manyCompanies?: true;
  /**
   * One line without its end; null where nothing stands on it. Never throws: a damaged line is `Dropped`.
   * `at`: the network's time, null where the line does not say. Cursors are the player's business: leave them null.
   */
  read(line: string): { heard: Heard; at: Date | null } | null;
  /** Where a record may run over several lines (CSV): what was left open when the file ended. */
  end?(): { heard: Heard; at: Date | null } | null;
};

/** The world misbehaved. `next` decides what happens, for sending and for listening alike. */
export class NetworkFailure extends Error {
  readonly next: FailureNext;
  readonly afterSeconds: number | null;
  /** The network's own words, shown to the person. */
  readonly said: string | null;
  /** While connecting: the field of the form it is about. */
  readonly field: string | null;

  constructor(
    next: FailureNext,
    message: string,
    more: { afterSeconds?: number | null; said?: string | null; field?: string; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'NetworkFailure';
    this.next = next;
    this.afterSeconds = more.afterSeconds ?? null;
    this.said = more.said ?? null;
    this.field = more.field ?? null;
  }
}

/** Checks the shape at definition time and forgets the credentials' type, so that a list can hold many. */
export function defineConnector<Credentials>(connector: Connector<Credentials>): Connector<Credentials> {
  return connector;
}
