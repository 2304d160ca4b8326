/** People: found by name or handle, opened with their conversations, described by colleagues. */
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';
import type { ConversationView } from '../core/view.ts';
import { conversationsOfContact } from '../store/around.ts';
import * as store from '../store/contacts.ts';
import { lockConversations } from '../store/conversations.ts';
import { conversationsOfIdentities } from '../store/identities.ts';
import { inSnapshot } from '../store/snapshot.ts';
import { announce } from './announce.ts';
import { changed } from './change.ts';
import type { Desk } from './desk.ts';
import type { Page } from './inbox.ts';
import { inboxScope, notFound, permit, type Who } from './permit.ts';
import { tidyTags } from './tag.ts';

const CONVERSATIONS_SHOWN = 50;
/** Rows of the queue that are told of a new name at once; older ones show it when they are read. */
const TOLD_OF_A_NAME = 50;
const NAMED_LIMIT = 500;

export type ContactQuery = { q?: string | undefined; after?: string | undefined; limit: number };

/** Without words everybody, by name; with words those whose name or handle has them, best first. */
export function listContacts(desk: Pick<Desk, 'db'>, who: Who, query: ContactQuery): Promise<Page<store.ContactView>> {
  permit(who, 'read_people');
  const q = query.q?.replace(/^@/, '').trim() ?? '';
  return inSnapshot(desk.db, async (tx, seq) => {
    if (q === '') {
      const after = query.after ?? null;
      if (after !== null && !isUuid(after)) throw new Refusal('not_valid', NO_CURSOR);
      const found = await store.listContacts(tx, who.brandId, after, query.limit + 1);
      const rows = found.slice(0, query.limit);
      const last = rows.at(-1);
      const more = found.length > query.limit && last !== undefined;
      return { rows, next: more ? last.id : null, seq };
    }
    const ids = await store.contactsNamed(tx, who.brandId, q, NAMED_LIMIT);
    const from = query.after === undefined ? 0 : readCountCursor(query.after);
    const rows = await store.readContacts(tx, who.brandId, ids.slice(from, from + query.limit));
    const end = from + query.limit;
    return { rows, next: end < ids.length ? `best~${end}` : null, seq };
  });
}

export function openContact(
  desk: Pick<Desk, 'db'>,
  who: Who,
  id: string,
): Promise<{ contact: store.ContactView; conversations: ConversationView[] }> {
  permit(who, 'read_people');
  return inSnapshot(desk.db, async tx => {
    const contact = isUuid(id) ? await store.findContact(tx, who.brandId, id) : null;
    if (contact === null) throw notFound('contact');
    const asked = { brandId: who.brandId, contactId: id, not: [], scope: inboxScope(who) };
    return { contact, conversations: await conversationsOfContact(tx, asked, CONVERSATIONS_SHOWN) };
  });
}

export type ContactChange = {
  name?: string | undefined;
  notes?: string | undefined;
  tags?: readonly string[] | undefined;
};

/** Fields left out stay. A partner may change only whom they serve. */
export function changeContact(
  desk: Desk,
  who: Who,
  id: string,
  change: ContactChange,
): Promise<{ contact: store.ContactView }> {
  permit(who, 'answer');
  const name = change.name === undefined ? undefined : cleanText(change.name).trim();
  if (name === '') throw new Refusal('not_valid', 'A name has at least one letter.');
  return desk.db.transaction().execute(async tx => {
    const { brandId } = who;
    const scope = inboxScope(who);
    const isThere = isUuid(id) && (scope === null || (await store.isContactWithin(tx, brandId, id, scope)));
    if (!isThere) throw notFound('contact');
    const shown = await conversationsOfIdentities(tx, brandId, [id], TOLD_OF_A_NAME);
    const was = await lockConversations(tx, brandId, shown);
    if (!(await store.lockContact(tx, brandId, id))) throw notFound('contact');
    const tags = change.tags === undefined ? undefined : tidyTags(change.tags);
    const notes = change.notes === undefined ? undefined : cleanText(change.notes);
    await store.writeContact(tx, brandId, id, { name, notes, tags });
    const contact = await store.findContact(tx, brandId, id);
    if (contact === null) throw new Error(`the contact ${id} vanished while it was locked`);
    const changes = [...was.keys()].map(conversationId => changed(conversationId, 'person'));
    if (changes.length > 0) await announce(tx, { brandId, actorId: who.agentId, at: desk.now(), was, changes });
    return { contact };
  });
}

const NO_CURSOR = 'This `after` is not a cursor from this list. Leave it out to start at the beginning.';

function readCountCursor(cursor: string): number {
  const count = /^best~(\d{1,3})$/.exec(cursor)?.[1];
  if (count === undefined) throw new Refusal('not_valid', NO_CURSOR);
  return Number(count);
}
