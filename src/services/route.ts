/** Which way an answer goes: a reply in public, a message in an open room, or the one private reply that opens a room. */
import type { Limits } from '../connectors/connector.ts';
import type { Conversation } from '../core/conversation.ts';
import { Refusal } from '../core/refusal.ts';
import { isOpen, postWindow, roomWindow } from '../core/window.ts';
import { countPrivateReplies, lastHeardFrom, type Target } from '../store/answers.ts';
import { lockConversationRows } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { type OpenedChannel, openChannel, type Speaking } from './speaking.ts';

export type Way = 'reply' | 'direct' | 'privateReply';

export type Route = {
  way: Way;
  /** The conversation the answer will stand in. */
  place: Conversation;
  parentRemoteId: string | null;
  rootRemoteId: string | null;
  /** The public conversation that a private answer answers too. */
  alsoAnswersId: string | null;
  limits: Limits;
  networkName: string;
};

/** @throws Refusal where the network, its windows or the channel's state forbid it, in words that say what to do */
export async function findRoute(
  tx: Tx,
  speaking: Pick<Speaking, 'connectors' | 'seal'>,
  brandId: number,
  row: Conversation,
  visibility: 'public' | 'private',
  target: Target | null,
  at: Date,
  /** No person writes it for this very one: some networks close sooner to it. */
  automatic = false,
  /** An approved message goes out, which no window keeps back. */
  byTemplate = false,
): Promise<Route> {
  if (row.visibility === 'private' && visibility === 'public') {
    throw new Refusal('not_valid', 'This conversation is private. Answer privately, or answer under the public post.');
  }
  const opened = await openForSpeaking(tx, speaking, brandId, row);
  refuseIfNotReady(opened);
  const asked = { tx, brandId, row, target, at, opened, automatic, byTemplate };
  if (visibility === 'public') return publicRoute(asked);
  return row.visibility === 'private' ? roomRoute(asked, row, null) : privateRoute(asked);
}

export async function openForSpeaking(
  tx: Tx,
  speaking: Pick<Speaking, 'connectors' | 'seal'>,
  brandId: number,
  row: Conversation,
): Promise<OpenedChannel> {
  if (row.identityId === null)
    throw new Refusal('not_valid', 'These are posts of our own; nobody has answered them yet.');
  const opened = await openChannel(tx, speaking, brandId, row.channelId);
  if (opened !== null) return opened;
  throw new Refusal(
    'network_cannot',
    'Nothing can be sent on this channel: it only plays what was recorded, or was left.',
  );
}

type Asked = {
  tx: Tx;
  brandId: number;
  row: Conversation;
  target: Target | null;
  at: Date;
  opened: OpenedChannel;
  automatic: boolean;
  byTemplate: boolean;
};

function refuseIfNotReady({ channel, connector }: OpenedChannel): void {
  if (channel.state === 'active') return;
  const why = channel.state === 'paused' ? 'is paused' : `has lost its connection to ${connector.name}`;
  throw new Refusal('channel_not_ready', `${channel.name} ${why}. Mend it under Channels, then send again.`, {
    state: channel.state,
  });
}

function publicRoute({ row, target, opened }: Asked): Route {
  if (opened.connector.outbound?.reply === undefined) throw cannot(opened, 'public answers');
  if (target === null || target.remoteId === null || target.visibility !== 'public') {
    throw new Refusal('not_valid', 'There is no public post here to answer.');
  }
  const byHand = onlyByHand(opened, target);
  if (byHand !== null) throw new Refusal('network_cannot', byHand, { byHand: true });
  return {
    way: 'reply',
    place: row,
    parentRemoteId: target.remoteId,
    rootRemoteId: target.rootRemoteId,
    alsoAnswersId: null,
    ...bounds(opened),
  };
}

/** Why this very post is answered on the network's own page and not from here; null where it may be. */
export function onlyByHand(
  { connector, credentials }: Pick<OpenedChannel, 'connector' | 'credentials'>,
  { addressed, remoteId, rootRemoteId }: Pick<Target, 'addressed' | 'remoteId' | 'rootRemoteId'>,
): string | null {
  if (connector.outbound?.onlyByHand?.({ addressed, remoteId, rootRemoteId }, credentials) !== true) return null;
  return `${connector.name} takes no answer from programs to this post: it was not written to us. Copy the words and put them up on its page; we notice it there.`;
}

