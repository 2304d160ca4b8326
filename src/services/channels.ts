/** Connected accounts: adding, showing with health and ledger, renaming, pausing, leaving. Listening itself is `listen.ts`. */
import { Refusal } from '../core/refusal.ts';
import * as store from '../store/channels.ts';
import type { Tx } from '../store/db.ts';
import { dayOf, sumLedger } from '../store/ledger.ts';
import { credentialsOf } from './channel-credentials.ts';
import { type Brief, briefsOf, NOTHING_KNOWN } from './channel-health.ts';
import { type Composing, composingOf } from './composing.ts';
import { type AccountNeeds, checkAccount, inboxFor, keepAccount, wasLeft } from './connect-account.ts';
import { type LeaveNeeds, leaveChannel } from './connect-leave.ts';
import type { CallAt } from './hook-facts.ts';
import { type Sums, summed } from './ledger-sums.ts';
import { signsIn } from './networks.ts';
import { notFound, permit, type Who } from './permit.ts';
import { tellChanged } from './tell-changed.ts';

export type ChannelNeeds = AccountNeeds & LeaveNeeds & { callAt?: CallAt };

export type ChannelView = {
  id: string;
  inboxId: string;
  network: string;
  networkName: string;
  name: string;
  handle: string | null;
  state: store.ChannelState;
  said: string | null;
  lastHeardAt: string | null;
  reconnects: number;
  speaks: boolean;
  /** Somebody signed in for it, and may have to again. */
  signsIn: boolean;
  cannotHear: string[];
  composing: Composing;
  today: Sums;
  ever: Sums;
} & Brief;
/** `name` left out: the network's own, with the handle where that is taken. */
export type NewChannel = { network: string; name?: string; inboxId?: string; credentials: Record<string, unknown> };
export type ChannelChange = { name?: string; inboxId?: string; state?: 'active' | 'paused' };

export type Channels = ReturnType<typeof makeChannels>;

export function makeChannels(needs: ChannelNeeds) {
  return {
    list: (who: Who) => list(needs, who),
    open: (who: Who, id: string) => open(needs, who, id),
    add: (who: Who, channel: NewChannel) => add(needs, who, channel),
    change: (who: Who, id: string, change: ChannelChange) => change_(needs, who, id, change),
    leave: (who: Who, id: string) => leaveChannel(needs, who, id),
  };
}

async function list(needs: ChannelNeeds, who: Who): Promise<ChannelView[]> {
  permit(who, 'read_channels');
  const rows = await store.listChannels(needs.db, who.brandId);
  return withLedgers(needs, who.brandId, rows, null);
}

async function open(needs: ChannelNeeds, who: Who, id: string): Promise<ChannelView> {
  permit(who, 'read_channels');
  const row = await store.findChannel(needs.db, who.brandId, id);
  if (row === null) throw notFound('channel');
  const [view] = await withLedgers(needs, who.brandId, [row], id);
  if (view === undefined) throw notFound('channel');
  return view;
}

/**
 * Connects an account: the network is asked first whether the credentials work. An account that was here before goes on
 * where it stopped, with its history.
 */
async function add(needs: ChannelNeeds, who: Who, wish: NewChannel): Promise<ChannelView> {
  permit(who, 'own');
  const connector = needs.connectors.get(wish.network);
  if (connector === undefined) throw new Refusal('not_valid', 'Heed has no connector for this network.');
  const inboxId = await inboxFor(needs, who, wish.inboxId);
  const proven = await checkAccount(needs, who, connector, wish.credentials);
  const id = await keepAccount(needs, who, connector, proven, { name: wish.name, inboxId });
  return open(needs, who, id);
}

async function change_(needs: ChannelNeeds, who: Who, id: string, change: ChannelChange): Promise<ChannelView> {
  permit(who, 'lead');
  if (change.inboxId !== undefined) await inboxFor(needs, who, change.inboxId);
  await needs.db.transaction().execute(async tx => {
    const before = await store.findChannel(tx, who.brandId, id);
    if (before === null) throw notFound('channel');
    if (before.state === 'left') throw wasLeft();
    if (change.name !== undefined) await refuseTaken(tx, before, change.name);
    await store.changeChannel(tx, who.brandId, id, change);
    const after = await store.findChannel(tx, who.brandId, id);
    if (after !== null) await tellChanged(tx, needs.now(), { ...after, actorId: who.agentId });
  });
  return open(needs, who, id);
}

/** Two channels of one name could not be told apart where only the name is shown. */
async function refuseTaken(tx: Tx, { brandId, id }: store.ChannelRow, name: string): Promise<void> {
  const others = (await store.listChannels(tx, brandId)).filter(other => other.id !== id && other.state !== 'left');
  if (!others.some(other => other.name.toLowerCase() === name.toLowerCase())) return;
  const fields = [{ path: 'name', says: 'Another channel is called this. Choose another name.' }];
  throw new Refusal('already_exists', 'Another channel is called this. Choose another name.', { fields });
}

async function withLedgers(
  needs: ChannelNeeds,
  brandId: number,
  rows: store.ChannelRow[],
  channelId: string | null,
): Promise<ChannelView[]> {
  const lines = await sumLedger(needs.db, brandId, dayOf(needs.now()), channelId);
  const opened = await Promise.all(rows.map(async row => [row.id, await credentialsOf(needs, row)] as const));
  const credentials = new Map(opened);
  const briefs = await briefsOf(needs, rows, credentials);
  return rows.map(row => {
    const own = lines.filter(line => line.channelId === row.id);
    const today = own.map(line => ({ ...line, n: line.today }));
    const connector = needs.connectors.get(row.network);
    const kept = credentials.get(row.id) ?? null;
    const about = { composing: composingOf(connector, kept), signsIn: signsIn(connector, kept) };
    const view = { ...channelView(needs, row, about), ...(briefs.get(row.id) ?? NOTHING_KNOWN) };
    return { ...view, today: summed(today), ever: summed(own) };
  });
}

function channelView(
  needs: ChannelNeeds,
  row: store.ChannelRow,
  { composing, signsIn: hasSignIn }: Pick<ChannelView, 'composing' | 'signsIn'>,
): Omit<ChannelView, 'today' | 'ever' | keyof Brief> {
  const connector = needs.connectors.get(row.network);
  return {
    id: row.id,
    inboxId: row.inboxId,
    network: row.network,
    networkName: connector?.name ?? row.network,
    name: row.name,
    handle: row.account.handle,
    state: row.state,
    said: row.said,
    lastHeardAt: row.lastHeardAt?.toISOString() ?? null,
    reconnects: row.reconnects,
    speaks: composing.canReply || composing.canDirect || composing.canPrivateReply,
    signsIn: hasSignIn,
    cannotHear: connector?.cannotHear ?? [],
    composing,
  };
}
