/** What is done to a post, or to whoever wrote it, besides answering: decided here, carried out by `carry-out.ts`. */
import type { Connector } from '../connectors/connector.ts';
import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import {
  type Hindrance,
  hindranceTo,
  MODERATION_DEEDS,
  type Moderating,
  type ModerationDeed,
  matterOf,
  needsReason,
  REASON_LIMIT_CHARACTERS,
  type ReportGround,
  touchesPerson,
} from '../core/moderation.ts';
import { mayDo } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';
import type { MessageView } from '../core/view.ts';
import type { Db, Tx } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import { loadMessageViews } from '../store/messages.ts';
import * as store from '../store/moderation.ts';
import { type Done, lockForWho, tell } from './change.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { openChannel, type Speaking } from './speaking.ts';

export type ModerationWish = { deed: ModerationDeed; reason?: string | null; ground?: ReportGround | null };
/** Who is answerable for it. */
export type ModeratedBy = { agentId: string } | { rule: { id: string; name: string } };

export const MODERATE_TASK = 'moderate';
export type ModerateJob = { brandId: number; moderationId: string };

/** A colleague's deed. It is carried out at once, or as soon as the network lets us. */
export async function moderate(
  desk: Desk & Speaking,
  who: Who,
  messageId: string,
  wish: ModerationWish,
): Promise<{ message: MessageView }> {
  permit(who, 'answer');
  if (touchesPerson(wish.deed)) permit(who, 'read_people');
  return desk.db.transaction().execute(async tx => {
    const seen = isUuid(messageId) ? await store.findModeratedPost(tx, who.brandId, messageId) : null;
    if (seen === null) throw notFound('message');
    permitInbox(who, seen.inboxId, 'message');
    const row = await lockForWho(tx, who, seen.conversationId);
    const at = desk.now();
    const by = { agentId: who.agentId };
    const done = await moderating(desk, who, by, messageId, wish, mayDo(who.reach.role, 'lead'))(tx, row, at);
    const message = (await loadMessageViews(tx, who.brandId, [messageId])).get(messageId);
    if (message === undefined) throw notFound('message');
    await tell(tx, who, row, at, done);
    return { message };
  });
}

/**
 * The same as a part of a deed on a conversation that is held, for rules too. Refuses what cannot be done, in words.
 * @param mayForOthers also delete what a colleague wrote
 */
export function moderating(
  desk: Desk & Pick<Speaking, 'connectors' | 'seal'>,
  { brandId }: { brandId: number },
  by: ModeratedBy,
  messageId: string,
  { deed, reason = null, ground = null }: ModerationWish,
  mayForOthers = false,
) {
  return async (tx: Tx, row: Conversation, at: Date): Promise<Done> => {
    const post = isUuid(messageId) ? await store.findModeratedPost(tx, brandId, messageId) : null;
    if (post === null || post.conversationId !== row.id) throw notFound('message');
    const network = await networkOf(tx, desk, brandId, post.channelId);
    const hindrance = hindranceTo(deed, post, network);
    if (hindrance !== null) throw new Refusal('network_cannot', wordsFor(hindrance, deed, network), { hindrance });
    const authorId = 'agentId' in by ? by.agentId : null;
    if (deed === 'delete' && post.agentId !== authorId && !mayForOthers)
      throw new Refusal('not_allowed', 'Only whoever wrote it, or a lead, can delete it.');
    const why = reasonOf(deed, reason, ground);
    if (!(await isNews(tx, brandId, messageId, deed))) return { changes: [] };
    const id = desk.makeId();
    const words = deed === 'delete' ? post.text : null;
    const rule = 'rule' in by ? by.rule : null;
    await store.insertModeration(tx, brandId, { id, messageId, deed, ...why, words, agentId: authorId, rule, at });
    await planModeration(tx, { brandId, moderationId: id }, at);
    return { changes: [{ kind: 'message.changed', conversationId: row.id, messageId, change: 'moderated' }] };
  };
}

/** The job stands under the deed's own id: planned again, it moves. */
export function planModeration(tx: Db | Tx, job: ModerateJob, runAt: Date): Promise<void> {
  return addJob(tx, { task: MODERATE_TASK, payload: job, key: `moderate:${job.moderationId}`, runAt });
}

/** False: it is so already, or on its way. Refuses while the opposite is on its way. */
async function isNews(tx: Tx, brandId: number, messageId: string, deed: ModerationDeed): Promise<boolean> {
  const latest = await store.latestOfMatter(tx, brandId, messageId, matterOf(deed));
  if (latest === null) return true;
  const isMoving = latest.state === 'queued' || latest.state === 'doing';
  if (isMoving && latest.deed !== deed)
    throw new Refusal('too_late', 'The opposite is on its way to the network. Wait until that is done.');
  return latest.deed !== deed || !(isMoving || (latest.state === 'done' && deed !== 'report'));
}

function reasonOf(deed: ModerationDeed, reason: string | null, ground: ReportGround | null) {
  const words = cleanText(reason ?? '').trim();
  if (words === '' && needsReason(deed)) throw new Refusal('not_valid', 'Say why, in a word or two.');
  if (words.length > REASON_LIMIT_CHARACTERS)
    throw new Refusal('not_valid', `Say why in at most ${REASON_LIMIT_CHARACTERS} characters.`);
  return { reason: words === '' ? null : words, ground: deed === 'report' ? (ground ?? 'other') : null };
}

export type NetworkOfPost = Moderating & { name: string; cannot: Partial<Record<ModerationDeed, string>> };

/** What can be done on a channel: what its connector has, where it speaks for an account at all. */
export async function networkOf(
  db: Db,
  speaking: Pick<Speaking, 'connectors' | 'seal'>,
  brandId: number,
  channelId: string,
): Promise<NetworkOfPost> {
  const opened = await openChannel(db, speaking, brandId, channelId);
  if (opened === null) return { name: 'This channel', deeds: new Set(), hidesUnderOurs: false, cannot: {} };
  const { connector, credentials } = opened;
  const listens = connector.listensOnly?.(credentials) === true;
  const outbound = listens ? {} : (connector.outbound ?? {});
  const { hidesUnderOurs = false, cannot = {} } = outbound;
  return { name: connector.name, deeds: deedsOf(outbound), hidesUnderOurs, cannot };
}

export function deedsOf(outbound: NonNullable<Connector['outbound']>): Set<ModerationDeed> {
  return new Set(MODERATION_DEEDS.filter(deed => outbound[deed === 'delete' ? 'remove' : deed] !== undefined));
}

function wordsFor(hindrance: Hindrance, deed: ModerationDeed, { name, cannot }: NetworkOfPost): string {
  switch (hindrance) {
    case 'network':
      return cannot[deed] ?? `${name} has no way to do this from here.`;
    case 'not_there':
      return 'It does not stand on the network.';
    case 'ours':
      return 'This is our own. It can be deleted, and nothing else.';
    case 'theirs':
      return 'Only what we wrote ourselves can be deleted.';
    case 'private':
      return 'It was said in private: nobody else sees it.';
    case 'their_thread':
      return `${name} lets us hide answers only under posts of our own.`;
  }
}
