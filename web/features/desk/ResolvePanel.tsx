import { useEffect, useId, useRef, useState } from 'react';
import type { Detail } from '../../live/detail.ts';
import { useWords } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { useDeeds } from './deeds.ts';
import { nameOf, shortNameOf } from './face.ts';
import styles from './ResolvePanel.module.css';

const REASONS = ['thanks', 'spam', 'notAboutUs', 'duplicate', 'elsewhere', 'other'] as const;
type Reason = (typeof REASONS)[number];

type Props = { detail: Detail; noAnswer: boolean; onAnswer: () => void; onDone: () => void; onClose: () => void };

/** Somebody still waits: the record will say whether they were left unanswered or needed no answer, and why. */
export function ResolvePanel({ detail, noAnswer, onAnswer, onDone, onClose }: Props) {
  const words = useWords();
  const { t, language } = words;
  const deeds = useDeeds();
  const group = useId();
  const [reason, setReason] = useState<Reason>('thanks');
  const [other, setOther] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const name = shortNameOf(nameOf(detail.conversation, words));
  const turn = detail.conversation.turn;

  useEffect(() => first.current?.focus(), []);

  async function close(openTurn: 'unanswered' | 'not_needed') {
    const why = reason === 'other' ? other.trim() : t(`reason.${reason}`);
    const body = openTurn === 'not_needed' ? { openTurn, reason: why || t('reason.other') } : { openTurn };
    if (await deeds.resolve(detail.conversation.id, body)) onDone();
  }

  return (
    <section
      className={styles.panel}
      aria-label={t('resolve.label')}
      onKeyDown={event => {
        if (event.key === 'Escape') onClose();
        if (event.key !== 'Enter' || (event.target as HTMLElement).tagName === 'BUTTON') return;
        event.preventDefault();
        close('not_needed');
      }}
    >
      <p>
        <span className={styles.title}>
          {noAnswer
            ? t('resolve.whyNot')
            : t('resolve.stillWaits', { name, time: turn ? shortTime(turn.openedAt, language, nowMs()) : '' })}
        </span>{' '}
        {!noAnswer && t('resolve.record')}
      </p>
      <fieldset className={styles.reasons} aria-label={t('resolve.reasons')}>
        {REASONS.map((option, index) => (
          <label key={option}>
            <input
              ref={index === 0 ? first : undefined}
              type="radio"
              name={group}
              checked={reason === option}
              onChange={() => setReason(option)}
            />
            {t(`reason.${option}`)}
          </label>
        ))}
      </fieldset>
      {reason === 'other' && (
        <Field
          label={t('resolve.inWords')}
          value={other}
          maxLength={500}
          onChange={event => setOther(event.target.value)}
        />
      )}
      <div className={styles.acts}>
        {!noAnswer && (
          <Button look="plain" onClick={onAnswer}>
            {t('resolve.answerFirst')}
          </Button>
        )}
        <Button look="plain" onClick={() => close('not_needed')}>
          {t('resolve.needsNone')}
        </Button>
        {!noAnswer && (
          <Button look="danger" onClick={() => close('unanswered')}>
            {t('resolve.unanswered')}
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </section>
  );
}
