/** Connected accounts: adding, showing with health and ledger, renaming, pausing, leaving. Listening itself is `listen.ts`. */
import { Refusal } from '../core/refusal.ts';
import * as store from '../store/channels.ts';
import type { Tx } from '../store/db.ts';
import { type LedgerLine, sumLedger } from '../store/ledger.ts';
import { type FailedRow, listFailedRaw } from '../store/raw-events.ts';
import { type Composing, composingOf } from './composing.ts';
import { type AccountNeeds, checkAccount, inboxFor, keepAccount, wasLeft } from './connect-account.ts';
import { type LeaveNeeds, leaveChannel } from './connect-leave.ts';
import { signsIn } from './networks.ts';
import { harmless } from './outside-words.ts';
import { notFound, permit, type Who } from './permit.ts';
import { CannotUnseal } from './seal.ts';
import { tellChanged } from './tell-changed.ts';

export type ChannelNeeds = AccountNeeds & LeaveNeeds;

export type Sums = { received: number; kept: number; ignored: number; failed: number; lines: LedgerLine[] };
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
  hearingDelayMs: number | null;
  reconnects: number;
  speaks: boolean;
  /** Somebody signed in for it, and may have to again. */
  signsIn: boolean;
  cannotHear: string[];
  composing: Composing;
  today: Sums;
  ever: Sums;
};
/** `name` left out: the network's own, with the handle where that is taken. */
export type NewChannel = { network: string; name?: string; inboxId?: string; credentials: Record<string, unknown> };
export type ChannelChange = { name?: string; inboxId?: string; state?: 'active' | 'paused' };

/** What is shown of a frame that could not be read, in characters. */
export const SAMPLE_LIMIT = 2_000;

export type Channels = ReturnType<typeof makeChannels>;

export function makeChannels(needs: ChannelNeeds) {
  return {
    list: (who: Who) => list(needs, who),
    open: (who: Who, id: string) => open(needs, who, id),
    add: (who: Who, channel: NewChannel) => add(needs, who, channel),
    change: (who: Who, id: string, change: ChannelChange) => change_(needs, who, id, change),
    leave: (who: Who, id: string) => leaveChannel(needs, who, id),
    listFailed: (who: Who, id: string, page: { after?: string; limit: number }) => listFailed(needs, who, id, page),
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

async function listFailed(
  needs: ChannelNeeds,
  who: Who,
  id: string,
  page: { after?: string; limit: number },
): Promise<{ rows: { id: number; receivedAt: string; reason: string; sample: string }[]; next: string | null }> {
  permit(who, 'lead');
  if ((await store.findChannel(needs.db, who.brandId, id)) === null) throw notFound('channel');
  const before = /^\d{1,15}$/.test(page.after ?? '') ? Number(page.after) : null;
  if (page.after !== undefined && before === null) throw new Refusal('not_valid', 'This place in the list is not one.');
  const found = await listFailedRaw(needs.db, who.brandId, id, {
    before,
    limit: page.limit + 1,
    sampleLimit: SAMPLE_LIMIT,
  });
  const rows = found.slice(0, page.limit);
  return { rows: rows.map(failedView), next: found.length > page.limit ? String(rows.at(-1)?.id) : null };
}

function failedView(row: FailedRow) {
  return { id: row.id, receivedAt: row.receivedAt.toISOString(), reason: row.reason, sample: harmless(row.sample) };
}

async function withLedgers(
  needs: ChannelNeeds,
  brandId: number,
  rows: store.ChannelRow[],
  channelId: string | null,
): Promise<ChannelView[]> {
  const day = needs.now().toISOString().slice(0, 10);
  const lines = await sumLedger(needs.db, brandId, day, channelId);
  return Promise.all(
    rows.map(async row => {
      const own = lines.filter(line => line.channelId === row.id);
      const today = own.map(line => ({ ...line, n: line.today })).filter(line => line.n > 0);
      const connector = needs.connectors.get(row.network);
      const credentials = await credentialsOf(needs, row);
      const about = { composing: composingOf(connector, credentials), signsIn: signsIn(connector, credentials) };
      return { ...channelView(needs, row, about), today: summed(today), ever: summed(own) };
    }),
  );
}

/** Only where limits or the right to answer depend on them; a key that no longer fits must not hide the channel. */
async function credentialsOf(needs: ChannelNeeds, row: store.ChannelRow): Promise<unknown> {
  const connector = needs.connectors.get(row.network);
  if (connector?.limitsFor === undefined && connector?.listensOnly === undefined) return null;
  const sealed = await store.sealedOf(needs.db, row.brandId, row.id);
  try {
    return sealed && needs.seal.unseal(sealed, { brandId: row.brandId, channelId: row.id });
  } catch (error) {
    if (error instanceof CannotUnseal) return null;
    throw error;
  }
}

function channelView(
  needs: ChannelNeeds,
  row: store.ChannelRow,
  { composing, signsIn: hasSignIn }: Pick<ChannelView, 'composing' | 'signsIn'>,
): Omit<ChannelView, 'today' | 'ever'> {
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
    hearingDelayMs: row.hearingDelayMs,
    reconnects: row.reconnects,
    speaks: composing.canReply || composing.canDirect || composing.canPrivateReply,
    signsIn: hasSignIn,
    cannotHear: connector?.cannotHear ?? [],
    composing,
  };
}

function summed(lines: LedgerLine[]): Sums {
  const of = (outcome: LedgerLine['outcome']) =>
    lines.reduce((sum, line) => (line.outcome === outcome ? sum + line.n : sum), 0);
  const [kept, ignored, failed] = [of('kept'), of('ignored'), of('failed')];
  const plain = lines.map(({ outcome, reason, n }) => ({ outcome, reason, n }));
  return { received: kept + ignored + failed, kept, ignored, failed, lines: plain };
}
