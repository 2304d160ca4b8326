/** What a network allows us in a window of time. Spending more than that fails at once with the wait it would take. */
import { type Limits, NetworkFailure, type Rate } from '../connector.ts';

export type Budget = { spend(cost: number, bucket: string | null): void };

/** Buckets that refill steadily: `requests` at once, then `requests` for every `perSeconds`. */
export function makeBudget(limits: Pick<Limits, 'rate' | 'buckets'>, now: () => Date): Budget {
  const general = makeBucket(limits.rate, now);
  const named = new Map(Object.entries(limits.buckets ?? {}).map(([name, rate]) => [name, makeBucket(rate, now)]));
  return {
    spend(cost, bucket) {
      const second = bucket === null ? null : named.get(bucket);
      if (second === undefined) throw new Error(`No allowance is called "${bucket}" in the connector's limits.`);
      const waitSeconds = Math.max(general.waitSeconds(1), second?.waitSeconds(cost) ?? 0);
      if (waitSeconds > 0)
        throw new NetworkFailure('retry', 'We have used up what the network allows us for now.', {
          afterSeconds: Math.ceil(waitSeconds),
        });
      general.take(1);
      second?.take(cost);
    },
  };
}

function makeBucket(rate: Rate, now: () => Date) {
  let left = rate.requests;
  let at = now().getTime();
  const perMs = rate.requests / (rate.perSeconds * 1000);
  const refill = () => {
    const next = now().getTime();
    // A clock set back must not take anything away.
    left = Math.min(rate.requests, left + Math.max(next - at, 0) * perMs);
    at = next;
  };
  return {
    waitSeconds(cost: number) {
      refill();
      return left >= cost ? 0 : (Math.min(cost, rate.requests) - left) / perMs / 1000;
    },
    take(cost: number) {
      left -= cost;
    },
  };
}
