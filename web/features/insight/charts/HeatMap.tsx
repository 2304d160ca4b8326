import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { count } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import styles from './Charts.module.css';

/** Hours of the week, Monday 00:00 first. */
export const SLOTS = 168;

type Props = {
  /** What the map is of, for screen readers. */
  name: string;
  /** One number for each hour of the week; null: nothing is known of it. */
  values: readonly (number | null)[];
  /** What is said of an hour; the number where it is left out. */
  tell?: (value: number, slot: number) => string;
  /** What the darkest cell stands for, such as "12 an hour". */
  most: string;
  /** Opens what an hour was counted from. */
  onOpen?: (slot: number) => void;
};

/** An hour that was not looked at is as empty as one without anybody. */
const heat = (share: number) => ({ '--heat': `${Math.round(8 + share * 70)}%` }) as CSSProperties;

/** When something happens, by hour and weekday. One stop for the Tab key, arrows walk it, Enter opens the hour. */
export function HeatMap({ name, values, tell, most, onOpen }: Props) {
  const { t, language } = useInsightWords();
  const [at, setAt] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const greatest = Math.max(...values.map(value => value ?? 0), Number.MIN_VALUE);
  const days = weekdays(language);
  const say = (slot: number) => {
    const value = values[slot] ?? null;
    const what = value === null ? t('chart.unknown') : (tell?.(value, slot) ?? count(value, language));
    return `${days.long[Math.floor(slot / 24)]} ${hour(slot % 24)}: ${what}`;
  };
  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 24, ArrowUp: -24 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = at + by;
    if (next < 0 || next >= SLOTS) return;
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-slot="${next}"]`)?.focus();
  }
  return (
    <div>
      <table ref={table} className={styles.map} aria-label={name} onKeyDown={onKeyDown}>
        <tbody>
          {days.short.map((day, weekday) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {Array.from({ length: 24 }, (_, hourOfDay) => {
                const slot = weekday * 24 + hourOfDay;
                const value = values[slot] ?? 0;
                return (
                  <td key={slot}>
                    <button
                      type="button"
                      className={styles.cell}
                      style={value > 0 ? heat(value / greatest) : undefined}
                      data-slot={slot}
                      tabIndex={slot === at ? 0 : -1}
                      aria-label={say(slot)}
                      title={say(slot)}
                      onFocus={() => setAt(slot)}
                      onClick={() => onOpen?.(slot)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <th className={styles.corner} />
            {[0, 3, 6, 9, 12, 15, 18, 21].map(one => (
              <th key={one} colSpan={3}>
                {String(one).padStart(2, '0')}
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
      <p className={styles.legend} aria-hidden="true">
        <span>0</span>
        {[0, 0.25, 0.5, 0.75, 1].map(share => (
          <i key={share} style={share === 0 ? undefined : heat(share)} />
        ))}
        <span>{most}</span>
      </p>
    </div>
  );
}

/** `14:00 – 15:00` */
export function hour(ofDay: number): string {
  const two = (n: number) => `${String(n).padStart(2, '0')}:00`;
  return `${two(ofDay)} – ${two((ofDay + 1) % 24)}`;
}

/** Monday first. */
export function weekdays(language: string): { short: string[]; long: string[] } {
  const monday = Date.UTC(2026, 10, 23);
  const written = (weekday: 'short' | 'long') => {
    const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
    return Array.from({ length: 7 }, (_, day) => format.format(monday + day * 86_400_000));
  };
  return { short: written('short'), long: written('long') };
}
