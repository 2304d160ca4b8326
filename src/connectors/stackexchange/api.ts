/** Questions to the API, and what its refusals mean: it says no with a 400 and a number of its own. */
import { type CheckContext, NetworkFailure } from '../connector.ts';
import { failureOfStatus, RETRY_AFTER_LIMIT_SECONDS } from '../kit/failure.ts';
import { expect, readJson } from '../kit/json.ts';
import { type Credentials, hostOf } from './credentials.ts';
import { errorSchema, type Wrapper, wrapperSchema } from './schema.ts';

export const PAGE_SIZE = 100;
const ANSWER_LIMIT_BYTES = 10 * 1024 * 1024;
/** Without a hint of its own. */
const THROTTLED_SECONDS = 10 * 60;
const ERRORS = { badParameter: 400, throttled: 502, unavailable: 503, internal: 500 };

export async function askApi(
  context: Pick<CheckContext<Credentials>, 'credentials' | 'fetch' | 'now'>,
  path: string,
  params: Record<string, string | number>,
): Promise<Wrapper> {
  const { api = 'https://api.stackexchange.com', key } = context.credentials;
  const query = new URLSearchParams({
    site: hostOf(context.credentials),
    filter: 'withbody',
    pagesize: String(PAGE_SIZE),
  });
  for (const [name, value] of Object.entries(params)) query.set(name, String(value));
  if (key) query.set('key', key);
  const url = `${api.replace(/\/+$/, '')}/2.3${path}?${query}`;
  const answer = await context.fetch(url, { accept: () => true, maxBytes: ANSWER_LIMIT_BYTES });
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return expect(answer.json(), wrapperSchema, false);
  const read = readJson(answer.text(), errorSchema);
  if (read.ok) throw failureOf(read.value.error_id, read.value.error_message);
  throw failureOfStatus({ status, headers, text: answer.text().slice(0, 64_000), isWrite: false, now: context.now() });
}

function failureOf(id: number, said: string): NetworkFailure {
  if (id === ERRORS.throttled) {
    const seconds = Number(/(\d+) seconds?/.exec(said)?.[1] ?? THROTTLED_SECONDS);
    const afterSeconds = Math.min(seconds, RETRY_AFTER_LIMIT_SECONDS);
    return new NetworkFailure('retry', 'What Stack Exchange allows for today is used up.', { afterSeconds, said });
  }
  if (id === ERRORS.unavailable || id === ERRORS.internal) return new NetworkFailure('retry', 'It is busy.', { said });
  if (id === ERRORS.badParameter && /\bkey\b/.test(said))
    return new NetworkFailure('reauthorise', 'It does not know the key.', { said });
  return new NetworkFailure('refuse', 'It said no.', { said });
}
