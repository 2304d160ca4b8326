/** One conversation as an agent needs it before answering: what was said, where, by whom, and what is promised. */
import type { Connector } from '../connectors/connector.ts';
import { isUuid } from '../core/id.ts';
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import type { ConversationView, MessageView, TurnView } from '../core/view.ts';
import { unaddressedIn } from '../store/addressed.ts';
import * as around from '../store/around.ts';
import { findChannel, hasSibling } from '../store/channels.ts';
import { type ContactView, findContact } from '../store/contacts.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { findSuggestedReply, type Suggested } from '../store/rule-effects.ts';
import { inSnapshot } from '../store/snapshot.ts';
import { loadTurnViews } from '../store/turns.ts';
import { type Composing, composingOf } from './composing.ts';
import { type BudgetBrief, budgetsOf } from './costs/budgets.ts';
import type { Desk } from './desk.ts';
import type { Page } from './inbox.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';
import { onlyByHand } from './route.ts';
import { type OpenedChannel, openChannel, type Speaking } from './speaking.ts';

export const MESSAGES_SHOWN = 100;
export const VOICES_SHOWN = 50;
const HAPPENINGS_SHOWN = 100;
const EARLIER_SHOWN = 10;
const TURNS_SHOWN = 200;

export type Opened = {
  conversation: ConversationView;
  linked: ConversationView | null;
  /** Oldest first. */
  messages: MessageView[];
  /** Cursor for `earlierMessages`. */
  earlier: string | null;
  turns: TurnView[];
  above: MessageView[];
  voices: MessageView[];
  moreVoices: number;
  linkedMessages: MessageView[];
  happenings: (Omit<around.Happening, 'at'> & { at: string })[];
  suggestion: Suggested | null;
  contact: ContactView | null;
  earlierConversations: ConversationView[];
  channel: {
    id: string;
    name: string;
    network: string;
    networkName: string;
    handle: string | null;
    state: string;
    isOneOfSeveral: boolean;
    composing: Composing;
    budget: BudgetBrief | null;
  };
  /** Messages of theirs that are answered by hand-off only. */
  byHand: string[];
  seq: number;
};

export function openConversation(
  desk: Pick<Desk, 'db' | 'now'> & Pick<Speaking, 'connectors' | 'seal'>,
  who: Who,
  id: string,
): Promise<Opened> {
  permit(who, 'read');
  return inSnapshot(desk.db, async (tx, seq) => {
    const conversation = await viewFor(tx, who, id);
    const { brandId } = who;
    const scope = inboxScope(who);
    const linked = await linkedView(tx, who, conversation);
    const newest = await newestOf(tx, brandId, id, null, MESSAGES_SHOWN);
    const isPublic = conversation.visibility === 'public';
    const above = isPublic ? await around.postsAbove(tx, brandId, id, scope) : [];
    const not = above.map(post => post.id);
    const asked = { brandId, conversationId: id, threadId: conversation.threadId, not, scope };
    const voices = isPublic ? await around.otherVoices(tx, asked, VOICES_SHOWN) : { voices: [], more: 0 };
    const linkedMessages =
      linked === null ? [] : await around.newestMessages(tx, brandId, linked.id, null, MESSAGES_SHOWN);
    const happenings = await around.happeningsIn(tx, brandId, id, HAPPENINGS_SHOWN);
    return {
      conversation,
      linked,
      messages: newest.rows.reverse(),
      earlier: newest.next,
      turns: (await loadTurnViews(tx, brandId, id)).slice(-TURNS_SHOWN),
      above,
      voices: voices.voices,
      moreVoices: voices.more,
      linkedMessages: linkedMessages.reverse(),
      happenings: happenings.map(one => ({ ...one, at: one.at.toISOString() })),
      suggestion: await findSuggestedReply(tx, brandId, id),
      contact: await contactFor(tx, who, conversation),
      earlierConversations: await earlierOf(tx, who, conversation, linked),
      ...(await composingIn(tx, desk, brandId, conversation, newest.rows)),
      seq,
    };
  });
}

