import { useEffect, useState } from 'react';
import { ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { words } from '../../../strings/words.ts';
import { asRefusal } from '../../../use-asked.ts';
import { isAskable, type RuleDraft, type Trial, wishOf } from './rule-draft.ts';

/** Asked once typing rests. */
const REST_MS = 400;

export type Tried = { trial: Trial | null /** Why it is missing. */; trouble: string | null };
const NOTHING: Tried = { trial: null, trouble: null };

/** What a rule would have done last week; the last answer stays until the next is there. @param draft null: nobody asks */
export function useRuleTrial(draft: RuleDraft | null): Tried {
  const { brand } = usePerson();
  const [tried, setTried] = useState(NOTHING);
  const asked = draft && isAskable(draft) ? writeAsked(draft) : null;
  useEffect(() => {
    if (asked === null) {
      setTried(NOTHING);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask('tryRule', { brand: brand.id, body: JSON.parse(asked), signal: stop.signal }).then(
        trial => setTried({ trial, trouble: null }),
        (error: unknown) => {
          if (!stop.signal.aborted) setTried({ trial: null, trouble: refusalWords(asRefusal(error), words()) });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, brand.id]);
  return tried;
}

/** Whether it acts does not hang on its name, nor on what it then does. */
function writeAsked(draft: RuleDraft): string {
  const { events, conditions } = wishOf(draft);
  return JSON.stringify({ name: '?', events, conditions, actions: [] });
}
