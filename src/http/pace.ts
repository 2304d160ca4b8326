/** How often something may be done in a stretch of time, counted in this process. */
export type Pace = (who: string) => boolean;

/** So that strangers cannot fill the memory: past it, everybody begins anew. */
const KEPT_LIMIT = 10_000;

/** @returns whether it may be done once more now */
export function makePace({ most, perMs, now }: { most: number; perMs: number; now: () => Date }): Pace {
  let stretch = Number.NaN;
  let counts = new Map<string, number>();
  return who => {
    const current = Math.floor(now().getTime() / perMs);
    if (current !== stretch || counts.size > KEPT_LIMIT) {
      stretch = current;
      counts = new Map();
    }
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    return count <= most;
  };
}
