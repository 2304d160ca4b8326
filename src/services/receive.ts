/**
 * Networks that call us: the signature is checked, the raw body stored, the network answered; then it is read like anything
 * else. Where all accounts of one app are told to one address, each account's channel keeps the body and reads its own part.
 */
import type { HookRequest, Verified } from '../connectors/connector.ts';
import { HOOK_BODY_LIMIT, HOOK_RAW_LIMIT } from '../core/raw.ts';
import { channelsOfAccounts, channelsOfNetwork, findChannel } from '../store/channels.ts';
import { keepRaw } from '../store/raw-events.ts';
import { listWaitingRaw } from '../store/waiting-raw.ts';
import { storedAs } from './hook-body.ts';
import { harmless } from './outside-words.ts';
import { type Called, calledChannel, type ReadHookNeeds, readHook, readWaiting } from './read-hook.ts';
import { CannotUnseal } from './seal.ts';

export type ReceiveNeeds = ReadHookNeeds & {
  /** What one channel's network hands back to us: `CallPlace.secret`. */
  hookSecret: (channelId: string) => string;
};

/** `read` settles once the body has been read and stored; the network need not wait for it. */
export type HookAnswer = { status: number; body: string; read: Promise<void> };
export type Receive = {
  receive(place: { brandId: number; channelId: string }, request: HookRequest): Promise<HookAnswer>;
  /** Reads what was stored and never read, because the process ended in between. @returns how many bodies */
  catchUp(): Promise<number>;
};

/** The longest body that can be kept whole. */
export const HOOK_LIMIT_BYTES = HOOK_BODY_LIMIT;
/** A body that has waited for so long is not being read by anybody. */
export const CATCH_UP_AFTER_MS = 60_000;
const CATCH_UP_LIMIT = 100;
/** Accounts that one body may concern; a batch of a network holds at most a thousand changes. */
const ACCOUNTS_LIMIT = 1_000;

export function makeReceive(needs: ReceiveNeeds): Receive {
  return {
    receive: (place, request) => receive(needs, place, request),
    async catchUp() {
      const at = needs.now();
      const before = new Date(at.getTime() - CATCH_UP_AFTER_MS);
      const waiting = await listWaitingRaw(needs.db, before, at, CATCH_UP_LIMIT);
      for (const raw of waiting) await tried(needs, raw.channelId, readWaiting(needs, raw));
      return waiting.length;
    },
  };
}

async function receive(
  needs: ReceiveNeeds,
  place: { brandId: number; channelId: string },
  request: HookRequest,
): Promise<HookAnswer> {
  const called = (await calledChannel(needs, place.brandId, place.channelId)) ?? (await heirOf(needs, place, request));
  const hook = called?.connector.inbound.hook;
  if (called === null || hook === undefined) return said(404, 'Nobody listens here.');
  if (request.bytes.length > HOOK_LIMIT_BYTES) return said(413, `At most ${HOOK_LIMIT_BYTES} bytes.`);
  const secret = needs.hookSecret(place.channelId);
  const verdict = hook.verify(request, called.credentials, secret);
  if (verdict.kind === 'answer') return said(verdict.status, verdict.body);
  if (verdict.kind === 'refused') {
    needs.log('warn', 'A hook was refused', { channelId: place.channelId, why: harmless(verdict.why) });
    return said(401, 'The signature does not fit.');
  }
  const body = storedAs(verdict.body.bytes);
  if (body.length > HOOK_RAW_LIMIT) return said(413, 'Too large.');
  const concerned = await concernedBy(needs, called, verdict.body, request, secret);
  const ids = await store(needs, concerned, body, request.now);
  const reading = concerned.map((one, i) =>
    readHook(needs, one, { id: ids[i] ?? 0, body, receivedAt: request.now }, verdict.body),
  );
  return { status: 200, body: '', read: allSettled(reading) };
}

function said(status: number, body: string): HookAnswer {
  return { status, body, read: Promise.resolve() };
}

