/** Credentials that have run out, and the way a network renews them. */
import { type Connector, type Context, NetworkFailure } from '../connectors/connector.ts';
import { resealChannel, sealedOf } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import type { Seal } from './seal.ts';

export type Renewing = { db: Db; seal: Seal };

/**
 * Puts working credentials into `context`. Somebody else may have renewed them since they were read: theirs are taken,
 * for many networks take a renewal only once.
 * @returns whether they are others than before. False: a person has to sign in again.
 * Throws the failure of a network that could not be asked; the old credentials may still be renewed later.
 */
export async function renew(
  { db, seal }: Renewing,
  channel: { brandId: number; id: string },
  connector: Connector,
  context: Context<unknown>,
): Promise<boolean> {
  const { brandId, id: channelId } = channel;
  const sealed = await sealedOf(db, brandId, channelId);
  if (sealed === null) return false;
  const kept = seal.unseal(sealed, { brandId, channelId });
  if (JSON.stringify(kept) !== JSON.stringify(context.credentials)) {
    context.credentials = kept;
    return true;
  }
  const { refresh } = connector.connect;
  if (refresh === undefined) return false;
  try {
    const fresh = await refresh(context);
    await resealChannel(db, brandId, channelId, seal.seal(fresh, { brandId, channelId }));
    context.credentials = fresh;
    return true;
  } catch (error) {
    if (error instanceof NetworkFailure && error.next !== 'retry' && error.next !== 'unsure') return false;
    throw error;
  }
}

/** Does it; once more with renewed credentials where the network no longer took the old ones. Nothing was written by then. */
export async function renewing<T>(
  needs: Renewing,
  channel: { brandId: number; id: string },
  connector: Connector,
  context: Context<unknown>,
  go: () => Promise<T>,
): Promise<T> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'reauthorise') throw error;
    if (!(await renewedOrLater(needs, channel, connector, context))) throw error;
    return go();
  }
}

/** Renewing is not writing: where its outcome is unknown, it is tried again. */
async function renewedOrLater(...[needs, channel, connector, context]: Parameters<typeof renew>): Promise<boolean> {
  try {
    return await renew(needs, channel, connector, context);
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    throw new NetworkFailure('retry', error.message, {
      said: error.said,
      afterSeconds: error.afterSeconds,
      cause: error,
    });
  }
}
