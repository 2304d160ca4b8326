/** The initials under public answers, by brand and network. */
import { Refusal } from '../core/refusal.ts';
import { signatureOf, signed } from '../core/signature.ts';
import { findAgent } from '../store/agents.ts';
import { findChannel } from '../store/channels.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/signatures.ts';
import { tellSettings } from './brands.ts';
import type { Desk } from './desk.ts';
import { permit, type Who } from './permit.ts';

export function listSignatures({ db }: Pick<Desk, 'db'>, who: Who): Promise<store.Signature[]> {
  permit(who, 'answer');
  return store.listSignatures(db, who.brandId);
}

export function writeSignatures(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  who: Who,
  signatures: readonly store.Signature[],
): Promise<store.Signature[]> {
  permit(who, 'lead');
  if (new Set(signatures.map(one => one.network)).size < signatures.length) {
    throw new Refusal('not_valid', 'Each network has one line of its own at most.');
  }
  return db.transaction().execute(async tx => {
    await store.writeSignatures(tx, who.brandId, signatures);
    await tellSettings(tx, who, 'signatures', now());
    return store.listSignatures(tx, who.brandId);
  });
}

/** The answer as it leaves: with the initials of whoever wrote it, where the brand wants them on this network. */
export async function withSignature(tx: Tx, who: Who, channelId: string, text: string): Promise<string> {
  const all = await store.listSignatures(tx, who.brandId);
  if (all.length === 0) return text;
  const network = (await findChannel(tx, who.brandId, channelId))?.network;
  const { pattern } = all.find(one => one.network === network) ??
    all.find(one => one.network === '') ?? { pattern: '' };
  if (pattern === '') return text;
  const agent = await findAgent(tx, who.agentId);
  return agent === null ? text : signed(text, signatureOf(pattern, agent.name));
}
