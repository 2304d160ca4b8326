import { useState } from 'react';
import type { MessageView } from '../../../src/core/view.ts';
import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import styles from './Voices.module.css';

/** How many are shown before the rest folds. */
const SHOWN = 2;

type Props = { messages: readonly MessageView[]; more: number; conversationId: string };

/** Other people in the same thread, dimmed: each has a conversation of their own, and answering one closes no other. */
export function Voices({ messages, more, conversationId }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const shown = open ? messages : messages.slice(0, SHOWN);
  const folded = messages.length - shown.length + more;
  return (
    <section className={open ? `${styles.voices} ${styles.open}` : styles.voices} aria-label={t('voices.label')}>
      {shown.map(voice => (
        <div key={voice.id} className={styles.voice}>
          <Icon name="people" size={14} />
          <b>
            <bdi>{oneLine(voice.authorName)}</bdi>
          </b>
          <span className={styles.words} dir="auto" lang={voice.lang ?? undefined}>
            {voice.deletedAt ? t('post.deletedBy.author') : oneLine(voice.text)}
          </span>
          {voice.conversationId !== conversationId && voice.direction === 'in' && (
            <RouteLink className={styles.go} to={{ screen: 'desk', conversation: voice.conversationId }}>
              {t('voices.theirs')}
            </RouteLink>
          )}
        </div>
      ))}
      {(folded > 0 || open) && messages.length + more > SHOWN && (
        <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'up' : 'down'} size={14} />
          {open ? t('voices.fold') : t('voices.folded', { n: folded })}
        </button>
      )}
    </section>
  );
}
