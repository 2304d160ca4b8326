/** A share of few or many, with how sure it is. */
import { type Interval, wilson } from '../listening/interval.ts';

/** Below so many a share says little, and is told as such. */
export const SMALL_BELOW = 20;

/** `share` and `interval` (95%, Wilson) are null where there is nothing to share. */
export type Share = { hits: number; of: number; share: number | null; interval: Interval | null; isSmall: boolean };

export function shareOf(hits: number, of: number): Share {
  const isEmpty = of <= 0;
  return {
    hits,
    of,
    share: isEmpty ? null : hits / of,
    interval: isEmpty ? null : wilson(hits, of),
    isSmall: of < SMALL_BELOW,
  };
}
