import type { OutputOf } from '../../../src/contract/api.ts';
import type { ConversationView, MessageView, TurnView } from '../../../src/core/view.ts';

export type Happening = OutputOf<'openConversation'>['happenings'][number];

export type Entry =
  | { kind: 'above'; key: string; message: MessageView }
  | { kind: 'message'; key: string; message: MessageView; waiting: TurnView | null; closed: TurnView | null }
  | { kind: 'voices'; key: string; messages: MessageView[]; more: number }
  | { kind: 'door'; key: string; room: ConversationView; messages: MessageView[] }
  | { kind: 'happening'; key: string; happening: Happening };

type Parts = {
  conversation: ConversationView;
  messages: readonly MessageView[];
  turns: readonly TurnView[];
  above: readonly MessageView[];
  voices: readonly MessageView[];
  moreVoices: number;
  happenings: readonly Happening[];
  linked: ConversationView | null;
  linkedMessages: readonly MessageView[];
};

/**
 * One conversation from top to bottom: the posts being answered, what was said and done in order of time, other voices
 * folded after the first words, and the door to the private room at the time of its newest words.
 */
export function timeline(parts: Parts): Entry[] {
  const { conversation, turns } = parts;
  const dated: { at: string; entry: Entry }[] = parts.messages.map(message => ({
    at: message.at,
    entry: {
      kind: 'message',
      key: message.id,
      message,
      waiting: turns.find(turn => turn.closedAt === null && turn.openedBy === message.id) ?? null,
      closed: turns.find(turn => turn.closedBy === message.id) ?? null,
    },
  }));
  for (const happening of parts.happenings) {
    const { change, because, rule } = happening;
    if (!TOLD.has(change) && because === null && !(rule !== null && TOLD_OF_RULES.has(change))) continue;
    dated.push({ at: happening.at, entry: { kind: 'happening', key: `h${happening.seq}`, happening } });
  }
  if (parts.linked && parts.linked.visibility === 'private' && conversation.visibility === 'public') {
    const room = parts.linked;
    dated.push({
      at: room.lastMessageAt,
      entry: { kind: 'door', key: 'door', room, messages: [...parts.linkedMessages] },
    });
  }
  dated.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  // A merge brings a post in that stood above until then.
  const here = new Set(parts.messages.map(message => message.id));
  const above = parts.above.filter(message => !here.has(message.id));
  const entries: Entry[] = above.map(message => ({ kind: 'above', key: `a${message.id}`, message }));
  const spoken = dated.map(({ entry }) => entry);
  if (parts.voices.length > 0) {
    const first = spoken.findIndex(entry => entry.kind === 'message');
    const messages = [...parts.voices];
    spoken.splice(first + 1, 0, { kind: 'voices', key: 'voices', messages, more: parts.moreVoices });
  }
  return [...entries, ...spoken];
}

const PROMISED = ['own_promise_due', 'own_promise_kept', 'own_promise_broken', 'own_promise_dropped'];

/** What is worth a line between the messages; claims, tags and counts of time come and go too often. */
const TOLD = new Set(['assigned', 'team', 'resolved', 'reopened', 'snoozed', 'woken', 'merged', 'split', ...PROMISED]);

/** What a rule does nobody has seen happen, so it is told. */
const TOLD_OF_RULES = new Set(['tagged', 'prioritised', 'suggested', 'promised']);

/** What an edit took out: the words before it, cut into the same and the gone. */
export function editedAway(before: string, after: string): { kind: 'same' | 'gone'; text: string }[] {
  const old = before.split(/(\s+)/);
  const now = after.split(/(\s+)/);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const parts = [
    { kind: 'same' as const, text: old.slice(0, start).join('') },
    { kind: 'gone' as const, text: old.slice(start, old.length - end).join('') },
    { kind: 'same' as const, text: end > 0 ? old.slice(-end).join('') : '' },
  ];
  return parts.filter(part => part.text !== '');
}
