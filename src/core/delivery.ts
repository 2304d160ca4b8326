/**
 * The honest states of an answer on its way out. Services move along these; the desk shows them in words. `handed`: a person
 * puts it up on the network's own page, and it counts once it is seen there or somebody says that it stands there. `held`: it
 * waits for a lead to approve it; `returned`: the lead has given it back to its author.
 */
export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'failed', 'unsure', 'handed', 'held', 'returned'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How a network protects us from posting twice. */
export type Idempotency = 'native' | 'lookup' | 'none';

/** What a network's failure means for the next step. */
export type FailureNext = 'retry' | 'reauthorise' | 'refuse' | 'gone' | 'unsure';

/** How long an answer waits before it leaves, so that its author can take it back. */
export const UNDO_SECONDS = 5;
