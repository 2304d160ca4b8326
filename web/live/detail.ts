import type { OutputOf } from '../../src/contract/api.ts';
import { withMessage } from '../../src/core/apply.ts';
import type { Event } from '../../src/core/event.ts';
import type { ConversationView, MessageView } from '../../src/core/view.ts';

/** One opened conversation with everything around it. */
export type Detail = OutputOf<'openConversation'>;

/** What stands around an opened conversation and is not among its own rows. */
export type Around = Omit<Detail, 'conversation' | 'linked' | 'messages' | 'turns' | 'linkedMessages'> & {
  threadId: string;
};

/** How many other voices are kept; more than this nobody reads. */
const VOICES_LIMIT = 200;

export function aroundOf({ conversation, linked, messages, turns, linkedMessages, ...around }: Detail): Around {
  return { ...around, threadId: conversation.threadId };
}

/** What stands around the conversation `id` after an event, or the same object where it does not concern it. */
export function aroundAfter(around: Around, id: string, event: Event): Around {
  const { data } = event;
  if (event.seq <= around.seq || !('conversation' in data)) return around;
  if (data.conversation.id === id) {
    if (data.kind === 'conversation.changed') return withHappening(around, event);
    const isAnswer = data.kind === 'message.added' && data.message.direction === 'out';
    return isAnswer && around.suggestion !== null ? { ...around, suggestion: null } : around;
  }
  if (!('message' in data)) return around;
  if (data.conversation.threadId === around.threadId) return withVoice(around, data.message, data.conversation);
  return withoutVoice(around, data.message.id);
}

function withHappening(around: Around, { seq, at, actorId, data }: Event): Around {
  if (data.kind !== 'conversation.changed') return around;
  const { change, reason, conversation, because = null, rules = [] } = data;
  const { assigneeId, teamId } = conversation;
  const rule = rules.at(-1)?.name ?? null;
  const happening = { seq, at, actorId, change, reason, assigneeId, teamId, because, rule };
  const suggested = change === 'suggested' && reason !== null && rule !== null;
  const suggestion = suggested ? { savedReplyId: reason, ruleName: rule } : around.suggestion;
  return { ...around, suggestion, happenings: [...around.happenings, happening] };
}

/** Somebody else spoke in the thread, or what is being answered changed. */
function withVoice(around: Around, message: MessageView, conversation: ConversationView): Around {
  if (around.above.some(other => other.id === message.id)) {
    return { ...around, above: around.above.map(other => (other.id === message.id ? message : other)) };
  }
  if (message.direction !== 'in' || conversation.visibility !== 'public') return around;
  return { ...around, voices: withMessage(around.voices, message).slice(-VOICES_LIMIT) };
}

function withoutVoice(around: Around, messageId: string): Around {
  if (!around.voices.some(voice => voice.id === messageId)) return around;
  return { ...around, voices: around.voices.filter(voice => voice.id !== messageId) };
}
