/** One sign-in may open several accounts (all Pages of a person): which of them become channels is asked before anything is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Connector } from '../connectors/connector.ts';
import { Refusal } from '../core/refusal.ts';
import { listChannels } from '../store/channels.ts';
import { keepConnecting, takeConnecting } from '../store/connecting.ts';
import { type AccountNeeds, inboxFor, keepAccount, type Proven } from './connect-account.ts';
import { permit, type Who } from './permit.ts';

/** `pick` names the offer, good once and for `PICK_MINUTES`. */
export type Offer = { pick: string; network: string; accounts: Offered[] };
/** `isHere`: a channel speaks for it already. */
export type Offered = { remoteId: string; name: string | null; handle: string | null; isHere: boolean };
export type Picked = { pick: string; accounts: readonly string[] };
/** `says`: why one of them did not become a channel. */
export type PickResult = { channelIds: string[]; refused: { remoteId: string; says: string }[] };
type Wish = { name: string | undefined; inboxId: string | undefined };
type Kept = { opens: Proven[]; wish: Wish };

export const PICK_MINUTES = 15;
/** Offers of one person that may be open at once. */
const PICKS_LIMIT = 5;
const PICK = /^pick\.[\w-]{43}$/;

export async function offerPick(
  needs: AccountNeeds,
  who: Who,
  session: string,
  { id: network }: Connector,
  opens: Proven[],
  wish: Wish,
): Promise<Offer> {
  const { brandId, agentId } = who;
  const pick = `pick.${randomBytes(32).toString('base64url')}`;
  const id = hashOf(pick);
  const sealed = needs.seal.seal({ opens, wish } satisfies Kept, sealedFor(brandId, id));
  const now = needs.now();
  const expiresAt = new Date(now.getTime() + PICK_MINUTES * 60_000);
  const row = { brandId, id, agentId, session, network, channelId: null, sealed, expiresAt };
  await needs.db.transaction().execute(tx => keepConnecting(tx, row, { now, most: PICKS_LIMIT }));
  const here = (await listChannels(needs.db, brandId)).filter(one => one.network === network && one.state !== 'left');
  const accounts = opens.map(({ account: { remoteId, name, handle } }) => {
    return { remoteId, name, handle, isHere: here.some(({ account }) => account.remoteId === remoteId) };
  });
  return { pick, network, accounts };
}

/** Each one picked becomes a channel; one that cannot keeps the others from nothing. */
export async function connectPicked(
  needs: AccountNeeds,
  who: Who,
  session: string,
  { pick, accounts }: Picked,
): Promise<PickResult> {
  permit(who, 'own');
  if (accounts.length === 0) throw new Refusal('not_valid', 'Pick at least one account.');
  const { brandId, agentId } = who;
  const id = hashOf(pick);
  const row = PICK.test(pick) ? await takeConnecting(needs.db, { brandId, id, agentId, session }, needs.now()) : null;
  const connector = row === null ? undefined : needs.connectors.get(row.network);
  if (row === null || connector === undefined) {
    throw new Refusal(
      'too_late',
      `This choice is not open any more: it was made already, or took longer than ${PICK_MINUTES} minutes. Begin again.`,
    );
  }
  const { opens, wish } = needs.seal.unseal(row.sealed, sealedFor(brandId, id)) as Kept;
  const inboxId = await inboxFor(needs, who, wish.inboxId);
  const name = accounts.length === 1 ? wish.name : undefined;
  const result: PickResult = { channelIds: [], refused: [] };
  for (const proven of opens.filter(({ account }) => accounts.includes(account.remoteId))) {
    try {
      result.channelIds.push(await keepAccount(needs, who, connector, proven, { name, inboxId }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      result.refused.push({ remoteId: proven.account.remoteId, says: error.message });
    }
  }
  if (result.channelIds.length > 0 || result.refused.length > 0) return result;
  throw new Refusal('not_valid', 'None of these accounts was offered. Begin again.');
}

function hashOf(pick: string): Buffer {
  return createHash('sha256').update(pick).digest();
}

function sealedFor(brandId: number, id: Buffer) {
  return { brandId, channelId: `pick ${id.toString('hex')}` };
}
