import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../../strings/words.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Choices } from '../../../ui/overlay/lazy.tsx';
import settings from '../Settings.module.css';
import styles from './Conditions.module.css';
import type { Option } from './use-choices.ts';

/** One thing that can be asked for. What is not asked for stands in the menu until somebody adds it. */
export type Condition = { id: string; name: string; isAsked: boolean } & (
  | { kind: 'several'; wanted: readonly string[]; offered: readonly Option[]; typed: boolean; onChange: Several }
  /** One of two. `begin` asks for the usual side. */
  | { kind: 'either'; sides: readonly Side[]; begin: () => void; drop: () => void }
  /** A line of its own making. */
  | { kind: 'own'; line: ReactNode; begin: () => void; drop: () => void }
);
type Several = (values: string[]) => void;
type Side = { words: string; on: boolean; choose: () => void };

type Props = { conditions: readonly Condition[] /** What it says while nothing is asked for. */; nothing: string };

/** For whom: a line for each condition that is asked for, and a menu of the others. */
export function ConditionList({ conditions, nothing }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [begun, setBegun] = useState<readonly string[]>([]);
  const trigger = useRef<HTMLButtonElement>(null);
  const shown = conditions.filter(({ id, isAsked }) => isAsked || begun.includes(id));
  return (
    <div className={styles.conditions}>
      {shown.length === 0 && <p className={settings.quiet}>{nothing}</p>}
      {shown.map(condition => (
        <div key={condition.id} className={styles.condition}>
          <span className={styles.name}>{condition.name}</span>
          {condition.kind === 'several' && <Values {...condition} />}
          {condition.kind === 'either' && <EitherOr sides={condition.sides} />}
          {condition.kind === 'own' && condition.line}
          {condition.kind !== 'several' && (
            <IconButton
              icon="close"
              size="small"
              label={t('promise.dropCondition', { condition: condition.name })}
              onClick={condition.drop}
            />
          )}
        </div>
      ))}
      <div>
        <Button
          ref={trigger}
          size="small"
          look="quiet"
          aria-haspopup="menu"
          aria-expanded={open}
          onClick={() => setOpen(true)}
        >
          <Icon name="plus" size={16} /> {t('promise.addCondition')}
        </Button>
      </div>
      {open && (
        <Choices
          trigger={trigger}
          label={t('promise.addCondition')}
          none=""
          choices={conditions.filter(one => !shown.includes(one)).map(({ id, name }) => ({ id, words: name }))}
          onClose={() => setOpen(false)}
          onChoose={id => {
            const condition = conditions.find(one => one.id === id);
            if (condition?.kind === 'several') setBegun([...begun, id]);
            else condition?.begin();
          }}
        />
      )}
    </div>
  );
}

export function EitherOr({ sides }: { sides: readonly Side[] }) {
  return (
    <div className={settings.segments}>
      {sides.map(({ words, on, choose }) => (
        <button key={words} type="button" aria-pressed={on} onClick={choose}>
          {words}
        </button>
      ))}
    </div>
  );
}

/** Values as chips, each taken away by pressing it, and a list to choose more from. */
function Values({ name, wanted, offered, typed, onChange }: Extract<Condition, { kind: 'several' }>) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const wordsOf = (id: string) => offered.find(option => option.id === id)?.words ?? id;
  const all = [
    ...offered,
    ...wanted.filter(id => !offered.some(option => option.id === id)).map(id => ({ id, words: id })),
  ];
  const making = typed
    ? {
        onMake: (made: string) => onChange([...new Set([...wanted, made])]),
        makeLabel: (made: string) => t('promise.addValue', { value: made }),
      }
    : {};
  return (
    <>
      {wanted.map(id => (
        <Chip
          key={id}
          on
          aria-label={t('promise.dropValue', { value: wordsOf(id) })}
          aria-haspopup="false"
          onClick={() => onChange(wanted.filter(one => one !== id))}
        >
          <bdi>{wordsOf(id)}</bdi> <Icon name="close" size={12} />
        </Chip>
      ))}
      <IconButton
        ref={trigger}
        icon="plus"
        size="small"
        label={t('promise.addTo', { condition: name })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Choices
          trigger={trigger}
          label={name}
          search={t('promise.findValue')}
          none={t('promise.noValue')}
          several
          choices={all.map(({ id, words }) => ({ id, words, on: wanted.includes(id) }))}
          {...making}
          onClose={() => setOpen(false)}
          onChoose={id => onChange(wanted.includes(id) ? wanted.filter(one => one !== id) : [...wanted, id])}
        />
      )}
    </>
  );
}
