import { Refusal } from '../core/refusal.ts';
import type { ConversationView } from '../core/view.ts';
import { writeTags } from '../store/status.ts';
import { changeConversation, changed, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';
import { settle } from './settle.ts';

/** Sets its tags: all of them, in the order given, each once whatever its case. What is promised may depend on them. */
export function tag(
  desk: Desk,
  who: Who,
  id: string,
  tags: readonly string[],
): Promise<{ conversation: ConversationView }> {
  return changeConversation(
    desk,
    who,
    id,
    tagging(desk, who, () => tags),
  );
}

/** The same as part of a larger deed. @param tagsAfter from the tags it has to those it is to have */
export function tagging(
  { makeId }: Pick<Desk, 'makeId'>,
  who: Pick<Who, 'brandId'>,
  tagsAfter: (before: readonly string[]) => readonly string[],
): Work {
  return async (tx, row, at) => {
    const wanted = tidyTags(tagsAfter(row.tags));
    if (wanted.join('\n') === row.tags.join('\n')) return { changes: [] };
    if (wanted.length > TAGS_LIMIT) throw new Refusal('too_many', `A conversation has ${TAGS_LIMIT} tags at most.`);
    await writeTags(tx, who.brandId, row.id, wanted);
    const settled = await settle(tx, who.brandId, [row.id], at, { makeId, since: at });
    const had = new Set(row.tags.map(one => one.toLowerCase()));
    const added = wanted.filter(one => !had.has(one.toLowerCase())).join(', ');
    return { changes: [changed(row.id, 'tagged', added || null)], settled };
  };
}

export const TAGS_LIMIT = 30;

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
