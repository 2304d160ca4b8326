import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { PROMISE_LIMIT_MINUTES } from '../../../../src/core/policy.ts';
import { ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Field } from '../../../ui/Field.tsx';
import { asRefusal } from '../../../use-asked.ts';
import styles from './Hours.module.css';
import { type Calendar, fieldThere, momentThere, type Week } from './hours.ts';

type Props = { timeZone: string; week: Week; holidays: Calendar['holidays'] };
type Told = { kind: 'told'; trial: OutputOf<'tryHours'> } | { kind: 'refused'; words: string };

const USUAL_MINUTES = 30;
/** Asked once typing rests. */
const REST_MS = 250;

/** What the hours on the screen mean: a promise made then is due then. Also before they are saved. */
export function Preview({ timeZone, week, holidays }: Props) {
  const words = useWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  const [madeAt, setMadeAt] = useState('');
  const [told, setTold] = useState<Told | null>(null);
  const asked = JSON.stringify({
    timeZone,
    week,
    specialDays: holidays.map(({ date, until, intervals }) => ({ date, until, intervals })),
    minutes,
    ...(madeAt === '' ? {} : { madeAt }),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change nothing that is asked
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask('tryHours', { brand: brand.id, body: JSON.parse(asked), signal: stop.signal }).then(
        trial => setTold({ kind: 'told', trial }),
        (error: unknown) => {
          if (!stop.signal.aborted) setTold({ kind: 'refused', words: refusalWords(asRefusal(error), words) });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, brand.id]);
  const made = told?.kind === 'told' ? told.trial.madeAt : null;
  return (
    <div className={styles.preview}>
      <div className={styles.previewFields}>
        <Field
          type="number"
          label={t('hours.previewMinutes')}
          min={1}
          max={PROMISE_LIMIT_MINUTES}
          value={minutes}
          onChange={event => setMinutes(Math.max(1, Number(event.target.value)))}
        />
        <Field
          type="datetime-local"
          label={t('hours.previewMade')}
          value={madeAt || (made ? fieldThere(made, timeZone) : '')}
          onChange={event => setMadeAt(event.target.value)}
        />
      </div>
      <p className={styles.previewWords} role="status">
        {told?.kind === 'refused' && told.words}
        {told?.kind === 'told' &&
          (told.trial.dueAt === null
            ? t('hours.neverDue')
            : t('hours.preview', {
                minutes,
                made: momentThere(told.trial.madeAt, timeZone, language),
                due: momentThere(told.trial.dueAt, timeZone, language),
              }))}
      </p>
    </div>
  );
}
