/** Every "no" and every break, as a problem document (RFC 9457). */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { problem } from '../contract/shapes.ts';
import { Refusal, type RefusalCode } from '../core/refusal.ts';
import type { Log } from '../log.ts';

export type Problem = z.output<typeof problem>;

/** What the wire itself refuses, before a service is asked. */
export type WireCode =
  | RefusalCode
  | 'method_not_allowed'
  | 'not_json'
  | 'not_understood'
  | 'foreign_page'
  | 'took_too_long'
  | 'bug';

/** The one table from what was refused to what HTTP calls it. */
export const STATUS: Readonly<Record<WireCode, number>> = {
  sign_in_first: 401,
  not_allowed: 403,
  not_found: 404,
  not_valid: 422,
  already_exists: 409,
  changed_since: 409,
  colleague_answered: 409,
  shows_personal: 409,
  claimed_by_colleague: 409,
  too_late: 409,
  too_long: 422,
  window_closed: 409,
  network_cannot: 422,
  needs_a_choice: 409,
  too_many: 429,
  too_large: 413,
  channel_not_ready: 409,
  last_owner: 409,
  method_not_allowed: 405,
  not_json: 415,
  not_understood: 400,
  foreign_page: 403,
  took_too_long: 503,
  bug: 500,
};

const TITLES: Record<number, string> = {
  400: 'Not understood',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not this way',
  409: 'Not now',
  413: 'Too large',
  415: 'Not this kind',
  422: 'Not valid',
  429: 'Too many',
  500: 'A fault of ours',
  503: 'Took too long',
};

/** Thrown inside `http/` for what only the wire knows. */
export class WireProblem extends Error {
  readonly code: WireCode;
  readonly more: Partial<Pick<Problem, 'fields' | 'details'>> & { headers?: Record<string, string> };

  constructor(code: WireCode, message: string, { cause, ...more }: WireProblem['more'] & { cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'WireProblem';
    this.code = code;
    this.more = more;
  }
}

/** A refusal becomes its status; anything else is a bug, told by a reference that stands in the log beside the cause. */
export function problemResponse(error: unknown, log: Log, about: Record<string, unknown> = {}): Response {
  if (error instanceof Refusal) {
    const details = Object.keys(error.details).length > 0 ? { details: { ...error.details } } : {};
    return respond(error.code, error.message, details);
  }
  if (error instanceof WireProblem) {
    const { headers, ...more } = error.more;
    return respond(error.code, error.message, more, headers);
  }
  const reference = randomBytes(5).toString('hex');
  log.error({ ...about, err: error, reference }, 'A request ended in a fault');
  return respond('bug', 'This is a fault of ours; nothing was changed by it that we know of. The log has more.', {
    reference,
  });
}

function respond(
  code: WireCode,
  detail: string,
  more: Partial<Problem> = {},
  headers: Record<string, string> = {},
): Response {
  const status = STATUS[code];
  const body: Problem = {
    type: `urn:heed:problem:${code}`,
    title: TITLES[status] ?? code,
    status,
    detail,
    code,
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
