import { useEffect } from 'react';
import { onEvent } from '../../../live/store.ts';
import { useWords } from '../../../strings/words.ts';
import { say } from '../../../ui/toast.ts';

/** A burst is news on every screen. */
const READING_MS = 20_000;

export function useBurstNotice(): void {
  const { t, language } = useWords();
  useEffect(
    () =>
      onEvent(({ data }) => {
        if (data.kind !== 'burst.began') return;
        const times = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(data.times);
        say(t('burst.notice', { times }), { lastsMs: READING_MS });
      }),
    [t, language],
  );
}
