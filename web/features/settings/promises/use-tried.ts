import { useEffect, useState } from 'react';
import { ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { words } from '../../../strings/words.ts';
import { asRefusal } from '../../../use-asked.ts';
import { type Draft, type Tried, triedOf } from './draft.ts';

/** Asked once typing rests. */
const REST_MS = 300;

export type Trial = { tried: Tried | null /** Why the figures are missing. */; trouble: string | null };

/** How often the promises on the screen would have been kept; the last figures stay until the next are there. */
export function useTried(drafts: readonly Draft[]): Trial {
  const { brand } = usePerson();
  const [trial, setTrial] = useState<Trial>({ tried: null, trouble: null });
  const asked = JSON.stringify({ policies: drafts.map(triedOf) });
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask('tryPolicies', { brand: brand.id, body: JSON.parse(asked), signal: stop.signal }).then(
        tried => setTrial({ tried, trouble: null }),
        (error: unknown) => {
          if (!stop.signal.aborted) setTrial({ tried: null, trouble: refusalWords(asRefusal(error), words()) });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, brand.id]);
  return trial;
}
