/** The fields a company keeps on its contacts, in the order in which they are shown. */
import { CHOICES_LIMIT, type ContactField, FIELDS_LIMIT } from '../core/contact-field.ts';
import { Refusal } from '../core/refusal.ts';
import { listFields, writeFields } from '../store/contact-fields.ts';
import { appendEvents } from '../store/events.ts';
import type { Desk } from './desk.ts';
import { permit, type Who } from './permit.ts';

export async function listContactFields({ db }: Pick<Desk, 'db'>, who: Who): Promise<{ rows: ContactField[] }> {
  permit(who, 'read');
  return { rows: await listFields(db, who.brandId) };
}

export type FieldWanted = Omit<ContactField, 'id'> & { id?: string | undefined };

/** All of them, in this order; one without an id is new, one left out is taken away. What a field is, stays. */
export function setContactFields(
  desk: Desk,
  who: Who,
  wanted: readonly FieldWanted[],
): Promise<{ rows: ContactField[] }> {
  permit(who, 'lead');
  return desk.db.transaction().execute(async tx => {
    const { brandId } = who;
    const known = new Map((await listFields(tx, brandId)).map(field => [field.id, field]));
    const fields = wanted.map(field => tidy(field, known, desk.makeId));
    if (fields.length > FIELDS_LIMIT) throw new Refusal('too_many', `A brand has up to ${FIELDS_LIMIT} fields.`);
    const names = new Set(fields.map(field => field.name.toLowerCase()));
    if (names.size < fields.length) throw new Refusal('already_exists', 'Two fields have the same name.');
    await writeFields(tx, brandId, fields, desk.now());
    const rows = await listFields(tx, brandId);
    const data = { kind: 'settings.changed', what: 'contact fields' } as const;
    const event = { brandId, at: desk.now(), inboxId: null, conversationId: null, actorId: who.agentId, data };
    await appendEvents(tx, [event]);
    return { rows };
  });
}

function tidy(
  { id, name, kind, choices }: FieldWanted,
  known: ReadonlyMap<string, ContactField>,
  makeId: Desk['makeId'],
): ContactField {
  const before = id === undefined ? undefined : known.get(id);
  if (id !== undefined && before === undefined) throw new Refusal('not_found', 'There is no such field here.');
  if (before !== undefined && before.kind !== kind) {
    throw new Refusal('not_valid', `What “${before.name}” is cannot be changed. Make a new field and remove this one.`);
  }
  const some = [...new Set(choices.map(one => one.trim()).filter(one => one !== ''))];
  if (kind === 'choice' && (some.length === 0 || some.length > CHOICES_LIMIT)) {
    throw new Refusal('not_valid', `“${name}” needs between 1 and ${CHOICES_LIMIT} choices.`);
  }
  return { id: before?.id ?? makeId(), name, kind, choices: kind === 'choice' ? some : [] };
}
