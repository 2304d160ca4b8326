import { isUuid } from '../core/id.ts';
import { countSame } from '../core/sameness.ts';
import { loadConversationViews } from '../store/conversations.ts';
import { namesOfColleagues, saidLately } from '../store/said-lately.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';

/** "Today" is the last day's worth, so that a shift over midnight counts on. */
const TODAY_MS = 24 * 3_600_000;
/** The newest public answers that are compared; more than a brand of fifty colleagues writes in a day. */
const COMPARED_LIMIT = 4_000;

/** In how many other conversations the same was said in public today: by me, and by everybody. */
export async function sameToday(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  who: Who,
  id: string,
  text: string,
): Promise<{ byMe: number; byTeam: number }> {
  permit(who, 'answer');
  const view = isUuid(id) ? (await loadConversationViews(db, who.brandId, [id])).get(id) : undefined;
  if (view === undefined) throw notFound('conversation');
  permitInbox(who, view.inboxId, 'conversation');
  const said = await saidLately(db, who.brandId, new Date(now().getTime() - TODAY_MS), COMPARED_LIMIT);
  const ourNames = await namesOfColleagues(db, who.brandId);
  const name = view.face?.name ?? null;
  return countSame(text, said, { agentId: who.agentId, conversationId: id, name, ourNames });
}
