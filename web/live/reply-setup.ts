import { useEffect, useSyncExternalStore } from 'react';
import type { OutputOf } from '../../src/contract/api.ts';
import { ApiRefusal, ask } from '../api.ts';
import { onEvent } from './store.ts';

export type SavedReply = OutputOf<'listSavedReplies'>['rows'][number];

/** What the composer keeps at hand: saved replies, how often each text was used lately, and the initials of each network. */
export type ReplySetup = {
  /** False until they have been read once. */
  isReady: boolean;
  replies: readonly SavedReply[];
  lately: OutputOf<'listSavedReplies'>['lately'];
  signatures: OutputOf<'listSignatures'>['rows'];
};

const NOTHING: ReplySetup = { isReady: false, replies: [], lately: [], signatures: [] };
const listeners = new Set<() => void>();
let setup = NOTHING;
let readFor: number | null = null;

/** Asks anew; what is shown stays until the answer is there. */
export async function readReplySetup(brand: number): Promise<void> {
  readFor = brand;
  try {
    const [saved, signed] = await Promise.all([ask('listSavedReplies', { brand }), ask('listSignatures', { brand })]);
    setup = { isReady: true, replies: saved.rows, lately: saved.lately, signatures: signed.rows };
    for (const listener of listeners) listener();
  } catch (error) {
    // The line's own banner says that the server is away; it is asked again with the next change.
    if (!(error instanceof ApiRefusal)) throw error;
    readFor = null;
  }
}

/** Read with the first composer, and again whenever somebody changes them. */
export function useReplySetup(brand: number): ReplySetup {
  useEffect(() => {
    if (readFor !== brand) readReplySetup(brand);
    return onEvent(({ data }) => {
      if (data.kind !== 'settings.changed') return;
      if (data.what === 'savedReplies' || data.what === 'signatures') readReplySetup(brand);
    });
  }, [brand]);
  return useSyncExternalStore(subscribe, () => setup);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
