import { useId } from 'react';
import { CONDITIONS, type Policy } from '../../../../src/core/policy.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { shortDuration } from '../../../ui/duration.ts';
import { Icon } from '../../../ui/Icon.tsx';
import settings from '../Settings.module.css';
import type { Deed } from '../use-deed.ts';
import { type Draft, isAsked, type Tried } from './draft.ts';
import { KeptRows, KeptShare } from './Kept.tsx';
import { PolicyForm } from './PolicyForm.tsx';
import styles from './Promises.module.css';
import type { OptionsOf } from './use-choices.ts';

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
  return (
    <li className={styles.card} onDragOver={event => event.preventDefault()} onDrop={event => dropHere(event, props)}>
      <div className={styles.head}>
        <Handle {...props} />
        <span className={styles.place}>{place + 1}</span>
        <button
          type="button"
          className={styles.title}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onOpen(!isOpen)}
        >
          <b>
            <bdi>{draft.name}</bdi>
          </b>
          <span className={styles.badges}>
            {askedWords(draft, options, words).map(said => (
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

/** Dragged by pointer, or moved with the arrow keys while it has the focus. What is not kept yet stands first anyway. */
function Handle({ draft, onMove }: Props) {
  const { t } = useWords();
  const fixed = draft.version === null;
  return (
    <button
      type="button"
      className={styles.handle}
      draggable={!fixed}
      disabled={fixed}
      aria-label={t('promise.move', { name: draft.name })}
      title={t('promise.moveHow')}
      onDragStart={event => event.dataTransfer.setData('text/plain', draft.id)}
      onKeyDown={event => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0) return;
        event.preventDefault();
        onMove(by);
      }}
    >
      <Icon name="updown" size={16} />
    </button>
  );
}

function dropHere(event: React.DragEvent, { draft, onMoveHere }: Props): void {
  event.preventDefault();
  const id = event.dataTransfer.getData('text/plain');
  if (id !== '' && id !== draft.id && draft.version !== null) onMoveHere(id);
}

/** What it asks for, a badge each. */
function askedWords({ conditions }: Draft, options: OptionsOf, { t }: Words): string[] {
  const asked = CONDITIONS.filter(condition => isAsked(conditions, condition));
  if (asked.length === 0) return [t('promise.everything')];
  return asked.map(condition => {
    if (condition === 'visibility')
      return t(conditions.visibility === 'private' ? 'promise.private' : 'promise.public');
    if (condition === 'heard') return t(conditions.heard === true ? 'promise.found' : 'promise.sentToUs');
    const offered = options[condition];
    return conditions[condition].map(id => offered.find(option => option.id === id)?.words ?? id).join(', ');
  });
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
