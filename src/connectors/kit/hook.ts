/** The port for networks that call us: what came in is proven first, then read; and whether they still call is kept watch over. */
import type { Person } from '../../core/post.ts';
import type { Context, Dropped, Heard, Step } from '../connector.ts';

declare const verifiedBrand: unique symbol;
/** A body whose signature was checked; only `verify` can make one. */
export type Verified = { readonly [verifiedBrand]: true; readonly bytes: Uint8Array };
export type HookRequest = { method: string; url: URL; headers: Headers; bytes: Uint8Array; now: Date };

/**
 * Where one channel is called. `url`: the whole address, https. `secret`: made by this installation for this channel alone, the
 * same every time, 43 letters of base64url; for networks that hand a secret back (Meta's verify token, Telegram's secret token).
 */
export type CallPlace = { url: string; secret: string };

/** What the network signs: `bodyAndTime` lets replays be refused; `nothing`: a secret beside the body is all there is (Telegram). */
export type Signed = 'bodyAndTime' | 'body' | 'nothing';

export type Hook<Credentials> = {
  signed: Signed;
  /** `answer` is for handshakes (a challenge to echo); `verified` goes on to `parse`. @param secret the channel's, as in `CallPlace` */
  verify(
    request: HookRequest,
    credentials: Credentials,
    secret: string,
  ):
    | { kind: 'verified'; body: Verified }
    | { kind: 'answer'; status: number; body: string }
    | { kind: 'refused'; why: string };
  /**
   * What concerns this account. Entries for other accounts of the same app are left out here when `accounts` names them.
   * @param receivedAt stands in where the network does not say when something happened
   */
  parse(body: Verified, credentials: Credentials, account: Person, receivedAt?: Date): Heard[];
  /**
   * Fetches what a body only names (Instagram: a mention). `parse` leaves each such thing as a `Dropped` with `stub: true`, whose `raw` is
   * a body of its own that `parse` reads as that one stub. Throws `retry` or `reauthorise` where it cannot be had now: it is kept and asked
   * for again; what is gone or refused comes back as `Dropped`.
   */
  complete?(context: Context<Credentials>, stub: Dropped): Promise<Heard>;
  /** Where all accounts of one app are told to one address: the remote ids of those this body concerns. Never throws. */
  accounts?(body: Verified): string[];
  watch?: Watch<Credentials>;
};

/** Networks stop calling after failures, and some have to be asked to begin. */
export type Watch<Credentials> = {
  everySeconds: number;
  /**
   * Looks whether the network calls `context.callAt` and has it do so where it does not; safe to do again. Where it had stopped, what
   * was missed is read by `backfill` since it was last heard. Does nothing where `callAt` is null.
   */
  keep(
    context: Context<Credentials>,
  ): Promise<{ kind: 'stands' } | { kind: 'begun'; why: string } | { kind: 'byHand'; why: string }>;
  /** The channel is left, or nobody can be called any more. */
  end?(context: Context<Credentials>): Promise<void>;
  /** What a person enters on the network's own pages where the API does not let us; in order, with the very pages. */
  byHand?(at: CallPlace): (Step & { copy?: string })[];
};
