/** Two contacts become one, and apart again: every deed is written down with the facts before it, so that nothing is lost either way. */
import { type ContactFacts, combineFacts, type Entry, withOther, withoutEntry } from '../core/contact-facts.ts';
import { nameOf } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { mayDo } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import type { Evidence } from '../core/same-person.ts';
import {
  findMerge,
  insertChange,
  type MergeRow,
  markUndone,
  mergeOf,
  rewriteEntries,
  standingEntries,
} from '../store/contact-changes.ts';
import {
  channelIds,
  conversationsShowing,
  identitiesCalled,
  lockContacts,
  rootOf,
  setMergedInto,
  showUnder,
  treeOf,
  writeFacts,
} from '../store/contact-trees.ts';
import { lockConversations } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { lockChannel } from '../store/ingest.ts';
import { acceptSuggestions, refuseBetween, reopenSuggestions } from '../store/suggestions.ts';
import { announce } from './announce.ts';
import { changed } from './change.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, type Who } from './permit.ts';

/** @returns the id under which it can be undone, and the contact that is shown from now on */
export type Merged = { mergeId: string; contactId: string };

/** `fromId` becomes part of `intoId`. Each may be named by whichever of its parts. */
export function mergeContacts(desk: Desk, who: Who, intoId: string, fromId: string): Promise<Merged> {
  permitMerging(who);
  return desk.db.transaction().execute(tx => mergeWithin(desk, tx, who, intoId, fromId, []));
}

export function permitMerging(who: Who): void {
  permit(who, 'read_people');
  permit(who, 'answer');
}

/** The same within a transaction, which has written nothing yet. */
export async function mergeWithin(
  desk: Desk,
  tx: Tx,
  who: { brandId: number; agentId: string | null },
  intoId: string,
  fromId: string,
  evidence: readonly Evidence[],
): Promise<Merged> {
  const { brandId } = who;
  await holdStill(tx, brandId);
  const [into, from] = [await rootFor(tx, brandId, intoId), await rootFor(tx, brandId, fromId)];
  if (into === from) throw new Refusal('not_valid', 'They are one contact already.');
  const shown = await conversationsShowing(tx, brandId, [into, from]);
  const was = await lockConversations(tx, brandId, shown);
  const locked = await lockContacts(tx, brandId, [into, from]);
  const [a, b] = [factsIn(locked, into), factsIn(locked, from)];
  const trees = [...(await treeOf(tx, brandId, into)), ...(await treeOf(tx, brandId, from))];
  const names = Object.fromEntries(
    (await identitiesCalled(tx, brandId, trees)).map(one => [one.id, nameOf(one)] as const),
  );
  const mergeId = desk.makeId();
  const at = desk.now();
  await insertChange(tx, brandId, {
    id: mergeId,
    contactId: into,
    at,
    agentId: who.agentId,
    kind: 'merge',
    before: a,
    fromId: from,
    other: b,
    names,
    evidence,
  });
  await writeFacts(tx, brandId, into, combineFacts(a, b));
  await setMergedInto(tx, brandId, from, into);
  await showUnder(tx, brandId, trees, into, from);
  await acceptSuggestions(tx, brandId, trees, { by: who.agentId, at });
  const changes = shown.map(id => changed(id, 'person'));
  if (changes.length > 0) await announce(tx, { brandId, actorId: who.agentId, at, was, changes });
  return { mergeId, contactId: into };
}

/**
 * Exactly what was put together goes apart: facts as they would be had it never been, what was said since goes with the
 * identity that said it, later edits stay with the contact they were made on. Whoever merged may undo it, and leads.
 * @returns the two contacts that are shown from now on
 */
export function unmergeContacts(desk: Desk, who: Who, mergeId: string): Promise<{ contactId: string; fromId: string }> {
  permitMerging(who);
  return desk.db.transaction().execute(async tx => {
    const { brandId, agentId } = who;
    await holdStill(tx, brandId);
    const merge = isUuid(mergeId) ? await findMerge(tx, brandId, mergeId) : null;
    if (merge === null) throw notFound('merge');
    if (merge.agentId !== agentId && !mayDo(who.reach.role, 'lead')) {
      throw new Refusal('not_allowed', 'A colleague put these two together. They or a lead can undo it.');
    }
    return unmergeWithin(desk, tx, brandId, agentId, merge);
  });
}

/** The same within a transaction that holds the contacts still. */
export async function unmergeWithin(
  desk: Desk,
  tx: Tx,
  brandId: number,
  agentId: string | null,
  merge: MergeRow,
): Promise<{ contactId: string; fromId: string }> {
  const root = await rootFor(tx, brandId, merge.contactId);
  const shown = await conversationsShowing(tx, brandId, [root]);
  const was = await lockConversations(tx, brandId, shown);
  const at = desk.now();
  await takeApart(tx, brandId, merge);
  await markUndone(tx, brandId, merge.id, agentId, at);
  await setMergedInto(tx, brandId, merge.fromId, null);
  const tree = await treeOf(tx, brandId, merge.fromId);
  await showUnder(tx, brandId, tree, merge.fromId, root);
  const refused = { id: desk.makeId(), by: agentId, at };
  if (merge.isCompanys) await refuseBetween(tx, brandId, merge, refused);
  else await reopenSuggestions(tx, brandId, tree, await treeOf(tx, brandId, root));
  const changes = shown.map(id => changed(id, 'person'));
  if (changes.length > 0) await announce(tx, { brandId, actorId: agentId, at, was, changes });
  return { contactId: root, fromId: merge.fromId };
}

