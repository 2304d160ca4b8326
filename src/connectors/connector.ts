/**
 * The port to a network. A connector is plain data with functions in it: no class, no state, no retrying, no sleeping,
 * no reading of clock, environment or database. A port that is there *is* the capability. Every connector passes the
 * same laws (`tests/contract/`), run against the fake it ships.
 */
import type { z } from 'zod';
import type { FailureNext, Idempotency } from '../core/delivery.ts';
import type { ModerationDeed, ReportGround } from '../core/moderation.ts';
import type { Item, Person, Visibility } from '../core/post.ts';
import type { Connect } from './kit/connect.ts';
import type { CallPlace, Hook, HookRequest } from './kit/hook.ts';
import type { Template, TemplateChoice } from './kit/template.ts';

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
      /** `named`: of strangers only what stands under names the owner chose (hashtags); sifted alike, and no claim to hear everybody. */
      hearsEverybody?: true | 'named';
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
    /**
     * Looks once more at posts that came some time ago, where the network does not tell of every edit and deletion: the edits and
     * removals it finds, nothing for what stands as it stood. At the ages given, in minutes since the post, `most` at once.
     */
    recheck?: {
      most: number;
      atAgesMinutes: readonly number[];
      look(context: Context<Credentials>, posts: readonly Known[]): Promise<Heard[]>;
    };
    /** Fetches what an attachment's `url` names where that begins with `scheme` instead of http: `whatsapp:1234`. */
    media?: {
      scheme: string;
      fetch(context: Context<Credentials>, url: string, maxBytes: number): Promise<Uint8Array>;
    };
  };
  outbound?: Outbound<Credentials>;
  /** Who somebody is, where a stream tells only ids (`author.handle` null); `most` at once. Those it does not find are left out. */
  people?: { most: number; find(context: Context<Credentials>, remoteIds: readonly string[]): Promise<Person[]> };
  /** Where the network tells us that somebody wants their data gone (Meta's signed request): whom it is about, by their remote id. */
  erasure?: {
    read(
      request: HookRequest,
      credentials: Credentials,
    ): { kind: 'asked'; remoteId: string } | { kind: 'refused'; why: string };
  };
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
  /** Where the network may call this channel; null where nobody outside could reach it, or there is no channel yet. */
  callAt: CallPlace | null;
  /**
   * Tells the channel's cost meter what was just paid for: a price by its name in `limits.prices`, and the ids of what was
   * bought where the network charges each only once a day (UTC), else how many.
   */
  charge: (price: string, bought: readonly string[] | number) => void;
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
  /** Absent: nobody may call it, for it is no channel of a brand (yet). */
  brandId?: number;
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
  /** What this costs by its name in `limits.prices`: it is not sent once the month's budget is used up. What was paid is told by `charge`. */
  price?: string;
  /** How many of them it buys at most (the length of a page); one where it is left out. */
  priceUnits?: number;
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

/** A post as we hold it, to be looked at again. */
export type Known = {
  remoteId: string;
  rootRemoteId: string | null;
  room: string | null;
  url: string | null;
  at: Date;
  text: string;
};

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
export type Dropped = {
  kind: 'dropped';
  reason: string;
  raw: string;
  cursor: string | null;
  ignored?: true;
  /** Named and not told: `Hook.complete` fetches it. */
  stub?: true;
};
export type Heard = Arrival | Dropped;
/** `more`: ask again at once. */
export type Page = { heard: Heard[]; cursor: string | null; more: boolean };

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
  /** The same window for what no person wrote (rules), where it is shorter (Messenger: 24 h, and 7 days for people). */
  automaticWindowHours?: number;
  /** Requests allowed in a window, kept by the guarded fetch. */
  rate: Rate;
  /** Further allowances by name (writes, uploads, a day's units), spent by `FetchOptions.bucket`. */
  buckets?: Record<string, Rate>;
  priceUsd: { reply: number; withLink: number; direct?: number } | null;
  /** What each thing costs that is paid for apart, in US dollars, by the names that `charge` uses. Where it is there, the channel has a budget. */
  prices?: Record<string, number>;
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
    /** The post that is answered was written to us: it mentions or quotes us, or answers us. */
    addressed?: boolean;
    /** When they last wrote in this private room; null where they never did. */
    lastHeardAt?: Date | null;
  };
  lang: string | null;
  /** False: a rule wrote it. */
  byPerson?: boolean;
  /** An approved template goes out in the place of free words; `text` is what it reads as. */
  template?: TemplateChoice | null;
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
  /** This post may be answered by hand-off only, although the channel can answer others (X: who did not mention us). */
  onlyByHand?(to: Pick<Draft['to'], 'addressed' | 'rootRemoteId' | 'remoteId'>, credentials: Credentials): boolean;
  /** What may be sent when the private window is closed: approved beforehand by the network. */
  templates?: { list(context: Context<Credentials>): Promise<Template[]> };
};

export type { Ability, Connect, Finding, Guide, Life, Proved, Step, Verdict, WayIn } from './kit/connect.ts';
export type { CallPlace, Hook, HookRequest, Verified } from './kit/hook.ts';
export type { Template, TemplateChoice } from './kit/template.ts';
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
  /** Asked every few seconds of a long wait: whether it is worth trying already. */
  readonly ready: (() => boolean) | null;

  constructor(
    next: FailureNext,
    message: string,
    more: {
      afterSeconds?: number | null;
      said?: string | null;
      field?: string;
      ready?: () => boolean;
      cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'NetworkFailure';
    this.next = next;
    this.afterSeconds = more.afterSeconds ?? null;
    this.said = more.said ?? null;
    this.field = more.field ?? null;
    this.ready = more.ready ?? null;
  }
}

/** Checks the shape at definition time and forgets the credentials' type, so that a list can hold many. */
export function defineConnector<Credentials>(connector: Connector<Credentials>): Connector<Credentials> {
  return connector;
}
