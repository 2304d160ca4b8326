/** Who has a conversation open at this moment: said by heartbeat, gone by itself when nothing is said any more. */
import type { Doing } from '../core/aside.ts';
import { isUuid } from '../core/id.ts';
import { sendAsides } from '../store/asides.ts';
import * as store from '../store/beside.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Db } from '../store/db.ts';
import { noteAtIt, noteLeft } from '../store/handling.ts';
import type { Desk } from './desk.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';

/** A page speaks every twenty seconds; two that are lost may be missed. */
export const BESIDE_SECONDS = 45;

export type BesideView = { conversationId: string; agentId: string; doing: 'viewing' | 'writing'; until: string };

/** "I am here", again and again; or "I have left". */
export async function standBeside(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  who: Who,
  conversationId: string,
  doing: Doing,
): Promise<void> {
  const { brandId, agentId } = who;
  const inboxId = await inboxFor(db, who, conversationId);
  const at = now();
  const until = new Date(at.getTime() + (doing === 'gone' ? 0 : BESIDE_SECONDS * 1000));
  const under = { brandId, agentId, conversationId, at };
  await (doing === 'gone' ? noteLeft(db, under) : noteAtIt(db, under, 'looks'));
  if (doing !== 'gone') await store.writeBeside(db, brandId, { conversationId, agentId, doing, until });
  else if (!(await store.removeBeside(db, brandId, conversationId, agentId))) return;
  const data = { kind: 'beside', conversationId, agentId, doing, until: until.toISOString() } as const;
  await sendAsides(db, [{ brandId, inboxId, agentId: null, data }]);
}

/** Everybody who has something open that I may see; what comes after travels on the live line. */
export async function listBeside({ db, now }: Pick<Desk, 'db' | 'now'>, who: Who): Promise<BesideView[]> {
  permit(who, 'read');
  const rows = await store.listBeside(db, who.brandId, inboxScope(who), now());
  return rows.map(row => ({ ...row, until: row.until.toISOString() }));
}

/** The inbox of a conversation in reach; "not found" for any other. */
export async function inboxFor(db: Db, who: Who, conversationId: string): Promise<string> {
  permit(who, 'read');
  const view = isUuid(conversationId)
    ? (await loadConversationViews(db, who.brandId, [conversationId])).get(conversationId)
    : undefined;
  if (view === undefined) throw notFound('conversation');
  permitInbox(who, view.inboxId, 'conversation');
  return view.inboxId;
}
