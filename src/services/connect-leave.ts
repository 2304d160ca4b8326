/** A channel is left: its secrets go at once, and the network is told, as far as it can be. */
import { type Connector, type Context, NetworkFailure, type OpenContext } from '../connectors/connector.ts';
import type { Person } from '../core/post.ts';
import { forgetHook } from '../store/channel-hooks.ts';
import * as store from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { orAborted } from './connect-account.ts';
import { clipped } from './outside-words.ts';
import { notFound, permit, type Who } from './permit.ts';
import { CannotUnseal, type Seal } from './seal.ts';
import { tellChanged } from './tell-changed.ts';

export type LeaveNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openContext: OpenContext;
  seal: Seal;
  now: () => Date;
};

/** Leaving waits no longer for a network that is in trouble. */
export const REVOKE_TIMEOUT_MS = 8_000;

/** @returns what a person should know or do at the network now, in plain words; null where all is done */
export async function leaveChannel(needs: LeaveNeeds, who: Who, id: string): Promise<string | null> {
  permit(who, 'own');
  const left = await needs.db.transaction().execute(async tx => {
    const row = await store.findChannel(tx, who.brandId, id);
    if (row === null) throw notFound('channel');
    if (row.state === 'left') return null;
    const sealed = await store.sealedOf(tx, who.brandId, id);
    await store.leaveChannel(tx, who.brandId, id);
    await tellChanged(tx, needs.now(), { ...row, actorId: who.agentId, state: 'left', said: null });
    return sealed && { row, sealed };
  });
  return left && giveBack(needs, left.row, left.sealed);
}

/** After the secrets are gone here, so that nothing the network does can keep them. */
async function giveBack(needs: LeaveNeeds, channel: store.ChannelRow, sealed: Buffer): Promise<string | null> {
  const connector = needs.connectors.get(channel.network);
  if (connector === undefined) return null;
  const { revoke } = connector.connect;
  const signal = AbortSignal.timeout(REVOKE_TIMEOUT_MS);
  try {
    const { id: channelId, brandId, network, account } = channel;
    const credentials = needs.seal.unseal(sealed, { brandId, channelId });
    if (connector.listensOnly?.(credentials)) return null;
    const context = needs.openContext({ channelId, brandId, network, credentials, account, signal });
    await endCalls(needs, connector, context, brandId);
    return revoke === undefined ? null : await orAborted(revoke(context), signal);
  } catch (error) {
    if (error instanceof CannotUnseal) return notTold(connector, null);
    if (error instanceof NetworkFailure) return notTold(connector, error.said ?? error.message);
    if (signal.aborted) return notTold(connector, 'It did not answer in time.');
    throw error;
  }
}

/** What it calls with from now on is turned away, so that one who cannot be told needs no word. */
async function endCalls({ db }: LeaveNeeds, connector: Connector, context: Context<unknown>, brandId: number) {
  const end = connector.inbound.hook?.watch?.end;
  await forgetHook(db, brandId, context.channelId);
  if (end === undefined) return;
  try {
    await orAborted(end(context), context.signal);
  } catch (error) {
    if (!(error instanceof NetworkFailure) && !context.signal.aborted) throw error;
  }
}

/** A permission that turned out not to be wanted: given back as far as it can be. What the network says to that matters to nobody. */
export async function giveBackUnused(
  { openContext }: Pick<LeaveNeeds, 'openContext'>,
  connector: Connector,
  { account, credentials }: { account: Person; credentials: unknown },
): Promise<void> {
  const signal = AbortSignal.timeout(REVOKE_TIMEOUT_MS);
  const context = openContext({
    channelId: `unused at ${connector.id}`,
    network: connector.id,
    credentials,
    account,
    signal,
  });
  try {
    await orAborted(Promise.resolve(connector.connect.revoke?.(context)), signal);
  } catch (error) {
    if (!(error instanceof NetworkFailure) && !signal.aborted) throw error;
  }
}

function notTold({ name }: Connector, said: string | null): string {
  const words = said === null ? '' : ` It said: “${clipped(said)}”`;
  return `The channel is left and its secrets are gone here. ${name} could not be told to end Heed’s access, so end it there, in the account’s settings.${words}`;
}
