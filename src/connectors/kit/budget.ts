/** What a network allows us in a window of time. Spending more than that fails at once with the wait it would take. */
import type { Allowance } from '../../core/allowance.ts';
import { type Limits, NetworkFailure, type Rate } from '../connector.ts';
import { toldAllowance } from './told-allowance.ts';

export type Budget = {
  spend(cost: number, bucket: string | null): void;
  /** Takes note of what an answer says about what is left; where that is nothing, its bucket is shut until the moment named. */
  hear(headers: Headers, bucket?: string | null): void;
  /** As counted here, and as the network says. */
  left(): Allowance[];
};

/** A network may count each of its endpoints apart; so many of its figures are kept. */
const TOLD_LIMIT = 8;

/** Buckets that refill steadily: `requests` at once, then `requests` for every `perSeconds`. */
export function makeBudget(limits: Pick<Limits, 'rate' | 'buckets'>, now: () => Date): Budget {
  const general = makeBucket(limits.rate, now);
  const named = new Map(Object.entries(limits.buckets ?? {}).map(([name, rate]) => [name, makeBucket(rate, now)]));
  const told = new Map<string, Allowance>();
  const shutUntil = new Map<string, Date>();
  return {
    spend(cost, bucket) {
      const second = bucket === null ? null : named.get(bucket);
      if (second === undefined) throw new Error(`No allowance is called "${bucket}" in the connector's limits.`);
      const shut = shutUntil.get(bucket ?? '');
      const shutMs = shut === undefined ? 0 : shut.getTime() - now().getTime();
      const waitSeconds = Math.max(general.waitSeconds(1), second?.waitSeconds(cost) ?? 0, shutMs / 1000);
      if (waitSeconds > 0)
        throw new NetworkFailure('retry', 'We have used up what the network allows us for now.', {
          afterSeconds: Math.ceil(waitSeconds),
        });
      general.take(1);
      second?.take(cost);
    },
    hear(headers, bucket = null) {
      const allowance = toldAllowance(headers, now());
      if (allowance === null) return;
      if (bucket !== null) shutOrOpen(shutUntil, bucket, allowance);
      told.delete(allowance.name);
      told.set(allowance.name, allowance);
      const oldest = told.keys().next().value;
      if (told.size > TOLD_LIMIT && oldest !== undefined) told.delete(oldest);
    },
    left: () => [
      general.left('requests'),
      ...[...named].map(([name, bucket]) => bucket.left(name)),
      ...[...told.values()],
    ],
  };
}

/** Only a bucket of its own: what one endpoint says of itself need not hold for the others. */
function shutOrOpen(shutUntil: Map<string, Date>, bucket: string, { left, wholeAt }: Allowance): void {
  if (left > 0 || wholeAt === null) shutUntil.delete(bucket);
  else shutUntil.set(bucket, wholeAt);
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
    left(name: string): Allowance {
      refill();
      const wholeAt = left >= rate.requests ? null : new Date(at + (rate.requests - left) / perMs);
      const { requests: of, perSeconds } = rate;
      return { name, by: 'us', left: Math.max(0, left), of, perSeconds, wholeAt, toldAt: new Date(at) };
    },
  };
}
