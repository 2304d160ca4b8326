import { useCallback } from 'react';
import type { BodyOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { holdMessage } from '../../../live/store.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { complain } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';

/** Does it, shows it on the message at once, and complains in words where it is declined. @returns whether it was taken */
export function useModerate(): (messageId: string, body: BodyOf<'moderate'>) => Promise<boolean> {
  const { brand } = usePerson();
  const words = useWords();
  return useCallback(
    async (id, body) => {
      try {
        const { message } = await ask('moderate', { brand: brand.id, id, body });
        holdMessage(message);
        return true;
      } catch (error) {
        complain(refusalWords(asRefusal(error), words));
        return false;
      }
    },
    [brand.id, words],
  );
}
