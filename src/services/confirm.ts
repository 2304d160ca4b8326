import type { MakeId } from '../core/id.ts';
import type { Tx } from '../store/db.ts';

export type Confirmation = {
  brandId: number;
  messageId: string;
  remoteId: string;
  /** The network's time of the answer: this closes the turn. */
  at: Date;
  url: string | null;
  /** The private room the answer opened or went to, where the network says it. */
  room?: string | null;
  foundByLookup: boolean;
  now: Date;
  makeId: MakeId;
};

/**
 * An answer of ours stands on the network: marks it sent at the network's time, folds an echo that was stored beside it
 * into it, joins up customers' replies that were heard before it, moves a private answer into its room, settles and
 * announces. Quietly does nothing if the answer is confirmed already. The last deed of its transaction.
 */
export async function confirmSent(_tx: Tx, _confirmation: Confirmation): Promise<void> {
  throw new Error('confirmSent is being built');
}
