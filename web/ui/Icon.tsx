import styles from './Icon.module.css';
import { ICON_PATHS, type IconName, MIRRORED } from './icons.ts';

type Props = { name: IconName; size?: 20 | 16 | 14 | 12 };

/** A picture beside words or inside a named button; never the only carrier of a meaning, so hidden from screen readers. */
export function Icon({ name, size = 20 }: Props) {
  const dots = name === 'more' ? ` ${styles.heavy}` : '';
  const turns = MIRRORED.has(name) ? ` ${styles.mirrored}` : '';
  return (
    <svg className={`${styles.icon}${dots}${turns}`} data-size={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
