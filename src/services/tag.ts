import type { ConversationView } from '../core/view.ts';
import { writeTags } from '../store/status.ts';
import { changeConversation, changed } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';

/** Sets its tags: all of them, in the order given, each once whatever its case. */
export function tag(
  desk: Desk,
  who: Who,
  id: string,
  tags: readonly string[],
): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, async (tx, row) => {
    const wanted = tidyTags(tags);
    if (wanted.join('\n') === row.tags.join('\n')) return { changes: [] };
    await writeTags(tx, who.brandId, id, wanted);
    return { changes: [changed(id, 'tagged')] };
  });
}

/** Shared with contacts: no doubles, no blanks, no line breaks. */
export function tidyTags(tags: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const written of tags) {
    const tidy = written.replace(/\s+/g, ' ').trim();
    const key = tidy.toLowerCase();
    if (tidy !== '' && !kept.has(key)) kept.set(key, tidy);
  }
  return [...kept.values()];
}
