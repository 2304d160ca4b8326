import type { OutputOf } from '../../src/contract/api.ts';
import type { Event } from '../../src/core/event.ts';
import type { ConversationView, MessageView, TurnView } from '../../src/core/view.ts';

/** One opened conversation with everything around it. */
export type Detail = OutputOf<'openConversation'>;

/** How many other voices are kept; more than this nobody reads. */
const VOICES_LIMIT = 200;

/**
 * The opened conversation after one event, or the same object where the event is not about it. What the answer to
 * opening it already held (`seq`) is not taken twice.
 */
export function detailAfter(detail: Detail, event: Event): Detail {
  const { data } = event;
  if (event.seq <= detail.seq || !event.conversationId) return detail;
  const moved = { ...detail, seq: event.seq };
  if (data.kind === 'channel.changed' || data.kind === 'settings.changed') return detail;
  if (data.kind === 'conversation.removed') return detail;
  const { conversation } = data;
  if (conversation.id === detail.conversation.id) return ownAfter(moved, event);
  if (conversation.id === detail.linked?.id || conversation.linkedId === detail.conversation.id) {
    return linkedAfter(moved, event, conversation);
  }
  if (conversation.threadId === detail.conversation.threadId && 'message' in data) {
    return voicesAfter(moved, data.message);
  }
  return withoutMessage(detail, event);
}

function ownAfter(detail: Detail, event: Event): Detail {
  const { data } = event;
  if (!('conversation' in data)) return detail;
  const next: Detail = {
    ...detail,
    conversation: newer(detail.conversation, data.conversation),
    turns: withTurns(detail.turns, data.kind === 'turn.breached' ? [...data.turns, data.turn] : data.turns),
  };
  if ('message' in data) return { ...next, messages: withMessage(next.messages, data.message) };
  if (data.kind === 'message.removed') return { ...next, messages: next.messages.filter(m => m.id !== data.messageId) };
  if (data.kind !== 'conversation.changed') return next;
  const happening = {
    seq: event.seq,
    at: event.at,
    actorId: event.actorId,
    change: data.change,
    reason: data.reason,
    assigneeId: data.conversation.assigneeId,
  };
  return { ...next, happenings: [...next.happenings, happening] };
}

function linkedAfter(detail: Detail, { data }: Event, room: ConversationView): Detail {
  const linked = detail.linked ? newer(detail.linked, room) : room;
  if ('message' in data) return { ...detail, linked, linkedMessages: withMessage(detail.linkedMessages, data.message) };
  if (data.kind === 'message.removed') {
    return { ...detail, linked, linkedMessages: detail.linkedMessages.filter(m => m.id !== data.messageId) };
  }
  return { ...detail, linked };
}

function voicesAfter(detail: Detail, message: MessageView): Detail {
  if (message.direction !== 'in' || message.visibility !== 'public') return detail;
  const without = withoutId(detail, message.id);
  if (detail.above.some(other => other.id === message.id)) {
    return { ...without, above: detail.above.map(other => (other.id === message.id ? message : other)) };
  }
  return { ...without, voices: withMessage(detail.voices, message).slice(-VOICES_LIMIT) };
}

/** A message that found its right conversation elsewhere leaves this one. */
function withoutMessage(detail: Detail, { data }: Event): Detail {
  if (data.kind !== 'message.changed' || data.change !== 'moved') return detail;
  return detail.messages.some(m => m.id === data.message.id) ? withoutId(detail, data.message.id) : detail;
}

function withoutId(detail: Detail, id: string): Detail {
  return {
    ...detail,
    messages: detail.messages.filter(m => m.id !== id),
    voices: detail.voices.filter(m => m.id !== id),
  };
}

/** The message in its place by time; a known one is replaced. */
export function withMessage(messages: readonly MessageView[], message: MessageView): MessageView[] {
  const others = messages.filter(other => other.id !== message.id);
  const at = Date.parse(message.at);
  let place = others.length;
  while (place > 0 && Date.parse(others[place - 1]?.at ?? '') > at) place -= 1;
  return [...others.slice(0, place), message, ...others.slice(place)];
}

function withTurns(turns: readonly TurnView[], changed: readonly TurnView[]): TurnView[] {
  const byId = new Map(turns.map(turn => [turn.id, turn]));
  for (const turn of changed) byId.set(turn.id, turn);
  return [...byId.values()].sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
}

export function newer(held: ConversationView, come: ConversationView): ConversationView {
  return come.version >= held.version ? come : held;
}
