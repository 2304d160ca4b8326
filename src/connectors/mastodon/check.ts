/** Proves what a person filled in: that there is such a server, whose the token is, what may be heard there. */
import type { Person } from '../../core/post.ts';
import { type GuardedResponse, NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { handleIn, originOf } from './address.ts';
import { ask, dataOf, failureOf, isFine } from './api.ts';
import { type About, type Credentials, HASHTAGS_LIMIT, hashtagsOf, type MastodonCheck } from './credentials.ts';
import { readAbout } from './instance.ts';
import { pageOf } from './page.ts';
import { personOf } from './parse.ts';
import { accountSchema } from './schema.ts';
import { hiddenTimeline, type Timeline, timelinesOf } from './timelines.ts';
import { behindName } from './webfinger.ts';

export async function check(context: MastodonCheck): Promise<{ account: Person; credentials: Credentials }> {
  mustBeFew(context.credentials);
  const base = await serverFor(context, context.credentials.server);
  const about = await readAbout(context, base).catch(error => {
    throw inServerField(error);
  });
  const credentials: Credentials = { ...context.credentials, base, about };
  const at = { ...context, credentials };
  return credentials.accessToken ? signedIn(at, about) : listening(at);
}

/** @returns its origin. A name may lead to a server of another name. */
export async function serverFor(context: Omit<MastodonCheck, 'credentials'>, text: string): Promise<string> {
  const origin = originOf(text);
  if (origin === null)
    throw new NetworkFailure('refuse', 'Write the server’s name, such as mastodon.social.', { field: 'server' });
  const handle = handleIn(text);
  return (handle && (await behindName(context, origin, handle))) ?? origin;
}

function mustBeFew(credentials: Credentials): void {
  if (hashtagsOf(credentials, HASHTAGS_LIMIT + 1).length <= HASHTAGS_LIMIT) return;
  throw new NetworkFailure('refuse', `${HASHTAGS_LIMIT} hashtags are the most for one channel. Make a second one.`, {
    field: 'hashtags',
  });
}

async function signedIn(context: MastodonCheck, about: About): Promise<{ account: Person; credentials: Credentials }> {
  const { credentials } = context;
  const answer = await ask(context, { path: '/api/v1/accounts/verify_credentials' }, true);
  if (!isFine(answer)) throw tokenRefused(refusalOf(answer, context), about);
  const read = readValue(dataOf(answer), accountSchema);
  if (!read.ok) throw noSuchApi(about);
  const account = personOf(read.value, { base: credentials.base ?? '', domain: about.domain });
  return { account, credentials };
}

/** Nothing was filled in here that could be wrong: whatever is said against it is said against the token. */
function refusalOf(answer: GuardedResponse, context: MastodonCheck): NetworkFailure {
  const failure = failureOf(answer, false, context.now());
  if (answer.status !== 422) return failure;
  return new NetworkFailure('reauthorise', failure.message, { said: failure.said });
}

function tokenRefused(failure: NetworkFailure, about: About): NetworkFailure {
  if (failure.next === 'gone') return noSuchApi(about);
  if (failure.next !== 'reauthorise' && failure.next !== 'refuse') return failure;
  const { said } = failure;
  const message = `${about.domain} does not take this access token${said === null ? '' : `: “${said}”`}. Copy it again, with the rights read and write.`;
  return new NetworkFailure(failure.next, message, { said: message, field: 'accessToken' });
}

function noSuchApi(about: About): NetworkFailure {
  const message = `${about.domain} does not answer as a server of the Mastodon API does. Is this where the account lives?`;
  return new NetworkFailure('refuse', message, { said: message, field: 'server' });
}

function inServerField(error: unknown): unknown {
  if (!(error instanceof NetworkFailure)) return error;
  const { next, message, said, afterSeconds } = error;
  return new NetworkFailure(next, message, { said, afterSeconds, field: 'server', cause: error });
}

/** Without an account: what everybody is shown, if it is shown. */
async function listening(context: MastodonCheck): Promise<{ account: Person; credentials: Credentials }> {
  const { credentials } = context;
  const timelines = timelinesOf(credentials);
  if (timelines.length === 0)
    throw new NetworkFailure(
      'refuse',
      'Without an access token Heed only listens. Name a hashtag, or write local or federated under Public timeline.',
      { field: 'hashtags' },
    );
  for (const timeline of timelines) await mustBeOpen(context, timeline);
  const { domain } = credentials.about ?? { domain: '' };
  const what = timelines.map(({ name }) => name.replace(/^tag /, '#'));
  const account: Person = {
    remoteId: `listening to ${what.join(' ')}@${domain}`,
    handle: null,
    name: `${what.join(', ')} on ${domain}`,
    avatarUrl: null,
    profileUrl: credentials.base ?? null,
  };
  return { account, credentials };
}

/** Asked, and the server's own word for it: a hidden timeline may look like an empty one. */
async function mustBeOpen(context: MastodonCheck, { list, kind }: Timeline): Promise<void> {
  const hidden = hiddenTimeline(context.credentials, kind);
  if (context.credentials.about?.hides.includes(kind)) throw hidden;
  await pageOf(context, list, null).catch(error => {
    if (!(error instanceof NetworkFailure) || error.next === 'retry') throw error;
    throw error.next === 'gone' && context.credentials.about ? noSuchApi(context.credentials.about) : hidden;
  });
}
