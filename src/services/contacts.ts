/** People: found by name or handle, opened with their conversations, described by colleagues. */

import {
  applyEdit,
  type ContactFacts,
  editBetween,
  type FactsEdit,
  type FieldValue,
  isNoEdit,
  type Money,
} from '../core/contact-facts.ts';
import { readField } from '../core/contact-field.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';
import type { ConversationView } from '../core/view.ts';
import { conversationsOfContact } from '../store/around.ts';
import { insertChange } from '../store/contact-changes.ts';
import { listFields } from '../store/contact-fields.ts';
import { lockContacts, rootOf, writeFacts } from '../store/contact-trees.ts';
import * as store from '../store/contacts.ts';
import { lockConversations } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { conversationsOfIdentities } from '../store/identities.ts';
import { inSnapshot } from '../store/snapshot.ts';
import { announce } from './announce.ts';
import { changed } from './change.ts';
import type { Desk } from './desk.ts';
import type { Page } from './inbox.ts';
import { inboxScope, notFound, permit, type Who } from './permit.ts';
import { settle } from './settle.ts';
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
    const asked = { brandId: who.brandId, contactId: contact.id, not: [], scope: inboxScope(who) };
    return { contact, conversations: await conversationsOfContact(tx, asked, CONVERSATIONS_SHOWN) };
  });
}

export type ContactChange = {
  name?: string | undefined;
  notes?: string | undefined;
  tags?: readonly string[] | undefined;
  /** By the field's id; null empties one. */
  fields?: Readonly<Record<string, FieldValue | null>> | undefined;
  value?: Money | null | undefined;
};

/** What is left out stays. A partner may change name, notes and tags of whom they serve. */
export function changeContact(
  desk: Desk,
  who: Who,
  id: string,
  change: ContactChange,
): Promise<{ contact: store.ContactView }> {
  permit(who, 'answer');
  if (change.fields !== undefined || change.value !== undefined) permit(who, 'read_people');
  const name = change.name === undefined ? undefined : cleanText(change.name).trim();
  if (name === '') throw new Refusal('not_valid', 'A name has at least one letter.');
  return desk.db.transaction().execute(async tx => {
    const { brandId } = who;
    const scope = inboxScope(who);
    const shownId = isUuid(id) ? await rootOf(tx, brandId, id) : null;
    const isThere = shownId !== null && (scope === null || (await store.isContactWithin(tx, brandId, shownId, scope)));
    if (!isThere) throw notFound('contact');
    const shown = await conversationsOfIdentities(tx, brandId, [shownId], TOLD_OF_A_NAME);
    const was = await lockConversations(tx, brandId, shown);
    const row = (await lockContacts(tx, brandId, [shownId])).get(shownId);
    // Merged away in this very moment.
    if (row === undefined || row.rootId !== null) throw notFound('contact');
    const fields = change.fields && (await readFields(tx, brandId, change.fields));
    const edit = editBetween(row.facts, applyEdit(row.facts, wanted({ ...change, name, fields }, row.facts)));
    if (!isNoEdit(edit)) {
      const entry = { id: desk.makeId(), contactId: shownId, at: desk.now(), agentId: who.agentId, before: row.facts };
      await insertChange(tx, brandId, { ...entry, kind: 'edit', edit });
      await writeFacts(tx, brandId, shownId, applyEdit(row.facts, edit));
    }
    const contact = await store.findContact(tx, brandId, shownId);
    if (contact === null) throw new Error(`the contact ${shownId} vanished while it was locked`);
    const changes = isNoEdit(edit) ? [] : [...was.keys()].map(conversationId => changed(conversationId, 'person'));
    // What is promised may depend on their tags.
    const at = desk.now();
    const settled = isNoEdit(edit) ? [] : await settle(tx, brandId, shown, at, { makeId: desk.makeId, since: at });
    if (changes.length > 0) await announce(tx, { brandId, actorId: who.agentId, at, was, changes, settled });
    return { contact: await cutToReach(tx, who, contact) };
  });
}

function wanted({ name, notes, tags, fields, value }: ContactChange, facts: ContactFacts): FactsEdit {
  const tidy = tags === undefined ? undefined : tidyTags(tags);
  return {
    ...(name === undefined ? {} : { name }),
    ...(notes === undefined ? {} : { notes: cleanText(notes) }),
    ...(tidy === undefined ? {} : { tagsAdded: tidy, tagsRemoved: facts.tags.filter(tag => !tidy.includes(tag)) }),
    ...(fields === undefined ? {} : { fields }),
    ...(value === undefined ? {} : { value }),
  };
}

async function readFields(
  tx: Tx,
  brandId: number,
  written: Readonly<Record<string, FieldValue | null>>,
): Promise<Record<string, FieldValue | null>> {
  const defined = new Map((await listFields(tx, brandId)).map(field => [field.id, field]));
  const read: Record<string, FieldValue | null> = {};
  for (const [id, value] of Object.entries(written)) {
    const field = defined.get(id);
    if (field === undefined)
      throw new Refusal('not_valid', 'There is no such field here. Perhaps it was just removed.');
    if (value === null || String(value).trim() === '') read[id] = null;
    else {
      const known = readField(field, value);
      if (!known.ok) throw new Refusal('not_valid', `${field.name}: ${known.why}`);
      read[id] = known.value;
    }
  }
  return read;
}

/** A partner is told of the identities that write into their inboxes, and of nothing that was said or found out elsewhere. */
async function cutToReach(tx: Tx, who: Who, contact: store.ContactView): Promise<store.ContactView> {
  const scope = inboxScope(who);
  if (scope === null) return contact;
  const ids = contact.identities.map(one => one.id);
  const within = await store.identitiesWithin(tx, who.brandId, ids, contact.id, scope);
  const identities = contact.identities.filter(one => within.has(one.id));
  return { ...contact, identities, fields: {}, value: null, given: [], merges: [] };
}

const NO_CURSOR = 'This `after` is not a cursor from this list. Leave it out to start at the beginning.';

function readCountCursor(cursor: string): number {
  const count = /^best~(\d{1,3})$/.exec(cursor)?.[1];
  if (count === undefined) throw new Refusal('not_valid', NO_CURSOR);
  return Number(count);
}
