import { lazy, Suspense, useRef, useState } from 'react';
import type { MessageView } from '../../../../src/core/view.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { IconButton } from '../../../ui/Button.tsx';
import styles from './Moderated.module.css';

const Menu = lazy(() => import('./ModerateMenu.tsx').then(module => ({ default: module.ModerateMenu })));
const Marks = lazy(() => import('./Marks.tsx').then(module => ({ default: module.Marks })));

/** The button for what can be done to one message besides answering. What it opens is fetched with the first opening. */
export function ModerateButton({ message }: { message: MessageView }) {
  const { t } = useWords();
  const { may } = usePerson();
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (!may('answer') || !message.remoteId) return null;
  return (
    <>
      <IconButton
        ref={trigger}
        icon="more"
        size="small"
        className={styles.button}
        label={t('action.moderate')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-moderate
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <Menu message={message} trigger={trigger} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** What was done to it, in words; nothing where nothing was. */
export function ModerationMarks({ message }: { message: MessageView }) {
  if (message.moderation.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <Marks message={message} />
    </Suspense>
  );
}

/** Opens the menu of the message in hand: the one with the focus, else the customer's newest. */
export function openModeration(newest: string | undefined): void {
  const focused = document.activeElement?.closest<HTMLElement>('[data-message]')?.dataset['message'];
  const id = CSS.escape(focused ?? newest ?? '');
  document.querySelector<HTMLElement>(`[data-message="${id}"] [data-moderate]`)?.click();
}
