/**
 * When a planned question's time has come it is looked at once more, and then leaves as a message of the colleague whose deed planned it:
 * by the same delivery as every answer, with its time to undo and its approval. It is marked as a holding message, so that it
 * answers nobody's turn.
 */
import { createHash } from 'node:crypto';
import type { Conversation } from '../../core/conversation.ts';
import { UNDO_SECONDS } from '../../core/delivery.ts';
import {
  type ChannelSurvey,
  type DropReason,
  LINK_LIVES_DAYS,
  QUESTION_LIVES_HOURS,
  type SurveyWay,
  TOO_LATE_HOURS,
  wayToAsk,
  whyNotAsk,
} from '../../core/insight/survey.ts';
import { askText } from '../../core/insight/survey-words.ts';
import { Refusal } from '../../core/refusal.ts';
import { findTarget } from '../../store/answers.ts';
import { lockConversationRows, slotOfRow } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { findMember } from '../../store/members.ts';
import { insertAnswer } from '../../store/own-messages.ts';
import {
  dropAsk,
  dueAsks,
  findAskable,
  lockPlanned,
  markAsked,
  type PlannedAsk,
  readSurveySettings,
} from '../../store/surveys.ts';
import { announce } from '../announce.ts';
import type { Desk } from '../desk.ts';
import { checkAnswer } from '../fit.ts';
import { holdBack, whyToLook } from '../hold-back.ts';
import type { Who } from '../permit.ts';
import { planDelivery } from '../plan-delivery.ts';
import { refreshSummary } from '../reply.ts';
import { findRoute, type Route } from '../route.ts';
import type { Speaking } from '../speaking.ts';

export type AskNeeds = Desk &
  Pick<Speaking, 'connectors' | 'seal'> & {
    /** Where customers reach this Heed, without a slash at the end; null: they cannot, and no link is sent. */
    publicUrl: string | null;
    /** Unguessable: 128 bits in letters, digits, `-` and `_`. */
    makeToken: () => string;
  };

const ASKED_AT_ONCE = 50;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What became of every planned question that is due. Any number of processes may do so at once. */
export async function askDue(needs: AskNeeds): Promise<{ asked: number; dropped: number; more: boolean }> {
  const due = await dueAsks(needs.db, needs.now(), ASKED_AT_ONCE);
  let [asked, dropped] = [0, 0];
  for (const { brandId, id } of due) {
    const became = await needs.db.transaction().execute(tx => askOne(tx, needs, brandId, id));
    if (became === 'asked') asked += 1;
    else if (became === 'dropped') dropped += 1;
  }
  return { asked, dropped, more: due.length === ASKED_AT_ONCE && asked + dropped > 0 };
}

async function askOne(tx: Tx, needs: AskNeeds, brandId: number, id: string): Promise<'asked' | 'dropped' | null> {
  const ask = await lockPlanned(tx, brandId, id);
  if (ask === null) return null;
  const at = needs.now();
  const ready = await makeReady(tx, needs, brandId, ask, at);
  if (typeof ready === 'string') {
    await dropAsk(tx, brandId, id, ready);
    return 'dropped';
  }
  await send(tx, needs, brandId, ask, ready, at);
  return 'asked';
}

type Ready = { who: Who; row: Conversation; route: Route; way: SurveyWay; text: string; token: string | null };

/** @returns why not, where it must not be asked after all */
async function makeReady(
  tx: Tx,
  needs: AskNeeds,
  brandId: number,
  ask: PlannedAsk,
  at: Date,
): Promise<Ready | DropReason> {
  const { settings } = await readSurveySettings(tx, brandId);
  if (!settings.isOn) return 'off';
  if (at.getTime() - ask.askAt.getTime() > TOO_LATE_HOURS * HOUR_MS) return 'too_late';
  const member = ask.agentId === null ? null : await findMember(tx, brandId, ask.agentId);
  const found = await findAskable(tx, brandId, ask.conversationId, at);
  if (member === null || found === null) return 'gone';
  const ids = [ask.conversationId, ...(found.linkedId === null ? [] : [found.linkedId])];
  const rows = await lockConversationRows(tx, brandId, ids);
  const row = rows.get(ask.conversationId);
  if (row === undefined) return 'gone';
  // Looked at again now that nobody can write into it meanwhile.
  const now = await findAskable(tx, brandId, ask.conversationId, at);
  const why = now === null ? 'gone' : whyNotAsk(now);
  if (why !== null) return why;
  const channel = settings.channels.find(one => one.channelId === row.channelId);
  const way = await findWay(tx, needs, brandId, { row, linked: rows.get(found.linkedId ?? '') ?? null, channel, at });
  if (way === null) return 'no_way';
  const isLink = way.way !== 'private_question';
  if (isLink && needs.publicUrl === null) return 'no_way';
  const token = isLink ? needs.makeToken() : null;
  const text = askText(
    { ...settings, scale: ask.scale },
    ask.lang,
    token === null ? null : `${needs.publicUrl}/s/${token}`,
  );
  try {
    checkAnswer(text, [], way.route);
  } catch (error) {
    if (error instanceof Refusal) return 'no_way';
    throw error;
  }
  const who: Who = { agentId: member.id, brandId, reach: { role: member.role, inboxes: member.inboxes } };
  return { who, row: way.row, route: way.route, way: way.way, text, token };
}

