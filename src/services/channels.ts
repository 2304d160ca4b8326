/** Connected accounts: adding, showing with health and ledger, renaming, pausing, leaving. Listening itself is `listen.ts`. */
import { type Connector, NetworkFailure, type OpenCheck } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import type { Person } from '../core/post.ts';
import { Refusal } from '../core/refusal.ts';
import { findBrand } from '../store/brands.ts';
import * as store from '../store/channels.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { type LedgerLine, sumLedger } from '../store/ledger.ts';
import { type FailedRow, listFailedRaw } from '../store/raw-events.ts';
import { type Composing, composingOf } from './composing.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { CannotUnseal, type Seal } from './seal.ts';

export type ChannelNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openCheck: OpenCheck;
  seal: Seal;
  makeId: MakeId;
  now: () => Date;
};

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
  cannotHear: string[];
  composing: Composing;
  today: Sums;
  ever: Sums;
};
export type NewChannel = { network: string; name: string; inboxId?: string; credentials: Record<string, unknown> };
export type ChannelChange = { name?: string; inboxId?: string; state?: 'active' | 'paused' };

/** Longest wait for a network to say whether credentials work. */
const CHECK_TIMEOUT_MS = 20_000;
/** What is shown of a frame that could not be read, in characters. */
export const SAMPLE_LIMIT = 2_000;
const SAID_LIMIT = 500;

export type Channels = ReturnType<typeof makeChannels>;

export function makeChannels(needs: ChannelNeeds) {
  return {
    list: (who: Who) => list(needs, who),
    open: (who: Who, id: string) => open(needs, who, id),
    add: (who: Who, channel: NewChannel) => add(needs, who, channel),
    change: (who: Who, id: string, change: ChannelChange) => change_(needs, who, id, change),
    leave: (who: Who, id: string) => leave(needs, who, id),
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
  const { account, credentials } = await checkedAccount(needs, who, connector, wish.credentials);
  const id = await needs.db.transaction().execute(async tx => {
    await store.lockBrandChannels(tx, who.brandId);
    const known = await store.findByAccount(tx, who.brandId, connector.id, account.remoteId);
    if (known && (known.state === 'active' || known.state === 'paused')) throw alreadyConnected(known);
    const channelId = known?.id ?? needs.makeId();
    const sealed = needs.seal.seal(credentials, { brandId: who.brandId, channelId });
    const row = {
      brandId: who.brandId,
      id: channelId,
      inboxId,
      network: connector.id,
      name: wish.name,
      account,
      sealed,
    };
    await (known ? store.reviveChannel(tx, row) : store.insertChannel(tx, row));
    await tellChanged(tx, needs.now(), { ...row, actorId: who.agentId, state: 'active', said: null });
    return channelId;
  });
  return open(needs, who, id);
}

function alreadyConnected(known: store.ChannelRow): Refusal {
  return new Refusal('already_exists', `This account is connected already, as “${known.name}”.`, {
    channelId: known.id,
  });
}

async function inboxFor(needs: ChannelNeeds, who: Who, wish: string | undefined): Promise<string> {
  const inboxId = wish ?? (await store.firstInbox(needs.db, who.brandId));
  if (inboxId === null) throw new Refusal('not_valid', 'This brand has no inbox yet. Make one first.');
  permitInbox(who, inboxId);
  if (!(await store.inboxExists(needs.db, who.brandId, inboxId))) throw notFound('inbox');
  return inboxId;
}

async function checkedAccount(
  needs: ChannelNeeds,
  who: Who,
  connector: Connector,
  filledIn: Record<string, unknown>,
): Promise<{ account: Person; credentials: unknown }> {
  const parsed = connector.credentials.safeParse(filledIn);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), says: message }));
    throw new Refusal('not_valid', `${connector.name} needs other credentials: ${inWords(fields)}`, { fields });
  }
  const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
  const brandName = (await findBrand(needs.db, who.brandId))?.name ?? '';
  const attempt = { network: connector.id, credentials: parsed.data, brandName, signal };
  try {
    return await orAborted(connector.connect.check(needs.openCheck(attempt)), signal);
  } catch (error) {
    if (error instanceof NetworkFailure) throw notConnected(connector, error.said ?? error.message);
    if (signal.aborted) throw notConnected(connector, 'It did not answer in time.');
    throw error;
  }
}

function notConnected(connector: Connector, said: string): Refusal {
  return new Refusal('channel_not_ready', `Not connected. ${connector.name} said: ${clipped(said)}`);
}

function inWords(fields: { path: string; says: string }[]): string {
  return fields.map(({ path, says }) => (path === '' ? says : `${path}: ${says}`)).join('; ');
}

/** A connector that does not mind its signal must not keep the person waiting. */
function orAborted<T>(deed: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([deed, aborted]);
}

async function change_(needs: ChannelNeeds, who: Who, id: string, change: ChannelChange): Promise<ChannelView> {
  permit(who, 'lead');
  if (change.inboxId !== undefined) await inboxFor(needs, who, change.inboxId);
  await needs.db.transaction().execute(async tx => {
    const before = await store.findChannel(tx, who.brandId, id);
    if (before === null) throw notFound('channel');
    if (before.state === 'left') {
      throw new Refusal('channel_not_ready', 'This channel was left. Connect the account again to go on.');
    }
    await store.changeChannel(tx, who.brandId, id, change);
    const after = await store.findChannel(tx, who.brandId, id);
    if (after !== null) await tellChanged(tx, needs.now(), { ...after, actorId: who.agentId });
  });
  return open(needs, who, id);
}

async function leave(needs: ChannelNeeds, who: Who, id: string): Promise<void> {
  permit(who, 'own');
  await needs.db.transaction().execute(async tx => {
    const row = await store.findChannel(tx, who.brandId, id);
    if (row === null) throw notFound('channel');
    if (row.state === 'left') return;
    await store.leaveChannel(tx, who.brandId, id);
    await tellChanged(tx, needs.now(), { ...row, actorId: who.agentId, state: 'left', said: null });
  });
}

/** Writes `channel.changed`. The last statement of its transaction. */
export async function tellChanged(
  tx: Tx,
  at: Date,
  channel: { brandId: number; id: string; inboxId: string; actorId: string | null; state: string; said: string | null },
): Promise<void> {
  const { brandId, id, inboxId, actorId, state, said } = channel;
  const data = { kind: 'channel.changed', channelId: id, state, said } as const;
  await appendEvents(tx, [{ brandId, at, inboxId, conversationId: null, actorId, data }]);
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

/** Control and direction characters could rewrite what stands around them; they are shown as a dot instead. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function harmless(text: string): string {
  return text.replace(UNSEEN, '·');
}

export function clipped(said: string): string {
  const plain = harmless(said);
  return plain.length > SAID_LIMIT ? `${plain.slice(0, SAID_LIMIT - 1)}…` : plain;
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
      const composing = composingOf(needs.connectors.get(row.network), await credentialsOf(needs, row));
      return { ...channelView(needs, row, composing), today: summed(today), ever: summed(own) };
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
  composing: Composing,
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