/** Messages before those shown, newest first. */
export function earlierMessages(
  desk: Pick<Desk, 'db'>,
  who: Who,
  id: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<MessageView>> {
  permit(who, 'read');
  const before = after === undefined ? null : readCursor(after, ['message'] as const);
  return inSnapshot(desk.db, async (tx, seq) => {
    await viewFor(tx, who, id);
    return { ...(await newestOf(tx, who.brandId, id, before, limit)), seq };
  });
}

async function viewFor(tx: Tx, who: Who, id: string): Promise<ConversationView> {
  const view = isUuid(id) ? (await loadConversationViews(tx, who.brandId, [id])).get(id) : undefined;
  if (view === undefined) throw notFound('conversation');
  permitInbox(who, view.inboxId, 'conversation');
  return view;
}

async function newestOf(
  tx: Tx,
  brandId: number,
  id: string,
  before: around.Before | null,
  limit: number,
): Promise<{ rows: MessageView[]; next: string | null }> {
  const found = await around.newestMessages(tx, brandId, id, before, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return { rows, next: more ? writeCursor({ stretch: 'message', at: last.at, id: last.id }) : null };
}

async function linkedView(tx: Tx, who: Who, { linkedId }: ConversationView): Promise<ConversationView | null> {
  if (linkedId === null) return null;
  const view = (await loadConversationViews(tx, who.brandId, [linkedId])).get(linkedId);
  const scope = inboxScope(who);
  return view === undefined || (scope !== null && !scope.includes(view.inboxId)) ? null : view;
}

/** A partner sees the person as they stand in this conversation: other networks and notes tell of what is not theirs. */
async function contactFor(tx: Tx, who: Who, { face }: ConversationView): Promise<ContactView | null> {
  const contact = face === null ? null : await findContact(tx, who.brandId, face.contactId);
  if (contact === null || face === null || who.reach.inboxes === 'all') return contact;
  const identities = contact.identities.filter(identity => identity.id === face.identityId);
  return { ...contact, notes: '', tags: [], fields: {}, value: null, given: [], merges: [], identities };
}

async function earlierOf(
  tx: Tx,
  who: Who,
  { id, face }: ConversationView,
  linked: ConversationView | null,
): Promise<ConversationView[]> {
  if (face === null) return [];
  const not = linked === null ? [id] : [id, linked.id];
  const asked = { brandId: who.brandId, contactId: face.contactId, not, scope: inboxScope(who) };
  return around.conversationsOfContact(tx, asked, EARLIER_SHOWN);
}

async function composingIn(
  tx: Tx,
  { connectors, seal, now }: Pick<Desk, 'now'> & Pick<Speaking, 'connectors' | 'seal'>,
  brandId: number,
  { id, channelId, network }: ConversationView,
  shown: readonly MessageView[],
): Promise<Pick<Opened, 'channel' | 'byHand'>> {
  const opened = await openChannel(tx, { connectors, seal }, brandId, channelId);
  const connector: Connector | undefined = connectors.get(network);
  const channel = opened?.channel ?? (await findChannel(tx, brandId, channelId));
  const composing = composingOf(opened === null ? undefined : connector, opened?.credentials ?? null);
  const isPriced = opened?.limits.prices !== undefined;
  return {
    channel: {
      id: channelId,
      name: channel?.name ?? '',
      network,
      networkName: connector?.name ?? network,
      handle: channel?.account.handle ?? null,
      state: channel?.state ?? 'left',
      isOneOfSeveral: await hasSibling(tx, brandId, channelId, network),
      composing,
      budget: isPriced
        ? ((await budgetsOf({ db: tx, connectors }, [opened.channel], now())).get(channelId) ?? null)
        : null,
    },
    byHand: opened === null ? [] : await byHandIn(tx, opened, brandId, id, shown),
  };
}

/** Of the messages shown, those a person has to answer on the network's own page. */
async function byHandIn(
  tx: Tx,
  opened: OpenedChannel,
  brandId: number,
  conversationId: string,
  shown: readonly MessageView[],
): Promise<string[]> {
  if (opened.connector.outbound?.onlyByHand === undefined) return [];
  const strange = new Set(await unaddressedIn(tx, brandId, conversationId));
  const theirs = shown.filter(one => one.direction === 'in' && one.visibility === 'public' && one.deletedAt === null);
  const isByHand = ({ id, remoteId }: MessageView) =>
    onlyByHand(opened, { addressed: !strange.has(id), remoteId, rootRemoteId: null }) !== null;
  return theirs.filter(isByHand).map(({ id }) => id);
}
