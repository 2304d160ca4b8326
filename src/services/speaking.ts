/** Opening a channel to say something there: its connector, its secrets, its context. */
import type { Connector, Context, Limits, OpenContext } from '../connectors/connector.ts';
import { type ChannelRow, findChannel, sealedOf } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { limitsOf } from './composing.ts';
import type { Seal } from './seal.ts';
import { voicedFor } from './voice.ts';

export type Speaking = {
  connectors: ReadonlyMap<string, Connector>;
  openContext: OpenContext;
  seal: Seal;
};

export type OpenedChannel = { channel: ChannelRow; connector: Connector; credentials: unknown; limits: Limits };

/** Null where nothing can be said: no such network here, or the channel was left. */
export async function openChannel(
  db: Db,
  { connectors, seal }: Pick<Speaking, 'connectors' | 'seal'>,
  brandId: number,
  channelId: string,
): Promise<OpenedChannel | null> {
  const channel = await findChannel(db, brandId, channelId);
  const connector = channel === null ? undefined : connectors.get(channel.network);
  const sealed = await sealedOf(db, brandId, channelId);
  if (channel === null || connector === undefined || sealed === null) return null;
  const credentials = seal.unseal(sealed, { brandId, channelId });
  return {
    channel,
    connector: voicedFor(connector, credentials),
    credentials,
    limits: limitsOf(connector, credentials),
  };
}

export function contextFor(
  { openContext }: Pick<Speaking, 'openContext'>,
  { channel, credentials }: OpenedChannel,
  signal: AbortSignal,
): Context<unknown> {
  return openContext({
    channelId: channel.id,
    brandId: channel.brandId,
    network: channel.network,
    credentials,
    account: channel.account,
    signal,
  });
}
