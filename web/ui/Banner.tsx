import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export type BannerMeaning = 'plain' | 'soon' | 'broken' | 'private' | 'kept';

const ICONS: Record<BannerMeaning, IconName> = {
  plain: 'info',
  soon: 'warn',
  broken: 'stop',
  private: 'lock',
  kept: 'check',
};

type Props = { meaning?: BannerMeaning; icon?: IconName; acts?: ReactNode; urgent?: boolean; children: ReactNode };

/** A mark, what happened, what can be done. `urgent` speaks up at once; otherwise a screen reader finishes its sentence. */
export function Banner({ meaning = 'plain', icon, acts, urgent = false, children }: Props) {
  return (
    <div
      className={meaning === 'plain' ? styles.banner : `${styles.banner} ${styles[meaning]}`}
      role={urgent ? 'alert' : 'status'}
    >
      <Icon name={icon ?? ICONS[meaning]} size={16} />
      <div className={styles.words}>{children}</div>
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}
