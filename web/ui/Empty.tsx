import type { ReactNode } from 'react';
import styles from './Empty.module.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

/** `level` 1 where the page has no other heading. */
type Props = { icon: IconName; title: string; level?: 1 | 2; children?: ReactNode; acts?: ReactNode };

/** Nothing here, or nothing came: what happened and what to do. */
export function Empty({ icon, title, level = 2, children, acts }: Props) {
  return (
    <div className={styles.empty}>
      <Icon name={icon} />
      {level === 1 ? <h1 className={styles.title}>{title}</h1> : <h2 className={styles.title}>{title}</h2>}
      {children && <p className={styles.words}>{children}</p>}
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}
