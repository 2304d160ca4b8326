import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Figure.module.css';

/** Fewer turns than this are told as counts: a share of so few would change with the next one. */
export const FEW_TURNS = 20;

/** Said instead of a figure that too few stand behind, or beside it. */
export function Small({ children }: { children: ReactNode }) {
  return (
    <p className={styles.small}>
      <Icon name="info" size={16} />
      <span>{children}</span>
    </p>
  );
}
