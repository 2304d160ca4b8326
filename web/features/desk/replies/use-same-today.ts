import { useEffect, useState } from 'react';
import { gistOf, WORDS_AT_LEAST } from '../../../../src/core/sameness.ts';
import { ApiRefusal, ask } from '../../../api.ts';

/** From so many on it is worth saying. */
export const SAME_WORTH_SAYING = 5;
/** People pause this long between two thoughts. */
const AFTER_MS = 600;

type Same = { byMe: number; byTeam: number };
const NONE: Same = { byMe: 0, byTeam: 0 };

/** In how many other conversations these words were said in public today. @param text null: nothing to be asked about */
export function useSameToday(brand: number, id: string, text: string | null): Same {
  const [found, setFound] = useState<{ text: string; same: Same } | null>(null);
  const wanted = text !== null && gistOf(text).n >= WORDS_AT_LEAST ? text : null;
  useEffect(() => {
    if (wanted === null) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const same = await ask('sameToday', { brand, id, body: { text: wanted }, signal: stop.signal });
        setFound({ text: wanted, same });
      } catch (error) {
        // A nudge that does not come is no harm.
        if (!(error instanceof ApiRefusal) && !stop.signal.aborted) throw error;
      }
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [brand, id, wanted]);
  return wanted !== null && found !== null ? found.same : NONE;
}
