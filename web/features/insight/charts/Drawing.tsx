import type { ReactNode } from 'react';
import styles from './Charts.module.css';
import type { Cursor } from './use-cursor.ts';

type Props = { width: number; height: number; cursor: Cursor; children: ReactNode };

/** What is drawn, hidden from screen readers, in a frame that is read point by point: by pointer, arrow keys or ear. */
export function Drawing({ width, height, cursor, children }: Props) {
  return (
    <div className={styles.drawing} {...cursor.reads}>
      <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {children}
      </svg>
    </div>
  );
}
