/** What comes with an answer besides its words: the saved reply they came from, what that does, a promise, the initials. */
import type { Conversation } from '../core/conversation.ts';
import { cleanText } from '../core/text.ts';
import type { Tx } from '../store/db.ts';
import { insertMacroRun } from '../store/macro-runs.ts';
import { writeResolves } from '../store/own-messages.ts';
import { findSavedReply, type SavedReplyUse, writeSavedReplyUse } from '../store/saved-replies.ts';
import type { Change } from './announce.ts';
import type { Desk } from './desk.ts';
import { runMacro } from './macro.ts';
import { makeOwnPromise, type PromiseInput } from './own-promises.ts';
import { notFound, type Who } from './permit.ts';
import type { Route } from './route.ts';
import type { Settled } from './settle.ts';
import { withSignature } from './signatures.ts';

export type Extras = {
  /** `runs`: what it does besides is done too. */
  savedReply?: (SavedReplyUse & { runs: boolean }) | undefined;
  promise?: PromiseInput | undefined;
  /** Without the initials, where the brand wants them. */
  unsigned?: boolean | undefined;
};

/** The words as they leave: clean, and signed in public where the brand wants it. */
export async function wordsToSend(
  tx: Tx,
  who: Who,
  { way, place }: Pick<Route, 'way' | 'place'>,
  { text, unsigned = false }: { text: string } & Extras,
): Promise<string> {
  const words = cleanText(text).trim();
  if (way !== 'reply' || unsigned || words === '') return words;
  return withSignature(tx, who, place.channelId, words);
}

/** In the transaction of the saved answer: all of it or nothing. @param row the conversation its author looks at */
export async function addExtras(
  tx: Tx,
  desk: Desk,
  who: Who,
  row: Conversation,
  messageId: string,
  { savedReply, promise }: Extras,
  at: Date,
): Promise<{ changes: Change[]; settled: Settled[] }> {
  if (promise !== undefined) await makeOwnPromise(tx, desk, who, messageId, promise, at);
  if (savedReply === undefined) return { changes: [], settled: [] };
  const saved = await findSavedReply(tx, who.brandId, savedReply.id);
  if (saved === null || (saved.ownerId !== null && saved.ownerId !== who.agentId)) throw notFound('saved reply');
  const { id, variant, text, edited, runs } = savedReply;
  await writeSavedReplyUse(tx, who.brandId, messageId, { id, variant, text, edited });
  if (!runs || saved.actions.length === 0) return { changes: [], settled: [] };
  const { changes, settled = [], resolves, steps } = await runMacro(tx, desk, who, row, saved.actions, at);
  if (steps.length > 0) await insertMacroRun(tx, who.brandId, messageId, steps);
  if (resolves) await writeResolves(tx, who.brandId, messageId);
  return { changes, settled };
}
