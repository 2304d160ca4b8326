import { useEffect } from 'react';
import { useAction } from '../actions/registry.ts';
import { useWords } from '../strings/words.ts';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Toasts.module.css';
import { dismiss, type Toast, undoNewest, useToasts } from './toast.ts';

/** What was just done and the way back, at the foot of the page and read out politely. */
export function Toasts() {
  const toasts = useToasts();
  const undoable = toasts.some(toast => toast.undo !== null);
  useAction('undo', undoNewest, undoable);
  return (
    <section className={styles.toasts} aria-live="polite">
      {toasts.map(toast => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastLine({ toast }: { toast: Toast }) {
  const { t } = useWords();
  useEffect(() => {
    if (toast.leavesAt === null) return;
    const timer = setTimeout(() => dismiss(toast.id), Math.max(0, toast.leavesAt - Date.now()));
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className={styles.toast} role={toast.meaning === 'broken' ? 'alert' : undefined}>
      {toast.meaning === 'broken' && <Icon name="stop" size={16} />}
      <span className={styles.words}>{toast.words}</span>
      {toast.undo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            dismiss(toast.id);
            toast.undo?.();
          }}
        >
          {t('action.undo')} <Kbd keys="z" />
        </button>
      )}
      {toast.leavesAt === null && (
        <IconButton icon="close" size="small" label={t('common.close')} onClick={() => dismiss(toast.id)} />
      )}
      {toast.undo && <span className={styles.left} style={{ animationDuration: `${toast.lastsMs}ms` }} />}
    </div>
  );
}
