import { useEffect } from 'react';
import { words } from '../strings/words.ts';
import { announce } from '../ui/announcer.ts';
import { oneLine } from '../ui/safe-text.ts';
import { onEvent } from './store.ts';

/** Says out loud, politely, that a promise was broken or that somebody new wrote; one sentence at a time. */
export function useAnnounceUrgent(): void {
  useEffect(
    () =>
      onEvent(({ data }) => {
        const { t } = words();
        if (data.kind === 'turn.breached') {
          announce(t('announce.late', { name: oneLine(data.conversation.face?.name ?? '') }));
        } else if (data.kind === 'message.added' && data.message.direction === 'in' && data.was === null) {
          announce(t('announce.new', { name: oneLine(data.message.authorName) }));
        }
      }),
    [],
  );
}
