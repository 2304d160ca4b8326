/** Looks at everybody who is new or known differently: fetches their picture, and finds out whom they may be as well. */
import { hash } from 'node:crypto';
import { type GuardedFetch, NetworkFailure } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import { emailKey, givenIn, handleOn, marksOf } from '../core/person-marks.ts';
import { type Evidence, evidenceOf, isSuggested, type Mark, type MarkKind, scoreOf } from '../core/same-person.ts';
import { rootOf, treeOf } from '../store/contact-trees.ts';
import { lockConversations } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import { insertMedia } from '../store/media.ts';
import {
  betweenThem,
  companysContacts,
  contactsMarked,
  conversationsOfIdentity,
  findPersonToLink,
  listUnexamined,
  lookAgainAtMarked,
  marksOfContacts,
  saidInPrivate,
  setExamined,
  setFace,
  takeUnexamined,
  type Unexamined,
  writeMarks,
} from '../store/people-marks.ts';
import { dropSuggestions, isRefusedBetween, keepSuggestion } from '../store/suggestions.ts';
import { announce } from './announce.ts';
import { changed } from './change.ts';
import { mergeWithin } from './merge-contacts.ts';
import { examine, NotKept, pictureHash } from './picture.ts';

export const EXAMINE_EVERY_MS = 1_000;
/** Looked at in one go. */
export const EXAMINED_AT_ONCE = 50;
const FACES_AT_ONCE = 8;
export const FACE_LIMIT_BYTES = 2 * 1024 * 1024;
const FACE_TIMEOUT_MS = 8_000;
/** What more people than this have in common tells none of them from another. */
export const CROWD = 8;
/** Others looked at more closely. */
const CANDIDATES_LIMIT = 30;
const PRIVATE_LOOKED_AT = 50;
const TOLD_LIMIT = 50;

export type ExamineNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  fetchFor: (signal: AbortSignal) => GuardedFetch;
};

/** @returns how many were looked at; fewer than `EXAMINED_AT_ONCE`: nobody waits any more */
export async function examinePeople(needs: ExamineNeeds, signal: AbortSignal): Promise<number> {
  const waiting = await listUnexamined(needs.db, EXAMINED_AT_ONCE);
  const faceless = waiting.filter(one => one.avatarUrl !== null && one.avatarId === null);
  for (let at = 0; at < faceless.length && !signal.aborted; at += FACES_AT_ONCE) {
    await Promise.all(faceless.slice(at, at + FACES_AT_ONCE).map(one => fetchFace(needs, one, signal)));
  }
  for (const { brandId, id } of waiting) {
    if (signal.aborted) break;
    await examineOne(needs, brandId, id);
  }
  return waiting.length;
}

/** A picture that cannot be had is done without, until there is another. */
async function fetchFace(needs: ExamineNeeds, person: Unexamined, signal: AbortSignal): Promise<void> {
  const { avatarUrl: url, brandId } = person;
  if (url === null) return;
  try {
    const { bytes } = await needs.fetchFor(signal)(url, { timeoutMs: FACE_TIMEOUT_MS, maxBytes: FACE_LIMIT_BYTES });
    const row = await examine(bytes);
    if (row.thumb === null) return;
    const picture = await pictureHash(bytes);
    await insertMedia(needs.db, brandId, row);
    await needs.db.transaction().execute(async tx => {
      const shown = await conversationsOfIdentity(tx, brandId, person, TOLD_LIMIT);
      const was = await lockConversations(tx, brandId, shown);
      if (!(await setFace(tx, brandId, person.id, { url, mediaId: row.id, hash: picture }))) return;
      const changes = shown.map(id => changed(id, 'person'));
      if (changes.length > 0) await announce(tx, { brandId, actorId: null, at: needs.now(), was, changes });
    });
  } catch (error) {
    if (!(error instanceof NetworkFailure) && !(error instanceof NotKept)) throw error;
  }
}

async function examineOne(needs: ExamineNeeds, brandId: number, id: string): Promise<void> {
  await needs.db.transaction().execute(async tx => {
    const person = await takeUnexamined(tx, brandId, id);
    if (person === null) return;
    const given = (await saidInPrivate(tx, brandId, person, PRIVATE_LOOKED_AT)).map(givenIn);
    const marks = [
      ...marksOf(person),
      ...given.flatMap(one => one.emails).map(emailMark),
      ...given.flatMap(one => one.phones).map(phoneMark),
    ];
    const had = (await marksOfContacts(tx, brandId, [person.ownContactId])).get(person.ownContactId) ?? [];
    await writeMarks(tx, brandId, { contactId: person.ownContactId, identityId: id }, marks);
    await setExamined(tx, brandId, id);
    await suggestFor(needs, tx, brandId, person.ownContactId, had);
  });
  await linkAsWritten(needs, brandId, id);
}

