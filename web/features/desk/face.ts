import type { ConversationView } from '../../../src/core/view.ts';
import { address } from '../../api.ts';
import type { Words } from '../../strings/words.ts';
import { oneLine } from '../../ui/safe-text.ts';

/** The person's name as shown: made harmless, and never empty. */
export function nameOf(row: Pick<ConversationView, 'face'>, words: Words): string {
  const face = row.face;
  if (!face) return words.t('queue.nobodyYet');
  return oneLine(face.name) || oneLine(face.handle ?? '') || words.t('queue.noName');
}

/** The first word of a name, for a sentence such as "Only Mara can read this". */
export function shortNameOf(name: string): string {
  const first = name.split(' ')[0] ?? name;
  return first.length >= 2 ? first : name;
}

export function avatarOf(row: Pick<ConversationView, 'face'>, brand: number): string | null {
  const id = row.face?.avatarId;
  return id ? address('media', { brand, id, query: { size: 'thumb' } }) : null;
}
