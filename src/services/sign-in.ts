/** Who is calling: sessions in cookies (kept by better-auth) and bearer tokens (ours). */
import { createHash, hkdfSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { endSessions, findPassword, setPassword } from '../store/agents.ts';
import type { Db } from '../store/db.ts';
import { countFailures, forgetFailures, noteFailure } from '../store/sign-in-failures.ts';
import type { Self } from './permit.ts';
import type { Tokens } from './tokens.ts';

/** `key` names the session or token, so that a stream opened with it can end when it does. */
export type SignedIn = { agentId: string; key: { kind: 'session' | 'token'; id: string }; setCookies: string[] };

export type SignIn = {
  /** Null for nobody, and for a session or token that is no longer good. A bearer token, where there is one, is all that counts. */
  identify(headers: Headers): Promise<SignedIn | null>;
  /** @param from the caller's network address @returns the cookies to set */
  signIn(attempt: { email: string; password: string; remember: boolean }, from: string): Promise<string[]>;
  /** @returns the cookies to set */
  signOut(headers: Headers): Promise<string[]>;
  /** Every other session of theirs ends. @param sessionId the one that stays */
  changePassword(self: Self, sessionId: string | null, change: { current: string; next: string }): Promise<void>;
};

export type SignInNeeds = {
  db: Db;
  secretKey: string;
  /** Where people reach the desk; `https:` makes the cookie secure. */
  publicUrl: string;
  makeId: MakeId;
  now: () => Date;
  tokens: Tokens;
};

/** Failed attempts allowed in a window, for one account from anywhere, and from one address for any account. */
export const SIGN_IN_FAILURES_PER_ACCOUNT = 10;
export const SIGN_IN_FAILURES_PER_ADDRESS = 50;
export const SIGN_IN_WINDOW_MINUTES = 15;

/** The contract's 200 characters, in bytes, as the library counts. */
const PASSWORD_MAX_BYTES = 1_000;
const SESSION_DAYS = 30;
/** A session in use is lengthened at most this often. */
const SESSION_RENEWED_AFTER_DAYS = 1;
const DAY_SECONDS = 86_400;

export function makeSignIn(needs: SignInNeeds): SignIn {
  const auth = makeAuth(needs);
  return {
    async identify(headers) {
      const authorization = headers.get('authorization');
      if (authorization !== null) return needs.tokens.identify(authorization);
      if (!headers.has('cookie')) return null;
      const { headers: answer, response } = await auth.api.getSession({ headers, returnHeaders: true });
      if (response === null) return null;
      const { session } = response;
      return { agentId: session.userId, key: { kind: 'session', id: session.id }, setCookies: answer.getSetCookie() };
    },
    signIn: (attempt, from) => limited(needs, attempt.email.toLowerCase(), from, () => enter(auth, attempt)),
    async signOut(headers) {
      const { headers: answer } = await auth.api.signOut({ headers, returnHeaders: true });
      return answer.getSetCookie();
    },
    async changePassword(self, sessionId, { current, next }) {
      await provePassword(needs, self, current);
      const nextHash = await hashPassword(next);
      await needs.db.transaction().execute(async tx => {
        await setPassword(tx, needs.makeId(), self.agentId, nextHash);
        await endSessions(tx, self.agentId, sessionId);
      });
    },
  };
}

/** The library's tables under our names. Signing up goes through us alone: by invitation or the one-time link. */
function makeAuth({
  db,
  secretKey,
  publicUrl,
  makeId,
}: Pick<SignInNeeds, 'db' | 'secretKey' | 'publicUrl' | 'makeId'>) {
  return betterAuth(authOptions({ db, secretKey, publicUrl, makeId }));
}

export function authOptions({
  db,
  secretKey,
  publicUrl,
  makeId,
}: Pick<SignInNeeds, 'db' | 'secretKey' | 'publicUrl' | 'makeId'>) {
  const secret = Buffer.from(hkdfSync('sha256', secretKey, '', 'heed sessions', 32)).toString('hex');
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return {
    baseURL: publicUrl,
    secret,
    database: { db, type: 'postgres' as const },
    telemetry: { enabled: false },
    logger: { level: 'error' as const },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: PASSWORD_MAX_BYTES },
    user: { modelName: 'agent', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'session',
      fields: {
        userId: 'agent_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: SESSION_DAYS * DAY_SECONDS,
      updateAge: SESSION_RENEWED_AFTER_DAYS * DAY_SECONDS,
    },
    account: {
      modelName: 'sign_in_method',
      fields: {
        userId: 'agent_id',
        providerId: 'provider',
        accountId: 'provider_account',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...times } },
    advanced: {
      database: { generateId: () => makeId() },
      cookiePrefix: 'heed',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict' as const },
    },
  };
}

type Attempt = { email: string; password: string; remember: boolean };

/** The same words whether the address or the password is wrong. */
async function enter(
  auth: ReturnType<typeof makeAuth>,
  { email, password, remember }: Attempt,
): Promise<string[] | null> {
  try {
    const body = { email: email.toLowerCase(), password, rememberMe: remember };
    const { headers } = await auth.api.signInEmail({ body, returnHeaders: true });
    return headers.getSetCookie();
  } catch (error) {
    if (statusOf(error) === 401) return null;
    throw error;
  }
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
}

/** A session somebody left open is not a place to guess its password either. */
async function provePassword(needs: SignInNeeds, { agentId }: Self, password: string): Promise<void> {
  const key = failureKey('person', agentId);
  await refuseTooMany(needs, [[key, SIGN_IN_FAILURES_PER_ACCOUNT]]);
  const hash = await findPassword(needs.db, agentId);
  if (hash !== null && (await verifyPassword({ hash, password }))) return forgetFailures(needs.db, key);
  await countFailure(needs, [key]);
  throw new Refusal('not_valid', 'That is not your present password.');
}

/** Guessing is slow, on every process at once. An attempt past the limit is refused before the password is looked at. */
async function limited(
  needs: SignInNeeds,
  email: string,
  from: string,
  attempt: () => Promise<string[] | null>,
): Promise<string[]> {
  const account = failureKey('account', email);
  const address = failureKey('address', from);
  await refuseTooMany(needs, [
    [account, SIGN_IN_FAILURES_PER_ACCOUNT],
    [address, SIGN_IN_FAILURES_PER_ADDRESS],
  ]);
  const cookies = await attempt();
  if (cookies === null) {
    await countFailure(needs, [account, address]);
    throw new Refusal('sign_in_first', 'This address and password do not belong together.');
  }
  await forgetFailures(needs.db, account);
  return cookies;
}

async function refuseTooMany({ db, now }: SignInNeeds, limits: [key: string, most: number][]): Promise<void> {
  const keys = limits.map(([key]) => key);
  const failures = await countFailures(db, keys, now());
  if (limits.some(([key, most]) => (failures.get(key) ?? 0) >= most)) {
    throw new Refusal('too_many', `Too many attempts. Try again in ${SIGN_IN_WINDOW_MINUTES} minutes.`);
  }
}

function countFailure({ db, now }: SignInNeeds, keys: string[]): Promise<void> {
  return noteFailure(db, keys, now(), new Date(now().getTime() + SIGN_IN_WINDOW_MINUTES * 60_000));
}

/** Hashed, so that the table holds no addresses of people who never had an account. */
function failureKey(kind: 'account' | 'address' | 'person', value: string): string {
  return `${kind}:${createHash('sha256').update(value).digest('base64url')}`;
}
