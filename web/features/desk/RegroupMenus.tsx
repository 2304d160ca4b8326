import type { RefObject } from 'react';
import { ask } from '../../api.ts';
import type { Detail } from '../../live/detail.ts';
import { holdRows } from '../../live/store.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import { letIn } from './own-rows.ts';

type Props = { detail: Detail; trigger: RefObject<HTMLButtonElement | null>; onClose: () => void };

/** The same person's other conversations on this channel, to be taken into this one. */
export function MergeMenu({ detail, trigger, onClose }: Props) {
  const words = useWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const { conversation, earlierConversations } = detail;
  const others = earlierConversations.filter(
    one => one.channelId === conversation.channelId && one.visibility === conversation.visibility,
  );
  return (
    <Choices
      trigger={trigger}
      label={t('merge.title')}
      none={t('merge.none')}
      choices={others.map(one => ({
        id: one.id,
        words: oneLine(one.preview) || t('queue.noWords'),
        aside: shortTime(one.lastMessageAt, language, nowMs()),
      }))}
      onClose={onClose}
      onChoose={from =>
        attempt(words, async () => {
          const done = await ask('merge', { brand: brand.id, id: conversation.id, body: { from } });
          holdRows([done.conversation]);
          say(t('merge.done'), { undo: () => undo(words, brand.id, done.undo, null) });
        })
      }
    />
  );
}

const PREVIEW_LENGTH = 60;

/** The customer's messages after the first: from which one on is it another matter? */
export function SplitMenu({ detail, trigger, onClose }: Props) {
  const words = useWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const { conversation, messages } = detail;
  const theirs = messages.filter(message => message.direction === 'in').slice(1);
  return (
    <Choices
      trigger={trigger}
      label={t('split.title')}
      none={t('split.none')}
      choices={theirs.toReversed().map(message => ({
        id: message.id,
        words: oneLine(message.text).slice(0, PREVIEW_LENGTH) || t('queue.noWords'),
        aside: shortTime(message.at, language, nowMs()),
      }))}
      onClose={onClose}
      onChoose={fromMessageId =>
        attempt(words, async () => {
          const done = await ask('split', { brand: brand.id, id: conversation.id, body: { fromMessageId } });
          letIn([done.apart.id]);
          holdRows([done.conversation, done.apart]);
          say(t('split.done'), { undo: () => undo(words, brand.id, done.undo, conversation.id) });
          go({ screen: 'desk', conversation: done.apart.id });
        })
      }
    />
  );
}

function undo(words: Words, brand: number, id: string, open: string | null): Promise<void> {
  return attempt(words, async () => {
    const { conversations } = await ask('undoRegroup', { brand, id });
    letIn(conversations.map(one => one.id));
    holdRows(conversations);
    if (open) go({ screen: 'desk', conversation: open });
  });
}

async function attempt(words: Words, deed: () => Promise<void>): Promise<void> {
  try {
    await deed();
  } catch (error) {
    complain(refusalWords(asRefusal(error), words));
  }
}
