import { type ReactNode, type RefObject, useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, Popover, SearchField, useFilter } from 'react-aria-components';
import { Icon } from '../Icon.tsx';
import type { IconName } from '../icons.ts';
import styles from './Overlay.module.css';

export type Choice = {
  id: string;
  /** What is typed to find it. */
  words: string;
  icon?: IconName;
  /** Drawn before the words instead of an icon. */
  picture?: ReactNode;
  aside?: ReactNode;
  on?: boolean;
};

export type ChoicePopoverProps = {
  trigger: RefObject<HTMLElement | null>;
  label: string;
  choices: readonly Choice[];
  /** Shown above the list; with it people type to find. */
  search?: string | undefined;
  /** Offers what was typed as a new choice. */
  onMake?: ((typed: string) => void) | undefined;
  makeLabel?: ((typed: string) => string) | undefined;
  /** Said when nothing is found. */
  none: string;
  /** Stays open after a choice, for several in a row. */
  several?: boolean;
  onChoose: (id: string) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** More than these scroll. */
const SHOWN_AT_ONCE = 8;

const MAKE = 'make\u0000';

/** A list to choose from beside the button that opened it: arrows walk it, typing finds, Escape gives the focus back. */
export function ChoicePopover(props: ChoicePopoverProps) {
  const { trigger, label, choices, search, onMake, makeLabel, none, several, onChoose, onClose, children } = props;
  const { contains } = useFilter({ sensitivity: 'base' });
  const [typed, setTyped] = useState('');
  const made = typed.trim();
  const known = choices.some(choice => choice.words.toLowerCase() === made.toLowerCase());
  const offered: Choice[] =
    onMake && makeLabel && made !== '' && !known
      ? [...choices, { id: MAKE, words: makeLabel(made), icon: 'plus' }]
      : [...choices];

  function choose(id: string) {
    if (id === MAKE) onMake?.(made);
    else onChoose(id);
    if (several) setTyped('');
    else onClose();
  }

  /** Typing that leaves the first choice where it was does not light it; Enter means it all the same. */
  function chooseFirst() {
    const list = document.querySelector(`[role="menu"][aria-label="${CSS.escape(label)}"]`);
    if (typed !== '' && !list?.querySelector('[data-focused]'))
      list?.querySelector<HTMLElement>('[role="menuitem"]')?.click();
  }

  const menu = (
    <Menu
      aria-label={label}
      className={styles.list ?? ''}
      autoFocus={search ? false : 'first'}
      shouldFocusWrap
      onAction={key => choose(String(key))}
      renderEmptyState={() => <p className={styles.none}>{none}</p>}
      onClose={several ? () => undefined : onClose}
    >
      {offered.map(choice => (
        <MenuItem key={choice.id} id={choice.id} textValue={choice.words} className={styles.item ?? ''}>
          {choice.picture ?? (choice.icon && <Icon name={choice.icon} size={16} />)}
          <span className={styles.words} dir="auto">
            {choice.words}
          </span>
          {choice.aside && <span className={styles.aside}>{choice.aside}</span>}
          {choice.on && <Icon name="check" size={16} />}
        </MenuItem>
      ))}
    </Menu>
  );
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={open => !open && onClose()}
      placement="bottom end"
      className={styles.popover ?? ''}
    >
      {search ? (
        <Autocomplete
          inputValue={typed}
          onInputChange={setTyped}
          filter={(words, input) => words === makeLabel?.(made) || contains(words, input)}
        >
          <SearchField aria-label={search} autoFocus className={styles.search ?? ''}>
            <Icon name="search" size={16} />
            <Input placeholder={search} onKeyDownCapture={event => event.key === 'Enter' && chooseFirst()} />
          </SearchField>
          <section
            className={styles.scroll}
            tabIndex={choices.length > SHOWN_AT_ONCE ? 0 : undefined}
            aria-label={label}
          >
            {menu}
          </section>
        </Autocomplete>
      ) : (
        menu
      )}
      {children && <div className={styles.foot}>{children}</div>}
    </Popover>
  );
}
