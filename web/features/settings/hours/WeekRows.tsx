import { useRef, useState } from 'react';
import { DAY_MINUTES, type Interval } from '../../../../src/core/calendar/hours.ts';
import { useWords } from '../../../strings/words.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Choices } from '../../../ui/overlay/lazy.tsx';
import styles from './Hours.module.css';
import { dayNames, shownOn, type Week, WHOLE_DAY, WORKING_DAYS } from './hours.ts';
import { Intervals } from './Intervals.tsx';

type Props = { week: Week; onChange: (week: Week) => void };

/** A row a day: its name, its line from midnight to midnight, its intervals, and what can be done with the whole day. */
export function WeekRows({ week, onChange }: Props) {
  const { language } = useWords();
  return (
    <ul className={styles.week}>
      {dayNames(language).map((name, day) => (
        <li key={name} className={styles.day}>
          <span className={styles.dayName}>{name}</span>
          <Strip week={week} day={day} />
          <Intervals
            day={name}
            intervals={week[day] ?? []}
            onChange={intervals => onChange(week.map((was, at) => (at === day ? intervals : was)))}
          />
          <DayMenu name={name} intervals={week[day] ?? []} day={day} week={week} onChange={onChange} />
        </li>
      ))}
    </ul>
  );
}

const TICK_HOURS = [6, 12, 18];

/** Drawn for eyes only; the times beside it say the same. */
function Strip({ week, day }: { week: Week; day: number }) {
  const share = (minute: number) => `${(minute / DAY_MINUTES) * 100}%`;
  return (
    <span className={styles.strip} aria-hidden="true">
      {TICK_HOURS.map(hour => (
        <i key={hour} style={{ insetInlineStart: share(hour * 60) }} />
      ))}
      {shownOn(week, day).map(({ from, until }) => (
        <b key={`${from} ${until}`} style={{ insetInlineStart: share(from), inlineSize: share(until - from) }} />
      ))}
    </span>
  );
}

type DayMenuProps = Props & { name: string; intervals: Interval[]; day: number };

function DayMenu({ name, intervals, day, week, onChange }: DayMenuProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const deeds: Record<string, (was: Interval[], at: number) => Interval[]> = {
    weekdays: (was, at) => (at < WORKING_DAYS ? intervals : was),
    everyDay: () => intervals,
    wholeDay: (was, at) => (at === day ? [WHOLE_DAY] : was),
    close: (was, at) => (at === day ? [] : was),
  };
  return (
    <>
      <IconButton
        ref={trigger}
        icon="more"
        label={t('hours.dayMenu', { day: name })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Choices
          trigger={trigger}
          label={t('hours.dayMenu', { day: name })}
          none=""
          choices={[
            { id: 'weekdays', words: t('hours.copyToWeekdays'), icon: 'copy' },
            { id: 'everyDay', words: t('hours.copyToAll'), icon: 'copy' },
            { id: 'wholeDay', words: t('hours.wholeDay'), icon: 'clock' },
            { id: 'close', words: t('hours.closeDay'), icon: 'close' },
          ]}
          onClose={() => setOpen(false)}
          onChoose={id => {
            const deed = deeds[id];
            if (deed) onChange(week.map((was, at) => deed(was, at)));
          }}
        />
      )}
    </>
  );
}
