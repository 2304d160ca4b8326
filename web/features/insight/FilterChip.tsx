import { useRef, useState } from 'react';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { type Answer, isChosen, toggled } from './filters.ts';
import { count } from './numbers.ts';
import type { Slice } from './slice.ts';
import { useInsightWords } from './words.ts';

type Props = {
  slice: Slice;
  onSlice: (slice: Slice) => void;
  /** Its words while nothing is chosen. */
  all: string;
  answers: readonly Answer[];
};

/** More answers than this are found by typing. */
const TYPED_FROM = 8;

/** A chip that says what is chosen and opens the list of what can be. */
export function FilterChip({ slice, onSlice, all, answers }: Props) {
  const { t, language } = useInsightWords();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const chosen = answers.filter(({ id }) => isChosen(slice, id));
  return (
    <>
      <Chip
        ref={trigger}
        on={chosen.length > 0}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {chosen.length === 0 ? all : chosen.map(({ words }) => words).join(', ')}
        <Icon name="down" size={12} />
      </Chip>
      {open && (
        <Choices
          trigger={trigger}
          label={all}
          {...(answers.length > TYPED_FROM ? { search: t('insight.find') } : {})}
          none={t('insight.noChoice')}
          several
          choices={answers.map(({ id, words, turns }) => ({
            id,
            words,
            on: isChosen(slice, id),
            ...(turns === undefined ? {} : { aside: count(turns, language) }),
          }))}
          onChoose={id => onSlice(toggled(slice, id))}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
