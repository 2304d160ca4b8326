import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

/** Each meaning is the token's; `plain` where there is none. */
export type BadgeMeaning = 'plain' | 'broken' | 'soon' | 'kept' | 'private' | 'heard' | 'ink';

type Props = { meaning?: BadgeMeaning; icon?: IconName; title?: string; children: ReactNode };

/** A word on a row. At most three on one row. */
export function Badge({ meaning = 'plain', icon, title, children }: Props) {
  return (
    <span className={meaning === 'plain' ? styles.badge : `${styles.badge} ${styles[meaning]}`} title={title}>
      {icon && <Icon name={icon} size={12} />}
      <span className={styles.words}>{children}</span>
    </span>
  );
}
