/** The posts behind a figure of a crisis. */
import { endsOf } from '../../core/crisis/review.ts';
import { isUuid } from '../../core/id.ts';
import { burstsOfCrises, findCrisis } from '../../store/crisis/crises.ts';
import { turnsOf, waitingRows } from '../../store/crisis/crisis-posts.ts';
import type { Desk } from '../desk.ts';
import { notFound, permit, type Who } from '../permit.ts';
import { type VoiceView, voiceView } from './picture.ts';
import { type CrisisPosts, placePosts, postsOf } from './posts-of.ts';

export type PostsWish = {
  network?: string;
  /** A post: all that say the same. */
  alike?: string;
  from?: string;
  to?: string;
  only?: 'waiting' | 'broken' | 'never' | 'answered';
};

export const POSTS_SHOWN = 500;

/** Newest first. @throws Refusal `not_found` */
export async function listCrisisPosts(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  who: Who,
  id: string,
  wish: PostsWish,
): Promise<{ rows: VoiceView[]; isMore: boolean }> {
  permit(who, 'read_channels');
  const crisis = isUuid(id) ? await findCrisis(db, who.brandId, id) : null;
  if (crisis === null) throw notFound('crisis');
  const said = await postsOf(db, crisis, await burstsOfCrises(db, who.brandId, [id]), now());
  const kept = wish.only === undefined ? null : await conversationsThat(db, who, said, wish.only, now());
  const placed = await placePosts(said);
  const group = placed.find(({ post }) => post.id === wish.alike)?.groupId;
  const found = placed.filter(({ post, groupId }) => {
    if (wish.network !== undefined && post.network !== wish.network) return false;
    if (wish.alike !== undefined && groupId !== group) return false;
    if (wish.from !== undefined && post.atMs < Date.parse(wish.from)) return false;
    if (wish.to !== undefined && post.atMs >= Date.parse(wish.to)) return false;
    return kept === null || kept.has(said.rows.get(post.id)?.conversationId ?? '');
  });
  const rows = found.toReversed().flatMap(({ post }) => {
    const row = said.rows.get(post.id);
    return row === undefined ? [] : [voiceView(row)];
  });
  return { rows: rows.slice(0, POSTS_SHOWN), isMore: said.isMore || rows.length > POSTS_SHOWN };
}

async function conversationsThat(
  db: Desk['db'],
  who: Who,
  { conversationIds, from, to }: CrisisPosts,
  only: NonNullable<PostsWish['only']>,
  now: Date,
): Promise<Set<string>> {
  if (only === 'waiting' || only === 'broken') {
    const rows = await waitingRows(db, who.brandId, conversationIds, now);
    return new Set(rows.filter(row => row.isWaiting && (only === 'waiting' || row.isBroken)).map(row => row.id));
  }
  const turns = await turnsOf(db, who.brandId, conversationIds, from, to);
  const ends = endsOf(turns);
  return new Set(conversationIds.filter(id => ends.get(id) === (only === 'never' ? 'unanswered' : 'answered')));
}
