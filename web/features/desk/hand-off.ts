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
  // First the words: once another page is in front, ours may not touch the clipboard any more.
  const copied = copyWords(text);
  const page = window.open('about:blank', '_blank');
  if (page) page.opener = null;
  return {
    copied,
    lead(url) {
      page?.location.replace(url);
      return page !== null;
    },
    close: () => page?.close(),
  };
}

async function copyWords(text: string): Promise<boolean> {
  if (copyBySelecting(text)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The old way is done at once, and also on pages served without TLS, which are given no clipboard. */
function copyBySelecting(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  document.body.append(field);
  field.focus({ preventScroll: true });
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
