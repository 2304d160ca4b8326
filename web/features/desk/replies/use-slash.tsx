import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Detail } from '../../../live/detail.ts';
import { readReplySetup, type SavedReply } from '../../../live/reply-setup.ts';
import { usePerson } from '../../../session.ts';
import { keepDraft, type Mode } from '../drafts.ts';
import type { Writing } from '../use-writing.ts';
import { usePicker } from './Picker.tsx';

/** A slash at the very beginning, and what is typed after it. */
const SLASH = /^\/([^\n/]{0,60})$/;

/** While the draft is a slash and words, saved replies are offered; the focus never leaves the words. */
export function useSlash({ writing, detail, mode }: { writing: Writing; detail: Detail; mode: Mode }) {
  const { brand } = usePerson();
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const [takenAt, setTakenAt] = useState<string | null>(null);
  const { aids, text, setAttached } = writing;
  const typed = mode === 'note' ? null : (SLASH.exec(text)?.[1] ?? null);
  const isOpen = typed !== null && closedAt !== text;
  const picker = usePicker({ aids, typed: typed ?? '', onChoose: choose, onClose: () => setClosedAt(text) });

  function choose(reply: SavedReply) {
    const media = aids.take(reply);
    const allowed = detail.channel.composing.media?.perPost ?? 0;
    const pictures = media.slice(0, allowed);
    setAttached(() =>
      pictures.map(({ mediaId, description }) => ({ key: mediaId, mediaId, description: description ?? '' })),
    );
  }

  /** Whoever types faster than the list comes means its first line: it is put in as soon as it is there. */
  useEffect(() => {
    if (takenAt === null || !(aids.isReady || takenAt !== text)) return;
    setTakenAt(null);
    if (isOpen && takenAt === text && picker.chosen) choose(picker.chosen);
  });

  return {
    isOpen,
    /** A saved reply in the place of what is written, with its pictures. */
    insert: choose,
    shown: isOpen ? picker.shown : null,
    attributes: isOpen
      ? ({
          'aria-controls': picker.listId,
          'aria-activedescendant': picker.activeId,
          'aria-autocomplete': 'list',
        } as const)
      : {},
    /** True when the key was for the list. */
    hears(event: KeyboardEvent): boolean {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isOpen || !isPlain) return false;
      const isEarly = !aids.isReady && (event.key === 'Enter' || event.key === 'Tab');
      if (isEarly) setTakenAt(text);
      else if (!picker.onKey(event.key)) return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    open() {
      readReplySetup(brand.id);
      setClosedAt(null);
      keepDraft(detail.conversation.id, mode, '/');
    },
  };
}
