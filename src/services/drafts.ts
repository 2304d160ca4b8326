/** What is being written, kept on the server: it outlives the page, follows its author to another machine, and a lead can read it. */
import type { DraftMode } from '../core/aside.ts';
import { mayDo } from '../core/permission.ts';
import { sendAsides } from '../store/asides.ts';
import * as store from '../store/drafts.ts';
import { noteAtIt } from '../store/handling.ts';
import { inboxFor } from './beside.ts';
import type { Desk } from './desk.ts';
import { permit, type Who } from './permit.ts';

export type DraftInput = {
  mode: DraftMode;
  /** Empty: given up or sent. */
  text: string;
  /** Which of my open pages writes. */
  page: string;
  /** The version this page knows of; null: it knows of none. */
  knows: number | null;
};

/** The words that stood there and that this page had not seen. The newer words win; these are handed back, so nothing is lost. */
export type Replaced = { text: string; savedAt: string };

export type DraftView = {
  agentId: string;
  mode: DraftMode;
  /** Null where I may know that it is written, and not what. */
  text: string | null;
  version: number;
  page: string;
  savedAt: string;
};

export async function saveDraft(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  who: Who,
  conversationId: string,
  { mode, text, page, knows }: DraftInput,
): Promise<{ version: number | null; replaced: Replaced | null }> {
  permit(who, 'answer');
  const { brandId, agentId } = who;
  const inboxId = await inboxFor(db, who, conversationId);
  return db.transaction().execute(async tx => {
    const key = { brandId, conversationId, agentId, mode };
    const held = await store.lockDraft(tx, key);
    const isUnseen = held !== null && held.page !== page && held.version !== knows && held.text !== text;
    const replaced = isUnseen ? { text: held.text, savedAt: held.savedAt.toISOString() } : null;
    const version = text === '' ? null : (held?.version ?? 0) + 1;
    if (version === null && held === null) return { version, replaced };
    // A page that never saw it cannot give it up: only its own words.
    if (version === null && replaced !== null) return { version: held?.version ?? null, replaced };
    if (version === null) await store.removeDraft(tx, key);
    else {
      const at = now();
      await store.writeDraft(tx, key, { text, version, page, savedAt: at });
      if (mode !== 'note') await noteAtIt(tx, { brandId, agentId, conversationId, at }, 'acts');
    }
    const data = { kind: 'drafted', conversationId, agentId, mode, version, page } as const;
    await sendAsides(tx, [{ brandId, inboxId, agentId: null, data }]);
    return { version, replaced };
  });
}

/** My own with their words; those of others only to leads, and notes to nobody but their author. */
export async function listDrafts(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  conversationId: string,
): Promise<{ rows: DraftView[] }> {
  await inboxFor(db, who, conversationId);
  const leads = mayDo(who.reach.role, 'lead');
  const rows = await store.listDrafts(db, who.brandId, conversationId);
  return {
    rows: rows
      .filter(row => row.agentId === who.agentId || row.mode !== 'note')
      .map(row => ({
        ...row,
        text: row.agentId === who.agentId || leads ? row.text : null,
        savedAt: row.savedAt.toISOString(),
      })),
  };
}
