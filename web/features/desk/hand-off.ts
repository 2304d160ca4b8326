import type { Detail } from '../../live/detail.ts';
import { copyWords } from '../../ui/copy-words.ts';
import { isPaidFor, targetOf } from './answer-facts.ts';
import type { Mode } from './drafts.ts';

/** `network`: its API takes no answers. `post`: it takes none to this one, which was not written to us. `budget`: nothing is left to pay with. */
export type ByHand = 'network' | 'post' | 'budget';

/** Why a public answer goes by hand, on the network's own page; null where it leaves from here. */
export function whyByHand(detail: Detail, mode: Mode): ByHand | null {
  const { canReply, handOff, priceUsd } = detail.channel.composing;
  if (mode !== 'reply' || detail.conversation.visibility !== 'public' || !handOff) return null;
  if (!canReply) return 'network';
  if (isPostByHand(detail)) return 'post';
  return priceUsd !== null && !isPaidFor(detail, priceUsd.reply) ? 'budget' : null;
}

/** Of posts that came since, only the conversation says whether they were written to us; the server looks again. */
function isPostByHand(detail: Detail): boolean {
  const target = targetOf(detail);
  if (target === undefined) return false;
  if (detail.byHand.includes(target.id)) return true;
  const cameSince = detail.byHand.length > 0 && detail.channel.composing.byHandUnlessAddressed;
  return cameSince && detail.conversation.heard;
}

export function goesByHand(detail: Detail, mode: Mode): boolean {
  return whyByHand(detail, mode) !== null;
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
