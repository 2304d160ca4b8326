import type { ReactNode } from 'react';
import styles from './Empty.module.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

type Props = { icon: IconName; title: string; children?: ReactNode; acts?: ReactNode };

/** Nothing here, or nothing came: what happened and what to do. */
export function Empty({ icon, title, children, acts }: Props) {
  return (
    <div className={styles.empty}>
      <Icon name={icon} />
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.words}>{children}</p>}
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}
