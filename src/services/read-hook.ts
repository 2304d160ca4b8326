/** Reading what a network called with, once it is stored: the channel's own part of it, through ingest like anything else. */
import {
  type Connector,
  type Heard,
  NetworkFailure,
  type OpenContext,
  type Verified,
} from '../connectors/connector.ts';
import { type ChannelRow, findChannel, sealedOf } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { addToLedger, dayOf } from '../store/ledger.ts';
import { lockRaw } from '../store/letters.ts';
import { keepRaw, markRaw } from '../store/raw-events.ts';
import { tryLater, type WaitingRaw } from '../store/waiting-raw.ts';
import type { Ears } from './ears.ts';
import { bytesOf } from './hook-body.ts';
import type { Ingest } from './ingest.ts';
import { renewing } from './renew.ts';
import type { Seal } from './seal.ts';

export type ReadHookNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openContext: OpenContext;
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
  const parts = parsed(needs, called, raw, body);
  const heard = parts.some(isStub) ? await withoutStubs(needs, called, raw, parts) : parts;
  if (heard === 'later') return;
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
  await readHook(needs, called, raw, asVerified(raw.body));
}

/** How long a network may take to tell what it named, and for how long it is asked again. */
export const COMPLETE_TIMEOUT_MS = 30_000;
export const COMPLETE_WITHIN_MS = 36 * 60 * 60_000;
const TRY_AGAIN_MS = 60_000;
export const NOT_IN_TIME = 'could not be fetched in time';

function isStub(heard: Heard): boolean {
  return heard.kind === 'dropped' && heard.stub === true;
}

/**
 * What a network names and does not tell is fetched. Named beside other things it gets a raw event of its own, which waits until
 * it can be had; the rest is read at once.
 */
async function withoutStubs(
  needs: ReadHookNeeds,
  called: Called,
  raw: RawBody,
  parts: readonly Heard[],
): Promise<Heard[] | 'later'> {
  const { channel } = called;
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    const whole = await completed(needs, called, only);
    if (whole !== null) return [whole];
    const ageMs = needs.now().getTime() - raw.receivedAt.getTime();
    if (ageMs >= COMPLETE_WITHIN_MS) return [{ kind: 'dropped', reason: NOT_IN_TIME, raw: raw.body, cursor: null }];
    // Ever less often: a quarter of its age, so that what cannot be had now holds up nothing else.
    await tryLater(
      needs.db,
      channel.brandId,
      raw.id,
      new Date(needs.now().getTime() + Math.max(TRY_AGAIN_MS, ageMs / 4)),
    );
    return 'later';
  }
  const stubs = parts.filter(isStub).map(({ raw: body }) => ({ body, state: 'waiting', failed: null }) as const);
  const ids = await keepRaw(needs.db, channel.brandId, channel.id, 'hook', raw.receivedAt, stubs);
  for (const [i, { body }] of stubs.entries()) {
    const id = ids[i];
    if (id === undefined) throw new Error('the raw event has no id');
    await readHook(needs, called, { id, body, receivedAt: raw.receivedAt }, asVerified(body));
  }
  return parts.filter(part => !isStub(part));
}

/** Null: it cannot be had now. */
export async function completed(
  needs: Pick<ReadHookNeeds, 'db' | 'seal' | 'openContext' | 'log'>,
  { channel, connector, credentials }: Called,
  stub: Heard,
): Promise<Heard | null> {
  const complete = connector.inbound.hook?.complete;
  if (complete === undefined || stub.kind !== 'dropped') return stub;
  const { id: channelId, brandId, network, account } = channel;
  const signal = AbortSignal.timeout(COMPLETE_TIMEOUT_MS);
  const context = needs.openContext({ channelId, brandId, network, credentials, account, signal });
  try {
    return await renewing(needs, channel, connector, context, () => complete(context, stub));
  } catch (error) {
    if (signal.aborted) return null;
    if (!(error instanceof NetworkFailure)) {
      needs.log('error', 'What a hook named could not be fetched by a fault of ours', { err: error, channelId });
      return { kind: 'dropped', reason: 'Heed could not read it', raw: stub.raw, cursor: null };
    }
    if (error.next !== 'refuse' && error.next !== 'gone') return null;
    return { kind: 'dropped', reason: stub.reason, raw: stub.raw, cursor: null };
  }
}

/** Only verified bodies are ever stored, so this one has been verified. */
export function asVerified(body: string): Verified {
  return { bytes: bytesOf(body) } as unknown as Verified;
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
    const heard = hook?.parse(body, credentials, channel.account, raw.receivedAt) ?? [];
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
