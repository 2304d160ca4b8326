/** Reading what a network called with, once it is stored: the channel's own part of it, through ingest like anything else. */
import type { Connector, Heard, Verified } from '../connectors/connector.ts';
import { type ChannelRow, findChannel, sealedOf } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { addToLedger, dayOf } from '../store/ledger.ts';
import { lockRaw } from '../store/letters.ts';
import { markRaw } from '../store/raw-events.ts';
import type { WaitingRaw } from '../store/waiting-raw.ts';
import type { Ears } from './ears.ts';
import { bytesOf } from './hook-body.ts';
import type { Ingest } from './ingest.ts';
import type { Seal } from './seal.ts';

export type ReadHookNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  seal: Seal;
  ingest: Ingest;
  ears: Ears;
  now: () => Date;
  log: (level: 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};

export type Called = { channel: ChannelRow; connector: Connector; credentials: unknown };
export type RawBody = { id: number; body: string; receivedAt: Date };

/** Paused channels go on storing: what a network sends once is not sent again. */
export async function calledChannel(
  { db, connectors, seal }: Pick<ReadHookNeeds, 'db' | 'connectors' | 'seal'>,
  brandId: number,
  channelId: string,
): Promise<Called | null> {
  const channel = await findChannel(db, brandId, channelId);
  const sealed = channel && (await sealedOf(db, brandId, channelId));
  const connector = channel && connectors.get(channel.network);
  if (!channel || !sealed || !connector) return null;
  return { channel, connector, credentials: seal.unseal(sealed, { brandId, channelId }) };
}

export async function readHook(needs: ReadHookNeeds, called: Called, raw: RawBody, body: Verified): Promise<void> {
  const { channel } = called;
  const heard = parsed(needs, called, raw, body);
  if (heard.length === 0) {
    const mark = { id: raw.id, state: 'read', failed: null } as const;
    await needs.db.transaction().execute(tx => markRaw(tx, channel.brandId, [mark]));
    return;
  }
  await needs.ears.refresh();
  await needs.ingest({
    brandId: channel.brandId,
    channel: { id: channel.id, network: channel.network, account: channel.account, playsRecording: false },
    source: 'hook',
    heard,
    cursor: null,
    receivedAt: raw.receivedAt,
    listened: await needs.ears.listen(channel.brandId, channel.network, heard),
    rawIds: heard.map(() => raw.id),
  });
}

/** What was stored and never read, because the process ended in between. */
export async function readWaiting(needs: ReadHookNeeds, raw: WaitingRaw): Promise<void> {
  const called = await calledChannel(needs, raw.brandId, raw.channelId);
  if (called === null) return giveUp(needs, raw);
  // Only verified bodies are ever stored, so this one has been verified.
  await readHook(needs, called, raw, { bytes: bytesOf(raw.body) } as unknown as Verified);
}

export const ANOTHER_ACCOUNT = 'for another account';

/** A parser that throws is a fault of ours: the body stays, counted as failed, until the parser is mended. */
function parsed(
  needs: ReadHookNeeds,
  { channel, connector, credentials }: Called,
  raw: RawBody,
  body: Verified,
): Heard[] {
  const { hook } = connector.inbound;
  const dropped = { kind: 'dropped', raw: raw.body, cursor: null } as const;
  try {
    const heard = hook?.parse(body, credentials, channel.account) ?? [];
    const names = heard.length > 0 ? [] : (hook?.accounts?.(body) ?? []);
    if (names.length === 0 || names.includes(channel.account.remoteId)) return heard;
    return [{ ...dropped, reason: ANOTHER_ACCOUNT, ignored: true }];
  } catch (error) {
    needs.log('error', 'A hook could not be read by a fault of ours', { err: error, channelId: channel.id });
    return [{ ...dropped, reason: 'Heed could not read it' }];
  }
}

async function giveUp({ db, now }: ReadHookNeeds, { id, brandId, channelId }: WaitingRaw): Promise<void> {
  const [reason, day] = ['the channel was left before it was read', dayOf(now())];
  const failed = { reason, digest: null, counted: { day, failed: { [reason]: 1 }, others: 0 } };
  await db.transaction().execute(async tx => {
    if ((await lockRaw(tx, brandId, [id])).get(id) !== 'waiting') return;
    await markRaw(tx, brandId, [{ id, state: 'failed', failed }]);
    await addToLedger(tx, brandId, channelId, [
      { day, outcome: 'received', reason: '', n: 1 },
      { day, outcome: 'failed', reason, n: 1 },
    ]);
  });
}
