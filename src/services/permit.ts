import { mayDo, maySee, type Permission, type Reach } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';

/**
 * Who asks, in which brand, and how far they see. Every service that touches a brand takes one as its first argument,
 * so that no query can be written without it. Made by `http/guard.ts` from a session or a token, never by a caller.
 */
export type Who = { agentId: string; brandId: number; reach: Reach };

/** A signed-in person outside any brand. */
export type Self = { agentId: string };

/** Every "not yours" and every "does not exist" end in these same words, so that the answer tells nobody anything. */
export function notFound(what: string): Refusal {
  return new Refusal('not_found', `There is no such ${what} here.`);
}

/** Throws unless the role grants it. The guard has asked already; services ask again where the deed depends on what it touches. */
export function permit(who: Who, permission: Permission): void {
  if (!mayDo(who.reach.role, permission)) {
    throw new Refusal(
      'not_allowed',
      `Your role here (${who.reach.role}) does not include this. Ask an owner of the brand.`,
    );
  }
}

/** Throws "not found" for an inbox out of reach: to a partner, what they may not see does not exist. */
export function permitInbox(who: Who, inboxId: string, what = 'inbox'): void {
  if (!maySee(who.reach, inboxId)) throw notFound(what);
}

/**
 * The inboxes a query must be cut to; null means all of the brand's. In SQL:
 * `(${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[]))`.
 */
export function inboxScope(who: Who): readonly string[] | null {
  return who.reach.inboxes === 'all' ? null : who.reach.inboxes;
}
