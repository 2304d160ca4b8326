/**
 * A network tells us that somebody wants their data gone, or that our access was taken away. What is theirs goes from every brand
 * whose own credentials prove the request: posts as if they had taken them back, then names, copies, raw texts and the log.
 */
import { randomBytes } from 'node:crypto';
import { type Connector, type HookRequest, NetworkFailure, type OpenContext } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import type { Item } from '../core/post.ts';
import { breakChannel, channelsOfNetwork } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import {
  eraseMedia,
  eraseNames,
  eraseRaws,
  type PersonToErase,
  type TheirPost,
  theirMedia,
  theirPosts,
} from '../store/erase-person.ts';
import { askErasure, endErasure, erasureByCode, type OpenErasure, takeErasures } from '../store/erasures.ts';
import type { Ingest } from './ingest.ts';
import { harmless } from './outside-words.ts';
import { type Called, calledChannel } from './read-hook.ts';
import { renewing } from './renew.ts';
import { CannotUnseal, type Seal } from './seal.ts';
import { tellChanged } from './tell-changed.ts';

export type ErasureNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openContext: OpenContext;
  seal: Seal;
  ingest: Ingest;
  makeId: MakeId;
  now: () => Date;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};
type Place = { brandId: number; channelId: string };

export type Erasures = {
  /** The code the network shows to the person; null: the request is not proven, or nobody listens there. */
  ask(place: Place, request: HookRequest): Promise<string | null>;
  /** Somebody took away our access. @returns false: not proven */
  takenAway(place: Place, request: HookRequest): Promise<boolean>;
  status(code: string): Promise<{ askedAt: Date; doneAt: Date | null } | null>;
  /** Does what was asked and is not done. @returns how many */
  work(): Promise<number>;
};

/** One that was begun and not ended is taken up again after so long. */
const TAKEN_UP_AFTER_MS = 5 * 60_000;
const AT_ONCE = 10;
const POSTS_AT_ONCE = 200;
const CODE_BYTES = 16;
const CHECK_TIMEOUT_MS = 20_000;
export const TAKEN_AWAY = 'Heed’s access was taken away at the network. Sign in again.';

export function makeErasures(needs: ErasureNeeds): Erasures {
  return {
    ask: (place, request) => ask(needs, place, request),
    takenAway: (place, request) => takenAway(needs, place, request),
    status: code => (/^[0-9a-f]{32}$/.test(code) ? erasureByCode(needs.db, code) : Promise.resolve(null)),
    async work() {
      const open = await takeErasures(needs.db, needs.now(), { agedMs: TAKEN_UP_AFTER_MS, limit: AT_ONCE });
      for (const one of open) {
        await erase(needs, one).catch(err => {
          needs.log('error', 'Somebody’s data could not be erased yet', { err, brandId: one.brandId, erasure: one.id });
        });
      }
      return open.length;
    },
  };
}

async function ask(needs: ErasureNeeds, place: Place, request: HookRequest): Promise<string | null> {
  const called = await calledChannel(needs, place.brandId, place.channelId);
  const read = called?.connector.erasure?.read;
  if (called === null || read === undefined) return null;
  const asked = read(request, called.credentials);
  if (asked.kind === 'refused') {
    needs.log('warn', 'A request to erase was refused', { channelId: place.channelId, why: harmless(asked.why) });
    return null;
  }
  const { remoteId } = asked;
  const { network } = called.channel;
  const code = randomBytes(CODE_BYTES).toString('hex');
  const at = needs.now();
  const ofBrands = await provenIn(needs, called, request, remoteId);
  return needs.db.transaction().execute(async tx => {
    const row = { network, remoteId, at };
    const own = await askErasure(tx, { ...row, ...place, id: needs.makeId(), code });
    for (const [brandId, channelId] of ofBrands)
      await askErasure(tx, { ...row, brandId, channelId, id: needs.makeId(), code: own });
    return own;
  });
}

