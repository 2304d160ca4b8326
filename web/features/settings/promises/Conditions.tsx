import { useRef, useState } from 'react';
import { CONDITIONS, type PolicyCondition, type PolicyConditions } from '../../../../src/core/policy.ts';
import { useWords } from '../../../strings/words.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Choices } from '../../../ui/overlay/lazy.tsx';
import settings from '../Settings.module.css';
import { isAsked } from './draft.ts';
import styles from './Promises.module.css';
import type { ListCondition, OptionsOf } from './use-choices.ts';

type Props = { conditions: PolicyConditions; options: OptionsOf; onChange: (conditions: PolicyConditions) => void };

/** For whom: a line for each condition that is asked for, and a menu of the others. */
export function Conditions({ conditions, options, onChange }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [begun, setBegun] = useState<readonly PolicyCondition[]>([]);
  const trigger = useRef<HTMLButtonElement>(null);
  const shown = CONDITIONS.filter(condition => isAsked(conditions, condition) || begun.includes(condition));
  return (
    <div className={styles.conditions}>
      {shown.length === 0 && <p className={settings.quiet}>{t('promise.everybody')}</p>}
      {shown.map(condition => (
        <div key={condition} className={styles.condition}>
          <span className={styles.conditionName}>{t(`promise.condition.${condition}`)}</span>
          {condition === 'visibility' || condition === 'heard' ? (
            <EitherOr condition={condition} conditions={conditions} onChange={onChange} />
          ) : (
            <Several
              condition={condition}
              wanted={conditions[condition]}
              offered={options[condition]}
              onChange={values => onChange({ ...conditions, [condition]: values })}
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
          choices={CONDITIONS.filter(one => !shown.includes(one)).map(id => ({
            id,
            words: t(`promise.condition.${id}`),
          }))}
          onClose={() => setOpen(false)}
          onChoose={id => {
            const condition = CONDITIONS.find(one => one === id);
            if (condition === 'visibility') onChange({ ...conditions, visibility: 'public' });
            else if (condition === 'heard') onChange({ ...conditions, heard: false });
            else if (condition) setBegun([...begun, condition]);
          }}
        />
      )}
    </div>
  );
}

type EitherOrProps = Omit<Props, 'options'> & { condition: 'visibility' | 'heard' };

function EitherOr({ condition, conditions, onChange }: EitherOrProps) {
  const { t } = useWords();
  const sides =
    condition === 'visibility'
      ? (['public', 'private'] as const).map(visibility => ({
          id: visibility,
          words: t(`promise.${visibility}`),
          on: conditions.visibility === visibility,
          choose: () => onChange({ ...conditions, visibility }),
        }))
      : [false, true].map(heard => ({
          id: String(heard),
          words: t(heard ? 'promise.found' : 'promise.sentToUs'),
          on: conditions.heard === heard,
          choose: () => onChange({ ...conditions, heard }),
        }));
  return (
    <>
      <div className={settings.segments}>
        {sides.map(side => (
          <button key={side.id} type="button" aria-pressed={side.on} onClick={side.choose}>
            {side.words}
          </button>
        ))}
      </div>
      <IconButton
        icon="close"
        size="small"
        label={t('promise.dropCondition', { condition: t(`promise.condition.${condition}`) })}
        onClick={() => onChange({ ...conditions, [condition]: null })}
      />
    </>
  );
}

type SeveralProps = {
  condition: ListCondition;
  wanted: readonly string[];
  offered: readonly { id: string; words: string }[];
  onChange: (values: string[]) => void;
};

/** Conditions whose values people make up themselves. */
const TYPED: readonly ListCondition[] = ['contactTags', 'tags', 'languages'];

function Several({ condition, wanted, offered, onChange }: SeveralProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const label = t(`promise.condition.${condition}`);
  const wordsOf = (id: string) => offered.find(option => option.id === id)?.words ?? id;
  const all = [
    ...offered,
    ...wanted.filter(id => !offered.some(option => option.id === id)).map(id => ({ id, words: id })),
  ];
  const making = TYPED.includes(condition)
    ? {
        onMake: (typed: string) => onChange([...new Set([...wanted, typed])]),
        makeLabel: (typed: string) => t('promise.addValue', { value: typed }),
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
        label={t('promise.addTo', { condition: label })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Choices
          trigger={trigger}
          label={label}
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
