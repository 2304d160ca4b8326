/** How an account is connected: signing in at the network's own page, or with what a person types in; and what can be found out about it. */
import type { Person } from '../../core/post.ts';
import type { CheckContext, Context, Reach } from '../connector.ts';

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
  /** `besides`: further accounts the same sign-in opens (pages, numbers); a person then picks which of all become channels. */
  finish?(
    answer: URLSearchParams,
    keep: unknown,
    reach: Reach,
  ): Promise<Proved<Credentials> & { besides?: Proved<Credentials>[] }>;
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

/** Credentials that work, and whose they are. */
export type Proved<Credentials> = { account: Person; credentials: Credentials };

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

/**
 * `lasting`: until somebody takes them away. `renewing`: Heed renews them by itself; `endsAt`, where it is known, is when they
 * would end if Heed were switched off until then. `ending`: a person has to sign in again then, or at a time nobody says.
 */
export type Life = { kind: 'lasting' } | { kind: 'renewing' | 'ending'; endsAt: Date | null };
