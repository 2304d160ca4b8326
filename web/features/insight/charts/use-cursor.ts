import { type HTMLAttributes, type KeyboardEvent, type PointerEvent, useState } from 'react';

export type Cursor = {
  /** The place of the point that is read, or null. */
  at: number | null;
  /** Spread over the drawing: pointer, arrow keys and screen readers all read points one by one. */
  reads: HTMLAttributes<HTMLDivElement>;
};

const KEYS: Record<string, (at: number, last: number) => number> = {
  ArrowRight: at => at + 1,
  ArrowUp: at => at + 1,
  ArrowLeft: at => at - 1,
  ArrowDown: at => at - 1,
  PageUp: at => at + 5,
  PageDown: at => at - 5,
  Home: () => 0,
  End: (_, last) => last,
};

/** Reads the points of a chart, `xs` being where they stand, left to right in a drawing so wide. @param tell what is said of a point */
export function useCursor(name: string, width: number, xs: readonly number[], tell: (place: number) => string): Cursor {
  const [at, setAt] = useState<number | null>(null);
  const last = xs.length - 1;
  const here = at === null ? null : Math.min(at, last);
  function onKeyDown(event: KeyboardEvent) {
    const step = KEYS[event.key];
    if (event.key === 'Escape') setAt(null);
    if (!step) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(last, step(here ?? -1, last))));
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    setAt(nearest(xs, x));
  }
  return {
    at: here,
    reads: {
      role: 'slider',
      tabIndex: 0,
      'aria-label': name,
      'aria-valuemin': 0,
      'aria-valuemax': Math.max(0, last),
      'aria-valuenow': here ?? 0,
      'aria-valuetext': last < 0 ? '' : tell(here ?? 0),
      onKeyDown,
      onPointerMove,
      onPointerLeave: () => setAt(null),
      onBlur: () => setAt(null),
    },
  };
}

function nearest(xs: readonly number[], x: number): number | null {
  if (xs.length === 0) return null;
  let best = 0;
  for (const [place, one] of xs.entries()) if (Math.abs(one - x) < Math.abs((xs[best] ?? 0) - x)) best = place;
  return best;
}
