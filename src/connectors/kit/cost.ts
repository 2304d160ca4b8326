/** What is paid for, told to whoever keeps the books; and whether more may be. */
import type { Context, FetchOptions } from '../connector.ts';
import { isWriteMethod } from './request.ts';

/** `usd`: for one, by the connector's own `limits.prices`. */
export type Priced = { name: string; usd: number };

export type CostMeter = {
  /** @param bought ids where the network charges each once a day (UTC), else how many */
  charge(channelId: string, price: Priced, bought: readonly string[] | number): void;
  /**
   * Throws `NetworkFailure` with the words for people where the month's budget does not reach: an answer is refused, reading waits.
   * @param units so many at most
   */
  mayPay(channelId: string, price: Priced, units: number, isAnswer: boolean): Promise<void>;
};

/** Where nobody keeps books. */
export const FREE: CostMeter = { charge: () => {}, mayPay: async () => {} };

/** Where a channel pays. */
export type Till = { channelId: string; prices: Readonly<Record<string, number>> | undefined; meter: CostMeter };
type Paid = Pick<Context<unknown>, 'fetch' | 'lines' | 'charge'>;

/** Asks before each request that has a price; a stream is paid for as it comes, so it is asked again after every line. */
export function paying({ fetch, lines }: Pick<Paid, 'fetch' | 'lines'>, till: Till): Paid {
  return {
    fetch: async (url, options = {}) => {
      await ask(till, options);
      return fetch(url, options);
    },
    async *lines(url, options = {}) {
      await ask(till, options);
      for await (const line of lines(url, options)) {
        yield line;
        await ask(till, options);
      }
    },
    charge: (price, bought) => till.meter.charge(till.channelId, priceNamed(till.prices, price), bought),
  };
}

async function ask({ channelId, prices, meter }: Till, options: FetchOptions): Promise<void> {
  if (options.price === undefined) return;
  const isAnswer = isWriteMethod(options.method ?? 'GET');
  await meter.mayPay(channelId, priceNamed(prices, options.price), options.priceUnits ?? 1, isAnswer);
}

/** @throws Error where the connector names no such price */
function priceNamed(prices: Readonly<Record<string, number>> | undefined, name: string): Priced {
  const usd = prices?.[name];
  if (usd === undefined) throw new Error(`No price is called "${name}" in the connector's limits.`);
  return { name, usd };
}
