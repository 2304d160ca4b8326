import type { ReactNode } from 'react';
import styles from './Charts.module.css';

export type BarMeaning = 'plain' | 'kept' | 'broken' | 'soon' | 'heard';

export type BarLine = {
  key: string;
  name: ReactNode;
  /** Between 0 and 1, of the whole track. */
  share: number;
  /** What stands beside it: the bar never says a number alone. */
  words: ReactNode;
  interval?: { low: number; high: number } | null;
  meaning?: BarMeaning;
  /** A link to what it was counted from. */
  opens?: ReactNode;
};

/** One bar a line with its name, its number and a way to the rows. The lines at its ends are the interval. */
export function Bars({ lines, label }: { lines: readonly BarLine[]; label: string }) {
  return (
    <ul className={styles.bars} aria-label={label}>
      {lines.map(({ key, name, share, words, interval, meaning = 'plain', opens }) => (
        <li key={key}>
          <span className={styles.name}>{name}</span>
          <span className={styles.track} aria-hidden="true">
            <i data-meaning={meaning} style={{ inlineSize: percentOf(share) }} />
            {interval && (
              <i
                className={styles.doubt}
                style={{
                  insetInlineStart: percentOf(interval.low),
                  inlineSize: percentOf(interval.high - interval.low),
                }}
              />
            )}
          </span>
          <span className={styles.value}>{words}</span>
          <span className={styles.opens}>{opens}</span>
        </li>
      ))}
    </ul>
  );
}

function percentOf(share: number): string {
  return `${Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10}%`;
}
