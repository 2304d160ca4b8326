/** Where a stream tells people by ids alone: asks the network, now and then, which id stands behind a rival's handle. */
import { type Connector, type Context, NetworkFailure } from '../connectors/connector.ts';
import { handleKey } from '../core/insight/rival.ts';
import type { Person } from '../core/post.ts';
import type { SealedChannel } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { knowHandles, namelessHandles } from '../store/rivals.ts';
import { orStopped } from './patience.ts';
import type { Wait } from './wait.ts';

/** A rival named on the desk is heard by its id within this. */
export const KNOW_EVERY_MS = 30_000;

export type KnowNeeds = {
  needs: {
    db: Db;
    wait: Wait;
    log: (level: 'warn', message: string, facts: Record<string, unknown>) => void;
  };
  channel: Pick<SealedChannel, 'id' | 'brandId' | 'network'>;
  connector: Pick<Connector, 'people'>;
  context: Context<unknown>;
  signal: AbortSignal;
};

/** Until the signal aborts. What the network cannot say now is asked again; until then mentions are heard and answers are not. */
export async function keepKnowingRivals({ needs, channel, connector, context, signal }: KnowNeeds): Promise<void> {
  const { people } = connector;
  if (people === undefined) return;
  while (!signal.aborted) {
    try {
      await learn(needs.db, channel, handles => orStopped(people.find(context, handles), signal), people.most);
    } catch (error) {
      // Nothing else waits for it: what did not work now will the next time, the database being away included.
      if (!(error instanceof NetworkFailure))
        needs.log('warn', 'Could not look up who the rivals are; trying again', { err: error, channelId: channel.id });
    }
    await needs.wait(KNOW_EVERY_MS, signal);
  }
}

type Channel = KnowNeeds['channel'];

async function learn(
  db: Db,
  { brandId, network }: Channel,
  find: (handles: readonly string[]) => Promise<Person[] | null>,
  most: number,
): Promise<void> {
  const handles = await namelessHandles(db, brandId, network, most);
  if (handles.length === 0) return;
  const found = (await find(handles)) ?? [];
  // A server that only repeats the handle does not know the account.
  const known = found.flatMap(({ handle, remoteId }) =>
    handle === null || handleKey(handle) === handleKey(remoteId) ? [] : [{ handle: handleKey(handle), remoteId }],
  );
  await knowHandles(db, brandId, network, known);
}
