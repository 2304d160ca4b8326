import { useCallback } from 'react';
import type { Said } from '../../../../src/core/triage/said.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { ask } from '../../../api.ts';
import { detailOf, holdMessage, holdRows } from '../../../live/store.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { complain, say } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';
import { valueWords } from './reading-words.ts';
import { saidNames } from './values.ts';

export type Correct = {
  correct: (message: MessageView, said: Said) => Promise<void>;
  takeBack: (message: MessageView, correctionId: string) => Promise<void>;
};

/** Says what a post is, shows it at once, and offers the way back. */
export function useCorrect(): Correct {
  const { brand } = usePerson();
  const words = useWords();
  const takeBack = useCallback(
    async (message: MessageView, correctionId: string) => {
      try {
        const done = await ask('undoCorrection', { brand: brand.id, id: correctionId });
        hold(message, done);
        say(words.t('triage.undone'));
      } catch (error) {
        complain(refusalWords(asRefusal(error), words));
      }
    },
    [brand.id, words],
  );
  const correct = useCallback(
    async (message: MessageView, said: Said) => {
      try {
        const done = await ask('correctReading', { brand: brand.id, id: message.id, body: said });
        hold(message, done);
        const { correction } = done;
        if (correction === null) return;
        const names = saidNames(said).map(({ name, isTaken }) => {
          const value = valueWords(said.aspect, name, words);
          return isTaken ? words.t('triage.not', { value }) : value;
        });
        const value = new Intl.ListFormat(words.language).format(names);
        say(words.t('triage.done', { value }), { undo: () => void takeBack(message, correction.id) });
      } catch (error) {
        complain(refusalWords(asRefusal(error), words));
      }
    },
    [brand.id, words, takeBack],
  );
  return { correct, takeBack };
}

type Done = Pick<Awaited<ReturnType<typeof ask<'correctReading'>>>, 'readings' | 'conversation'>;

function hold(message: MessageView, { readings, conversation }: Done): void {
  holdRows([conversation]);
  const now = detailOf(message.conversationId)?.messages.find(({ id }) => id === message.id) ?? message;
  holdMessage({ ...now, readings });
}
