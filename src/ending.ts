import type { Log } from './log.ts';

/** How a program ends: what was begun is ended, in an order in which nothing is pulled away from under another part. */
export interface Ending {
  /** Work that depends on the ground and not on other work; all of it ends at once. */
  work: (name: string, end: () => unknown) => void;
  /** What work stands on; ended when all work has, the last laid first. */
  ground: (name: string, end: () => unknown) => void;
  /** Ends everything. May be called again; the second call waits for the first. */
  run: () => Promise<void>;
}

interface Part {
  name: string;
  end: () => unknown;
}

/** Shares of the five seconds that a clean stop may take. A part that fails or hangs does not keep the others. */
const WORK_LIMIT_MS = 1500;
const GROUND_LIMIT_MS = 3300;

export function makeEnding(log: Log): Ending {
  const work: Part[] = [];
  const ground: Part[] = [];
  let running: Promise<void> | undefined;
  const runAll = async () => {
    await Promise.all(work.map(part => endPart(part, WORK_LIMIT_MS, log)));
    for (const part of ground.reverse()) await endPart(part, GROUND_LIMIT_MS, log);
  };
  return {
    work: (name, end) => void work.push({ name, end }),
    ground: (name, end) => void ground.push({ name, end }),
    run: () => {
      running ??= runAll();
      return running;
    },
  };
}

async function endPart({ name, end }: Part, limitMs: number, log: Log): Promise<void> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), limitMs);
  try {
    const ending = await Promise.race([end(), late.promise]);
    if (ending === 'late') log.warn({ part: name }, 'A part did not stop in time');
  } catch (err) {
    log.error({ err, part: name }, 'A part did not stop well');
  } finally {
    clearTimeout(timer);
  }
}