type Looking = { row: Conversation; linked: Conversation | null; channel: ChannelSurvey | undefined; at: Date };

async function findWay(tx: Tx, needs: AskNeeds, brandId: number, { row, linked, channel, at }: Looking) {
  const room = row.visibility === 'private' ? row : linked?.visibility === 'private' ? linked : null;
  const inPrivate =
    room === null || channel === undefined || channel.private === 'off'
      ? null
      : await routeIn(tx, needs, brandId, room, 'private', at);
  const inPublic =
    row.visibility === 'private' || channel?.public !== 'link'
      ? null
      : await routeIn(tx, needs, brandId, row, 'public', at);
  const way = wayToAsk(channel, {
    visibility: row.visibility,
    canWritePrivately: inPrivate !== null,
    canReplyPublicly: inPublic !== null,
  });
  if (way === null) return null;
  const [place, route] = way === 'public_link' ? [row, inPublic] : [room, inPrivate];
  return place === null || route === null ? null : { row: place, route, way };
}

/** Null: the network, its window or the channel's state forbid it. */
async function routeIn(
  tx: Tx,
  needs: AskNeeds,
  brandId: number,
  row: Conversation,
  visibility: 'public' | 'private',
  at: Date,
): Promise<Route | null> {
  try {
    const target = await findTarget(tx, brandId, row.id, null);
    return await findRoute(tx, needs, brandId, row, visibility, target, at, true);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function send(tx: Tx, needs: AskNeeds, brandId: number, ask: PlannedAsk, ready: Ready, at: Date): Promise<void> {
  const { who, row, route, way, text, token } = ready;
  const messageId = needs.makeId();
  const sendAt = new Date(at.getTime() + UNDO_SECONDS * 1000);
  const visibility = way === 'public_link' ? 'public' : 'private';
  const why = await whyToLook(tx, who, row, { text, visibility }, at);
  await insertAnswer(tx, brandId, {
    id: messageId,
    conversationId: route.place.id,
    channelId: route.place.channelId,
    threadId: route.place.threadId,
    agentId: who.agentId,
    at,
    text,
    visibility,
    parentRemoteId: route.parentRemoteId,
    rootRemoteId: route.rootRemoteId,
    alsoAnswersId: null,
    media: [],
    sendAt,
    handedOver: null,
    resolves: false,
    answersKnown: [],
    // An answer of whichever colleague is what it asks about.
    anyway: true,
    holding: true,
    automatic: true,
  });
  const livesMs = token === null ? QUESTION_LIVES_HOURS * HOUR_MS : LINK_LIVES_DAYS * DAY_MS;
  await markAsked(tx, brandId, ask.id, {
    way,
    messageId,
    lang: ask.lang,
    tokenHash: token === null ? null : hashOf(token),
    expiresAt: new Date(at.getTime() + livesMs),
  });
  if (why === null) await planDelivery(tx, { brandId, messageId }, sendAt);
  else await holdBack(tx, needs, who, route.place, { messageId, text, why }, at);
  await refreshSummary(tx, brandId, route.place.id);
  const was = new Map([[route.place.id, slotOfRow(route.place)]]);
  const change = { kind: 'message.added' as const, conversationId: route.place.id, messageId };
  await announce(tx, { brandId, actorId: who.agentId, at, was, changes: [change] });
}

/** Only this is kept of a token. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
