import styles from './Switch.module.css';

type Props = { label: string; on: boolean; disabled?: boolean; onChange: (on: boolean) => void };

/** On or off, at once. */
export function Switch({ label, on, disabled, onChange }: Props) {
  return (
    <button
      type="button"
      role="switch"
      className={styles.switch}
      aria-checked={on}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!on)}
    >
      <span className={styles.knob} />
    </button>
  );
}
