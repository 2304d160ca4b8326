import { type DragEvent, useState } from 'react';
import { clearSelection } from '../desk/selection.ts';
import { type Deed, useBulk } from '../desk/use-bulk.ts';

/** What is being dragged: browsers tell a target only the kinds of data, not the data, until it is dropped. */
const KIND = 'application/x-heed-conversations';

/** Takes these conversations along with the pointer. */
export function drag(event: DragEvent, ids: readonly string[]): void {
  event.dataTransfer.setData(KIND, JSON.stringify(ids));
  event.dataTransfer.effectAllowed = 'move';
}

/** A place conversations can be dropped on; the deed is done to all of them. */
export function useDrop(deed: Deed, to: string, onDone: () => void) {
  const [over, setOver] = useState(false);
  const bulk = useBulk();
  return {
    'data-over': over,
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes(KIND)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    async onDrop(event: DragEvent) {
      event.preventDefault();
      setOver(false);
      const ids: string[] = JSON.parse(event.dataTransfer.getData(KIND) || '[]');
      if (ids.length > 0 && (await bulk(ids, deed, to))) clearSelection();
      onDone();
    },
  };
}
