import type { Detail } from '../../live/detail.ts';
import type { Mode } from './drafts.ts';

/** Whether a public answer goes by hand, on the network's own page, because its API takes none. */
export function goesByHand({ conversation, channel }: Pick<Detail, 'conversation' | 'channel'>, mode: Mode): boolean {
  const { canReply, handOff } = channel.composing;
  return mode === 'reply' && conversation.visibility === 'public' && !canReply && handOff;
}

export type Opening = {
  /** Whether the words are on the clipboard. */
  copied: Promise<boolean>;
  /** @returns false where the browser lets no page be opened */
  lead: (url: string) => boolean;
  close: () => void;
};

/**
 * Copies the words and opens an empty page to be led to the network. To be called in the very press of the button: browsers
 * allow neither a moment later, when the server has named the page. That page knows nothing of ours.
 */
export function beginOpening(text: string): Opening {
  const page = window.open('about:blank', '_blank');
  if (page) page.opener = null;
  return {
    copied: copyWords(text),
    lead(url) {
      page?.location.replace(url);
      return page !== null;
    },
    close: () => page?.close(),
  };
}

async function copyWords(text: string): Promise<boolean> {
  // There is no clipboard on pages served without TLS, except from this very machine.
  if (!navigator.clipboard) return copyBySelecting(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

function copyBySelecting(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
