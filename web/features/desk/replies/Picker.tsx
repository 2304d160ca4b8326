import { useId, useLayoutEffect, useRef, useState } from 'react';
import { findReplies } from '../../../../src/core/saved-reply.ts';
import type { SavedReply } from '../../../live/reply-setup.ts';
import { useWords } from '../../../strings/words.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Effects } from './Effects.tsx';
import styles from './Picker.module.css';
import type { Aids } from './use-aids.ts';

/** More are found by typing on. */
const SHOWN = 30;

type Props = { aids: Aids; typed: string; onChoose: (reply: SavedReply) => void; onClose: () => void };

/** Handles a key for the list; true when it did. */
export type PickerKeys = (key: string) => boolean;

/** Saved replies while a slash and words are typed: found, walked and taken without the mouse, with the words as they will stand. */
export function usePicker({ aids, typed, onChoose, onClose }: Props) {
  const { t } = useWords();
  const id = useId();
  const [at, setAt] = useState({ typed, index: 0 });
  const list = useRef<HTMLDivElement>(null);
  const found = findReplies(aids.replies.map(findable), typed)
    .slice(0, SHOWN)
    .map(({ reply }) => reply);
  const index = at.typed === typed ? Math.min(at.index, Math.max(0, found.length - 1)) : 0;
  const chosen = found[index];
  useLayoutEffect(() => {
    list.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  const onKey: PickerKeys = key => {
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) setAt({ typed, index: (index + step + found.length) % found.length });
    else if ((key === 'Enter' || key === 'Tab') && chosen) onChoose(chosen);
    else if (key === 'Escape') onClose();
    else return false;
    return true;
  };
  const shown = (
    <div className={styles.picker}>
      <div className={styles.list} ref={list} id={id} role="listbox" aria-label={t('saved.choose')}>
        {found.map((reply, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the words being written keep the focus and hear the keys
          <div
            key={reply.id}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === index}
            data-index={place}
            className={place === index ? `${styles.row} ${styles.on}` : styles.row}
            onMouseDown={event => event.preventDefault()}
            onClick={() => onChoose(reply)}
          >
            <bdi>{reply.title}</bdi>
            {reply.ownerId && <Icon name="person" size={14} />}
            {reply.actions.length > 0 && <Icon name="play" size={14} />}
            {reply.shortcut && (
              <span className={styles.shortcut} dir="ltr">
                /{reply.shortcut}
              </span>
            )}
          </div>
        ))}
        {aids.isReady && found.length === 0 && (
          <p className={styles.none}>{t(aids.replies.length === 0 ? 'saved.noneYet' : 'saved.noneFound')}</p>
        )}
      </div>
      {chosen && <Preview aids={aids} reply={chosen} />}
    </div>
  );
  return { shown, onKey, chosen, listId: id, activeId: chosen ? `${id}-${index}` : undefined };
}

function findable(reply: SavedReply) {
  const { id, title, shortcut, folder, tags } = reply;
  return { id, title, shortcut, folder, tags, words: reply.variants.flatMap(({ texts }) => texts).join(' '), reply };
}

function Preview({ aids, reply }: { aids: Aids; reply: SavedReply }) {
  const { t } = useWords();
  const shown = aids.preview(reply);
  if (!shown) return null;
  const { fit, missing } = shown;
  return (
    <div className={styles.preview} aria-live="polite">
      <p dir="auto" className={styles.text}>
        {shown.text}
      </p>
      {fit.lang === 'other' && <p className={styles.warn}>{t('saved.otherLanguage')}</p>}
      {fit.network === 'other' && <p className={styles.warn}>{t('saved.otherNetwork')}</p>}
      {missing.length > 0 && <p className={styles.warn}>{t('saved.missing', { names: missing.join(', ') })}</p>}
      <Effects actions={reply.actions} />
    </div>
  );
}