/**
 * An app calls one address for all its accounts. Where that channel was left, one that stays and proves the request with its own
 * credentials takes it, until its watch has the network call another address.
 */
async function heirOf(
  needs: ReceiveNeeds,
  { brandId, channelId }: { brandId: number; channelId: string },
  request: HookRequest,
): Promise<Called | null> {
  const left = await findChannel(needs.db, brandId, channelId);
  const connector = left === null ? undefined : needs.connectors.get(left.network);
  const hook = connector?.inbound.hook;
  if (left === null || connector === undefined || hook?.accounts === undefined) return null;
  if (request.method !== 'POST' || request.bytes.length > HOOK_LIMIT_BYTES) return null;
  for (const channel of await channelsOfNetwork(needs.db, left.network)) {
    const credentials = unsealed(needs, channel);
    if (credentials === null) continue;
    if (hook.verify(request, credentials, needs.hookSecret(channelId)).kind === 'verified')
      return { channel, connector, credentials };
  }
  return null;
}

/** All of it or nothing, for the network is told once. @returns the ids, in order */
async function store(
  { db }: ReceiveNeeds,
  concerned: readonly Called[],
  body: string,
  receivedAt: Date,
): Promise<number[]> {
  const raws = [{ body, state: 'waiting', failed: null }] as const;
  return db.transaction().execute(async tx => {
    const ids: number[] = [];
    for (const { channel } of concerned) {
      const [id] = await keepRaw(tx, channel.brandId, channel.id, 'hook', receivedAt, raws);
      if (id === undefined) throw new Error('the raw event has no id');
      ids.push(id);
    }
    return ids;
  });
}

/**
 * The channels of the accounts a body names, in any brand of this installation, as far as their own credentials prove the
 * same request; and the one that was called, unless all of it is for the others.
 */
async function concernedBy(
  needs: ReceiveNeeds,
  called: Called,
  body: Verified,
  request: HookRequest,
  secret: string,
): Promise<Called[]> {
  const { channel, connector } = called;
  const names = new Set(accountsIn(needs, called, body).slice(0, ACCOUNTS_LIMIT));
  const isOnlyOurs = names.size === 0 || (names.size === 1 && names.has(channel.account.remoteId));
  if (isOnlyOurs) return [called];
  const siblings: Called[] = [];
  for (const row of await channelsOfAccounts(needs.db, channel.network, [...names])) {
    if (row.id === channel.id) continue;
    const credentials = unsealed(needs, row);
    if (credentials === null) continue;
    if (connector.inbound.hook?.verify(request, credentials, secret).kind !== 'verified') continue;
    siblings.push({ channel: row, connector, credentials });
  }
  const taken = new Set(siblings.map(one => one.channel.account.remoteId));
  return [...names].every(name => taken.has(name)) ? siblings : [called, ...siblings];
}

function accountsIn(needs: ReceiveNeeds, { channel, connector }: Called, body: Verified): string[] {
  try {
    return connector.inbound.hook?.accounts?.(body) ?? [];
  } catch (error) {
    needs.log('error', 'Whom a hook concerns was not found out by a fault of ours', {
      err: error,
      channelId: channel.id,
    });
    return [];
  }
}

/** Null: sealed with another key. Its own channel says so. */
function unsealed({ seal }: ReceiveNeeds, { brandId, id: channelId, sealed }: Called['channel'] & { sealed: Buffer }) {
  try {
    return seal.unseal(sealed, { brandId, channelId });
  } catch (error) {
    if (error instanceof CannotUnseal) return null;
    throw error;
  }
}

/** One that cannot be read must not keep the others from it. */
async function tried({ log }: ReceiveNeeds, channelId: string, reading: Promise<void>): Promise<void> {
  await reading.catch(err => log('error', 'A hook that was kept could not be read yet', { err, channelId }));
}

/** Rejects with the first failure once all are over. */
async function allSettled(all: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(all)).find(one => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
