/** What a process that dies in the middle leaves behind. */
import type { CrashPoint } from '../../src/services/ingest.ts';

export class Crash extends Error {}

/** Dies the `nth` time a point is reached, once. */
export function crashAt(point: CrashPoint, nth = 1): (reached: CrashPoint) => void {
  let times = 0;
  return reached => {
    if (reached !== point) return;
    times += 1;
    if (times === nth) throw new Crash(`died at ${point}`);
  };
}
