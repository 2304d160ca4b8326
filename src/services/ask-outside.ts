/** One question to an outside model, through the guarded fetch, within its time. Nothing of it, and no key, is ever logged. */
import { type GuardedFetch, NetworkFailure } from '../connectors/connector.ts';
import {
  OUTSIDE_ANSWER_TOKENS,
  type OutsideQuestion,
  type OutsideSaid,
  outsideQuestion,
  readOutsideAnswer,
} from '../core/triage/outside/answer.ts';

export type OutsideCall = { url: string; key: string | null; timeoutMs: number; question: OutsideQuestion };

export type OutsideCame = { tookMs: number; tokens: number } & (
  | { kind: 'said'; said: OutsideSaid }
  /** It answered, and not what it was asked. */
  | { kind: 'nonsense' }
  /** It did not answer in time, or with a refusal. `trouble`: in words for the owner. */
  | { kind: 'failed'; trouble: string }
);

const ANSWER_BYTES = 256 * 1024;
const TROUBLE_LIMIT = 200;

/** Never less than what it can cost: no token is shorter than a byte. */
export function mostTokens(question: OutsideQuestion): number {
  return Buffer.byteLength(outsideQuestion(question)) + OUTSIDE_ANSWER_TOKENS;
}

export async function askOutside(
  fetch: GuardedFetch,
  { url, key, timeoutMs, question }: OutsideCall,
  clockMs: () => number,
): Promise<OutsideCame> {
  const begunMs = clockMs();
  const took = () => Math.round(clockMs() - begunMs);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body: outsideQuestion(question),
      timeoutMs,
      maxBytes: ANSWER_BYTES,
    });
    const given = parsed(answer.text());
    const tokens = tokensOf(given) ?? mostTokens(question);
    const said = readOutsideAnswer(contentOf(given), question);
    return said === null
      ? { kind: 'nonsense', tookMs: took(), tokens }
      : { kind: 'said', said, tookMs: took(), tokens };
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    // What it refused or never took cost nothing that it tells us of; what was cut off may have.
    const tokens = error.next === 'unsure' ? mostTokens(question) : 0;
    return { kind: 'failed', trouble: troubleOf(error, key), tookMs: took(), tokens };
  }
}

/** Servers like to repeat the key they refuse. */
function troubleOf({ said, message }: NetworkFailure, key: string | null): string {
  const words = (said ?? message).replace(/\s+/g, ' ').trim();
  const safe =
    key === null ? words : words.replaceAll(key, '[key]').replace(/\b(sk|key|Bearer)[-_ ][^\s"',]{6,}/gi, '[key]');
  return safe.slice(0, TROUBLE_LIMIT);
}

type Given = { choices?: { message?: { content?: unknown } }[]; usage?: { total_tokens?: unknown } } | null;

function parsed(text: string): Given {
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === 'object' ? (given as Given) : null;
  } catch {
    return null;
  }
}

function contentOf(given: Given): string {
  const choices = given?.choices;
  const content = Array.isArray(choices) ? choices[0]?.message?.content : null;
  return typeof content === 'string' ? content : '';
}

function tokensOf(given: Given): number | null {
  const total = given?.usage?.total_tokens;
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null;
}
