import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { useColleagues } from '../../live/colleagues.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import styles from './MentionList.module.css';
import { colleaguesFor, mentionAt } from './mentions.ts';

const SHOWN = 6;

export type Mentioning = {
  /** True where the key was the list's. */
  onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  onCaret: () => void;
  /** For the field: which option is lit. */
  field: { role?: 'combobox'; 'aria-expanded'?: boolean; 'aria-controls'?: string; 'aria-activedescendant'?: string };
  list: React.ReactNode;
};

/** Typing `@` in a note offers colleagues: arrows walk, Enter or Tab names, Escape leaves it. */
export function useMentions(
  isNote: boolean,
  text: string,
  write: (text: string) => void,
  writer: RefObject<HTMLTextAreaElement | null>,
): Mentioning {
  const { t } = useWords();
  const { me } = usePerson();
  const colleagues = useColleagues();
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [lit, setLit] = useState(0);
  const [left, setLeft] = useState<number | null>(null);
  const at = isNote ? mentionAt(text, caret) : null;
  const others = [...colleagues.values()].filter(one => one.id !== me.id);
  const found = at === null || at.from === left ? [] : colleaguesFor(at.typed, others).slice(0, SHOWN);
  const isDone = found.length === 1 && found[0]?.name === at?.typed;
  const shown = isDone ? [] : found;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another word begins at its first colleague
  useEffect(() => setLit(0), [at?.from, at?.typed]);

  function name(index: number): void {
    const chosen = shown[index];
    if (at === null || chosen === undefined) return;
    const before = `${text.slice(0, at.from)}@${chosen.name} `;
    // At once: whoever types on without a pause must not find the caret moved under their fingers.
    flushSync(() => write(before + text.slice(caret)));
    writer.current?.focus();
    writer.current?.setSelectionRange(before.length, before.length);
    setCaret(before.length);
  }
  function onKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (shown.length === 0 || event.ctrlKey || event.metaKey) return false;
    if (event.key === 'ArrowDown') setLit((lit + 1) % shown.length);
    else if (event.key === 'ArrowUp') setLit((lit + shown.length - 1) % shown.length);
    else if (event.key === 'Enter' || event.key === 'Tab') name(lit);
    else if (event.key === 'Escape') setLeft(at?.from ?? null);
    else return false;
    event.preventDefault();
    return true;
  }
  const open = shown.length > 0;
  return {
    onKey,
    onCaret: () => setCaret(writer.current?.selectionStart ?? 0),
    field: open
      ? {
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': id,
          'aria-activedescendant': `${id}-${lit}`,
        }
      : {},
    list: open && (
      <div className={styles.list} role="listbox" id={id} aria-label={t('mention.list')}>
        {shown.map((one, index) => (
          <div
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === lit}
            className={styles.option}
            onMouseDown={event => {
              event.preventDefault();
              name(index);
            }}
          >
            <Avatar name={one.name} size={20} ours />
            <bdi>{one.name}</bdi>
          </div>
        ))}
      </div>
    ),
  };
}
