/** Networks that call us: the signature is checked, the raw body stored, the network answered; then it is read like anything else. */
import type { Connector, Heard, HookRequest, Verified } from '../connectors/connector.ts';
import { RAW_LIMIT } from '../core/raw.ts';
import { type ChannelRow, findChannel, sealedOf } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { addToLedger, dayOf } from '../store/ledger.ts';
import { keepRaw, markRaw } from '../store/raw-events.ts';
import { listWaitingRaw, type WaitingRaw } from '../store/waiting-raw.ts';
import type { Ears } from './ears.ts';
import { bytesOf, storedAs } from './hook-body.ts';
import type { Ingest } from './ingest.ts';
import { harmless } from './outside-words.ts';
import type { Seal } from './seal.ts';

export type ReceiveNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  seal: Seal;
  ingest: Ingest;
  ears: Ears;
  /** What one channel's network hands back to us: `CallPlace.secret`. */
  hookSecret: (channelId: string) => string;
  now: () => Date;
  log: (level: 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};

/** `read` settles once the body has been read and stored; the network need not wait for it. */
export type HookAnswer = { status: number; body: string; read: Promise<void> };
export type Receive = {
  receive(place: { brandId: number; channelId: string }, request: HookRequest): Promise<HookAnswer>;
  /** Reads what was stored and never read, because the process ended in between. @returns how many bodies */
  catchUp(): Promise<number>;
};

/** The longest body that can be kept whole. */
export const HOOK_LIMIT_BYTES = RAW_LIMIT;
/** A body that has waited for so long is not being read by anybody. */
export const CATCH_UP_AFTER_MS = 60_000;
const CATCH_UP_LIMIT = 100;

export function makeReceive(needs: ReceiveNeeds): Receive {
  return {
    receive: (place, request) => receive(needs, place, request),
    async catchUp() {
      const before = new Date(needs.now().getTime() - CATCH_UP_AFTER_MS);
      const waiting = await listWaitingRaw(needs.db, before, CATCH_UP_LIMIT);
      for (const raw of waiting) await readAgain(needs, raw);
      return waiting.length;
    },
  };
}

type Called = { channel: ChannelRow; connector: Connector; credentials: unknown };

async function receive(
  needs: ReceiveNeeds,
  place: { brandId: number; channelId: string },
  request: HookRequest,
): Promise<HookAnswer> {
  const called = await calledChannel(needs, place.brandId, place.channelId);
  const hook = called?.connector.inbound.hook;
  if (called === null || hook === undefined) return said(404, 'Nobody listens here.');
  if (request.bytes.length > HOOK_LIMIT_BYTES) return said(413, `At most ${HOOK_LIMIT_BYTES} bytes.`);
  const verdict = hook.verify(request, called.credentials, needs.hookSecret(place.channelId));
  if (verdict.kind === 'answer') return said(verdict.status, verdict.body);
  if (verdict.kind === 'refused') {
    needs.log('warn', 'A hook was refused', { channelId: place.channelId, why: harmless(verdict.why) });
    return said(401, 'The signature does not fit.');
  }
  const body = storedAs(verdict.body.bytes);
  if (body.length > RAW_LIMIT) return said(413, 'Too large.');
  const receivedAt = request.now;
  const raws = [{ body, state: 'waiting', failed: null }] as const;
  const [id] = await keepRaw(needs.db, place.brandId, place.channelId, 'hook', receivedAt, raws);
  if (id === undefined) throw new Error('the raw event has no id');
  return { status: 200, body: '', read: read(needs, called, { id, body, receivedAt }, verdict.body) };
}

function said(status: number, body: string): HookAnswer {
  return { status, body, read: Promise.resolve() };
}

/** Paused channels go on storing: what a network sends once is not sent again. */
async function calledChannel(needs: ReceiveNeeds, brandId: number, channelId: string): Promise<Called | null> {
  const channel = await findChannel(needs.db, brandId, channelId);
  const sealed = channel && (await sealedOf(needs.db, brandId, channelId));
  const connector = channel && needs.connectors.get(channel.network);
  if (!channel || !sealed || !connector) return null;
  return { channel, connector, credentials: needs.seal.unseal(sealed, { brandId, channelId }) };
}

type RawBody = { id: number; body: string; receivedAt: Date };

async function read(needs: ReceiveNeeds, called: Called, raw: RawBody, body: Verified): Promise<void> {
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

/** A parser that throws is a fault of ours: the body stays, counted as failed, until the parser is mended. */
function parsed(
  needs: ReceiveNeeds,
  { channel, connector, credentials }: Called,
  raw: RawBody,
  body: Verified,
): Heard[] {
  try {
    return connector.inbound.hook?.parse(body, credentials, channel.account) ?? [];
  } catch (error) {
    needs.log('error', 'A hook could not be read by a fault of ours', { err: error, channelId: channel.id });
    return [{ kind: 'dropped', reason: 'Heed could not read it', raw: raw.body, cursor: null }];
  }
}

async function readAgain(needs: ReceiveNeeds, raw: WaitingRaw): Promise<void> {
  const called = await calledChannel(needs, raw.brandId, raw.channelId);
  if (called === null) {
    return giveUp(needs, raw);
  }
  // Only verified bodies are ever stored, so this one has been verified.
  const body = { bytes: bytesOf(raw.body) } as unknown as Verified;
  await read(needs, called, raw, body);
}

async function giveUp({ db, now }: ReceiveNeeds, { id, brandId, channelId }: WaitingRaw): Promise<void> {
  const [reason, day] = ['the channel was left before it was read', dayOf(now())];
  const failed = { reason, digest: null, counted: { day, failed: { [reason]: 1 }, others: 0 } };
  await db.transaction().execute(async tx => {
    await markRaw(tx, brandId, [{ id, state: 'failed', failed }]);
    await addToLedger(tx, brandId, channelId, [
      { day, outcome: 'received', reason: '', n: 1 },
      { day, outcome: 'failed', reason, n: 1 },
    ]);
  });
}
