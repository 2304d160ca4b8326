/** Whether a network still calls us: looked at while this process listens, and what was missed is asked for. */
import { type Connector, type Context, NetworkFailure } from '../connectors/connector.ts';
import { backoffMs } from '../core/backoff.ts';
import * as store from '../store/channel-hooks.ts';
import type { SealedChannel } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { clipped } from './outside-words.ts';
import { orStopped } from './patience.ts';
import { renewing } from './renew.ts';
import type { Seal } from './seal.ts';
import { tellChanged } from './tell-changed.ts';
import type { Wait } from './wait.ts';

export type HookRun = {
  needs: {
    db: Db;
    seal: Seal;
    wait: Wait;
    random: () => number;
    now: () => Date;
    log: (level: 'info' | 'error', message: string, facts: Record<string, unknown>) => void;
  };
  channel: SealedChannel;
  connector: Connector;
  context: Context<unknown>;
  signal: AbortSignal;
  calls: Calls;
};
/** What the other ways of hearing a channel know of it. */
export type Calls = {
  /** The network calls us, as far as was seen last. */
  stand(): boolean;
  /** Resolves when something was missed, or the signal aborts. */
  missed(signal: AbortSignal): Promise<void>;
  tell(news: { stands: boolean; hasMissed: boolean }): void;
};
type Watch = NonNullable<NonNullable<Connector['inbound']['hook']>['watch']>;

/** After a failure it is looked at again soon, then ever later. */
const TRY_AGAIN = { firstMs: 30_000, mostMs: 30 * 60_000 };
/** Nobody here looked for so long: a network gives up calling us after a day and a half, some after an hour. */
export const AWAY_MS = 6 * 60 * 60_000;

export function makeCalls(): Calls {
  let stands = false;
  let waiting: (() => void)[] = [];
  let isMissed = false;
  return {
    stand: () => stands,
    missed: signal =>
      new Promise(resolve => {
        const done = () => {
          isMissed = false;
          signal.removeEventListener('abort', done);
          resolve();
        };
        if (isMissed || signal.aborted) return done();
        waiting.push(done);
        signal.addEventListener('abort', done, { once: true });
      }),
    tell(news) {
      stands = news.stands;
      if (!news.hasMissed) return;
      const told = waiting;
      waiting = [];
      isMissed = told.length === 0;
      for (const tell of told) tell();
    },
  };
}

/** Until the signal aborts. Failures wait and are shown; hearing goes on beside them. */
export async function keepHook(run: HookRun): Promise<void> {
  const watch = run.connector.inbound.hook?.watch;
  if (watch === undefined) return;
  if (run.context.callAt === null) return endIfBegun(run, watch);
  let failures = 0;
  while (!run.signal.aborted) {
    const failure = await look(run, watch);
    failures = failure === null ? 0 : failures + 1;
    const waitMs =
      failure === null
        ? watch.everySeconds * 1000 * (0.9 + 0.2 * run.needs.random())
        : Math.max(backoffMs(TRY_AGAIN, failures - 1, run.needs.random()), (failure.afterSeconds ?? 0) * 1000);
    await run.needs.wait(waitMs, run.signal);
  }
}

async function look(run: HookRun, watch: Watch): Promise<NetworkFailure | null> {
  const { needs, channel, connector, context, signal } = run;
  try {
    const kept = await orStopped(
      renewing(needs, channel, connector, context, () => watch.keep(context)),
      signal,
    );
    if (kept !== null) await note(run, kept);
    return null;
  } catch (error) {
    if (signal.aborted) return null;
    const failure = asFailure(run, error);
    await note(run, { kind: 'failing', why: failure.said ?? failure.message }).catch(err => {
      needs.log('error', 'Could not write down whether a network calls', { err, channelId: channel.id });
    });
    return failure;
  }
}

type Seen = Awaited<ReturnType<Watch['keep']>> | { kind: 'failing'; why: string };

async function note({ needs, channel, connector, calls }: HookRun, seen: Seen): Promise<void> {
  const { brandId, id } = channel;
  const at = needs.now();
  const isBegun = seen.kind === 'begun';
  const state = isBegun ? 'stands' : seen.kind;
  const why = 'why' in seen ? clipped(seen.why) : null;
  const hasMissed = await needs.db.transaction().execute(async tx => {
    const before = await store.hookOf(tx, brandId, id);
    const missedSince = connector.inbound.backfill === undefined ? null : missedBefore(before, seen, at);
    if (await store.noteHook(tx, brandId, id, { state, why, at, isBegun, missedSince }))
      await tellChanged(tx, at, { ...channel, actorId: null, state: 'active', said: why });
    return missedSince !== null;
  });
  calls.tell({ stands: state === 'stands', hasMissed });
  if (isBegun) needs.log('info', 'A network was asked to call', { channelId: id, network: channel.network, why });
}

/** Since when something may have been missed. The first time nothing was: the past is read on connecting. */
function missedBefore(before: store.HookRow | null, seen: Seen, at: Date): Date | null {
  if (before === null || seen.kind === 'failing') return null;
  const stood = before.stoodAt ?? before.madeAt;
  if (seen.kind === 'begun' || (seen.kind === 'stands' && before.state === 'byHand')) return stood;
  return at.getTime() - before.lookedAt.getTime() > AWAY_MS ? before.lookedAt : null;
}

/** This Heed had an address on the internet and has none any more: the network need not call in vain. */
async function endIfBegun({ needs, channel, context, signal }: HookRun, watch: Watch): Promise<void> {
  const { brandId, id } = channel;
  try {
    if ((await store.hookOf(needs.db, brandId, id)) === null) return;
    await orStopped(Promise.resolve(watch.end?.(context)), signal);
    if (!signal.aborted) await store.forgetHook(needs.db, brandId, id);
  } catch (error) {
    if (!(error instanceof NetworkFailure) && !signal.aborted)
      needs.log('error', 'Could not end the calls of a network by a fault of ours', { err: error, channelId: id });
  }
}

function asFailure({ needs, channel }: HookRun, error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const facts = { err: error, channelId: channel.id, network: channel.network };
  needs.log('error', 'Looking whether a network calls failed by a fault of ours', facts);
  return new NetworkFailure('retry', 'Heed made a mistake here; it is in the log. It tries again.');
}
