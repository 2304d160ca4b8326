import type { OutputOf } from '../../src/contract/api.ts';
import { messagesAfter, newerRow, turnsAfter, withMessage } from '../../src/core/apply.ts';
import type { Event } from '../../src/core/event.ts';
import type { ConversationView, MessageView } from '../../src/core/view.ts';

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
    conversation: newerRow(detail.conversation, data.conversation),
    messages: [...messagesAfter(detail.messages, data)],
    turns: [...turnsAfter(detail.turns, data)],
  };
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
  const linked = detail.linked ? newerRow(detail.linked, room) : room;
  return { ...detail, linked, linkedMessages: [...messagesAfter(detail.linkedMessages, data)] };
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
