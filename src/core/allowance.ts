/** What a network allows us still. Ours is our own count of it, network's what its answers say. */
export type Allowance = {
  /** `requests`, or the name of a bucket (`writes`); of what a network tells: how many in all. */
  name: string;
  by: 'us' | 'network';
  left: number;
  of: number;
  /** Ours come back steadily, all of them within so long; null for a network's, which come back at once. */
  perSeconds: number | null;
  /** When all of them are there again; null where it is full, or nobody says. */
  wholeAt: Date | null;
  toldAt: Date;
};

/** How it stands by now, without having been told anew. */
export function allowanceNow(told: Allowance, now: Date): Allowance {
  if (told.by === 'network') {
    const isWhole = told.wholeAt !== null && told.wholeAt <= now;
    return isWhole ? { ...told, left: told.of, wholeAt: null } : told;
  }
  const seconds = Math.max(0, (now.getTime() - told.toldAt.getTime()) / 1000);
  const left = Math.min(told.of, told.left + (told.perSeconds === null ? 0 : (seconds * told.of) / told.perSeconds));
  return { ...told, left, wholeAt: wholeAtOf(left, told, now), toldAt: now };
}

function wholeAtOf(left: number, { of, perSeconds }: Allowance, now: Date): Date | null {
  if (perSeconds === null || left >= of) return null;
  return new Date(now.getTime() + (((of - left) * perSeconds) / of) * 1000);
}

/**
 * One line a name over all processes: each counts what it spent itself, so what is gone adds up; of what the network
 * says, the newest counts.
 */
export function together(told: readonly Allowance[], now: Date): Allowance[] {
  const groups = Map.groupBy(told, ({ by, name }) => `${by} ${name}`);
  return [...groups.values()].flatMap(group => {
    const [newest, ...others] = group.toSorted((a, b) => b.toldAt.getTime() - a.toldAt.getTime());
    if (newest === undefined) return [];
    if (newest.by === 'network') return [allowanceNow(newest, now)];
    const spent = [newest, ...others].reduce((sum, one) => sum + (one.of - allowanceNow(one, now).left), 0);
    const left = Math.max(0, newest.of - spent);
    return [{ ...newest, left, wholeAt: wholeAtOf(left, newest, now), toldAt: now }];
  });
}

/** The one that runs out first; null where nothing is counted. */
export function tightest(allowances: readonly Allowance[]): Allowance | null {
  return allowances.reduce<Allowance | null>(
    (least, one) => (one.of > 0 && (least === null || one.left / one.of < least.left / least.of) ? one : least),
    null,
  );
}
