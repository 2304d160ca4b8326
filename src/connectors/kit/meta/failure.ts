/** What the Graph API's error codes mean for the next step. Its HTTP status says little: a closed window and a lost token are both 400. */
import type { FailureNext } from '../../../core/delivery.ts';
import { type GuardedResponse, NetworkFailure } from '../../connector.ts';
import { failureOfStatus, RETRY_AFTER_LIMIT_SECONDS, retryAfterSeconds, wordsOf } from '../failure.ts';
import { usageOf } from './usage.ts';

export type GraphError = { code: number; subcode: number | null; said: string | null; isTransient: boolean };

/** Tokens that ended, were taken back, or belong to an app that is no longer allowed. */
const SIGN_IN_LOST = new Set([102, 190, 463, 467]);
/** Too many calls, of an app, a person, a page, a number or to one person: nothing was done. */
const TOO_MANY = new Set([4, 17, 32, 341, 613, 130_429, 131_048, 131_056, 133_016]);
/** Not there right now, before anything was done. */
const BUSY = new Set([131_016, 133_004]);
/** It may have been done all the same. */
const TROUBLE = new Set([-3, -2, -1, 1, 2, 131_000]);
const NOT_THERE = new Set([803]);
const NO_SUCH_OBJECT_SUBCODE = 33;

/** The message is for people and changes; codes are what is documented. Null where it is no error of the Graph API. */
export function graphErrorOf(text: string): GraphError | null {
  const error = objectAt(parsed(text), 'error');
  const code = numberAt(error, 'code');
  if (error === null || code === null) return null;
  const data = objectAt(error, 'error_data');
  const words = [error['error_user_msg'], data?.['details'], error['message']].find(
    one => typeof one === 'string' && one.trim() !== '',
  );
  return {
    code,
    subcode: numberAt(error, 'error_subcode'),
    said: typeof words === 'string' ? wordsOf(JSON.stringify({ message: withoutTokens(words) }), null) : null,
    isTransient: error['is_transient'] === true,
  };
}

/** What a connector knows better than the common table; null where it does not. */
export type Classing = (error: GraphError) => FailureNext | null;

/** @param classing asked first  @param isWrite whether something could have been done */
export function failureOfGraph(
  answer: Pick<GuardedResponse, 'status' | 'headers' | 'text'>,
  isWrite: boolean,
  now: Date,
  classing: Classing = () => null,
): NetworkFailure {
  const { status, headers } = answer;
  const text = answer.text();
  const error = graphErrorOf(text);
  const plain = failureOfStatus({ status, headers, text, isWrite, now });
  if (error === null) return plain;
  const next = classing(error) ?? nextOf(error, isWrite) ?? plain.next;
  const afterSeconds = next === 'retry' || next === 'unsure' ? waitSeconds(headers, now) : null;
  return new NetworkFailure(next, IN_WORDS[next], { said: error.said, afterSeconds });
}

function nextOf({ code, subcode, isTransient }: GraphError, isWrite: boolean): FailureNext | null {
  if (SIGN_IN_LOST.has(code)) return 'reauthorise';
  // 80000–80014: the use cases of a business, each counted apart.
  if (TOO_MANY.has(code) || (code >= 80_000 && code <= 80_014) || BUSY.has(code)) return 'retry';
  if (NOT_THERE.has(code) || (code === 100 && subcode === NO_SUCH_OBJECT_SUBCODE)) return 'gone';
  if (isTransient || TROUBLE.has(code)) return isWrite ? 'unsure' : 'retry';
  // Rights (10, 200–299), windows (131047, 2018278), people who may not be written to (551), blocks (368): a person has to decide.
  return 'refuse';
}

const IN_WORDS: Record<FailureNext, string> = {
  reauthorise: 'It no longer accepts our sign-in.',
  retry: 'It asks us to come back later.',
  gone: 'It is no longer there.',
  unsure: 'It had trouble of its own.',
  refuse: 'It does not allow this.',
};

function waitSeconds(headers: Headers, now: Date): number | null {
  const told = retryAfterSeconds(headers, now);
  if (told !== null) return told;
  const minutes = usageOf(headers)?.waitMinutes ?? null;
  return minutes === null ? null : Math.min(Math.ceil(minutes * 60), RETRY_AFTER_LIMIT_SECONDS);
}

/** "Malformed access token …" repeats it. */
function withoutTokens(words: string): string {
  return words.replace(/[\w|.~+/-]{40,}/g, '…');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function objectAt(value: unknown, name: string): Record<string, unknown> | null {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null;
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : null;
}

function numberAt(value: Record<string, unknown> | null, name: string): number | null {
  const number = Number(value?.[name] ?? Number.NaN);
  return Number.isInteger(number) ? number : null;
}
