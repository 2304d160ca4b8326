import { useId } from 'react';
import type { Policy } from '../../../../src/core/policy.ts';
import { policyName } from '../../../strings/policy-name.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { shortDuration } from '../../../ui/duration.ts';
import { askedWords } from '../conditions/policy-conditions.ts';
import type { OptionsOf } from '../conditions/use-choices.ts';
import { droppedOn, OrderHandle } from '../OrderHandle.tsx';
import settings from '../Settings.module.css';
import type { Deed } from '../use-deed.ts';
import type { Draft, Tried } from './draft.ts';
import { KeptRows, KeptShare } from './Kept.tsx';
import { PolicyForm } from './PolicyForm.tsx';
import styles from './Promises.module.css';

type Props = {
  draft: Draft;
  place: number;
  options: OptionsOf;
  row: Tried['rows'][number] | undefined;
  isChanged: boolean;
  isOpen: boolean;
  deed: Deed;
  onOpen: (isOpen: boolean) => void;
  onEdit: (draft: Draft) => void;
  onSave: () => void;
  onLeave: () => void;
  onRemove: () => void;
  onMove: (by: number) => void;
  /** Another was dropped here. */
  onMoveHere: (id: string) => void;
};

/** One promise: what it says in one line, and opened, everything about it. */
export function PolicyCard(props: Props) {
  const { draft, place, options, row, isChanged, isOpen, deed, onOpen, onEdit, onSave, onLeave, onRemove } = props;
  const words = useWords();
  const { t } = words;
  const id = useId();
  // What is not kept yet stands first anyway.
  const fixed = draft.version === null;
  return (
    <li className={styles.card} {...droppedOn(draft.id, fixed, props.onMoveHere)}>
      <div className={styles.head}>
        <OrderHandle id={draft.id} name={policyName(draft.name, words)} fixed={fixed} onMove={props.onMove} />
        <span className={styles.place}>{place + 1}</span>
        <button
          type="button"
          className={styles.title}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onOpen(!isOpen)}
        >
          <b>
            <bdi>{policyName(draft.name, words)}</bdi>
          </b>
          <span className={styles.badges}>
            {badgesOf(draft, options, words).map(said => (
              <Badge key={said}>{said}</Badge>
            ))}
            {isChanged && (
              <Badge meaning="ink">{t(draft.version === null ? 'promise.isNew' : 'promise.isChanged')}</Badge>
            )}
          </span>
          <span className={styles.times}>{timesWords(draft, words)}</span>
        </button>
        <KeptShare row={row} />
      </div>
      {isOpen && (
        <div id={id} className={styles.body}>
          <PolicyForm draft={draft} options={options} deed={deed} onEdit={onEdit} />
          <section>
            <h3>{t('promise.lately')}</h3>
            <KeptRows row={row} />
          </section>
          <div className={settings.acts}>
            <Button look="primary" disabled={deed.busy || !isChanged || draft.name.trim() === ''} onClick={onSave}>
              {t(draft.version === null ? 'promise.make' : 'common.save')}
            </Button>
            {isChanged && draft.version !== null && (
              <Button look="quiet" onClick={onLeave}>
                {t('promise.asItWas')}
              </Button>
            )}
            <Button look="danger" disabled={deed.busy} onClick={onRemove}>
              {t('promise.remove')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

/** What it asks for, a badge each. */
function badgesOf({ conditions }: Draft, options: OptionsOf, words: Words): string[] {
  const asked = askedWords(conditions, options, words);
  return asked.length === 0 ? [words.t('promise.everything')] : asked;
}

const MINUTE_MS = 60_000;

function timesWords(policy: Omit<Policy, 'id'>, { t, language }: Words): string {
  const time = (minutes: number) => shortDuration(minutes * MINUTE_MS, language);
  const { firstMinutes, nextMinutes, resolutionMinutes, hours } = policy;
  const promised = [
    ...(firstMinutes === null ? [] : [t('promise.firstIn', { time: time(firstMinutes) })]),
    ...(nextMinutes === null ? [] : [t('promise.nextIn', { time: time(nextMinutes) })]),
    ...(resolutionMinutes === null ? [] : [t('promise.resolvedIn', { time: time(resolutionMinutes) })]),
  ];
  if (promised.length === 0) return t('promise.nothing');
  return [...promised, t(hours.kind === 'always' ? 'promise.everyMinute' : 'promise.inHours')].join(' · ');
}
