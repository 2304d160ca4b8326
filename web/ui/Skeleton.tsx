import styles from './Skeleton.module.css';

/** Rows to come. Says so to screen readers; drawn only once the wait is long enough to notice. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike and never reordered
        <div key={row} className={styles.row} aria-hidden="true">
          <i className={styles.face} />
          <span className={styles.lines}>
            <i />
            <i />
          </span>
          <i className={styles.ring} />
        </div>
      ))}
    </div>
  );
}
