/** Reading a list from its newest entry back to what is known. Ids are not compared by size, only by being the same. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Heard } from '../connector.ts';
import type { MastodonContext } from './credentials.ts';
import { aheadOf } from './mark.ts';
import { idIn, pageOf } from './page.ts';
import { heardOf, type Place } from './parse.ts';
import type { Source } from './timelines.ts';

/** What is remembered of each list: more than a page, so that some deleted ones do no harm. */
const SEEN_LIMIT = 60;

/**
 * `seen`: the newest entries read in earlier rounds, each with its state. While a round is under way, `fresh` is what it
 * began with, `page` where it stands and `pages` how many it read.
 */
export const standSchema = z.object({
  seen: z.array(z.string().max(600)).max(200),
  fresh: z.array(z.string().max(600)).max(200),
  page: z.string().max(2_000).nullable(),
  pages: z.int().min(0),
});
export type Stand = z.infer<typeof standSchema>;

export type Step = { heard: Heard[]; entries: unknown[]; stand: Stand; more: boolean };

/** One page. The first round ever reads one page: what is older is the back-fill's. @param most pages in one round */
export async function step(
  context: MastodonContext,
  place: Place,
  source: Source,
  stand: Stand | undefined,
  most: number,
): Promise<Step> {
  const before = stand ?? { seen: [], fresh: [], page: null, pages: 0 };
  const { entries, next, answer } = await pageOf(context, source.list, before.page);
  const seenAt = context.now();
  const there = { ...place, aheadMs: aheadOf(answer, seenAt) };
  const states = entries.map(stateOf);
  const known = new Set([...before.seen, ...before.fresh]);
  const fresh = entries.filter((_, i) => !known.has(states[i] ?? ''));
  const heard = fresh.map(entry => heardOf(source.read(entry, there, seenAt), JSON.stringify(entry), null)).reverse();
  const top = before.page === null ? states : before.fresh;
  const isNew = fresh.length > 0 && next !== null && next !== before.page;
  const more = stand !== undefined && isNew && !meets(states, before.seen) && before.pages + 1 < most;
  if (more) {
    const after = { seen: before.seen, fresh: top.slice(0, SEEN_LIMIT), page: next, pages: before.pages + 1 };
    return { heard, entries: fresh, stand: after, more };
  }
  if (stand !== undefined && isNew && !meets(states, before.seen))
    context.log('info', 'More was said than can be read in one round', { source: source.name });
  const seen = [...new Set([...top, ...before.seen])].slice(0, SEEN_LIMIT);
  return { heard, entries: fresh, stand: { seen, fresh: [], page: null, pages: 0 }, more: false };
}

/** An entry that was edited since is the same one in another state. */
function meets(states: readonly string[], seen: readonly string[]): boolean {
  const ids = new Set(seen.map(idOfState));
  return states.some(state => ids.has(idOfState(state)));
}

/** The id, and when it was edited last; a damaged entry by what it holds. */
export function stateOf(entry: unknown): string {
  const id = idIn(entry);
  if (id === null) return `? ${createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 16)}`;
  const { status, edited_at: own } = entry as { status?: { edited_at?: unknown } | null; edited_at?: unknown };
  const editedAt = status?.edited_at ?? own;
  return typeof editedAt === 'string' ? `${id} ${editedAt.slice(0, 64)}` : id;
}

function idOfState(state: string): string {
  return state.startsWith('? ') ? state : (state.split(' ')[0] ?? state);
}
