import { useEffect } from 'react';

/** Asks again every so often while somebody can see it. `null`: not now. */
export function useAgainEvery(again: () => void, everyMs: number | null): void {
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, everyMs);
    return () => clearInterval(timer);
  }, [again, everyMs]);
}
