import type { Interval } from '../../../../src/core/calendar/hours.ts';
import { DAY_MINUTES, INTERVALS_PER_DAY } from '../../../../src/core/calendar/hours.ts';
import { useWords } from '../../../strings/words.ts';
import { IconButton } from '../../../ui/Button.tsx';
import field from '../../../ui/Field.module.css';
import styles from './Hours.module.css';
import { intervalOf, minuteOf, timeText, withAnother } from './hours.ts';

type Props = { day: string; intervals: readonly Interval[]; onChange: (intervals: Interval[]) => void };

/** The intervals of one day: two times each, one more, one fewer. An end at or before the beginning is the next day's. */
export function Intervals({ day, intervals, onChange }: Props) {
  const { t } = useWords();
  const put = (place: number, one: Interval) => onChange(intervals.map((was, at) => (at === place ? one : was)));
  return (
    <div className={styles.intervals}>
      {intervals.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an interval is its place in the day; its times are being typed
        <span key={place} className={styles.interval}>
          <input
            type="time"
            className={field.input}
            aria-label={t('hours.from', { day })}
            value={timeText(one.fromMinute)}
            onChange={event => {
              const minute = minuteOf(event.target.value);
              if (minute !== null) put(place, intervalOf(minute, one.untilMinute));
            }}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            className={field.input}
            aria-label={t('hours.until', { day })}
            value={timeText(one.untilMinute)}
            onChange={event => {
              const minute = minuteOf(event.target.value);
              if (minute !== null) put(place, intervalOf(one.fromMinute, minute));
            }}
          />
          {one.untilMinute > DAY_MINUTES && <span className={styles.nextDay}>{t('hours.nextDay')}</span>}
          <IconButton
            icon="close"
            size="small"
            label={t('hours.removeInterval', { day, from: timeText(one.fromMinute) })}
            onClick={() => onChange(intervals.filter((_, at) => at !== place))}
          />
        </span>
      ))}
      {intervals.length === 0 && <span className={styles.closed}>{t('hours.closed')}</span>}
      {intervals.length < INTERVALS_PER_DAY && (
        <IconButton
          icon="plus"
          size="small"
          label={t('hours.addInterval', { day })}
          onClick={() => onChange(withAnother(intervals))}
        />
      )}
    </div>
  );
}
