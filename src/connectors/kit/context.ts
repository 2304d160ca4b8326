/** Makes the contexts connectors work in: one guard, one set of connections, one budget a channel. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Allowance } from '../../core/allowance.ts';
import type { Connector, Context, Home, OpenCheck, OpenContext } from '../connector.ts';
import { type Budget, makeBudget } from './budget.ts';
import type { CallPlaces } from './call-place.ts';
import { type CostMeter, FREE, paying, type Till } from './cost.ts';
import { guardedFetch } from './fetch.ts';
import type { CallPlace } from './hook.ts';
import { guardedLines } from './lines.ts';
import { type Guard, makeRequests } from './request.ts';
import { guardedSocket } from './socket.ts';

export type Contexts = {
  open: OpenContext;
  openCheck: OpenCheck;
  callAt: CallPlaces['of'];
  /** The guarded fetch on its own, for pictures and the like; no network's budget is spent. */
  fetchFor(signal: AbortSignal): Context<unknown>['fetch'];
  /** What is left to each channel, as counted in this process and as its network said here. */
  allowances(): { channelId: string; left: Allowance[] }[];
  home: Home;
  close(): Promise<void>;
};
export type ContextsOptions = Guard & {
  connectors: readonly Connector[];
  home: Home;
  /** Nobody can be called where it is left out. */
  callAt?: CallPlaces['of'];
  /** Longest wait for an answer where the connector names none; the kit's own default when absent. */
  patienceMs?: number;
  /** Keeps the books of what channels pay; nobody where it is left out. */
  meter?: CostMeter;
  now: () => Date;
  /** Real time where a test names no other. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  log: Context<unknown>['log'];
};

export function makeContexts(options: ContextsOptions): Contexts {
  const requests = makeRequests(options);
  const budgets = new Map<string, Budget>();
  const budgetOf = (channelId: string, network: string, credentials: unknown) => {
    const known = budgets.get(channelId);
    if (known) return known;
    const connector = options.connectors.find(({ id }) => id === network);
    if (!connector) return null;
    const budget = makeBudget(connector.limitsFor?.(credentials) ?? connector.limits, options.now);
    budgets.set(channelId, budget);
    return budget;
  };
  const bare = (
    signal: AbortSignal,
    budget: Budget | null,
    credentials: unknown,
  ): Omit<Context<unknown>, 'account' | 'channelId'> => ({
    credentials,
    fetch: guardedFetch(requests, budget, signal, options.now, options.patienceMs),
    lines: guardedLines(requests, signal, options.now),
    socket: guardedSocket(options, signal, options.now),
    home: options.home,
    callAt: null,
    charge: () => {},
    signal,
    now: options.now,
    wait: ms => (options.wait ?? waited)(ms, signal),
    log: options.log,
  });
  return {
    open: channel => {
      const { channelId, network, credentials, account, signal } = channel;
      const plain = bare(signal, budgetOf(channelId, network, credentials), credentials);
      return {
        ...plain,
        ...paying(plain, tillOf(options, channel)),
        callAt: callPlaceOf(options, channel),
        channelId,
        account,
      };
    },
    openCheck: attempt => ({ ...bare(attempt.signal, null, attempt.credentials), brandName: attempt.brandName }),
    fetchFor: signal => guardedFetch(requests, null, signal, options.now),
    allowances: () => [...budgets].map(([channelId, budget]) => ({ channelId, left: budget.left() })),
    home: options.home,
    callAt: options.callAt ?? (() => null),
    close: requests.close,
  };
}

function callPlaceOf(
  { callAt }: ContextsOptions,
  { brandId, channelId }: Parameters<OpenContext>[0],
): CallPlace | null {
  return brandId === undefined ? null : (callAt?.({ brandId, channelId }) ?? null);
}

function tillOf(
  { connectors, meter = FREE }: ContextsOptions,
  { channelId, network, credentials }: Parameters<OpenContext>[0],
): Till {
  const connector = connectors.find(({ id }) => id === network);
  return { channelId, prices: (connector?.limitsFor?.(credentials) ?? connector?.limits)?.prices, meter };
}

async function waited(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {});
}
