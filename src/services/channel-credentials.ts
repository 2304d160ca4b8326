import type { Connector } from '../connectors/connector.ts';
import { type ChannelRow, sealedOf } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { CannotUnseal, type Seal } from './seal.ts';

/**
 * Only where something that is shown depends on them: limits, the right to answer, how long they last. Null where there are
 * none, and where the key no longer fits: that must not hide the channel.
 */
export async function credentialsOf(
  needs: { db: Db; connectors: ReadonlyMap<string, Connector>; seal: Seal },
  { brandId, id: channelId, network }: ChannelRow,
): Promise<unknown> {
  const connector = needs.connectors.get(network);
  if (!(connector?.limitsFor ?? connector?.listensOnly ?? connector?.connect.life)) return null;
  const sealed = await sealedOf(needs.db, brandId, channelId);
  try {
    return sealed && needs.seal.unseal(sealed, { brandId, channelId });
  } catch (error) {
    if (error instanceof CannotUnseal) return null;
    throw error;
  }
}
