import { type KeyboardEvent, useRef, useState } from 'react';
import { balanceOf } from '../../../../src/core/insight/staffing-runs.ts';
import { Card } from '../Card.tsx';
import { count } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import styles from './Staffing.module.css';
import { clock, dayName, daysOf, type Half } from './view.ts';

type Props = { week: string; halves: readonly Half[]; onDay: (day: string) => void };

/** Who is short and who has time to spare, hour by hour of the week; each hour opens its day. */
export function WeekGrid({ week, halves, onDay }: Props) {
  const { t, language } = useInsightWords();
  const days = daysOf(week);
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState(0);
  const balance = worstByHour(halves, days);
  const hours = (sign: 1 | -1) => halves.reduce((sum, half) => sum + Math.max(0, sign * (balanceOf(half) ?? 0)) / 2, 0);
  const say = (n: number | null) => {
    if (n === null) return t('staff.noNumber');
    return n < 0 ? t('staff.missing', { n: -n }) : n > 0 ? t('staff.toSpare', { n }) : t('staff.asNeeded');
  };
  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 24, ArrowUp: -24 }[event.key];
    if (by === undefined || at + by < 0 || at + by >= balance.length) return;
    event.preventDefault();
    setAt(at + by);
    table.current?.querySelector<HTMLElement>(`[data-slot="${at + by}"]`)?.focus();
  }
  return (
    <Card
      title={t('staff.wholeWeek')}
      says={
        hours(-1) === 0
          ? t('staff.wholeEnough', { spare: count(hours(1), language) })
          : t('staff.wholeSays', { missing: count(hours(-1), language), spare: count(hours(1), language) })
      }
    >
      <table ref={table} className={styles.grid} aria-label={t('staff.wholeWeek')} onKeyDown={onKeyDown}>
        <tbody>
          {days.map((day, weekday) => (
            <tr key={day}>
              <th scope="row">{dayName(day, language, 'short')}</th>
              {Array.from({ length: 24 }, (_, hour) => {
                const slot = weekday * 24 + hour;
                const n = balance[slot] ?? null;
                return (
                  <td key={slot}>
                    <button
                      type="button"
                      className={styles.cell}
                      data-balance={n === null ? 'unknown' : n < 0 ? 'short' : n > 0 ? 'spare' : 'even'}
                      data-slot={slot}
                      tabIndex={slot === at ? 0 : -1}
                      aria-label={`${dayName(day, language)} ${clock(hour * 2)}: ${say(n)}`}
                      onFocus={() => setAt(slot)}
                      onClick={() => onDay(day)}
                    >
                      {n === null || n === 0 ? '' : n < 0 ? `−${-n}` : `+${n}`}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <th />
            {[0, 3, 6, 9, 12, 15, 18, 21].map(hour => (
              <th key={hour} colSpan={3}>
                {clock(hour * 2)}
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
    </Card>
  );
}

/** Of both half hours of an hour the shorter one; null: no number would do, or the hour does not exist on that day. */
function worstByHour(halves: readonly Half[], days: readonly string[]): (number | null)[] {
  const hours: (number | null)[] = Array.from({ length: days.length * 24 }, () => null);
  for (const half of halves) {
    const slot = days.indexOf(half.date) * 24 + Math.floor((half.cell % 48) / 2);
    const balance = balanceOf(half);
    const before = hours[slot] ?? null;
    if (balance !== null) hours[slot] = before === null ? balance : Math.min(before, balance);
  }
  return hours;
}
