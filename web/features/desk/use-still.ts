import { type RefObject, useEffect } from 'react';

/**
 * Keeps count of the rows that must not move: those down to the lower edge of the window, while somebody reads the list.
 * It is read while the pointer or the keyboard is on it, while it is scrolled, and while one of its rows is open; a list
 * nobody looks into may put everybody in order at once.
 * @param there changes when the list itself comes or goes
 */
export function useStill(
  still: RefObject<number>,
  list: RefObject<HTMLElement | null>,
  { rowPx, open, there }: { rowPx: number; open: boolean; there: boolean },
): void {
  useEffect(() => {
    const element = there ? list.current : null;
    if (!element) {
      still.current = 0;
      return;
    }
    const note = () => {
      const isRead = open || element.scrollTop > 0 || element.matches(':hover, :focus-within');
      still.current = isRead ? Math.ceil((element.scrollTop + element.clientHeight) / rowPx) : 0;
    };
    note();
    const moments = ['scroll', 'pointerenter', 'pointerleave', 'focusin', 'focusout'];
    for (const moment of moments) element.addEventListener(moment, note, { passive: true });
    return () => {
      for (const moment of moments) element.removeEventListener(moment, note);
    };
  }, [still, list, rowPx, open, there]);
}
