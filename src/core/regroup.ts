/** What may be merged, and what goes along when a conversation is split. */
import type { Conversation } from './conversation.ts';

/** Why two conversations cannot become one, in words; null: they can. */
export function whyNotMerge(into: Conversation, from: Conversation): string | null {
  if (into.id === from.id) return 'It cannot be merged into itself. Choose another one.';
  if (into.contactId === null || into.contactId !== from.contactId) {
    return 'These are two different people. Only conversations of the same person can be merged.';
  }
  if (into.channelId !== from.channelId)
    return 'They came in by different channels, and an answer can only go out by one.';
  if (into.visibility !== from.visibility) {
    return 'One is public and the other private. They stay linked, so that nothing private goes out in public.';
  }
  return null;
}

export type Part = {
  id: string;
  direction: 'in' | 'out' | 'note';
  remoteId: string | null;
  parentRemoteId: string | null;
};

export type Cut =
  | {
      kind: 'cut';
      goes: string[];
      /** Stay although they answer something that goes: whoever chose left them out on purpose. */
      held: string[];
    }
  | { kind: 'refused'; says: string };

/**
 * @param parts of the conversation, oldest first
 * @param chosen the messages that go; with `from`, all from this one on, notes too
 */
export function cutOff(parts: readonly Part[], chosen: { ids: readonly string[] } | { from: string }): Cut {
  const start = 'from' in chosen ? parts.findIndex(part => part.id === chosen.from) : -1;
  const wanted = new Set(
    'from' in chosen ? parts.slice(start < 0 ? parts.length : start).map(part => part.id) : chosen.ids,
  );
  const goes = parts.filter(part => wanted.has(part.id));
  if (goes.length < wanted.size || goes.length === 0) {
    return { kind: 'refused', says: 'Choose messages of this conversation.' };
  }
  const isCustomer = (part: Part) => part.direction === 'in';
  if (!goes.some(isCustomer)) {
    return {
      kind: 'refused',
      says: 'Choose at least one message of the customer: a conversation is about what they said.',
    };
  }
  if (!parts.some(part => isCustomer(part) && !wanted.has(part.id))) {
    return { kind: 'refused', says: 'Leave at least one message of the customer here, or there is nothing to split.' };
  }
  return { kind: 'cut', goes: goes.map(part => part.id), held: 'from' in chosen ? [] : followers(parts, wanted) };
}

/** What answers one of these, and what answers that, as far as parents are here; not themselves. */
export function followers(parts: readonly Part[], wanted: ReadonlySet<string>): string[] {
  const byRemoteId = new Map(parts.flatMap(part => (part.remoteId === null ? [] : [[part.remoteId, part] as const])));
  return parts
    .filter(part => part.direction !== 'note' && !wanted.has(part.id))
    .filter(part => {
      const seen = new Set<Part>();
      for (let at: Part | undefined = part; at !== undefined && !seen.has(at); ) {
        if (wanted.has(at.id)) return true;
        seen.add(at);
        at = at.parentRemoteId === null ? undefined : byRemoteId.get(at.parentRemoteId);
      }
      return false;
    })
    .map(part => part.id);
}
