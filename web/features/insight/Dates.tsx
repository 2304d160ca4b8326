import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import styles from './Bar.module.css';
import { dayIn, instantOf, nextDay, type Range } from './range-words.ts';
import { useInsightWords } from './words.ts';

type Props = { range: Range; onChoose: (dates: { since: string; until: string }) => void; onClose: () => void };

/** Two days, both of them meant whole, in the brand's time zone. */
export function Dates({ range, onChoose, onClose }: Props) {
  const { t } = useInsightWords();
  const { timeZone } = range;
  const [first, setFirst] = useState(dayIn(range.since, timeZone));
  const [last, setLast] = useState(dayIn(new Date(Date.parse(range.until) - 1).toISOString(), timeZone));
  const bad = first !== '' && last !== '' && last < first ? t('insight.datesTurned') : undefined;
  function choose(event: FormEvent) {
    event.preventDefault();
    if (bad || first === '' || last === '') return;
    onChoose({ since: instantOf(first, timeZone), until: instantOf(nextDay(last), timeZone) });
    onClose();
  }
  return (
    <form className={styles.dateForm} onSubmit={choose}>
      <Field
        label={t('insight.firstDay')}
        type="date"
        value={first}
        onChange={e => setFirst(e.target.value)}
        required
      />
      <Field
        label={t('insight.lastDay')}
        type="date"
        value={last}
        bad={bad}
        onChange={e => setLast(e.target.value)}
        required
      />
      <Button type="submit">{t('insight.show')}</Button>
      <Button look="quiet" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <span className={styles.zone}>{t('insight.daysIn', { zone: timeZone })}</span>
    </form>
  );
}
