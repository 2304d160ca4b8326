/**
 * Counts what channels pay, and stops them where a month's budget ends. Counted in memory and written every second: a process
 * that is killed forgets what it paid within the last one, and another process learns of it as late. Everything else is kept.
 */
import { NetworkFailure } from '../../connectors/connector.ts';
import { type CostBudget, dayOfUtc, mayPay, microUsd, monthOf, NO_BUDGET, stoppedWords } from '../../core/costs.ts';
import { addSpend, type Purchase, type Standing, standingsOf } from '../../store/costs.ts';
import type { Db } from '../../store/db.ts';

export const WRITE_SPEND_EVERY_MS = 1_000;
/** Purchases written by one statement. */
const WRITTEN_AT_ONCE = 5_000;

/** As `kit/cost.ts` asks for it. */
type Priced = { name: string; usd: number };

export type Meter = {
  charge(channelId: string, price: Priced, bought: readonly string[] | number): void;
  mayPay(channelId: string, price: Priced, units: number, isAnswer: boolean): Promise<void>;
  /** Writes what was paid since the last time, and reads what other processes and people have changed. */
  write(): Promise<readonly Standing[]>;
};

/** As the database last said, since the first of this month. */
type Account = CostBudget & { month: string; spentMicroUsd: number };

export function makeMeter({ db, now }: { db: Db; now: () => Date }): Meter {
  const accounts = new Map<string, Account>();
  const books = makeBooks(now);
  const look = async () => {
    const month = dayOfUtc(monthOf(now()).from);
    const ids = [...accounts.keys()];
    const standings = await standingsOf(db, ids, month);
    const found = new Map(standings.map(standing => [standing.channelId, standing]));
    for (const id of ids) {
      const { monthlyMicroUsd, reserveMicroUsd, spentMicroUsd } = found.get(id) ?? { ...NO_BUDGET, spentMicroUsd: 0 };
      accounts.set(id, { month, monthlyMicroUsd, reserveMicroUsd, spentMicroUsd });
    }
    return standings;
  };
  const accountOf = (channelId: string) => {
    const account = accounts.get(channelId) ?? { ...NO_BUDGET, month: '', spentMicroUsd: 0 };
    accounts.set(channelId, account);
    return account;
  };
  const reaches = (channelId: string, costs: number, isAnswer: boolean) => {
    const account = accountOf(channelId);
    return mayPay(account, account.spentMicroUsd + books.unwritten(channelId), { microUsd: costs, isAnswer });
  };
  return {
    charge(channelId, price, bought) {
      accountOf(channelId);
      books.note(channelId, price, bought);
    },
    async mayPay(channelId, price, units, isAnswer) {
      if (accountOf(channelId).month !== dayOfUtc(monthOf(now()).from)) await look();
      const costs = microUsd(price.usd) * units;
      if (reaches(channelId, costs, isAnswer)) return;
      const at = now();
      const words = stoppedWords(accountOf(channelId), isAnswer, at);
      if (isAnswer) throw new NetworkFailure('refuse', words);
      const afterSeconds = Math.ceil((monthOf(at).until.getTime() - at.getTime()) / 1000);
      throw new NetworkFailure('retry', words, { afterSeconds, ready: () => reaches(channelId, costs, isAnswer) });
    },
    async write() {
      await books.write(some => addSpend(db, some), look);
      return accounts.size === 0 ? [] : look();
    },
  };
}

type Books = {
  note(channelId: string, price: Priced, bought: readonly string[] | number): void;
  /** What this process paid and has not written, in millionths of a dollar. */
  unwritten(channelId: string): number;
  /** @param written called before what was written stops counting here, so that it counts all the time */
  write(write: (some: Purchase[]) => Promise<void>, written: () => Promise<unknown>): Promise<void>;
};

function makeBooks(now: () => Date): Books {
  let waiting: Purchase[] = [];
  let known = { day: '', bought: new Set<string>() };
  const sums = new Map<string, number>();
  const add = (purchase: Purchase, sign: 1 | -1) => {
    const { channelId, microUsdEach, units } = purchase;
    const sum = (sums.get(channelId) ?? 0) + sign * microUsdEach * units;
    if (sum === 0) sums.delete(channelId);
    else sums.set(channelId, sum);
  };
  const buy = (purchase: Purchase) => {
    waiting.push(purchase);
    add(purchase, 1);
  };
  return {
    note(channelId, { name: price, usd }, bought) {
      const day = dayOfUtc(now());
      if (known.day !== day) known = { day, bought: new Set() };
      const about = { channelId, day, price, microUsdEach: microUsd(usd) };
      if (typeof bought === 'number') {
        if (bought > 0) buy({ ...about, remoteId: null, units: bought });
        return;
      }
      for (const remoteId of bought) {
        const name = `${channelId} ${price} ${remoteId}`;
        if (known.bought.has(name)) continue;
        known.bought.add(name);
        buy({ ...about, remoteId, units: 1 });
      }
    },
    unwritten: channelId => sums.get(channelId) ?? 0,
    async write(write, written) {
      while (waiting.length > 0) {
        const some = waiting.slice(0, WRITTEN_AT_ONCE);
        await write(some);
        waiting = waiting.slice(some.length);
        await written();
        for (const purchase of some) add(purchase, -1);
      }
    },
  };
}
