/** Signing in with an app password, and staying signed in. */
import type { Person } from '../../core/post.ts';
import { NetworkFailure } from '../connector.ts';
import { expect, readValue } from '../kit/json.ts';
import { pageOfPerson } from './address.ts';
import { type BlueskyCheck, type BlueskyContext, type Credentials, listensOnly, streamOf } from './credentials.ts';
import { findIdentity, type Identity } from './identity.ts';
import { refreshOauth } from './oauth.ts';
import { personOf } from './parse.ts';
import { personSchema, sessionAnswerSchema } from './schema.ts';
import { ask, call, errorNameOf, failureOf, isFine } from './xrpc.ts';

/** E-mail addresses lead to no server; most accounts live here. */
const HOME_OF_MOST = 'https://bsky.social';

/** Who is heard by a channel that speaks for nobody. */
const EVERYBODY: Person = {
  remoteId: 'everybody',
  handle: null,
  name: 'Bluesky',
  avatarUrl: null,
  profileUrl: 'https://bsky.app',
};

/** Proves the credentials and says whose they are. What it keeps is the session, never more than it needs. */
export async function check(context: BlueskyCheck): Promise<{ account: Person; credentials: Credentials }> {
  const { credentials } = context;
  if (listensOnly(credentials)) return { account: EVERYBODY, credentials };
  if (credentials.oauth) return seen(context, credentials);
  if (!credentials.appPassword)
    throw new NetworkFailure('refuse', 'An app password is needed, or a sign-in at Bluesky.', { field: 'appPassword' });
  const pds = await serverOf(context);
  const signedIn = await createSession({ ...context, credentials: { ...credentials, pds } });
  return seen(context, signedIn);
}

async function serverOf(context: BlueskyCheck): Promise<string> {
  const { service, identifier } = context.credentials;
  if (service) return new URL(service).origin;
  if (identifier.includes('@') && !identifier.startsWith('@')) return HOME_OF_MOST;
  return (await findIdentity(context, identifier)).pds;
}

/** One of few: 30 in five minutes, 300 a day. */
async function createSession(context: BlueskyCheck): Promise<Credentials> {
  const { credentials } = context;
  const answer = await ask(
    context,
    {
      name: 'com.atproto.server.createSession',
      body: { identifier: credentials.identifier.replace(/^@/, ''), password: credentials.appPassword },
      token: 'none',
      bucket: 'sessions',
    },
    true,
  ).catch(knocked);
  if (!isFine(answer)) {
    const failure = failureOf(answer, false, context.now());
    if (errorNameOf(answer) === 'AuthFactorTokenRequired')
      throw new NetworkFailure('reauthorise', 'That is the account’s own password. Make an app password for Heed.', {
        said: 'That is the account’s own password. Make an app password for Heed.',
        field: 'appPassword',
      });
    throw failure;
  }
  const session = expect(answer.json(), sessionAnswerSchema, false);
  if (session.active === false)
    throw new NetworkFailure('reauthorise', 'This account is not active.', { said: session.status ?? null });
  // An account may have moved since: its own document says where it lives now.
  const moved = pdsIn(session.didDoc);
  return {
    ...credentials,
    did: session.did,
    pds: credentials.service === undefined && moved !== null ? moved : credentials.pds,
    session: { accessJwt: session.accessJwt, refreshJwt: session.refreshJwt },
  };
}

function pdsIn(document: unknown): Identity['pds'] | null {
  const services = (document as { service?: unknown } | null | undefined)?.service;
  if (!Array.isArray(services)) return null;
  const own = services.find(one => String(one?.id ?? '').endsWith('#atproto_pds'))?.serviceEndpoint;
  return typeof own === 'string' && URL.canParse(own) ? own.replace(/\/+$/, '') : null;
}

/** Who the signed-in account is, and whether its server knows more than its own accounts. */
async function seen(context: BlueskyCheck, credentials: Credentials) {
  const signedIn = { ...context, credentials };
  const own = await call(
    signedIn,
    { name: 'com.atproto.server.getSession' },
    sessionAnswerSchema.pick({ did: true, handle: true }),
  );
  const account: Person = {
    remoteId: own.did,
    handle: own.handle,
    name: null,
    avatarUrl: null,
    profileUrl: pageOfPerson(own.did),
  };
  const profile = await profileOf(signedIn, own.did);
  const isAlone = profile === null && streamOf(credentials).isOwnServer;
  return {
    account: profile ?? account,
    credentials: { ...credentials, did: own.did, ...(isAlone ? { hasAppView: false } : {}) },
  };
}

/** Null where no AppView answers; the name is then missing, and nothing else. */
async function profileOf(context: BlueskyCheck, did: string): Promise<Person | null> {
  const answer = await ask(context, { name: 'app.bsky.actor.getProfile', query: { actor: did } }, true);
  if (!isFine(answer)) return null;
  const read = readValue(answer.json(), personSchema);
  return read.ok ? personOf(read.value) : null;
}

/**
 * A new session out of the old one; where that is too old, out of the app password. Throws `reauthorise` when neither
 * is accepted any more.
 */
export async function refresh(context: BlueskyContext): Promise<Credentials> {
  const { credentials } = context;
  if (credentials.oauth) return refreshOauth(context);
  if (credentials.session) {
    const answer = await ask(context, { name: 'com.atproto.server.refreshSession', token: 'refresh' }, true).catch(
      knocked,
    );
    if (isFine(answer)) {
      const { accessJwt, refreshJwt } = expect(answer.json(), sessionAnswerSchema, false);
      return { ...credentials, session: { accessJwt, refreshJwt } };
    }
    const failure = failureOf(answer, false, context.now());
    if (failure.next !== 'reauthorise') throw failure;
  }
  if (!credentials.appPassword) throw new NetworkFailure('reauthorise', 'The sign-in has run out.');
  return createSession(context);
}

/** A session nobody heard of again does no harm: another is made. */
function knocked(error: unknown): never {
  if (!(error instanceof NetworkFailure) || error.next !== 'unsure') throw error;
  throw new NetworkFailure('retry', error.message, {
    said: error.said,
    afterSeconds: error.afterSeconds,
    cause: error,
  });
}
