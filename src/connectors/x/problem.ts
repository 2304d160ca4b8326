/** What X says when it says no: a document with a type, sometimes within a list, sometimes only a message. */
import { z } from 'zod';
import { type GuardedResponse, NetworkFailure } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import { readJson, readValue } from '../kit/json.ts';

const words = z.string().optional().catch(undefined);
export const problemSchema = z.object({
  type: words,
  title: words,
  detail: words,
  message: words,
  reason: words,
  value: z.coerce.string().optional().catch(undefined),
  resource_id: z.coerce.string().optional().catch(undefined),
  resource_type: words,
  connection_issue: words,
  disconnect_type: words,
});
export type Problem = z.infer<typeof problemSchema>;

/** The last part of its type: `usage-capped`. The address before it is sometimes twitter.com. */
export function kindOf({ type }: Pick<Problem, 'type'>): string {
  return type?.split('/').at(-1) ?? '';
}

const bodySchema = problemSchema.extend({ errors: z.array(z.unknown()).max(1_000).optional().catch(undefined) });

/** All that an answer says against us, the whole of it first. */
export function problemsIn(value: unknown): Problem[] {
  const read = readValue(value, bodySchema);
  if (!read.ok) return [];
  const { errors = [], ...whole } = read.value;
  const listed = errors.flatMap(one => {
    const each = readValue(one, problemSchema);
    return each.ok ? [each.value] : [];
  });
  return [...(isSaid(whole) ? [whole] : []), ...listed];
}

function isSaid({ type, title, detail, message, reason }: Problem): boolean {
  return [type, title, detail, message, reason].some(part => part !== undefined);
}

/** @param harmless doing it twice is doing it once, so that an unknown outcome is tried again */
export function failureOf(answer: GuardedResponse, isWrite: boolean, now: Date, harmless = false): NetworkFailure {
  const { status, headers } = answer;
  const text = answer.text();
  const failure = failureOfStatus({ status, headers, text, isWrite: isWrite && !harmless, now });
  const read = readJson(text, z.unknown());
  const problems = read.ok ? problemsIn(read.value) : [];
  for (const problem of problems) {
    const known = KNOWN[kindOf(problem)] ?? KNOWN[problem.reason ?? ''] ?? KNOWN[problem.title ?? ''];
    if (known !== undefined) return toldAs(known, failure);
  }
  if (status === 402) return toldAs(KNOWN['CreditsDepleted'], failure);
  const isAboutEngaging = problems.some(({ detail, message }) => ENGAGED.test(`${detail ?? ''} ${message ?? ''}`));
  if (status === 403 && isAboutEngaging) return new NetworkFailure('refuse', UNSUMMONED, { said: failure.said });
  if (status === 400 && isGone(problems)) return new NetworkFailure('gone', GONE, { said: failure.said });
  return failure;
}

type Known = { next: 'refuse' | 'retry'; message: string; afterSeconds?: number };

function toldAs(known: Known | undefined, failure: NetworkFailure): NetworkFailure {
  if (known === undefined) return failure;
  const { said, afterSeconds } = failure;
  return new NetworkFailure(known.next, known.message, {
    said,
    afterSeconds: afterSeconds ?? known.afterSeconds ?? null,
  });
}

/** X's rule since February 2026 for apps without a contract. */
export const UNSUMMONED =
  'X lets this app answer only those who mention or quote the account. Answer by hand, on X’s own page.';
const ENGAGED = /not been mentioned|otherwise engaged|mentioned or (been )?(quoted|engaged)|summon/i;
const GONE = 'It is no longer there.';

const NOT_SOLD = 'The app may not use this part of X’s API: it belongs to no project, or its plan does not hold it.';
const NOT_SOLD_SAID = /attached to a project|not enrolled|access level|not permitted to use this|client[- ]forbidden/i;

/** Whether X keeps a part of its API from this app as a whole. */
export function isNotSold(error: unknown): boolean {
  if (!(error instanceof NetworkFailure) || error.next !== 'refuse') return false;
  return error.message === NOT_SOLD || NOT_SOLD_SAID.test(error.said ?? '');
}

const KNOWN: Record<string, Known> = {
  'unsupported-authentication': {
    next: 'refuse',
    message: 'X wants this asked by the signed-in account and not by the app, or the other way round. Sign in again.',
  },
  'client-not-enrolled': { next: 'refuse', message: NOT_SOLD },
  'client-forbidden': { next: 'refuse', message: NOT_SOLD },
  'usage-capped': { next: 'refuse', message: 'The app has used up what X sells it for now.' },
  CreditsDepleted: {
    next: 'refuse',
    message: 'The app has no credits left at X. Buy some in the X Developer Console.',
  },
  'oauth1-permissions': {
    next: 'refuse',
    message: 'The app may only read. Give it the right to write in the X Developer Console, and sign in again.',
  },
  'streaming-connection': {
    next: 'retry',
    message: 'X allows one open stream for an app, and another one is open.',
    afterSeconds: 60,
  },
  ConnectionException: {
    next: 'retry',
    message: 'X allows one open stream for an app, and another one is open.',
    afterSeconds: 60,
  },
};

/** A post that was taken away cannot be answered; X says so in a 400. */
function isGone(problems: readonly Problem[]): boolean {
  return problems.some(
    problem =>
      kindOf(problem) === 'resource-not-found' ||
      /tweet.{0,40}(deleted|not visible|does not exist)/i.test(`${problem.detail ?? ''} ${problem.message ?? ''}`),
  );
}
