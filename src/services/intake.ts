/** Between a source and ingest: asks what listening queries heard, and holds the source back while ingest is behind. */
import type { Heard } from '../connectors/connector.ts';
import type { ListenedPosts } from './ears.ts';
import type { Gather } from './gather.ts';
import type { ListeningChannel, Source } from './ingest.ts';

/** How much of one source may be on its way into the database at once. Past it the source waits. */
export const IN_FLIGHT_LIMIT = 1_000;
export const IN_FLIGHT_LIMIT_UNITS = 16_000_000;

export type IntakeNeeds = {
  brandId: number;
  channel: ListeningChannel;
  source: Source;
  gather: Gather;
  /** What the brand's queries make of it; later where threads are asked. */
  hear: (heard: readonly Heard[]) => ListenedPosts | Promise<ListenedPosts>;
  now: () => Date;
  /** Told after each commit. */
  onKept: () => void;
  /** Told after each commit all that was heard. */
  onHeard?: (heard: readonly Heard[]) => void;
  /** Told after each commit who wrote to us, or was heard by a query, and is known by an id alone. */
  onStranger?: (remoteId: string) => void;
};

export type Intake = {
  /** Resolves when there is room for the next; rejects when ingest failed, and from then on. */
  push(heard: readonly Heard[], cursor: string | null): Promise<void>;
  /** Resolves when all that was pushed is committed. */
  drain(): Promise<void>;
  /** Aborted when ingest failed: a source that is silent just then must not wait for its next word to begin again. */
  failing: AbortSignal;
};

export function makeIntake(needs: IntakeNeeds): Intake {
  const onTheirWay = new Set<Promise<void>>();
  let units = 0;
  let failure: { error: unknown } | null = null;
  const failing = new AbortController();
  const reading = {};
  const inTurn = makeTurns();
  const isFull = () => onTheirWay.size >= IN_FLIGHT_LIMIT || units >= IN_FLIGHT_LIMIT_UNITS;
  const check = () => {
    if (failure !== null) throw failure.error;
  };
  return {
    failing: failing.signal,
    async push(heard, cursor) {
      check();
      const size = heard.reduce((sum, one) => sum + one.raw.length, 0);
      units += size;
      const going = commit(needs, reading, inTurn, heard, cursor)
        .catch(error => {
          failure ??= { error };
          failing.abort();
        })
        .finally(() => {
          units -= size;
          onTheirWay.delete(going);
        });
      onTheirWay.add(going);
      while (isFull() && onTheirWay.size > 0) await Promise.race(onTheirWay);
      check();
    },
    async drain() {
      await Promise.all(onTheirWay);
      check();
    },
  };
}

async function commit(
  needs: IntakeNeeds,
  reading: object,
  inTurn: Turns,
  heard: readonly Heard[],
  cursor: string | null,
): Promise<void> {
  const receivedAt = needs.now();
  const { brandId, channel, source } = needs;
  const asked = needs.hear(heard);
  const isLater = asked instanceof Promise || inTurn.areWaiting();
  const listened = isLater ? await inTurn.wait(asked) : asked;
  const going = needs.gather.add({ brandId, channel, source, heard, cursor, receivedAt, listened }, reading);
  if (isLater) inTurn.done();
  await going;
  needs.onHeard?.(heard);
  needs.onKept();
  if (needs.onStranger) for (const remoteId of strangersIn(heard, listened)) needs.onStranger(remoteId);
}

type Turns = { areWaiting(): boolean; wait<T>(asked: T | Promise<T>): Promise<T>; done(): void };

/** Threads answer in any order; the cursor moves in one. Nobody waits where nobody is asked. */
function makeTurns(): Turns {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    areWaiting: () => waiting > 0,
    wait(asked) {
      waiting += 1;
      const before = last;
      const mine = (async () => {
        const [answer] = await Promise.all([asked, before.catch(() => {})]);
        return answer;
      })();
      last = mine;
      return mine;
    },
    done: () => {
      waiting -= 1;
    },
  };
}

function strangersIn(heard: readonly Heard[], listened: ListenedPosts): string[] {
  const items = heard.flatMap(one => (one.kind === 'arrival' ? one.items : []));
  return items.flatMap(item => {
    if (item.kind !== 'post' || item.post.author.handle !== null || item.post.own) return [];
    const { addressed, remoteId, author } = item.post;
    return addressed || listened.has(remoteId) ? [author.remoteId] : [];
  });
}
