import { type ReactNode, useState } from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Learning.module.css';

type FoldProps = { title: string; isThere: boolean; isOpen?: boolean; children: ReactNode };

/** Drawn when it is opened: what it asks for is asked for then. */
export function Fold({ title, isThere, isOpen = false, children }: FoldProps) {
  const [open, setOpen] = useState(isOpen);
  if (!isThere) return null;
  return (
    <details className={styles.fold} open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="forward" size={14} /> {title}
      </summary>
      {open && <div className={styles.folded}>{children}</div>}
    </details>
  );
}
