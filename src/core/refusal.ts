/**
 * The product declines, on purpose. Shown to the person as it stands, so the message says what to do; never retried.
 * The HTTP status comes from the code by one table (`http/problem.ts`).
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Facts a program may act on, such as the colleague's answer that arrived first. Never a secret. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: RefusalCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

export type RefusalCode =
  | 'sign_in_first'
  | 'not_allowed'
  | 'not_found'
  | 'not_valid'
  | 'already_exists'
  | 'changed_since'
  | 'colleague_answered'
  | 'shows_personal'
  | 'claimed_by_colleague'
  | 'too_late'
  | 'too_long'
  | 'window_closed'
  | 'network_cannot'
  | 'needs_a_choice'
  | 'too_many'
  | 'too_large'
  | 'channel_not_ready'
  | 'last_owner';