/**
 * An edit as if it had never been, with everything above it counted again. A name nobody gave by hand has followed the network
 * and stays as it is.
 */
export async function undoEdit(
  tx: Tx,
  brandId: number,
  entry: { id: string; contactId: string },
  by: { agentId: string | null; at: Date },
): Promise<void> {
  const { contactId } = entry;
  const entries = await standingEntries(tx, brandId, contactId);
  const undone = entries.find(one => one.id === entry.id);
  if (undone?.kind !== 'edit') return;
  const now = factsIn(await lockContacts(tx, brandId, [contactId]), contactId);
  const counted = withoutEntry(entries, entry.id);
  await rewriteEntries(tx, brandId, counted.later);
  const name = undone.edit.name === now.name ? counted.facts.name : now.name;
  const facts = { ...counted.facts, name };
  await writeFacts(tx, brandId, contactId, facts);
  await markUndone(tx, brandId, entry.id, by.agentId, by.at);
  await countAbove(tx, brandId, contactId, facts);
}

/** What this contact is part of, with its new facts. */
async function countAbove(tx: Tx, brandId: number, contactId: string, changedFacts: ContactFacts): Promise<void> {
  let facts = changedFacts;
  for (let up = await mergeOf(tx, brandId, contactId); up !== null; up = await mergeOf(tx, brandId, up.contactId)) {
    await lockContacts(tx, brandId, [up.contactId]);
    const above = await standingEntries(tx, brandId, up.contactId);
    facts = await keep(tx, brandId, up, up.contactId, withOther(above, up.id, facts), null);
  }
}

/** The facts of the contact it was merged into, and of everything that one was merged into since. */
async function takeApart(tx: Tx, brandId: number, merge: MergeRow): Promise<void> {
  const path = [merge.fromId, merge.contactId];
  for (
    let up = await mergeOf(tx, brandId, merge.contactId);
    up !== null;
    up = await mergeOf(tx, brandId, up.contactId)
  ) {
    path.push(up.contactId);
  }
  const locked = await lockContacts(tx, brandId, path);
  const entries = await standingEntries(tx, brandId, merge.contactId);
  const facts = await keep(tx, brandId, merge, merge.contactId, withoutEntry(entries, merge.id), merge.fromId);
  const left = await followNames(tx, brandId, merge, merge.fromId, factsIn(locked, merge.fromId), null);
  await writeFacts(tx, brandId, merge.fromId, left);
  await countAbove(tx, brandId, merge.contactId, facts);
}

async function keep(
  tx: Tx,
  brandId: number,
  merge: MergeRow,
  contactId: string,
  counted: { facts: ContactFacts; later: readonly Entry[] },
  without: string | null,
): Promise<ContactFacts> {
  await rewriteEntries(tx, brandId, counted.later);
  const facts = await followNames(tx, brandId, merge, contactId, counted.facts, without);
  await writeFacts(tx, brandId, contactId, facts);
  return facts;
}

/** A contact that goes by the name of one of its identities has followed it meanwhile. @param without whose identities leave */
async function followNames(
  tx: Tx,
  brandId: number,
  { names }: MergeRow,
  contactId: string,
  facts: ContactFacts,
  without: string | null,
): Promise<ContactFacts> {
  const leaving = new Set(without === null ? [] : await treeOf(tx, brandId, without));
  const tree = (await treeOf(tx, brandId, contactId)).filter(id => !leaving.has(id));
  const called = await identitiesCalled(tx, brandId, tree);
  const named = called.filter(one => names[one.id] === facts.name).map(nameOf);
  const isStillCalled = named.length === 0 || named.includes(facts.name);
  return isStillCalled ? facts : { ...facts, name: named[0] ?? facts.name };
}

/** No batch is stored and nobody else merges until this is done: a conversation that begins meanwhile must know its contact. */
export async function holdStill(tx: Tx, brandId: number): Promise<void> {
  await lockChannel(tx, `contacts of ${brandId}`);
  for (const id of await channelIds(tx, brandId)) await lockChannel(tx, id);
}

async function rootFor(tx: Tx, brandId: number, id: string): Promise<string> {
  const root = isUuid(id) ? await rootOf(tx, brandId, id) : null;
  if (root === null) throw notFound('contact');
  return root;
}

function factsIn(locked: Awaited<ReturnType<typeof lockContacts>>, id: string): ContactFacts {
  const row = locked.get(id);
  if (row === undefined) throw new Error(`the contact ${id} vanished while it was locked`);
  return row.facts;
}