/** Other brands of this installation whose own credentials prove the same request about the same person. */
async function provenIn(
  { db, seal }: ErasureNeeds,
  { channel, connector }: Called,
  request: HookRequest,
  remoteId: string,
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const { brandId, id, sealed } of await channelsOfNetwork(db, channel.network)) {
    if (brandId === channel.brandId || found.has(brandId)) continue;
    try {
      const asked = connector.erasure?.read(request, seal.unseal(sealed, { brandId, channelId: id }));
      if (asked?.kind === 'asked' && asked.remoteId === remoteId) found.set(brandId, id);
    } catch (error) {
      if (!(error instanceof CannotUnseal)) throw error;
    }
  }
  return found;
}

/** Safe to begin again at any place: what is gone is not found a second time. */
async function erase(needs: ErasureNeeds, { id, ...person }: OpenErasure): Promise<void> {
  const { db, now } = needs;
  const { brandId } = person;
  const shown = await theirMedia(db, person);
  const messages = await takeBackPosts(needs, person);
  const people = await db.transaction().execute(tx => eraseNames(tx, person, `erased:${id}`));
  let raws = 0;
  for (let n = await eraseRaws(db, person); n > 0; n = await eraseRaws(db, person)) raws += n;
  await eraseMedia(db, brandId, shown);
  await endErasure(db, brandId, id, now(), { people, messages, raws });
  needs.log('info', 'Somebody’s data was erased', { brandId, erasure: id, people, messages, raws });
}

/** Along the way every deletion takes, so that turns, previews and open desks know of it. */
async function takeBackPosts(needs: ErasureNeeds, person: PersonToErase): Promise<number> {
  let taken = 0;
  for (;;) {
    const posts = await theirPosts(needs.db, person, POSTS_AT_ONCE);
    if (posts.length === 0) return taken;
    for (const [channelId, own] of Map.groupBy(posts, post => post.channelId))
      await takeBack(needs, person, channelId, own);
    taken += posts.length;
  }
}

async function takeBack(
  needs: ErasureNeeds,
  { brandId, network }: PersonToErase,
  channelId: string,
  posts: readonly TheirPost[],
): Promise<void> {
  const at = needs.now();
  const items = posts.map(({ remoteId }): Item => ({ kind: 'remove', remoteId, at, by: 'author' }));
  const nobody = { remoteId: '', handle: null, name: null, avatarUrl: null, profileUrl: null };
  await needs.ingest({
    brandId,
    channel: { id: channelId, network, account: nobody, playsRecording: false },
    source: 'backfill',
    heard: [{ kind: 'arrival', items, raw: '', cursor: null, lane: 'erasure' }],
    cursor: null,
    receivedAt: at,
  });
}

/** Whoever took our access away may be another than who gave it for this channel: whether it still works is asked. */
async function takenAway(needs: ErasureNeeds, place: Place, request: HookRequest): Promise<boolean> {
  const called = await calledChannel(needs, place.brandId, place.channelId);
  const read = called?.connector.erasure?.read;
  if (called === null || read === undefined || read(request, called.credentials).kind === 'refused') return false;
  const { channel } = called;
  if (await stillWorks(needs, called)) return true;
  await needs.db.transaction().execute(async tx => {
    if (!(await breakChannel(tx, channel.brandId, channel.id, TAKEN_AWAY))) return;
    await tellChanged(tx, needs.now(), { ...channel, actorId: null, state: 'broken', said: TAKEN_AWAY });
  });
  return true;
}

async function stillWorks(needs: ErasureNeeds, { channel, connector, credentials }: Called): Promise<boolean> {
  const { brandId, id: channelId, network, account } = channel;
  const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
  const context = needs.openContext({ channelId, brandId, network, credentials, account, signal });
  try {
    await renewing(needs, channel, connector, context, () => connector.connect.check(context));
    return true;
  } catch (error) {
    if (signal.aborted) return true;
    if (!(error instanceof NetworkFailure)) throw error;
    return error.next === 'retry' || error.next === 'unsure';
  }
}
