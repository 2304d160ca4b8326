/** Where a network does not tell of every edit and deletion, posts are looked at once more when they have reached a certain age. */
import { type Connector, type Context, NetworkFailure } from '../connectors/connector.ts';
import { backoffMs } from '../core/backoff.ts';
import type { SealedChannel } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { postsToRecheck, type RecheckPlace, recheckPlace, saveRecheckPlace } from '../store/rechecks.ts';
import type { Gather } from './gather.ts';
import { orStopped } from './patience.ts';
import { renewing } from './renew.ts';
import type { Seal } from './seal.ts';
import type { Wait } from './wait.ts';

export type RecheckRun = {
  needs: {
    db: Db;
    seal: Seal;
    gather: Gather;
    wait: Wait;
    random: () => number;
    now: () => Date;
    log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
  };
  channel: SealedChannel;
  connector: Connector;
  context: Context<unknown>;
  signal: AbortSignal;
};
type Port = NonNullable<Connector['inbound']['recheck']>;

export const RECHECK_EVERY_MS = 60_000;
/** After a failure: the network or its budget is left alone for longer and longer. */
const TRY_AGAIN = { firstMs: 60_000, mostMs: 60 * 60_000 };
/** Batches at once, before the other ages have their turn. */
const BATCHES_AT_ONCE = 20;
/** What nobody looked at for so long is not looked at any more: this Heed was off. */
export const BEHIND_LIMIT_MS = 7 * 24 * 60 * 60_000;
/** What is heard later than this after it was written may be passed over at one age, and is looked at at the next. */
const LATE_LIMIT_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Until the signal aborts. Failures wait; nothing else waits for it. */
export async function keepRechecking(run: RecheckRun): Promise<void> {
  const { connector, needs, signal } = run;
  const { recheck } = connector.inbound;
  if (recheck === undefined) return;
  let failures = 0;
  while (!signal.aborted) {
    const failure = await lookOnce(run, recheck);
    failures = failure === null ? 0 : failures + 1;
    const waitMs =
      failure === null
        ? RECHECK_EVERY_MS * (0.9 + 0.2 * needs.random())
        : Math.max(backoffMs(TRY_AGAIN, failures - 1, needs.random()), (failure.afterSeconds ?? 0) * 1000);
    await needs.wait(waitMs, signal);
  }
}

async function lookOnce(run: RecheckRun, port: Port): Promise<NetworkFailure | null> {
  try {
    for (const age of port.atAgesMinutes) await lookAt(run, port, age);
    return null;
  } catch (error) {
    if (error instanceof NetworkFailure) return error;
    if (!run.signal.aborted) {
      const facts = { err: error, channelId: run.channel.id };
      run.needs.log('error', 'Looking at posts once more failed by a fault of ours', facts);
    }
    return new NetworkFailure('retry', 'Heed made a mistake here; it is in the log.');
  }
}

/** The posts that have reached this age since the last look. What was found is kept before the place moves on. */
async function lookAt(run: RecheckRun, port: Port, ageMinutes: number): Promise<void> {
  const { needs, channel, connector, context, signal } = run;
  const { db, gather, now } = needs;
  const { brandId, id } = channel;
  const until = new Date(now().getTime() - ageMinutes * MINUTE_MS);
  let after = await placeOf(run, ageMinutes, until);
  for (let batches = 0; batches < BATCHES_AT_ONCE && !signal.aborted; batches++) {
    const posts = await postsToRecheck(db, brandId, id, { after, until, limit: port.most });
    const last = posts.at(-1);
    if (last === undefined) return passQuietTime(run, ageMinutes, after, until);
    const known = posts.map(({ id: _, ...post }) => post);
    const asking = renewing(needs, channel, connector, context, () => port.look(context, known));
    const heard = await orStopped(asking, signal);
    if (heard === null) return;
    await gather.add({
      brandId,
      channel: { id, network: channel.network, account: channel.account, playsRecording: false },
      source: 'poll',
      heard,
      cursor: null,
      receivedAt: now(),
      listened: new Map(),
    });
    after = { at: last.at, id: last.id };
    await saveRecheckPlace(db, brandId, id, ageMinutes, after);
    if (posts.length < port.most) return;
  }
}

/** Where nobody wrote for long the place moves on, so that each look passes over a short time only. */
async function passQuietTime(
  { needs, channel }: RecheckRun,
  ageMinutes: number,
  after: RecheckPlace,
  until: Date,
): Promise<void> {
  if (until.getTime() - after.at.getTime() < 2 * LATE_LIMIT_MS) return;
  const at = new Date(until.getTime() - LATE_LIMIT_MS);
  await saveRecheckPlace(needs.db, channel.brandId, channel.id, ageMinutes, { at, id: FIRST_ID });
}

/** Begins with what reaches the age from now on: what was there before has just been read. */
async function placeOf({ needs, channel }: RecheckRun, ageMinutes: number, until: Date): Promise<RecheckPlace> {
  const { brandId, id } = channel;
  const saved = await recheckPlace(needs.db, brandId, id, ageMinutes);
  const oldest = new Date(until.getTime() - BEHIND_LIMIT_MS);
  if (saved !== null) return saved.at < oldest ? { at: oldest, id: FIRST_ID } : saved;
  const first = { at: until, id: FIRST_ID };
  await saveRecheckPlace(needs.db, brandId, id, ageMinutes, first);
  return first;
}
