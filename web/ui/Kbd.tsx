import styles from './Kbd.module.css';
import { drawnKeys } from './keys.ts';

type Props = { keys: string; filled?: boolean };

/** Keys as a person sees them on the board: `Mod+Enter` is drawn ⌘ ↵ or Ctrl ↵, `g d` is two presses. */
export function Kbd({ keys, filled = false }: Props) {
  return (
    <span className={filled ? `${styles.keys} ${styles.filled}` : styles.keys} aria-hidden="true">
      {drawnKeys(keys).map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the presses of one shortcut never change order
        <kbd key={index} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
