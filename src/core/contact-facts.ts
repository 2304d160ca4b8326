/**
 * What colleagues know about a contact, how two of them become one, and how that is taken apart again. Every change is an
 * entry with the facts before it; undoing one counts the later entries again from there, so the order does not matter.
 */

/** ISO 4217; the amount as written, in the currency's own unit: `1234.50`. */
export type Money = { amount: string; currency: string };
export type FieldValue = string | number | boolean;
export type ContactFacts = {
  name: string;
  notes: string;
  tags: readonly string[];
  /** By the id of the field. */
  fields: Readonly<Record<string, FieldValue>>;
  value: Money | null;
};

/** What one deed changes; what is not named stays. `fields`: null empties one. */
export type FactsEdit = {
  name?: string;
  notes?: string;
  tagsAdded?: string[];
  tagsRemoved?: string[];
  fields?: Record<string, FieldValue | null>;
  value?: Money | null;
};

export type Entry = { id: string; before: ContactFacts } & (
  | { kind: 'edit'; edit: FactsEdit }
  | { kind: 'merge'; other: ContactFacts }
);

/**
 * The first one's name, value of a field and order stand where both have one. Tags are put together; notes follow each other;
 * of two values in one currency the larger stands (a sum would count the same orders twice), else the first one's.
 */
export function combineFacts(into: ContactFacts, other: ContactFacts): ContactFacts {
  return {
    name: into.name,
    notes: joinNotes(into.notes, other.notes),
    tags: withTags(into.tags, other.tags),
    fields: { ...other.fields, ...into.fields },
    value: largerOf(into.value, other.value),
  };
}

export function applyEdit(facts: ContactFacts, edit: FactsEdit): ContactFacts {
  const fields: Record<string, FieldValue> = { ...facts.fields };
  for (const [id, value] of Object.entries(edit.fields ?? {})) {
    if (value === null) delete fields[id];
    else fields[id] = value;
  }
  const gone = new Set((edit.tagsRemoved ?? []).map(tag => tag.toLowerCase()));
  return {
    name: edit.name ?? facts.name,
    notes: edit.notes ?? facts.notes,
    tags: withTags(
      facts.tags.filter(tag => !gone.has(tag.toLowerCase())),
      edit.tagsAdded ?? [],
    ),
    fields,
    value: edit.value === undefined ? facts.value : edit.value,
  };
}

/** What changed between two states of the same contact, as a deed that can be counted again on other ground. */
export function editBetween(before: ContactFacts, after: ContactFacts): FactsEdit {
  const [had, has] = [lower(before.tags), lower(after.tags)];
  const added = after.tags.filter(tag => !had.has(tag.toLowerCase()));
  const removed = before.tags.filter(tag => !has.has(tag.toLowerCase()));
  const names = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  const fields = [...names].flatMap(id =>
    before.fields[id] === after.fields[id] ? [] : [[id, after.fields[id] ?? null] as const],
  );
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.notes === after.notes ? {} : { notes: after.notes }),
    ...(added.length === 0 ? {} : { tagsAdded: added }),
    ...(removed.length === 0 ? {} : { tagsRemoved: removed }),
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
    ...(isSameMoney(before.value, after.value) ? {} : { value: after.value }),
  };
}

export function isNoEdit(edit: FactsEdit): boolean {
  return Object.keys(edit).length === 0;
}

/**
 * The facts as if the entry had never been. Entries are those still standing, oldest first, and hold the facts before each;
 * those after it are given back with what was before them now.
 */
export function withoutEntry(entries: readonly Entry[], id: string): { facts: ContactFacts; later: Entry[] } {
  const at = entries.findIndex(entry => entry.id === id);
  const undone = entries[at];
  if (undone === undefined) throw new RangeError(`there is no entry ${id}`);
  return recount(undone.before, entries.slice(at + 1));
}

/** Another state of the contact that was merged in by the entry: everything from there on is counted again. */
export function withOther(
  entries: readonly Entry[],
  id: string,
  other: ContactFacts,
): { facts: ContactFacts; later: Entry[] } {
  const at = entries.findIndex(entry => entry.id === id);
  const merge = entries[at];
  if (merge?.kind !== 'merge') throw new RangeError(`there is no merge ${id}`);
  return recount(merge.before, [{ ...merge, other }, ...entries.slice(at + 1)]);
}

function recount(start: ContactFacts, entries: readonly Entry[]): { facts: ContactFacts; later: Entry[] } {
  let facts = start;
  const later: Entry[] = [];
  for (const entry of entries) {
    later.push({ ...entry, before: facts });
    facts = entry.kind === 'edit' ? applyEdit(facts, entry.edit) : combineFacts(facts, entry.other);
  }
  return { facts, later };
}

function joinNotes(first: string, second: string): string {
  const [a, b] = [first.trim(), second.trim()];
  if (b === '' || a.includes(b)) return first;
  return a === '' ? second : `${first.trimEnd()}\n\n${second.trimStart()}`;
}

function withTags(tags: readonly string[], more: readonly string[]): string[] {
  const known = lower(tags);
  const added = more.filter(tag => !known.has(tag.toLowerCase()));
  return [...tags, ...added];
}

function lower(tags: readonly string[]): Set<string> {
  return new Set(tags.map(tag => tag.toLowerCase()));
}

function largerOf(one: Money | null, other: Money | null): Money | null {
  if (one === null) return other;
  if (other === null || other.currency !== one.currency) return one;
  return Number(other.amount) > Number(one.amount) ? other : one;
}

function isSameMoney(one: Money | null, other: Money | null): boolean {
  return one?.amount === other?.amount && one?.currency === other?.currency;
}
