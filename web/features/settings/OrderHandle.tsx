import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './promises/Promises.module.css';

type Props = {
  id: string;
  name: string /** It is not kept yet, so it has no place. */;
  fixed: boolean;
  onMove: (by: number) => void;
};

/** One of an ordered list: dragged by pointer, or moved with the arrow keys while it has the focus. */
export function OrderHandle({ id, name, fixed, onMove }: Props) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={styles.handle}
      draggable={!fixed}
      disabled={fixed}
      aria-label={t('promise.move', { name })}
      title={t('promise.moveHow')}
      onDragStart={event => event.dataTransfer.setData('text/plain', id)}
      onKeyDown={event => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0) return;
        event.preventDefault();
        onMove(by);
      }}
    >
      <Icon name="updown" size={16} />
    </button>
  );
}

/** What another of the list does when it is dropped on this one. */
export function droppedOn(id: string, fixed: boolean, onMoveHere: (other: string) => void) {
  return {
    onDragOver: (event: React.DragEvent) => event.preventDefault(),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      const other = event.dataTransfer.getData('text/plain');
      if (other !== '' && other !== id && !fixed) onMoveHere(other);
    },
  };
}