async function roomRoute(asked: Asked, place: Conversation, alsoAnswersId: string | null): Promise<Route> {
  const { tx, brandId, at, opened, target } = asked;
  if (opened.connector.outbound?.direct === undefined) throw cannot(opened, 'private messages');
  const last = await lastHeardFrom(tx, brandId, place.id);
  const closed = whyRoomClosed(opened, last, at, !asked.automatic);
  if (closed !== null && !asked.byTemplate) throw new Refusal('window_closed', closed);
  const parentRemoteId = place.id === asked.row.id ? (target?.remoteId ?? null) : null;
  return { way: 'direct', place, parentRemoteId, rootRemoteId: null, alsoAnswersId, ...bounds(opened) };
}

/** From a public post into private: the open room where there is one and its window allows, else the reply that opens one. */
async function privateRoute(asked: Asked): Promise<Route> {
  const { tx, brandId, row, target, opened } = asked;
  const outbound = opened.connector.outbound;
  const linked =
    row.linkedId === null ? undefined : (await lockConversationRows(tx, brandId, [row.linkedId])).get(row.linkedId);
  const hasRoom = linked !== undefined && linked.visibility === 'private' && linked.channelId === row.channelId;
  if (hasRoom && outbound?.direct !== undefined) {
    try {
      return await roomRoute(asked, linked, row.id);
    } catch (error) {
      if (!(error instanceof Refusal) || outbound.privateReply === undefined) throw error;
    }
  }
  if (outbound?.privateReply === undefined) throw cannot(opened, 'private answers to public posts');
  if (target === null || target.remoteId === null || target.direction !== 'in') {
    throw new Refusal('not_valid', 'There is no post of theirs here to answer privately.');
  }
  await refuseIfUsedUp(asked, target.remoteId, target.at);
  return {
    way: 'privateReply',
    place: row,
    parentRemoteId: target.remoteId,
    rootRemoteId: target.rootRemoteId,
    alsoAnswersId: row.id,
    ...bounds(opened),
  };
}

async function refuseIfUsedUp(
  { tx, brandId, row, at, opened }: Asked,
  postRemoteId: string,
  postAt: Date,
): Promise<void> {
  const { limits, connector } = opened;
  const closed = whyPostClosed(opened, postAt, at);
  if (closed !== null) throw new Refusal('window_closed', closed);
  const most = limits.privateRepliesPerPost;
  if (most === null) return;
  const used = await countPrivateReplies(tx, brandId, row.channelId, postRemoteId);
  if (used >= most) {
    const times = most === 1 ? 'one private reply' : `${most} private replies`;
    throw new Refusal(
      'network_cannot',
      `${connector.name} allows ${times} to a post, and it has been sent. Wait until they write back.`,
    );
  }
}

/** Why nothing may be written in a private room any more; null where it may. @param lastHeardAt null: they never wrote there */
export function whyRoomClosed(
  { connector, limits }: Pick<OpenedChannel, 'connector' | 'limits'>,
  lastHeardAt: Date | null,
  at: Date,
  byPerson: boolean,
): string | null {
  const window = roomWindow(limits, lastHeardAt);
  if (isOpen(window, at, byPerson)) return null;
  if (isOpen(window, at, true)) {
    const hours = spell(limits.automaticWindowHours ?? 0);
    return `${connector.name} lets only people write after ${hours} from the customer's last message. Somebody has to write this one.`;
  }
  const hours = spell(limits.privateWindowHours ?? 0);
  const over = `${connector.name} lets us write privately within ${hours} of the customer's last message. That time is over.`;
  return connector.outbound?.templates === undefined ? over : `${over} Choose one of its approved templates.`;
}

/** Why no first private answer to a public post may be sent any more; null where it may. */
export function whyPostClosed(
  { connector, limits }: Pick<OpenedChannel, 'connector' | 'limits'>,
  postAt: Date,
  at: Date,
): string | null {
  if (isOpen(postWindow(limits, postAt), at, true)) return null;
  const window = spell(limits.privateReplyWindowHours ?? limits.privateWindowHours ?? 0);
  return `${connector.name} lets us answer a post privately within ${window}. That time is over.`;
}

function bounds({ limits, connector }: OpenedChannel): Pick<Route, 'limits' | 'networkName'> {
  return { limits, networkName: connector.name };
}

function cannot({ connector }: OpenedChannel, what: string): Refusal {
  const how =
    connector.outbound?.handOff === undefined ? '' : ` Answer in ${connector.name} itself; we notice it there.`;
  return new Refusal('network_cannot', `${connector.name} does not let us send ${what} from here.${how}`);
}

function spell(hours: number): string {
  return hours > 48 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
}
