import type { MakeId } from '../core/id.ts';
import type { Slot, TurnView } from '../core/view.ts';
import type { Tx } from '../store/db.ts';

export type SettleOptions = {
  makeId: MakeId;
  /** The earliest network time that changed; turns closed before it are left alone. Without it everything is counted again. */
  since?: Date;
  /** Conversations a customer has just written into: wakes the snoozed, reopens the resolved. */
  spoke?: ReadonlySet<string>;
};

/** What counting the turns of one conversation changed. Hand the list to `announce`. */
export type Settled = {
  conversationId: string;
  /** The slot before; the row is locked from here to the end of the transaction. */
  was: Slot;
  turns: TurnView[];
  goneTurns: string[];
  /** Those of `turns` whose promise was found broken now; `announce` writes `turn.breached` for each. */
  breached: TurnView[];
  /** The row's status, turn or due time changed. */
  changed: boolean;
};

/**
 * Counts the turns of these conversations again from their messages, answers and closings, and writes what changed: turns
 * (ids stay), the conversation's open turn, due time and status. Marks as breached what is past due at `now`.
 * Call it in the transaction that changed a message, a delivery or a closing; also from the clock, for turns that came due.
 */
export async function settle(
  _tx: Tx,
  _brandId: number,
  _conversationIds: readonly string[],
  _now: Date,
  _options: SettleOptions,
): Promise<Settled[]> {
  throw new Error('settle is being built');
}
