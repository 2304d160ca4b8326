/** What was done to posts, for whoever asks later; and what can be done to one now. */
import { isUuid } from '../core/id.ts';
import {
  type Hindrance,
  hindranceTo,
  MODERATION_DEEDS,
  type ModerationDeed,
  touchesPerson,
} from '../core/moderation.ts';
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import { mayDo } from '../core/permission.ts';
import * as store from '../store/moderation.ts';
import type { Desk } from './desk.ts';
import { networkOf } from './moderate.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';
import type { Speaking } from './speaking.ts';

export const MODERATIONS_PER_PAGE = 50;
const HISTORY_LIMIT = 100;

export type ModerationLine = Omit<store.ModerationLine, 'at' | 'endedAt'> & { at: string; endedAt: string | null };
export type PossibleDeed = {
  deed: ModerationDeed;
  /** Null: it can be done. */
  why: Hindrance | 'role' | 'colleague' | null;
};

/** Every deed of the brand, newest first. */
export async function listModerations(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  {
    after,
    agentId,
    deed,
  }: { after?: string | undefined; agentId?: string | undefined; deed?: ModerationDeed | undefined },
): Promise<{ rows: ModerationLine[]; next: string | null }> {
  permit(who, 'lead');
  const rows = await store.listModerations(db, {
    brandId: who.brandId,
    scope: inboxScope(who),
    messageId: null,
    agentId: agentId ?? null,
    deed: deed ?? null,
    before: after === undefined ? null : readCursor(after, ['moderation']),
    limit: MODERATIONS_PER_PAGE + 1,
  });
  const page = rows.slice(0, MODERATIONS_PER_PAGE);
  const last = page.at(-1);
  const isMore = rows.length > page.length && last !== undefined;
  const next = isMore ? writeCursor({ stretch: 'moderation', at: last.at.toISOString(), id: last.id }) : null;
  return { rows: page.map(asTold), next };
}

/** What the network, the post and my role let me do to one message, and all that was done to it. */
export async function openModeration(
  desk: Desk & Speaking,
  who: Who,
  messageId: string,
): Promise<{ network: string; deeds: PossibleDeed[]; rows: ModerationLine[] }> {
  permit(who, 'read');
  const { brandId } = who;
  const post = isUuid(messageId) ? await store.findModeratedPost(desk.db, brandId, messageId) : null;
  if (post === null || post.direction === 'note') throw notFound('message');
  permitInbox(who, post.inboxId, 'message');
  const network = await networkOf(desk.db, desk, brandId, post.channelId);
  const whyNot = (deed: ModerationDeed): PossibleDeed['why'] => {
    if (touchesPerson(deed) && !mayDo(who.reach.role, 'read_people')) return 'role';
    const hindrance = hindranceTo(deed, post, network);
    if (hindrance !== null) return hindrance;
    const isTheirs = deed === 'delete' && post.agentId !== who.agentId && !mayDo(who.reach.role, 'lead');
    return isTheirs ? 'colleague' : null;
  };
  const deeds = MODERATION_DEEDS.filter(deed => (deed === 'delete') === (post.direction === 'out'));
  const asked = { brandId, scope: null, messageId, agentId: null, deed: null, before: null, limit: HISTORY_LIMIT };
  const rows = await store.listModerations(desk.db, asked);
  return { network: network.name, deeds: deeds.map(deed => ({ deed, why: whyNot(deed) })), rows: rows.map(asTold) };
}

function asTold({ at, endedAt, ...line }: store.ModerationLine): ModerationLine {
  return { ...line, at: at.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}
