import { readWants } from '../../../../src/core/opt-out.ts';
import { roomWindow } from '../../../../src/core/window.ts';
import type { Detail } from '../../../live/detail.ts';

/** Why a template may be wanted here, or may not go; null: free words do. */
export type TemplateTerms =
  | { kind: 'closed' }
  | { kind: 'never' }
  | { kind: 'closing' }
  | { kind: 'asked' }
  | { kind: 'muted'; isOpen: boolean };

/** A window this close to its end is worth saying. */
const CLOSING_MS = 2 * 60 * 60 * 1000;

/** In private, where the network approves messages beforehand. */
export function termsOf(detail: Detail, nowMs: number): TemplateTerms | null {
  const { composing } = detail.channel;
  const isRoom = detail.conversation.visibility === 'private' || detail.linked?.visibility === 'private';
  if (!composing.templates || !isRoom) return null;
  const theirs = roomOf(detail).filter(message => message.direction === 'in');
  const last = theirs.at(-1);
  const { until } = roomWindow(
    { privateWindowHours: composing.privateWindowHours },
    last === undefined ? null : new Date(last.at),
  );
  const leftMs = until === null ? Number.POSITIVE_INFINITY : until.getTime() - nowMs;
  const wants = wantsOf(detail, theirs);
  if (wants === 'words') return leftMs > CLOSING_MS ? null : { kind: 'asked' };
  if (leftMs > CLOSING_MS) return null;
  if (wants === 'network') return { kind: 'muted', isOpen: leftMs > 0 };
  if (last === undefined) return { kind: 'never' };
  return { kind: leftMs > 0 ? 'closing' : 'closed' };
}

function roomOf({ conversation, messages, linkedMessages }: Detail): Detail['messages'] {
  return conversation.visibility === 'private' ? messages : linkedMessages;
}

/** By which they asked to be left alone. What has just been heard counts before what was known when this was opened. */
function wantsOf(
  { contact, conversation }: Detail,
  theirs: readonly { text: string; deletedAt: string | null }[],
): 'words' | 'network' | null {
  const identity = contact?.identities.find(({ id }) => id === conversation.face?.identityId);
  if (identity?.wants === 'asked' && identity.wantsBy === 'network') return 'network';
  const said = theirs.findLast(({ text, deletedAt }) => deletedAt === null && readWants(text) !== null);
  const wants = said === undefined ? (identity?.wants ?? 'anything') : readWants(said.text);
  return wants === 'asked' ? 'words' : null;
}
