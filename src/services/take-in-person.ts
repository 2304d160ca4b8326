/** One line of a customer file: found again by what identifies it, made or changed. */
import { applyEdit, type ContactFacts, editBetween, type FactsEdit, isNoEdit } from '../core/contact-facts.ts';
import type { CsvPerson } from '../core/csv-columns.ts';
import { handleOn } from '../core/person-marks.ts';
import type { Mark, MarkKind } from '../core/same-person.ts';
import { insertChange } from '../store/contact-changes.ts';
import { contactsWritten } from '../store/contact-imports.ts';
import { insertContact, lockContacts, rootOf, writeFacts } from '../store/contact-trees.ts';
import type { Tx } from '../store/db.ts';
import { insertMarks, lookAgainAtMarked } from '../store/people-marks.ts';
import type { Desk } from './desk.ts';
import { emailMark, phoneMark, suggestFor } from './examine-people.ts';
import { tidyTags } from './tag.ts';

export type Importing = { desk: Desk; brandId: number; agentId: string; importId: string };

/** By what the line is found again, the surest first. */
export function keysOf(person: CsvPerson): { kind: MarkKind; mark: string }[] {
  const keys = marksOfPerson(person);
  return keys.map(({ kind, mark }) => ({ kind, mark }));
}

function marksOfPerson({ id, emails, phones, handles }: CsvPerson): Mark[] {
  return [
    ...(id === null ? [] : [{ kind: 'given_id' as const, mark: id, shown: id }]),
    ...emails.map(email => ({ ...emailMark(email), shown: email })),
    ...phones.map(phone => ({ ...phoneMark(phone), shown: phone })),
    ...handles.map(({ network, handle }) => ({
      kind: 'given_handle' as const,
      mark: handleOn(network, handle),
      shown: handle,
    })),
  ];
}

/** The same line twice changes nothing the second time. */
export async function takeInPerson(tx: Tx, run: Importing, person: CsvPerson): Promise<'made' | 'changed' | 'same'> {
  const { desk, brandId, agentId, importId } = run;
  const marks = marksOfPerson(person);
  const known = await findAgain(tx, brandId, marks);
  const at = desk.now();
  const entry = { id: desk.makeId(), at, agentId, importId };
  let outcome: 'made' | 'changed' | 'same' = 'same';
  let contactId = known;
  if (contactId === null) {
    contactId = desk.makeId();
    const facts = factsOf(person);
    await insertContact(tx, brandId, contactId, facts, at);
    await insertChange(tx, brandId, { ...entry, contactId, kind: 'made', before: facts, edit: {} });
    outcome = 'made';
  } else {
    const before = (await lockContacts(tx, brandId, [contactId])).get(contactId)?.facts;
    if (before === undefined) throw new Error(`the contact ${contactId} vanished while it was imported`);
    const edit = editBetween(before, applyEdit(before, editOf(person, before)));
    if (!isNoEdit(edit)) {
      await insertChange(tx, brandId, { ...entry, contactId, kind: 'edit', before, edit });
      await writeFacts(tx, brandId, contactId, applyEdit(before, edit));
      outcome = 'changed';
    }
  }
  await insertMarks(tx, brandId, { contactId, identityId: null, importId }, marks);
  await suggestFor(desk, tx, brandId, contactId);
  const handles = marks
    .filter(one => one.kind === 'given_handle')
    .map(({ mark }) => ({ kind: 'handle_on' as const, mark }));
  if (handles.length > 0) await lookAgainAtMarked(tx, brandId, handles);
  return outcome;
}

/** The first key somebody is known by decides; later ones may belong to a household. */
async function findAgain(tx: Tx, brandId: number, marks: readonly Mark[]): Promise<string | null> {
  const written = await contactsWritten(tx, brandId, marks);
  for (const kind of ['given_id', 'email', 'phone', 'given_handle']) {
    const found = written.find(one => one.kind === kind);
    if (found !== undefined) return rootOf(tx, brandId, found.contactId);
    // A line with an id of its own is that customer and nobody else.
    if (kind === 'given_id' && marks.some(one => one.kind === 'given_id')) return null;
  }
  return null;
}

function factsOf({ name, notes, tags, fields, value, handles, emails, id, phones }: CsvPerson): ContactFacts {
  const called = name ?? handles[0]?.handle ?? emails[0] ?? id ?? phones[0] ?? '';
  return { name: called, notes: notes ?? '', tags: tidyTags(tags), fields, value };
}

function editOf({ name, notes, tags, fields, value }: CsvPerson, before: ContactFacts): FactsEdit {
  const isNewNote = notes !== null && !before.notes.includes(notes);
  return {
    ...(name === null ? {} : { name }),
    ...(isNewNote ? { notes: [before.notes.trimEnd(), notes].filter(part => part !== '').join('\n\n') } : {}),
    ...(tags.length === 0 ? {} : { tagsAdded: tidyTags(tags) }),
    ...(value === null ? {} : { value }),
    fields,
  };
}
