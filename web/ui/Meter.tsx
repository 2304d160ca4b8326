import styles from './Meter.module.css';

/** How much of a whole. The figure stands beside it in words, so the bar itself is silent. `share` is 0 to 1. */
export function Meter({ share, thin = false }: { share: number; thin?: boolean }) {
  const percent = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
  return (
    <div className={thin ? `${styles.meter} ${styles.thin}` : styles.meter} aria-hidden="true">
      <div className={styles.bar} style={{ width: `${percent}%` }} />
    </div>
  );
}