/** Where the company itself wrote down whose handle this is, and only one contact's, nobody need be asked: it is shown as such and can be undone. */
async function linkAsWritten(needs: ExamineNeeds, brandId: number, id: string): Promise<void> {
  await needs.db.transaction().execute(async tx => {
    const person = await findPersonToLink(tx, brandId, id);
    if (person?.handle == null) return;
    const contacts = await companysContacts(tx, brandId, handleOn(person.network, person.handle), 2);
    const [contact, another] = contacts;
    if (contact === undefined || another !== undefined) return;
    const own = await rootOf(tx, brandId, person.ownContactId);
    if (own === null || own === contact.contactId) return;
    const sides = [await treeOf(tx, brandId, own), await treeOf(tx, brandId, contact.contactId)] as const;
    if (await isRefusedBetween(tx, brandId, ...sides)) return;
    const evidence: Evidence[] = [{ kind: 'company_says', what: person.handle }];
    await mergeWithin(needs, tx, { brandId, agentId: contact.agentId }, contact.contactId, own, evidence);
  });
}

const PAIRED: Partial<Record<MarkKind, MarkKind[]>> = {
  handle: ['handle'],
  handle_on: ['given_handle'],
  given_handle: ['handle_on'],
  page: ['link', 'verified_link'],
  link: ['page', 'link', 'verified_link'],
  verified_link: ['page', 'verified_link', 'link'],
  email: ['email'],
  phone: ['phone'],
  picture: ['picture'],
  name: ['name'],
};

/** Writes down whom this contact may be as well, and takes back what is no longer likely. */
export async function suggestFor(
  { makeId, now }: Pick<ExamineNeeds, 'makeId' | 'now'>,
  tx: Tx,
  brandId: number,
  contactId: string,
  had: readonly Mark[] = [],
): Promise<void> {
  const all = (await marksOfContacts(tx, brandId, [contactId])).get(contactId) ?? [];
  const asked = all.flatMap(({ kind, mark }) => (PAIRED[kind] ?? []).map(other => ({ kind: other, mark })));
  const found = await contactsMarked(tx, brandId, asked, CROWD);
  await noteCrowd(tx, brandId, found, had);
  const met = found.filter(one => one.n <= CROWD);
  const telling = new Set(met.map(one => `${one.kind} ${one.mark}`));
  // A picture that a crowd shows is the one the network gives to everybody.
  const mine = all.filter(one => one.kind !== 'picture' || telling.has(`picture ${one.mark}`));
  const others = [...new Set(met.map(one => one.contactId))].filter(id => id !== contactId).slice(0, CANDIDATES_LIMIT);
  const theirs = await marksOfContacts(tx, brandId, others);
  const still: string[] = [];
  for (const otherId of others) {
    const tellingOnly = (theirs.get(otherId) ?? []).filter(
      one => one.kind === 'picture' || telling.has(`${one.kind} ${one.mark}`),
    );
    const evidence = evidenceOf(mine, tellingOnly);
    if (!isSuggested(scoreOf(evidence))) continue;
    const judged = [...evidence, ...(await against(tx, brandId, contactId, otherId))];
    const score = scoreOf(judged);
    if (!isSuggested(score)) continue;
    still.push(otherId);
    await keepSuggestion(
      tx,
      brandId,
      { id: makeId(), oneId: contactId, otherId, evidence: judged, score: Math.round(score * 1000) / 1000 },
      now(),
    );
  }
  await dropSuggestions(tx, brandId, contactId, still);
}

/** With this one it has become a crowd: what the others were asked because of it is asked no more. */
async function noteCrowd(
  tx: Tx,
  brandId: number,
  found: readonly { kind: MarkKind; mark: string; n: number }[],
  had: readonly Mark[],
): Promise<void> {
  const before = new Set(had.map(one => one.mark));
  const crowded = found.filter(one => one.n > CROWD && !before.has(one.mark));
  if (crowded.length > 0) await lookAgainAtMarked(tx, brandId, crowded);
}

async function against(tx: Tx, brandId: number, oneId: string, otherId: string): Promise<Evidence[]> {
  const [one, other] = [await wholeTree(tx, brandId, oneId), await wholeTree(tx, brandId, otherId)];
  const found: Evidence[] = [];
  if (one[0] !== other[0] && (await isRefusedBetween(tx, brandId, one, other)))
    found.push({ kind: 'refused', what: null });
  const { talked, languages } = await betweenThem(tx, brandId, [oneId], [otherId]);
  if (talked) found.push({ kind: 'talked', what: null });
  const [a, b] = languages;
  if (a.length > 0 && b.length > 0 && !a.some(language => b.includes(language))) {
    found.push({ kind: 'languages', what: [...[a, b].map(some => some.sort().join(', '))].sort().join(' – ') });
  }
  return found;
}

async function wholeTree(tx: Tx, brandId: number, id: string): Promise<string[]> {
  const root = await rootOf(tx, brandId, id);
  return root === null ? [id] : await treeOf(tx, brandId, root);
}

/** Compared and found without being kept in words. */
export function emailMark(email: string): Mark {
  return { kind: 'email', mark: digest(emailKey(email)), shown: null };
}

export function phoneMark(phone: string): Mark {
  return { kind: 'phone', mark: digest(phone), shown: null };
}

function digest(text: string): string {
  return hash('sha256', text);
}
