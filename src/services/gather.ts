/** Posts that come one by one share a transaction: a commit costs the same for one as for five hundred. */
import type { Batch, IngestAll, Ingested } from './ingest.ts';

export type Gather = {
  /**
   * Resolves when the arrival is committed. `reading` names one reading of a source: once a batch of it has failed, nothing
   * more of it is taken, or the cursor would pass what was lost. The source begins a new reading from the saved cursor.
   */
  add(batch: Batch, reading?: object): Promise<Ingested>;
  /** Resolves when everything added so far is committed. */
  drain(): Promise<void>;
};

/** How long the first arrival waits for others. */
export const GATHER_MS = 5;
/** Entries in one transaction. */
export const GATHER_MOST = 500;

type Waiting = {
  batch: Batch;
  reading: object;
  resolve: (ingested: Ingested) => void;
  reject: (error: unknown) => void;
};

/** One transaction at a time for each channel and source; what arrives meanwhile goes into the next. */
export function makeGather(ingestAll: IngestAll, wait: (ms: number) => Promise<unknown> = later): Gather {
  const lanes = new Map<string, { waiting: Waiting[]; running: Promise<void> | null }>();
  const failed = new WeakMap<object, { error: unknown }>();

  function isRefused({ reading, reject }: Waiting): boolean {
    const failure = failed.get(reading);
    if (failure !== undefined) reject(failure.error);
    return failure !== undefined;
  }

  async function run(name: string, lane: { waiting: Waiting[] }): Promise<void> {
    if (countEntries(lane.waiting) < GATHER_MOST) await wait(GATHER_MS);
    while (lane.waiting.length > 0) {
      const together = takeSome(lane.waiting).filter(one => !isRefused(one));
      if (together.length === 0) continue;
      try {
        const ingested = await ingestAll(together.map(({ batch }) => batch));
        together.forEach(({ resolve, reject }, i) => {
          const counts = ingested[i];
          if (counts === undefined) reject(new Error('a batch came back without its counts'));
          else resolve(counts);
        });
      } catch (error) {
        // What came after it must not move the cursor past what was lost: the source begins again before all of it.
        for (const { reading, reject } of [...together, ...lane.waiting.splice(0)]) {
          failed.set(reading, { error });
          reject(error);
        }
      }
    }
    lanes.delete(name);
  }

  return {
    add(batch, reading = {}) {
      const name = `${batch.channel.id} ${batch.source}`;
      return new Promise((resolve, reject) => {
        const lane = lanes.get(name) ?? { waiting: [], running: null };
        lanes.set(name, lane);
        lane.waiting.push({ batch, reading, resolve, reject });
        lane.running ??= run(name, lane);
      });
    },
    async drain() {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ running }) => running));
    },
  };
}

function takeSome(waiting: Waiting[]): Waiting[] {
  let [entries, n] = [0, 0];
  for (const { batch } of waiting) {
    if (n > 0 && entries + batch.heard.length > GATHER_MOST) break;
    entries += batch.heard.length;
    n += 1;
  }
  return waiting.splice(0, n);
}

function countEntries(waiting: readonly Waiting[]): number {
  return waiting.reduce((sum, { batch }) => sum + batch.heard.length, 0);
}

function later(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
